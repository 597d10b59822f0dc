"""Contents that a finder ties to a cue too far away: sentences of whoever has the floor.

In a speech, a transcript or a statement the sentence after one that quotes somebody else is the speaker's own again; a
report may go on telling what the one quoted said, but not into the next paragraph. A trained finder, which sees words
and no forms, lets one cue reach over several.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.floor import Floor
from kurilreader.analysis.forms import Form
from kurilreader.analysis.page import Page
from kurilreader.domain import Span


def gathered(page: Page, floor: Floor, found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """What a finder found, each attribution with the contents that stand by its cue, in text order.

    A content elsewhere becomes one of its own, without cue and source, so that the form of the text tells whose it is;
    in a report it is nobody's.
    """
    told = floor.form is Form.NEWS
    answer: list[Attribution] = []
    for each in found:
        kept, strays = _parted(page, each, told=told)
        answer.append(replace(each, content=kept))
        if not told:
            answer.extend(Attribution((span,), None, None, each.confidence) for span in strays)
    return tuple(sorted(answer, key=lambda each: each.content[0].start))


def _parted(page: Page, each: Attribution, *, told: bool) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The contents that stand by the cue, and those that do not; all of them where none does."""
    anchor = each.cue or each.source
    if anchor is None:
        return each.content, ()
    kept: list[Span] = []
    strays: list[Span] = []
    for span in each.content:
        for part in _sentences(page, span):
            (kept if _near(page, anchor, part, told=told) else strays).append(part)
    return (tuple(kept), tuple(strays)) if kept and strays else (each.content, ())


def _near(page: Page, anchor: Span, span: Span, *, told: bool) -> bool:
    """Whether a content stands in the sentence of a cue, or in a quotation or a report that goes on from there."""
    if page.plain_at(anchor.start) == page.plain_at(span.start):
        return True
    quoted, here = page.quoted(span.start), page.paragraph_at(anchor.start) == page.paragraph_at(span.start)
    return (quoted or here) if told else (quoted and here)


def _sentences(page: Page, span: Span) -> Iterator[Span]:
    """A content, parted where its sentences end; a quotation is one."""
    if page.quoted(span.start):
        yield span
        return
    for number in range(page.plain_at(span.start), page.plain_at(max(span.start, span.end - 1)) + 1):
        start, end = max(span.start, page.plain[number].start), min(span.end, page.plain[number].end)
        if start < end:
            yield Span(start, end)
