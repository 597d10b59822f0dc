"""Cues that are no verbs in a clause: nouns, predicates, "in X's view", a colon; and what a cue is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kurilreader.analysis.rules.lexicon import CueWord
from kurilreader.analysis.rules.phrases import Source, Tokens, actor, head, phrase_end, phrase_start, subject, word
from kurilreader.analysis.words import AUXILIARIES, DETERMINERS, OFFICIAL, OTHERS, POSSESSIVES, PREPOSITIONS, adverb


class Shape(Enum):
    """The construction a cue stands in."""

    ACTIVE = "active"
    INVERTED = "inverted"
    PASSIVE = "passive"
    NOUN = "noun"
    STATIVE = "stative"
    ACCORDING = "according"
    COLON = "colon"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its tokens `[first, last)`, the subject, and the entry of the lexicon."""

    first: int
    last: int
    shape: Shape
    word: CueWord
    source: Source | None
    #: where the clause it heads begins, seen from a cue before
    lead: int
    #: where its content may begin
    after: int
    negated: bool = False
    participle: bool = False
    #: a conjunction joins it to the cue before, whose subject it shares
    joined: bool = False


CLITIC = frozenset({"’s", "'s"})


NEGATION = frozenset("not never n't no nor ’t 't cannot".split())


_STATIVE_VERBS = frozenset(
    "is are was were be been remains remain remained stands stand stood am ’s 's ’re 're ’m 'm".split()
)


_STATES = frozenset({"is", "was", "remains", "remained", "has"})
_RESTS = frozenset("rests rested hinges hinged relies relied rest".split())
_VIEWS = frozenset("submission judgment judgement view words opinion eyes telling account reading".split())


#: how many words a clause may have that only announces what follows its colon
_BRIEF = 8


ACCORDING = CueWord("according to", frozenset({"quote"}), frozenset(), None, True)


_COLON = CueWord(":", frozenset({"quote"}), frozenset(), None, True)


_VIEW = CueWord("in the view of", frozenset({"quote"}), frozenset(), None, True)


def apposition(tokens: Tokens, end: int) -> int:
    """Extend a name by the office that follows it between commas."""
    if end + 1 < len(tokens) and tokens[end].raw == ",":
        first = tokens[end + 1]
        if first.low in DETERMINERS or first.low in OFFICIAL or first.capital or first.low in OTHERS:
            close = phrase_end(tokens, end + 1)
            if close > end + 1 and close < len(tokens) and tokens[close].raw in {",", "."} and close - end < 14:
                top = head(tokens, end + 1, close)
                if top.low in OFFICIAL or top.low in OTHERS or top.capital:
                    return close
    return end


def for_somebody(tokens: Tokens) -> Cue | None:
    """The cue "For" of "For Yerevan, the road is …", or None."""
    if len(tokens) < 6 or not tokens[1].capital:
        return None
    end = phrase_end(tokens, 1)
    if end < len(tokens) and tokens[end].raw == "," and end < 5 and all(token.capital for token in tokens[1:end]):
        return Cue(0, 1, Shape.ACCORDING, _VIEW, Source(1, end, 0), 0, end)
    return None


def noun_cue(tokens: Tokens, at: int, entry: CueWord) -> Cue | None:
    """The noun as cue: "X's refusal to sign", "its position is that …"."""
    if at == 0:
        return None
    owner = at - 1
    while (
        owner > 0
        and owner > at - 4
        and tokens[owner].low not in CLITIC
        and tokens[owner].low not in POSSESSIVES
        and word(tokens[owner])
        and tokens[owner].low not in PREPOSITIONS
        and tokens[owner].low not in DETERMINERS
    ):
        owner -= 1
    low = tokens[owner].low
    if at + 1 >= len(tokens):
        return None
    after = at + 1
    if tokens[after].raw == "," and "is" in entry.frames:
        closing = next((n for n in range(after + 2, min(after + 14, len(tokens) - 1)) if tokens[n].raw == ","), after)
        after = closing + 1 if tokens[closing + 1].low in _STATES else after
    following = tokens[after].low
    if following in {"from", "by"} and "that" in entry.frames and tokens[owner].low in {"a", "the", "another"}:
        end = phrase_end(tokens, at + 2)
        if end < len(tokens) and tokens[end].low == "that" and actor(tokens, at + 2, end):
            return Cue(at, at + 1, Shape.NOUN, entry, Source(at + 2, end, owner), owner, end)
    if (
        "rests" in entry.frames
        and following in _RESTS
        and tokens[after + 1 : after + 2]
        and tokens[after + 1].low == "on"
    ):
        # "Santiago's case rests on a century of use"
        after, following = after + 1, "that"
    states = following in _STATES and "is" in entry.frames
    opens = (
        (following == "that" and "that" in entry.frames)
        or (following == "to" and "to" in entry.frames)
        or following in entry.prepositions
        or states
    )
    if not opens:
        return None
    if low in CLITIC and owner > 0:
        first = phrase_start(tokens, owner - 1)
        if first is None or not actor(tokens, first, owner):
            return None
        return Cue(at, at + 1, Shape.NOUN, entry, Source(first, owner, first), first, after)
    if low in POSSESSIVES and low in {"its", "his", "her", "their", "our", "my"}:
        return Cue(at, at + 1, Shape.NOUN, entry, Source(owner, owner + 1, owner), owner, after)
    if low in {"the", "a"} and states and after + 1 < len(tokens) and tokens[after + 1].low == "that":
        return Cue(at, at + 1, Shape.NOUN, entry, Source(owner, at + 1, owner), owner, after)
    return None


