"""What stands before a cue that comes late, and after it where it interrupts: "A, he said, B"."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.analysis.rules.closing import CONDITIONAL, ending
from kurilreader.analysis.rules.complements import Opening
from kurilreader.analysis.rules.occasion import addressee, adjuncts
from kurilreader.analysis.rules.opening import TELLING, finite, full
from kurilreader.analysis.rules.phrases import Tokens, trim, word
from kurilreader.analysis.rules.shapes import CLITIC, Cue, Shape
from kurilreader.analysis.words import (
    AUXILIARIES,
    PREPOSITIONS,
    adverb,
)

Range = tuple[int, int]


def around(tokens: Tokens, cues: Sequence[Cue], number: int) -> list[Range]:
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
    if token.low in {"a", "an", "the"} and any(each.low in {"that", "which"} for each in tokens[at + 2 : at + 5]):
        # ", a move that …": about what was said, no part of it
        return None
    if token.quote is not None:
        return (
            (at, at + 1)
            if before is not None and (_quoted(tokens, before) or not finite(tokens[: before[1]], before[0]))
            else ((at, at + 1) if before is None else None)
        )
    if token.low in {"as", "while", "amid", "after"} and any(each.first > at for each in cues):
        # ", he said, as insurers warned …"
        return None
    goes_on = (
        before is not None
        and (token.low in AUXILIARIES or tokens[before[1] - 1].low in AUXILIARIES)
        and not _quoted(tokens, before)
    )
    whole = (
        before is not None
        and not goes_on
        and (_quoted(tokens, before) or (finite(tokens, before[0]) and _finite_within(tokens, *before)))
    )
    if (
        whole
        and token.low
        in {
            "provided",
            "because",
            "if",
            "unless",
            "but",
            "until",
            "as",
            "so",
            "only",
            "within",
            "under",
            "despite",
            "without",
        }
        and not any(each.first >= at for each in cues)
    ):
        whole = False
    if whole and before is not None and tokens[before[0]].low in CONDITIONAL and not token.low.endswith("ing"):
        whole = False
    if whole:
        return None
    if cue.shape is not Shape.ACCORDING and not (before is not None):
        return None
    if token.low.endswith("ing") and before is None:
        return None
    opened = Opening(at, "clause")
    end = ending(tokens, cues, number, opened)
    first, last = trim(tokens, at, end)
    return (first, last) if last - first > 1 else None


def resumed(tokens: Tokens, cues: Sequence[Cue], number: int, pieces: Sequence[Range]) -> Range | None:
    """A second clause of what is reported: "There were no prisoners, he said; all had been handed over"."""
    cue = cues[number]
    at = max(cue.after, cue.source.last if cue.source is not None else 0)
    if len(pieces) != 1 or pieces[0][1] > cue.first or _quoted(tokens, pieces[0]) or not cue.word.speech:
        return None
    at = adjuncts(tokens, at)
    if (
        at + 4 >= len(tokens)
        or tokens[at].raw not in {",", ";"}
        or any(each.first >= at and each.last < len(tokens) - 2 for each in cues)
    ):
        return None
    joint = tokens[at + 1].low in {"and", "but"}
    if not joint and tokens[at].raw != ";":
        return None
    first, last = trim(tokens, at + 2 if joint else at + 1, len(tokens))
    starts = tokens[first]
    if starts.quote is not None or starts.low in AUXILIARIES or starts.low in PREPOSITIONS or adverb(starts.low):
        return None
    able = any(token.low in AUXILIARIES and token.low not in CLITIC for token in tokens[first + 1 : last])
    return (first, last) if able and last - first >= 4 else None


def _quoted(tokens: Tokens, piece: Range) -> bool:
    return any(tokens[at].quote is not None for at in range(*piece))


def _finite_within(tokens: Tokens, first: int, last: int) -> bool:
    return finite(tokens[:last], first)
