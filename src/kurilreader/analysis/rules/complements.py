"""Objects and complements of verbs that take a stand without saying anything, and what nouns carry."""

from __future__ import annotations

from dataclasses import dataclass

from kurilreader.analysis.rules.lexicon import lexicon
from kurilreader.analysis.rules.occasion import OBJECT_PRONOUNS, adjuncts
from kurilreader.analysis.rules.phrases import Tokens, word
from kurilreader.analysis.rules.shapes import Cue
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    adverb,
)

#: a quotation no longer than this is a name or a word rather than what somebody says, in code points
_NAME = 30
_RETURNING = frozenset("respond reply answer counter react".split())
_PERIODS = frozenset("week weeks month months year years day days decade decades century centuries generations".split())
_MEASURES = frozenset(
    "a the last past many several some few two three four five six seven eight nine ten twenty thirty fifty hundred"
    " about nearly almost more than".split()
)
_NOT_COMP = frozenset("on for in off into back up out upon a an".split())


@dataclass(slots=True)
class Opening:
    """Content that begins at `start`; how it may end is known from its build."""

    start: int
    #: "clause" runs on, "phrase" ends at a comma, "quote" is one token
    build: str


def lasting(tokens: Tokens, at: int) -> int:
    """Skip how long something went on: "for ten years" is not what somebody argues for."""
    inside = at if at < len(tokens) and tokens[at].low in {"for", "over"} else at - 1
    if tokens[inside].low in {"for", "over"}:
        for scan in range(inside + 1, min(len(tokens), inside + 6)):
            low = tokens[scan].low
            if low in _PERIODS:
                return scan + 1
            if tokens[scan].capital or not (word(tokens[scan]) and (adverb(low) or low in _MEASURES or low.isdigit())):
                break
    return at


def stance(tokens: Tokens, cue: Cue) -> Opening | None:  # noqa: PLR0915 (a list of cases)
    """Objects and complements of verbs that take a stand without saying anything."""
    frames, entry = cue.word.frames, cue.word
    at, count = cue.after, len(tokens)
    while at < count and adverb(tokens[at].low) and tokens[at].quote is None:
        at += 1
    began, at = at, lasting(tokens, at)
    if at > began and tokens[began - 1].low == "for":
        # "has called for months for a treaty"
        follows = tokens[at].low if at + 1 < count else ""
        return Opening(at + 1, "clause" if follows == "that" else "phrase") if follows in {"for", "that"} else None
    if at < count and tokens[at].low in {"late", "early"} and entry.speech:
        at = adjuncts(tokens, at)
    if at >= count:
        return None
    low = tokens[at].low
    infinitive = low == "to" or (low == "not" and at + 1 < count and tokens[at + 1].low == "to")
    if "as-first" in frames and low == "as":
        return Opening(at + 1, "phrase")
    if infinitive and frames & {"to", "np-to"} and cue.word.lemma != "to":
        return Opening(at, "phrase") if "to" in frames else None
    if "not" in frames and not cue.negated:
        return _as(tokens, at, count) if "as" in frames else None
    if low == "to" and low in entry.prepositions and len(entry.prepositions) > 1:
        found = _late_preposition(tokens, at + 1, entry.prepositions - {"to"})
        if found is not None:
            return found
    if "late" in frames:
        return _late_preposition(tokens, at, entry.prepositions)
    plain = low != "to" or entry.lemma in {"object", "hold", "approve", "commit", "agree", "alert", "cling"}
    if low in entry.prepositions and plain and at + 1 < count:
        return Opening(at + 1, "phrase")
    for frame in frames:
        if frame.endswith("-to") and frame != "np-to" and low == frame[:-3]:
            return _infinitive(tokens, at + 1)
    if "right" in frames:
        for scan in range(at, min(count, at + 4)):
            if tokens[scan].low in {"right", "rights"}:
                return Opening(cue.first, "phrase")
        return None
    if "np-to" in frames:
        found = _infinitive(tokens, at)
        if found is not None:
            return found
        if entry.lemma == "warn" or "np" not in frames:
            return _late_preposition(tokens, at, entry.prepositions)
    if "tied" in frames:
        return Opening(at, "phrase") if any(token.low == "to" for token in tokens[at + 1 : at + 9]) else None
    if "of" in frames:
        for scan in range(at, min(count - 1, at + 14)):
            if tokens[scan].low == "of" and tokens[scan + 1].low.endswith("ing"):
                return Opening(scan, "phrase")
        for scan in range(at, min(count - 1, at + 10)):
            if tokens[scan].low == "of" and scan > at:
                return Opening(scan, "phrase")
    if "for" in frames:
        for scan in range(at, min(count - 1, at + 12)):
            if tokens[scan].raw in ",;":
                break
            if tokens[scan].low == "for" and scan > at:
                return Opening(scan, "phrase")
        if "np" not in frames:
            return None
    if "as" in frames:
        return _as(tokens, at, count)
    if "comp" in frames or "np-comp" in frames:
        if low in OBJECT_PRONOUNS and low not in {"this", "that", "these", "those"}:
            return Opening(at + 1, "phrase") if at + 1 < count and tokens[at + 1].low not in PREPOSITIONS else None
        if "comp" in frames:
            if low in _NOT_COMP or (low in PREPOSITIONS) or not (word(tokens[at]) or tokens[at].quote is not None):
                behind = cue.source is not None and tokens[cue.lead - 1].low == "what" if cue.lead else False
                return Opening(at, "phrase") if behind else None
            return Opening(at, "phrase")
    if low == "with" and entry.lemma in _RETURNING:
        # "responded with an offer to …"
        return _noun_object(tokens, at + 1)
    if "noun" in frames:
        found = _noun_object(tokens, at)
        if found is not None or "np" not in frames:
            return found
    if entry.prepositions and "np" not in frames:
        return _late_preposition(tokens, at, entry.prepositions)
    if frames & {"np", "np-comp"}:
        token = tokens[at]
        if token.quote is not None:
            return Opening(at, "phrase")
        if not word(token) and token.raw not in "$£€":
            return None
        if (
            low in PREPOSITIONS
            or low in COORDINATORS
            or low in AUXILIARIES - {"being", "having"}
            or (low in SUBORDINATORS and low not in {"what", "how", "that", "whether"})
        ):
            return None
        if low in OBJECT_PRONOUNS and (at + 1 >= count or not word(tokens[at + 1])) and low != "that":
            return None
        return Opening(at, "phrase")
    return None


