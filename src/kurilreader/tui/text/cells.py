"""Short pieces of text cut to a number of cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from kurilreader.domain import Span
from kurilreader.domain.printable import printable
from kurilreader.tui.text.wrap import wrap


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """At most `width` cells of a text, with an ellipsis where something is left out."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    if width <= cell_len(ellipsis):
        return set_cell_size(text, width)
    return set_cell_size(text, width - cell_len(ellipsis)).rstrip() + ellipsis


def pad(text: str, width: int) -> str:
    """A text as exactly `width` cells."""
    return set_cell_size(text, max(0, width))


def flow(text: str, width: int, limit: int | None = None, ellipsis: str = "…") -> list[str]:
    """A text as lines of at most `width` cells; no more than `limit`, the last one saying that there is more."""
    text = printable(text)
    lines = [text[start:end] for start, end in wrap(text, Span(0, len(text)), width)]
    if limit is None or len(lines) <= limit:
        return lines
    kept = lines[:limit]
    last = kept[-1]
    while last and cell_len(last) + cell_len(ellipsis) > width:
        last = last.rpartition(" ")[0] if " " in last else last[:-1]
    kept[-1] = last.rstrip(" ,;:") + ellipsis
    return kept
