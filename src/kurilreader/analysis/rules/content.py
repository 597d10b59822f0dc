"""What each cue of a sentence carries: where its content begins and ends, and which of two nested ones counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis.rules.around import Range, around, resumed
from kurilreader.analysis.rules.closing import ending
from kurilreader.analysis.rules.opening import opening
from kurilreader.analysis.rules.phrases import Tokens, head, trim
from kurilreader.analysis.rules.shapes import Cue, Shape
from kurilreader.analysis.words import (
    AUXILIARIES,
    OTHERS,
    PRONOUNS,
    adverb,
)
from kurilreader.domain import Kind


@dataclass(frozen=True, slots=True)
class Carried:
    """A cue with the token ranges of what it attributes."""

    cue: Cue
    pieces: tuple[Range, ...]
    confidence: float = 0.8


#: kinds of verbs that do what they say: who reports them adds nothing
_GIVEN = frozenset({Kind.OFFER, Kind.DEMAND})
_DASHES = frozenset({"-", "–", "—"})
_MEDIA = frozenset(
    "reports report sources media newspaper newspapers agency agencies broadcaster television daily press"
    " paper papers outlets".split()
)


def contents(tokens: Tokens, cues: Sequence[Cue]) -> list[Carried]:
    """Contents of the cues of one sentence, in order of their cues; a cue without content is left out."""
    found: list[Carried] = []
    for number, cue in enumerate(cues):
        pieces = _pieces(tokens, cues, number)
        if pieces:
            confidence = _confidence(cue, pieces, tokens)
            halves = _halves(tokens, pieces) if len(pieces) == 1 else None
            if halves is not None:
                found.extend(Carried(cue, (half,), confidence) for half in halves)
            elif not _empty(tokens, cue, pieces):
                found.append(Carried(cue, tuple(pieces), confidence))
                rest = resumed(tokens, cues, number, pieces)
                if rest is not None:
                    found.append(Carried(cue, (rest,), confidence - 0.1))
    return _outermost(tokens, found)


def _confidence(cue: Cue, pieces: Sequence[Range], tokens: Tokens) -> float:
    quoted = any(tokens[at].quote is not None for first, last in pieces for at in range(first, last))
    base = {Shape.ACTIVE: 0.85, Shape.INVERTED: 0.9, Shape.ACCORDING: 0.9}.get(cue.shape, 0.7)
    return round(min(0.95, base + (0.05 if quoted else 0.0) - (0.1 if cue.participle or cue.joined else 0.0)), 2)


def _pieces(tokens: Tokens, cues: Sequence[Cue], number: int) -> list[Range]:
    cue = cues[number]
    if cue.shape is Shape.PASSIVE:
        return _passive(tokens, cue)
    if cue.shape in {Shape.INVERTED, Shape.ACCORDING}:
        return around(tokens, cues, number)
    opened = opening(
        tokens,
        cue,
        min(
            (each.first for each in cues if each.first >= cue.last and each.shape is not Shape.NOUN),
            default=len(tokens),
        ),
    )
    if opened is None:
        if (cue.word.speech or cue.word.lemma == "put it") and cue.shape is Shape.ACTIVE:
            return around(tokens, cues, number)
        return []
    if opened.build == "quote":
        last = opened.start + 1
        # a quotation that runs on in the same sentence: “one” and “two”
        while last + 1 < len(tokens) and tokens[last].raw in {",", "and"} and tokens[last + 1].quote is not None:
            last += 2
        lead = cue.lead
        if (
            cue.shape is Shape.ACTIVE
            and lead
            and tokens[lead - 1].quote is not None
            and tokens[opened.start - 1].raw == ","
        ):
            # “The ice,” she said, “is ours”: one quotation in two pieces
            return [(lead - 1, lead), (opened.start, last)]
        return [(opened.start, last)]
    end = ending(tokens, cues, number, opened)
    first, last = trim(tokens, opened.start, end)
    if last <= first:
        return []
    return [(first, last)]


def _halves(tokens: Tokens, pieces: Sequence[Range]) -> tuple[Range, Range] | None:
    """The two contents of "… that A and that B"."""
    first, last = pieces[0]
    for at in range(first + 3, last - 3):
        if tokens[at].low in {"and", "but"} and tokens[at + 1].low == "that" and tokens[first - 1].low == "that":
            return trim(tokens, first, at), trim(tokens, at + 2, last)
    return None


def _empty(tokens: Tokens, cue: Cue, pieces: Sequence[Range]) -> bool:
    """Whether a content says nothing: "declined to comment", "spoke of little else"."""
    lows = [tokens[at].low for first, last in pieces for at in range(first, min(last, first + 2))]
    if (
        cue.word.lemma in {"decline", "refuse"}
        and lows[-1:]
        and lows[-1] in {"comment", "answer", "elaborate", "say", "speculate", "confirm", "discuss"}
    ):
        return True
    if cue.word.speech:
        return False
    return (
        len(pieces) == 1
        and pieces[0][1] - pieces[0][0] <= 2
        and lows[0] in {"little", "no", "nothing", "us", "me", "it", "them", "this", "much", "one"}
    )


def _passive(tokens: Tokens, cue: Cue) -> list[Range]:
    """Of "It was rejected by Manila as a fabrication": the reason where one is given, else what was rejected."""
    at = cue.after
    if at == cue.last and cue.source is not None and tokens[at].low == "as":
        first, last = trim(tokens, at + 1, cue.source.first - 1)
        return [(first, last)] if last > first else []
    if at < len(tokens) and tokens[at].low in {"as", "that"}:
        first, last = trim(tokens, at + (tokens[at].low == "that"), _stop(tokens, at))
        return [(first, last)] if last > first else []
    helper = cue.first - 1
    while helper > 0 and (tokens[helper].low in AUXILIARIES or adverb(tokens[helper].low)):
        helper -= 1
    start = helper
    while (
        start > 0
        and tokens[start - 1].raw not in {",", ";", ":"}
        and tokens[start - 1].low not in {"while", "but", "which"}
    ):
        start -= 1
    if tokens[start].low in PRONOUNS or cue.word.kind is None:
        return []
    first, last = trim(tokens, start, helper + 1)
    return [(first, last)] if last > first else []


def _stop(tokens: Tokens, start: int) -> int:
    at = start
    while at < len(tokens) and tokens[at].raw not in {",", ";", "."}:
        at += 1
    return at


def _outermost(tokens: Tokens, found: list[Carried]) -> list[Carried]:
    """Leave out what lies inside another's content, unless the outer one only passes it on."""
    dropped: set[int] = set()
    for number, outer in enumerate(found):
        if number in dropped:
            continue
        for other, inner in enumerate(found):
            if other == number or other in dropped or number in dropped:
                continue
            if inner.pieces == outer.pieces and inner.cue.shape is Shape.NOUN and outer.cue is not inner.cue:
                # "signal their readiness to …": verb and noun carry the same
                dropped.add(other)
                continue
            if not any(first <= inner.cue.first < last for first, last in outer.pieces):
                continue
            if outer.cue.shape is Shape.PASSIVE and inner.cue.shape is Shape.NOUN:
                # "Ankara's demand that … was dismissed by Athens": both take a stand
                continue
            if _passes_on(tokens, outer, inner):
                dropped.add(number)
            else:
                dropped.add(other)
    return [each for number, each in enumerate(found) if number not in dropped]