def _noun_object(tokens: Tokens, at: int) -> Opening | None:
    """The object of "voiced support for …", "filed a protest with the embassy over …"."""
    nouns = lexicon().nouns
    for noun in range(at, min(len(tokens) - 1, at + 6)):
        token = tokens[noun]
        if not word(token) or token.low in PREPOSITIONS:
            return None
        entry = nouns.get(token.low)
        if entry is None:
            continue
        for scan in range(noun + 1, min(len(tokens) - 1, noun + 9)):
            low = tokens[scan].low
            if tokens[scan].raw in ",;:" or tokens[scan].quote is not None:
                break
            if low in entry.prepositions:
                return Opening(noun if entry.kind is None else scan + 1, "phrase")
            if low == "that" and "that" in entry.frames:
                return Opening(scan + 1, "clause")
            if low == "to" and "to" in entry.frames and scan == noun + 1:
                return Opening(scan, "phrase")
        return Opening(at, "phrase") if entry.kind is not None and noun > at else None
    return (
        Opening(at, "phrase")
        if at < len(tokens)
        and any(
            token.low in {"disappointment", "satisfaction", "gratitude", "dismay", "condolences"}
            for token in tokens[at : at + 3]
        )
        else None
    )


def _infinitive(tokens: Tokens, at: int) -> Opening | None:
    """The infinitive behind an object: "urged X to leave"."""
    for scan in range(at + 1, min(len(tokens) - 1, at + 16)):
        token = tokens[scan]
        if (
            token.raw in {";", ":"}
            or (token.quote is not None and token.quote.end - token.quote.start > _NAME)
            or token.low in AUXILIARIES - {"’s", "'s", "not"}
        ):
            return None
        if token.low == "to":
            following = tokens[scan + 1]
            if (
                word(following)
                and not following.capital
                and following.low not in DETERMINERS
                and not following.low.isdigit()
            ):
                start = scan - 1 if tokens[scan - 1].low == "not" else scan
                return Opening(start, "phrase")
    return None


def _late_preposition(tokens: Tokens, at: int, prepositions: frozenset[str]) -> Opening | None:
    """A preposition behind an object: "cautioned X against it"."""
    for scan in range(at, min(len(tokens) - 1, at + 7)):
        if tokens[scan].raw in ",;:" or tokens[scan].quote is not None:
            return None
        if tokens[scan].low in prepositions and tokens[scan - 1].low != "behalf":
            return Opening(scan if scan > at else scan + 1, "phrase")
    return None


def _as(tokens: Tokens, at: int, count: int) -> Opening | None:
    for scan in range(at, min(count - 1, at + 22)):
        if tokens[scan].low == "as":
            return Opening(scan + 1, "phrase")
        if tokens[scan].raw in ";:":
            return None
    return None


def after_noun(tokens: Tokens, at: int, frames: frozenset[str], prepositions: frozenset[str]) -> Opening | None:
    """What a noun carries: "refusal to …", "position is that …"."""
    low = tokens[at].low
    if low == "that":
        return Opening(at + 1, "clause")
    if low == "on" and "rests" in frames:
        return Opening(at + 1, "phrase")
    if low in {"is", "was", "remains", "remained", "has"}:
        after = at + 1
        while after < len(tokens) and (adverb(tokens[after].low) or tokens[after].low == "been"):
            after += 1
        if after >= len(tokens) or (low == "has" and tokens[after - 1].low != "been"):
            return None
        if tokens[after].low == "that":
            return Opening(after + 1, "clause")
        for scan in range(after, min(len(tokens) - 1, after + 4)):
            if tokens[scan].raw == ":":
                after = scan
                break
        if tokens[after].raw == ":" and after + 1 < len(tokens):
            return Opening(after + 1, "quote" if tokens[after + 1].quote is not None else "clause")
        return Opening(after, "clause")
    if low == "to" and "to" in frames:
        return Opening(at, "phrase")
    if low in prepositions:
        return Opening(at + 1, "phrase")
    return None
