"""When, where, how and to whom something is said: what stands between a cue and its content."""

from __future__ import annotations

from kurilreader.analysis.rules.phrases import Tokens, word
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_NOUNS,
    WEEKDAYS,
    adverb,
)

#: what stands for those who are told, asked or accused
OBJECT_PRONOUNS = frozenset("it them him her me us you this that these those".split())
_ADJUNCT_NOUNS = frozenset(
    "statement interview speech note letter briefing conference telegram comment message report video post article"
    " address memo television radio telephone phone email parliament diet senate session press visit meeting".split()
)


def adjuncts(tokens: Tokens, at: int) -> int:
    """Skip when, where and how something was said: "on Monday", "in a statement", "by telephone"."""
    count = len(tokens)
    while at < count:
        low = tokens[at].low
        if (adverb(low) and tokens[at].quote is None) or low in WEEKDAYS:
            at += 1
        elif low == "on" and at + 1 < count and (tokens[at + 1].low in WEEKDAYS or tokens[at + 1].low in MONTHS):
            at += 2
            while at < count and tokens[at].low.isdigit():
                at += 1
        elif (
            low in {"this", "last", "late", "early", "the"}
            and at + 1 < count
            and tokens[at + 1].low in TIME_NOUNS | MONTHS | WEEKDAYS | {"same", "on", "in"}
        ):
            at += {"same": 3, "on": 1, "in": 1}.get(tokens[at + 1].low, 2)
        elif low in {"in", "at", "during", "by", "via", "through", "after", "before", "from"} and at + 1 < count:
            end = _prepositional(tokens, at + 1)
            if end is None:
                return at
            at = end
        else:
            break
    return at


def _prepositional(tokens: Tokens, at: int) -> int | None:
    """One past a noun phrase that tells the occasion; None when it is none."""
    end = at
    occasion = False
    while end < len(tokens) and (word(tokens[end]) or tokens[end].low in {"’s", "'s"}) and end - at < 9:
        low = tokens[end].low
        if (
            low in {"that"}
            or low in AUXILIARIES - {"’s", "'s"}
            or low in COORDINATORS
            or (low in PREPOSITIONS and low not in {"of", "with", "to", "in", "by", "for", "on", "at"})
        ):
            break
        if end > at and low in PRONOUNS:
            break
        if low in PREPOSITIONS and occasion and low not in {"of", "with", "by"}:
            break
        if low in DETERMINERS and occasion and tokens[end - 1].low not in PREPOSITIONS:
            break
        if low in _ADJUNCT_NOUNS or low.isdigit() or low in MONTHS or (tokens[end].capital and end == at):
            occasion = True
        elif (
            occasion
            and not tokens[end].capital
            and low not in PREPOSITIONS
            and tokens[end - 1].low not in PREPOSITIONS | DETERMINERS
        ) or (
            occasion
            and tokens[end].capital
            and not tokens[end - 1].capital
            and tokens[end - 1].low not in PREPOSITIONS | DETERMINERS
        ):
            break
        end += 1
    return end if occasion and end > at else None


def addressee(tokens: Tokens, at: int) -> int:
    """One past those who are told something."""
    if at < len(tokens) and (
        tokens[at].low in OBJECT_PRONOUNS
        or tokens[at].low
        in {"reporters", "journalists", "parliament", "senators", "lawmakers", "deputies", "members", "newsmen"}
    ):
        return at + 1
    end = at
    while end < len(tokens) and word(tokens[end]) and end - at < 8:
        low = tokens[end].low
        if end > at and (low in DETERMINERS or low in PRONOUNS or low in PREPOSITIONS - {"of"} or low in AUXILIARIES):
            break
        if (
            end > at
            and tokens[end].capital
            and not tokens[end - 1].capital
            and tokens[end - 1].low not in DETERMINERS
            and tokens[end - 1].low != "of"
        ):
            break
        end += 1
    return end