def _passes_on(tokens: Tokens, outer: Carried, inner: Carried) -> bool:
    """Whether the outer attribution only reports the inner one: "Moscow rejects a vote, diplomats said"."""
    source = outer.cue.source
    if source is None or inner.cue.source is None or inner.cue.source.inherited:
        return False
    lead = inner.cue.lead
    # a dateline may stand before: "BUCHAREST, Sept 4 (RNA) - Turkey has offered …"
    dated = tokens[lead - 1].raw in _DASHES
    if not any(abs(lead - first) <= 1 or (lead > first and dated) for first, _ in outer.pieces):
        return False
    top = head(tokens, source.first, source.last)
    named = any(token.capital and at > 0 for at, token in enumerate(tokens[source.first : source.last], source.first))
    if top.low in _MEDIA:
        return True
    if top.low in OTHERS or (not named and top.low in {"officials", "diplomats", "sources", "official", "diplomat"}):
        return inner.cue.word.kind is not None or inner.cue.word.speech
    if (
        inner.cue.word.kind in _GIVEN
        and inner.cue.shape is Shape.ACTIVE
        and outer.cue.lead > inner.cue.first
        and any(token.capital for token in tokens[inner.cue.source.first : inner.cue.source.last])
        and not any(token.low == "had" for token in tokens[inner.cue.source.last : inner.cue.first])
    ):
        # "Turkey has offered two ships, Romania's ministry said"
        return True
    if not named and inner.cue.word.kind is not None and inner.cue.shape is Shape.ACTIVE:
        # "Pakistan has asked a panel …, its water ministry announced"
        return outer.cue.lead > inner.cue.first
    return False
