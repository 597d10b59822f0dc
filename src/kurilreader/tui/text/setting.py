"""How paragraphs are set: headings, list items, quotations, rows of tables, code, as lines at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from kurilreader.domain import Passage, Setting, Span
from kurilreader.tui.text.wrap import wrap

_SIGN = re.compile(r"(?:- |\d{1,9}[.)] )")
_CELLS = " | "
#: cells by which a deeper item or quotation stands further in, and how deep that goes
_STEP = 2
_DEEPEST = 5
#: the narrowest that text is made by standing in
_NARROWEST = 16


@dataclass(frozen=True, slots=True)
class Signs:
    """What is drawn beside text: the line at a quotation's edge, and the rule below a table's first row."""

    quote: str = "|"
    rule: str = "-"


PLAIN_SIGNS = Signs()


@dataclass(frozen=True, slots=True)
class Columns:
    """A table brought in line: for each row, offsets into its words and the blanks that go before each."""

    pads: tuple[tuple[tuple[int, int], ...], ...]
    width: int


def set_lines(text: str, span: Span, passage: Passage, width: int, signs: Signs) -> Iterator[tuple[str, Span]]:
    """The lines of one paragraph: what stands before each, and its stretch of the text."""
    depth = min(max(passage.level, 1), _DEEPEST)
    if passage.setting is Setting.ITEM and (sign := _SIGN.match(passage)):
        outer = " " * (_STEP * (depth - 1))
        hang = outer + " " * len(sign[0])
        if width - len(hang) >= _NARROWEST and sign.end() < len(passage):
            body = wrap(text, Span(span.start + sign.end(), span.end), width - len(hang))
            for number, (start, end) in enumerate(body):
                yield (hang, Span(start, end)) if number else (outer, Span(span.start, end))
            return
    lead = ""
    if passage.setting is Setting.QUOTE:
        lead = f"{signs.quote} " * depth
    elif passage.setting in {Setting.CODE, Setting.ROW}:
        lead = " " * _STEP
    if width - len(lead) < _NARROWEST:
        lead = ""
    for start, end in wrap(text, span, width - len(lead)):
        yield lead, Span(start, end)


def table(rows: Sequence[Passage], width: int) -> Columns | None:
    """The rows of a table with their columns in line, None where it is wider than `width` cells."""
    cells = [row.split(_CELLS) for row in rows]
    count = max(map(len, cells))
    widest = [max((cell_len(row[at]) for row in cells if at < len(row)), default=0) for at in range(count)]
    whole = sum(widest) + len(_CELLS) * (count - 1)
    if whole > width or any("\n" in row for row in rows):
        return None
    pads = []
    for row in cells:
        found, at = [], 0
        for column, cell in enumerate(row[:-1]):
            at += len(cell)
            if blanks := widest[column] - cell_len(cell):
                found.append((at, blanks))
            at += len(_CELLS)
        pads.append(tuple(found))
    return Columns(tuple(pads), whole)
