"""What each cue of a sentence carries: where its content begins and ends, and which of two nested ones counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis.rules.complements import Opening
from kurilreader.analysis.rules.occasion import addressee, adjuncts
from kurilreader.analysis.rules.opening import TELLING, finite, full, opening
from kurilreader.analysis.rules.phrases import Tokens, head, trim, word
from kurilreader.analysis.rules.shapes import Cue, Shape
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    OTHERS,
    PREPOSITIONS,
    PRONOUNS,
    adverb,
)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """A cue with the token ranges of what it attributes."""

    cue: Cue
    pieces: tuple[Range, ...]
    confidence: float = 0.8


_ENDERS = frozenset(
    "after hours days weeks months amid following despite during hour day although though while whereas"
    " but where when who which as because since unless with ahead".split()
)
_PHRASE_JOINERS = frozenset("and or including not nor especially particularly such".split())
_CONDITIONAL = frozenset("if unless until once when while as since although though because after before should".split())
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
        return _around(tokens, cues, number)
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
            return _around(tokens, cues, number)
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
    end = _end(tokens, cues, number, opened)
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


def _end(tokens: Tokens, cues: Sequence[Cue], number: int, opened: Opening) -> int:
    """One past the content: the end of the sentence, or where another clause of the same rank begins."""
    end = len(tokens)
    start = opened.start
    clause = opened.build == "clause"
    for cue in cues:
        if cue.lead <= start or cue.lead >= end or cue is cues[number]:
            continue
        before = tokens[cue.lead - 1]
        if cue.joined and _coordinate(tokens, cue, start, cues[number]):
            end = cue.lead
            continue
        if cue.shape is Shape.ACCORDING:
            if before.raw == "," or cue.first > start + 3:
                end = cue.lead
            continue
        if cue.shape is Shape.COLON:
            continue
        if before.raw in {",", ";", "—", "–"}:
            if clause and before.raw == "," and _opens(tokens, start, cue.lead - 1):
                continue
            end = cue.lead - 1
        elif (back := _conjunction(tokens, cue.lead, start)) is not None:
            end = back
        elif before.low in {"while", "but", "whereas", "although", "though"} or (
            before.low == "and" and cue.lead > 1 and (tokens[cue.lead - 2].raw == "," or not clause)
        ):
            end = cue.lead - 1
        elif tokens[cue.lead].low in COORDINATORS and (before.raw == "," or not clause):
            end = cue.lead
    cue_now = cues[number]
    what = cue_now.lead > 0 and tokens[cue_now.lead - 1].low == "what"
    for at in range(start, end):
        token = tokens[at]
        if (
            token.raw == ";"
            or (not clause and token.raw == ":")
            or (what and token.low in {"is", "was", "are", "were"})
        ):
            return at
        if token.raw == "," and at + 1 < end and at - start >= 2:
            following = tokens[at + 1]
            if not clause and _ends_phrase(tokens, at, end):
                return at
            if clause and following.low in {
                "adding",
                "saying",
                "citing",
                "noting",
                "signaling",
                "signalling",
                "arguing",
            }:
                return at
            if (
                clause
                and following.low in {"hours", "days", "weeks"}
                and at + 2 < end
                and tokens[at + 2].low in {"after", "before"}
            ):
                return at
        if not clause and token.low in {"while", "whereas"}:
            return at
    return end


def _conjunction(tokens: Tokens, lead: int, start: int) -> int | None:
    """Where ", and for that reason" before a clause begins."""
    for at in range(lead - 2, max(start, lead - 7), -1):
        if not word(tokens[at + 1]):
            return None
        if tokens[at].low in {"and", "but"} and tokens[at - 1].raw == "," and tokens[at + 1].low in PREPOSITIONS:
            return at - 1
    return None


def _coordinate(tokens: Tokens, cue: Cue, start: int, before: Cue) -> bool:
    """Whether a verb behind "and" goes on with the cue before rather than with its content."""
    if tokens[cue.lead].raw == ",":
        return True
    if not finite(tokens[: cue.lead], start):
        return True
    following = tokens[cue.last].low if cue.last < len(tokens) else ""
    return cue.word.speech and (following == "that" or (before.word.speech and tokens[cue.first].low == "says"))


def _opens(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether what stands before a comma only leads in the clause: "despite the rough patch, Tokyo remains …"."""
    low = tokens[start].low
    return (low in PREPOSITIONS or low in _CONDITIONAL) and not any(tokens[at].raw == "," for at in range(start, comma))


def _ends_phrase(tokens: Tokens, comma: int, end: int) -> bool:
    """Whether a noun phrase or infinitive ends at a comma rather than going on as a list."""
    following = tokens[comma + 1]
    if following.low in _ENDERS or following.low in PRONOUNS:
        return True
    if following.low in _PHRASE_JOINERS:
        after = tokens[comma + 2] if comma + 2 < end else following
        # ", and the ministry said": another clause
        return after.low in PRONOUNS
    for at in range(comma + 1, min(end, comma + 9)):
        if tokens[at].low == "and" or tokens[at].low == "or":
            return False
        if tokens[at].raw == ",":
            continue
    return True


def _around(tokens: Tokens, cues: Sequence[Cue], number: int) -> list[Range]:
    """What stands before a cue, and after it when the cue interrupts."""
    cue = cues[number]
    lead = cue.lead if cue.shape is not Shape.INVERTED else cue.first
    if cue.shape is Shape.ACTIVE and cue.source is not None and cue.source.inherited:
        # “…,” he said and added: nothing of its own
        return []
    if cue.shape is Shape.ACTIVE and cue.word.lemma == "put it" and lead and tokens[lead - 1].low == "as":
        lead -= 1
    pieces: list[Range] = []
    before = _before(tokens, cues, number, lead)
    if before is not None:
        pieces.append(before)
    after = _behind(tokens, cues, number, before)
    if after is not None:
        pieces.append(after)
    return pieces


