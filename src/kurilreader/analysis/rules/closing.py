"""Where the content after a cue ends: at the end of its sentence, or where another clause of the same rank begins."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.analysis.rules.complements import Opening
from kurilreader.analysis.rules.opening import finite
from kurilreader.analysis.rules.phrases import Tokens, actor, phrase_end, word
from kurilreader.analysis.rules.shapes import CLITIC, Cue, Shape
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    adverb,
)

_ENDERS = frozenset(
    "after hours days weeks months amid following despite during hour day although though while whereas"
    " but where when who which as because since unless with ahead".split()
)
_PHRASE_JOINERS = frozenset("and or including not nor especially particularly such".split())
CONDITIONAL = frozenset("if unless until once when while as since although though because after before should".split())
_PREDICATES = frozenset(
    "met drew came meets draws clashes clashed collides collided left leaves angered alarmed dismayed sparked"
    " triggered prompted surprised follows followed echoes echoed reflects reflected contrasts contrasted means meant"
    " runs ran goes went stems stemmed rests rested worries worried irritates irritated puzzled puzzles".split()
)


def ending(tokens: Tokens, cues: Sequence[Cue], number: int, opened: Opening) -> int:
    """One past the content: the end of the sentence, or where another clause of the same rank begins."""
    end = len(tokens)
    start = opened.start
    clause = opened.build == "clause" or tokens[start].low == "what"
    inner = next((cue for cue in cues if cue.first > start), None) if tokens[start].low == "what" else None
    for cue in cues:
        if cue.lead <= start or cue.lead >= end or cue is cues[number] or cue is inner:
            # "what its ambassador called a rush": the second cue belongs to what the first carries
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
    if cue_now.shape is Shape.NOUN and cue_now.after == cue_now.last:
        end = min(end, _predicate(tokens, start, end, clause))
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


def _predicate(tokens: Tokens, start: int, end: int, clause: bool) -> int:
    """Where the verb stands whose subject a noun with its content is: "Russia's insistence on X | met with …"."""
    verbs = 0
    for at in range(start + 1, end - 1):
        low, before = tokens[at].low, tokens[at - 1]
        if low in SUBORDINATORS or low in {"and", "or", "but"} or tokens[at].raw in {",", ";"}:
            return end
        if low in _PREDICATES and not (before.low in PREPOSITIONS or before.low in {"to", "which", "that"}):
            return at
        if low in AUXILIARIES and low not in CLITIC and low not in {"be", "being", "having", "not", "been", "never"}:
            verbs += 1
            if before.low in PRONOUNS or (clause and verbs == 1 and not _subjunctive(tokens, start, at)):
                continue
            if before.low not in AUXILIARIES:
                return at
    return end


def _subjunctive(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a clause has its verb already: "that the cable be moved"."""
    return any(token.low == "be" for token in tokens[start:end])


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
    if "that" in before.word.frames and not cue.word.speech and not _acts(tokens, start):
        # "noted that dialogue was the only way out and expressed hope": what is talked about expresses nothing
        return True
    following = tokens[cue.last].low if cue.last < len(tokens) else ""
    return cue.word.speech and (following == "that" or (before.word.speech and tokens[cue.first].low == "says"))


def _acts(tokens: Tokens, start: int) -> bool:
    """Whether the clause that begins at `start` is about somebody who could say or want something."""
    while start < len(tokens) and adverb(tokens[start].low):
        start += 1
    end = phrase_end(tokens, start)
    return end <= start or actor(tokens, start, end)


def _opens(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether what stands before a comma only leads in the clause: "despite the rough patch, Tokyo remains …"."""
    low = tokens[start].low
    return (low in PREPOSITIONS or low in CONDITIONAL) and not any(tokens[at].raw == "," for at in range(start, comma))


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
