"""An extractive summary: the sentences an article opens with, and those with each party's main position."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.analysis.page import Page
from kurilreader.domain import Position, Span, Statement

_MOST = 5
_LEAD = 3


def summary(page: Page, statements: Sequence[Statement], found: Sequence[Position]) -> tuple[Span, ...]:
    """Three to five sentences in text order (all of them when there are no more)."""
    sentences = [span for span in page.plain if _sentence(page.text, span)]
    if len(sentences) <= _LEAD:
        return tuple(sentences)
    by_id = {each.id: each for each in statements}
    wanted: list[Span] = []
    for party in dict.fromkeys(each.party for each in found):
        main = next(each for each in found if each.party == party)
        lead = by_id[main.statements[0]]
        span = next((each for each in sentences if each.start <= lead.start < each.end), None)
        if span is not None and span not in wanted:
            wanted.append(span)
    chosen = list(sentences[:_LEAD])
    for span in wanted[:_MOST]:
        if span in chosen:
            continue
        if len(chosen) < _MOST:
            chosen.append(span)
            continue
        # room is made at the end of the opening, never of its first sentence
        spare = next((each for each in reversed(sentences[1:_LEAD]) if each in chosen and each not in wanted), None)
        if spare is None:
            break
        chosen.remove(spare)
        chosen.append(span)
    return tuple(sorted(chosen))


def _sentence(text: str, span: Span) -> bool:
    """Whether a span is a sentence of the article rather than a dateline, a label or a heading."""
    words = text[span.start : span.end].split()
    ended = text[span.end - 1] in '.!?…。！？”"»)」'
    unspaced = sum(1 for sign in text[span.start : span.end] if sign >= "\u3040")
    return ended and (len(words) >= 5 or unspaced > 12)
