"""Contents that a finder ties to the wrong source: sentences of whoever has the floor, apart from the words "X said".

In a speech, a transcript or an interview a sentence that quotes somebody else is one sentence; the next is the
speaker's own again. A trained finder, which sees words and not forms, lets one cue reach far.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.floor import Floor, Form
from kurilreader.analysis.page import Page
from kurilreader.domain import Span

_OWN = frozenset({Form.TURNS, Form.ASKED, Form.SPEECH})


def gathered(page: Page, floor: Floor, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """What a finder found, each attribution with the contents that stand by its cue, in text order.

    A content elsewhere becomes one of its own, without cue and source, so that the form of the text tells whose it is.
    """
    if floor.form not in _OWN:
        return found
    answer: list[Attribution] = []
    for each in found:
        kept, strays = _parted(page, each)
        answer.append(replace(each, content=kept))
        answer.extend(Attribution((span,), None, None, each.confidence) for span in strays)
    return tuple(sorted(answer, key=lambda each: each.content[0].start))


def _parted(page: Page, each: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The contents that stand by the cue, and those that do not; all of them where none does."""
    anchor = each.cue or each.source
    if anchor is None:
        return each.content, ()
    kept: list[Span] = []
    strays: list[Span] = []
    for span in each.content:
        for part in _sentences(page, span):
            (kept if _near(page, anchor, part) else strays).append(part)
    return (tuple(kept), tuple(strays)) if kept else (each.content, ())


def _near(page: Page, anchor: Span, span: Span) -> bool:
    """Whether a content stands in the sentence of a cue, or in a quotation that goes on from there."""
    if page.plain_at(anchor.start) == page.plain_at(span.start):
        return True
    return page.quoted(span.start) and page.paragraph_at(anchor.start) == page.paragraph_at(span.start)


def _sentences(page: Page, span: Span) -> Iterator[Span]:
    """A content, parted where its sentences end; a quotation is one."""
    if page.quoted(span.start):
        yield span
        return
    for number in range(page.plain_at(span.start), page.plain_at(max(span.start, span.end - 1)) + 1):
        start, end = max(span.start, page.plain[number].start), min(span.end, page.plain[number].end)
        if start < end:
            yield Span(start, end)
