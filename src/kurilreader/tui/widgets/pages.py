"""A document to be read: lines wrapped to a text column, headings and quotations of Markdown marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kurilreader.tui.marks import Icons
from kurilreader.tui.text.cells import flow
from kurilreader.tui.widgets.pane import Pane, Pieces
from kurilreader.tui.widgets.reading_pane import GUTTER, text_width

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_LEAD = re.compile(r"(\s*(?:[-*+]|\d+\.|>)\s+)(.*)")


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    style: str


class Pages(Pane):
    """Scrolls; has no cursor."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(id="pages")
        self._icons = icons
        self._text = ""
        self._marked = False
        self._lines: list[_Line] = []
        #: what to say in the place of a document
        self.empty: tuple[str, ...] = ()

    def show(self, text: str, *, marked: bool) -> None:
        """Show a text; `marked` when it is Markdown."""
        self._text, self._marked = text, marked
        self._measure()
        self.jump(0)

    def on_resize(self) -> None:
        """Wrap for the width."""
        self._measure()

    def _measure(self) -> None:
        width = text_width(self.columns)
        self._lines = []
        for line in self._text.splitlines() if self._text.strip() else ():
            self._lines += self._wrapped(line, width) if line.strip() else [_Line("", "plain")]
        self.set_height(len(self._lines))
        self.redraw()

    def _wrapped(self, line: str, width: int) -> list[_Line]:
        if self._marked and (heading := _HEADING.fullmatch(line)):
            style = "strong" if len(heading[1]) == 1 else "heading"
            return [_Line(each, style) for each in flow(heading[2], width)]
        if self._marked and (lead := _LEAD.fullmatch(line)):
            sign = f"{self._icons.divider} " if ">" in lead[1] else lead[1]
            room = max(8, width - len(sign))
            hang = sign if ">" in lead[1] else " " * len(sign)
            return [_Line((hang if at else sign) + each, "plain") for at, each in enumerate(flow(lead[2], room))]
        return [_Line(each, "plain") for each in flow(line, width)]

    # --- moving

    def do_down(self, count: int | None) -> None:
        """A line down."""
        self.jump(self.top + (count or 1))

    def do_up(self, count: int | None) -> None:
        """A line up."""
        self.jump(max(0, self.top - (count or 1)))

    def do_top(self, count: int | None) -> None:
        """The beginning, or the line of that number."""
        self.jump((count or 1) - 1)

    def do_bottom(self, count: int | None) -> None:
        """The end, or the line of that number."""
        self.jump(count - 1 if count else max(0, len(self._lines) - self.rows))

    def do_half_down(self, count: int | None) -> None:
        """Half a page down."""
        self.do_down(max(1, self.rows // 2) * (count or 1))

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self.do_up(max(1, self.rows // 2) * (count or 1))

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self.do_down(max(1, self.rows - 2) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self.do_up(max(1, self.rows - 2) * (count or 1))

    def do_scroll(self, count: int | None) -> None:
        """A page further."""
        self.do_page_down(count)

    # --- drawing

    def draw(self, line: int) -> Pieces:
        """One line."""
        if not self._lines:
            lines = [each for words in self.empty for each in (*flow(words, text_width(self.columns)), "")]
            return [(" " * GUTTER + lines[line - 1], self.look("muted"))] if 0 < line <= len(lines) else ()
        if line >= len(self._lines):
            return ()
        indent = max(0, (self.columns - GUTTER - 1 - text_width(self.columns)) // 2) + GUTTER
        found = self._lines[line]
        return [(" " * indent, self.look()), (found.words, self.look(found.style))]