def stative_cue(tokens: Tokens, at: int, entry: CueWord) -> Cue | None:
    """The predicate as cue: "X is ready to talk"."""
    back = at - 1
    if back > 0 and tokens[back].low == "in" and entry.lemma in {"favour", "favor"}:
        back -= 1
    while back > 0 and (adverb(tokens[back].low) or tokens[back].low == "not"):
        back -= 1
    if back < 1 or tokens[back].low not in _STATIVE_VERBS:
        return None
    negated = any(token.low in NEGATION for token in tokens[back:at])
    source = subject(tokens, back)
    if source is None or (not source.inherited and not actor(tokens, source.first, source.last)):
        return None
    if at + 1 >= len(tokens):
        return None
    following = tokens[at + 1].low
    if not (
        "np" in entry.frames
        or following in entry.prepositions
        or following in entry.frames
        or (following == "in" and "to" in entry.frames)
    ):
        return None
    if entry.lemma in {"opposed", "committed"} and source.inherited:
        return None
    return Cue(back, at + 1, Shape.STATIVE, entry, source, source.lead, at + 1, negated, False, source.inherited)


def view_cue(tokens: Tokens, at: int) -> Cue | None:
    """In X's view; in the words of X; in her words."""
    for noun in range(at + 2, min(at + 9, len(tokens))):
        token = tokens[noun]
        if token.quote is not None or not (word(token) or token.low in CLITIC):
            return None
        if token.low in _VIEWS:
            before = tokens[noun - 1]
            if before.low in CLITIC and noun - 1 > at + 1:
                return Cue(at, noun + 1, Shape.ACCORDING, _VIEW, Source(at + 1, noun - 1, at), at, noun + 1)
            if before.low == "whose" and noun == at + 2 and at:
                end = at - 1
                while end > 0 and tokens[end].raw == ",":
                    end -= 1
                first = phrase_start(tokens, end)
                if first is not None:
                    return Cue(at, noun + 1, Shape.ACCORDING, _VIEW, Source(first, end + 1, at), at, noun + 1)
            if before.low in {"his", "her", "its", "their"} and noun == at + 2:
                return Cue(at, noun + 1, Shape.ACCORDING, _VIEW, Source(noun - 1, noun, at), at, noun + 1)
            if before.low == "the" and noun + 2 < len(tokens) and tokens[noun + 1].low == "of":
                end = phrase_end(tokens, noun + 2)
                if end > noun + 2:
                    end = apposition(tokens, end)
                    return Cue(at, noun + 2, Shape.ACCORDING, _VIEW, Source(noun + 2, end, at), at, end)
            return None
    return None


def first_phrase(tokens: Tokens, first: int, verb: int) -> Source | None:
    """The noun phrase that begins the clause around a verb, as subject of its participles."""
    at = first
    for back in range(verb - 1, first - 1, -1):
        if tokens[back].raw in {";", ":"}:
            at = back + 1
            break
        if tokens[back].low in {"while", "but", "whereas"} and back < verb - 3:
            at = back + 1
            break
    while at < verb:
        token = tokens[at]
        if token.raw.isdigit() and at + 1 < verb and tokens[at + 1].raw in {".", ")"}:
            at += 2
            continue
        if token.low in {"a", "one", "two", "three", "some", "many"} and any(
            each.low in {"earlier", "ago", "later", "before"} for each in tokens[at : at + 4]
        ):
            while at < verb and tokens[at].low not in {"earlier", "ago", "later", "before"}:
                at += 1
            at += 1
            continue
        if token.low in PREPOSITIONS or token.low in {
            "as",
            "while",
            "when",
            "although",
            "though",
            "after",
            "since",
            "if",
        }:
            while at < verb and tokens[at].raw != ",":
                at += 1
            at += 1
            continue
        if adverb(token.low) or token.raw == ",":
            at += 1
            continue
        break
    if at >= verb:
        return None
    end = phrase_end(tokens, at)
    if end <= at or end > verb:
        return None
    top = head(tokens, at, end)
    able = actor(tokens, at, end) or any(
        token.low in CLITIC and tokens[at + n - 1].capital for n, token in enumerate(tokens[at:end]) if n
    )
    return Source(at, end, at) if able or top.low in {"remarks", "statements", "comments"} else None


def colon_cues(tokens: Tokens, found: Sequence[Cue]) -> list[Cue]:
    """A clause that ends in a colon before what somebody says: "Hara went further: “…”"."""
    for at, token in enumerate(tokens[:-1]):
        if token.raw != ":" or at < 2:
            continue
        if any(
            cue.last <= at and all(tokens[n].raw not in ",;" for n in range(cue.last, at)) and cue.word.speech
            for cue in found
        ):
            continue
        quoted = tokens[at + 1].quote is not None
        viewed = any(
            each.low in {"view", "position", "answer", "message", "line", "reply", "verdict"} for each in tokens[:at]
        )
        # "The Kremlin shrugs: inspections are routine": a short clause, then a whole one
        brief = at <= _BRIEF and any(
            each.low in AUXILIARIES and each.low not in CLITIC for each in tokens[at + 2 : at + 16]
        )
        if not quoted and not viewed and not brief:
            continue
        source = first_phrase(tokens, 1 if tokens[0].low == "for" else 0, at)
        if source is None or source.last > at:
            continue
        return [Cue(source.last, at, Shape.COLON, _COLON, source, source.first, at + 1)] if source.last < at else []
    return []