def _before(tokens: Tokens, cues: Sequence[Cue], number: int, lead: int) -> Range | None:
    if lead == 0 or tokens[lead - 1].low in {"which", "that", "who"}:
        return None
    end = lead
    marked = False
    while end > 0 and tokens[end - 1].raw in {",", "—", "–"}:
        end -= 1
        marked = True
    if end == 0:
        return None
    if tokens[end - 1].quote is not None:
        start = end - 1
        words = [at for at in range(_clause_start(tokens, cues, number, end), end - 1) if word(tokens[at])]
        if words and not full(tokens[start].raw) and words[-1] == start - 1:
            start = words[0]
        return (start, end)
    if not marked and cues[number].shape is not Shape.ACCORDING:
        return None
    start = _clause_start(tokens, cues, number, end)
    first, last = trim(tokens, start, end)
    if last <= first:
        return None
    if tokens[first].low in {"but", "and"} and last - first > 1:
        first += 1
    return (first, last)


def _clause_start(tokens: Tokens, cues: Sequence[Cue], number: int, end: int) -> int:
    start = 0
    for at in range(end - 1, -1, -1):
        if tokens[at].raw in {";", ":"}:
            start = at + 1
            break
        if tokens[at].quote is not None and at < end - 1 and full(tokens[at].raw):
            start = at + 1
            break
    for other in cues[:number]:
        if (
            start < other.last < end
            and other.shape is not Shape.NOUN
            and any(tokens[at].raw == "," for at in range(other.last, end - 1))
            and (other.shape is Shape.INVERTED or other.word.speech)
            and _posed(tokens, other)
        ):
            start = max(start, other.last)
    return start


def _posed(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue stands behind what it attributes."""
    lead = cue.first if cue.shape is Shape.INVERTED else cue.lead
    return lead > 0 and (tokens[lead - 1].raw == "," or tokens[lead - 1].quote is not None)


def _behind(tokens: Tokens, cues: Sequence[Cue], number: int, before: Range | None) -> Range | None:
    """The rest of what a cue in the middle interrupts."""
    cue = cues[number]
    after = cue.after
    if cue.shape is Shape.INVERTED and cue.source is not None:
        after = max(after, cue.source.last)
    at = after
    if cue.word.lemma in TELLING:
        at = addressee(tokens, at)
    at = adjuncts(tokens, at)
    while (
        at < len(tokens) and tokens[at].raw not in {",", ";", ":", "."} and tokens[at].quote is None and at - after < 14
    ):
        at += 1
    direct = cue.shape is Shape.ACCORDING and after < len(tokens) and word(tokens[after]) and before is None
    if at >= len(tokens) - 1 and not direct:
        return None
    if direct and finite(tokens, after):
        at = after
    elif at >= len(tokens) - 1:
        return None
    elif tokens[at].raw in {",", ":"}:
        at += 1
    elif tokens[at].quote is None:
        return None
    token = tokens[at]
    if token.quote is not None:
        return (
            (at, at + 1)
            if before is not None and (_quoted(tokens, before) or not finite(tokens[: before[1]], before[0]))
            else ((at, at + 1) if before is None else None)
        )
    whole = before is not None and (
        _quoted(tokens, before) or (finite(tokens, before[0]) and _finite_within(tokens, *before))
    )
    if (
        whole
        and token.low in {"provided", "because", "if", "unless", "but", "until", "as", "so", "only"}
        and not any(each.first >= at for each in cues)
    ):
        whole = False
    if whole and before is not None and tokens[before[0]].low in _CONDITIONAL and not token.low.endswith("ing"):
        whole = False
    if whole:
        return None
    if cue.shape is not Shape.ACCORDING and not (before is not None):
        return None
    if token.low.endswith("ing") and before is None:
        return None
    opened = Opening(at, "clause")
    end = _end(tokens, cues, number, opened)
    first, last = trim(tokens, at, end)
    return (first, last) if last - first > 1 else None


def _quoted(tokens: Tokens, piece: Range) -> bool:
    return any(tokens[at].quote is not None for at in range(*piece))


def _finite_within(tokens: Tokens, first: int, last: int) -> bool:
    return finite(tokens[:last], first)


def _outermost(tokens: Tokens, found: list[Carried]) -> list[Carried]:
    """Leave out what lies inside another's content, unless the outer one only passes it on."""
    dropped: set[int] = set()
    for number, outer in enumerate(found):
        if number in dropped:
            continue
        for other, inner in enumerate(found):
            if other == number or other in dropped or number in dropped:
                continue
            if not any(first <= inner.cue.first < last for first, last in outer.pieces):
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
    if not any(abs(inner.cue.lead - first) <= 1 for first, _ in outer.pieces):
        return False
    top = head(tokens, source.first, source.last)
    named = any(token.capital and at > 0 for at, token in enumerate(tokens[source.first : source.last], source.first))
    if top.low in _MEDIA:
        return True
    if top.low in OTHERS or (not named and top.low in {"officials", "diplomats", "sources", "official", "diplomat"}):
        return inner.cue.word.kind is not None or inner.cue.word.speech
    if not named and inner.cue.word.kind is not None and inner.cue.shape is Shape.ACTIVE:
        # "Pakistan has asked a panel …, its water ministry announced"
        return outer.cue.lead > inner.cue.first
    return False
