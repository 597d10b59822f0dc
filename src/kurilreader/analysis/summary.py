"""An extractive summary: the sentences with each party's main position, and those that an article opens with."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.analysis.page import Page
from kurilreader.domain import Position, Span, Statement

_MOST = 5
_LEAD = 3
_WORDS = 5


def summary(page: Page, statements: Sequence[Statement], found: Sequence[Position]) -> tuple[Span, ...]:
    """Three to five sentences in text order (all of them when there are no more).

    As few sentences as hold the main position of every party, then those at the beginning as long as there is room.
    """
    sentences = [span for span in page.plain if _sentence(page.text, span)]
    if len(sentences) <= _LEAD:
        return tuple(sentences)
    # an item of a list ends on a semicolon, and may still hold what a party wants
    items = [span for span in page.plain if len(page.text[span.start : span.end].split()) >= _WORDS]
    chosen = _holding(sorted({*items, *sentences}), statements, found)
    for span in sentences[:_LEAD]:
        if span not in chosen and len(chosen) < _MOST:
            chosen.append(span)
    return tuple(sorted(chosen))


def _holding(sentences: Sequence[Span], statements: Sequence[Statement], found: Sequence[Position]) -> list[Span]:
    """Sentences that hold a statement of each party's main position, first those that hold most of them."""
    starts = {each.id: each.start for each in statements}
    main: dict[str, Position] = {}
    for each in found:
        main.setdefault(each.party, each)
    held: dict[Span, set[str]] = {}
    for party, position in main.items():
        for statement in position.statements:
            at = starts[statement]
            span = next((each for each in sentences if each.start <= at < each.end), None)
            if span is not None:
                held.setdefault(span, set()).add(party)
    chosen: list[Span] = []
    missing = set(main)
    while missing and len(chosen) < _MOST and held:
        best = max(held, key=lambda each: (len(held[each] & missing), -each.start))
        if not held[best] & missing:
            break
        chosen.append(best)
        missing -= held.pop(best)
    return chosen


def _sentence(text: str, span: Span) -> bool:
    """Whether a span is a sentence of the article rather than a dateline, a label or a heading."""
    words = text[span.start : span.end].split()
    ended = text[span.end - 1] in '.!?…。！？”"»)」'
    unspaced = sum(1 for sign in text[span.start : span.end] if sign >= "\u3040")
    return ended and (len(words) >= _WORDS or unspaced > 12)
