"""The list of articles: draws the rows on screen, whatever the number of results."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message

from kurilreader.domain import Row, Snippet, Span
from kurilreader.domain.printable import printable
from kurilreader.tui.facts import fitting_date
from kurilreader.tui.marks import Icons, party_colour
from kurilreader.tui.text.cells import fit, flow
from kurilreader.tui.text.spans import Layer, Mark, pieces
from kurilreader.tui.text.wrap import wrap
from kurilreader.tui.widgets.pane import Pane, Pieces

#: from this width on a row takes two lines instead of three
WIDE = 56
_KEPT_ROWS = 600
_MARGIN = 8


class ArticleList(Pane):
    """Rows of article numbers. `fetch` answers for a few numbers at a time, those on screen and around it."""

    class Moved(Message):
        """The cursor came to another article."""

        def __init__(self, index: int, number: int) -> None:
            super().__init__()
            self.index = index
            self.number = number

    class Opened(Message):
        """A row was clicked that was chosen already: read it."""

    def __init__(self, icons: Icons, fetch: Callable[[Sequence[int]], list[Row]], today: date) -> None:
        super().__init__(id="list")
        self._icons = icons
        self._fetch = fetch
        self._today = today
        self.numbers: Sequence[int] = ()
        self.index = 0
        #: what to say in the place of rows: lines
        self.empty: tuple[str, ...] = ()
        self._rows: OrderedDict[int, Row | None] = OrderedDict()
        #: asked for the snippets of rows on screen: a query (or what else the rows tell of), and numbers
        self.want: Callable[[str, Sequence[int]], None] | None = None
        #: what the line under the title is of, empty when rows have none
        self.detail = ""
        self._snippets: OrderedDict[int, Snippet | None] = OrderedDict()
        self._wished: tuple[int, ...] = ()
        #: how many times rows were asked for
        self.fetches = 0

    # --- data in

    def show(self, numbers: Sequence[int], index: int = 0, top: int | None = None, detail: str = "") -> None:
        """Show these results with the cursor on the one at `index`; `top` is the row to stand first, if it can.

        With a `detail` (a query) rows have a line more, for the snippet that comes later.
        """
        if detail != self.detail:
            self.detail = detail
            self._snippets.clear()
        self._wished = ()
        self.numbers = numbers
        self.index = max(0, min(index, len(numbers) - 1))
        self._measure()
        if top is not None:
            self.jump(top * self.row_height)
        self._reveal()
        self._load()
        self.redraw()

    def put_snippets(self, detail: str, numbers: Sequence[int], found: Mapping[int, Snippet]) -> None:
        """Show these snippets, unless rows tell of something else by now."""
        if detail != self.detail:
            return
        for number in numbers:
            self._snippets[number] = found.get(number)
        while len(self._snippets) > _KEPT_ROWS:
            self._snippets.popitem(last=False)
        self.redraw()

    def forget(self, *numbers: int) -> None:
        """Ask anew for rows that changed (all of them when none is named)."""
        for number in numbers or tuple(self._rows):
            self._rows.pop(number, None)
            self._snippets.pop(number, None)
        self._wished = ()
        self._load()
        self.redraw()

    def amend(self, number: int, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Show a change of the reading state before it is written."""
        row = self._rows.get(number)
        if row is not None:
            self._rows[number] = replace(
                row, read=row.read if read is None else read, starred=row.starred if starred is None else starred
            )
            self.redraw()

    @property
    def number(self) -> int | None:
        """The article under the cursor."""
        return self.numbers[self.index] if self.numbers else None

    @property
    def row_height(self) -> int:
        """Lines to a row."""
        return (2 if self.columns >= WIDE else 3) + (1 if self.detail else 0)

    @property
    def top_row(self) -> int:
        """The first row on screen."""
        return self.top // self.row_height

    def row(self, number: int) -> Row | None:
        """What is known of an article on or near the screen."""
        return self._rows.get(number)

    # --- moving

    def move_to(self, index: int) -> bool:
        """Put the cursor on a row; whether it moved."""
        index = max(0, min(index, len(self.numbers) - 1))
        if not self.numbers or index == self.index:
            return False
        before, self.index = self.index, index
        self._reveal()
        self._load()
        self.redraw(self._lines_of(before))
        self.redraw(self._lines_of(index))
        self.post_message(self.Moved(index, self.numbers[index]))
        return True

    def do_down(self, count: int | None) -> None:
        """Next article."""
        self.move_to(self.index + (count or 1))

    def do_up(self, count: int | None) -> None:
        """Previous article."""
        self.move_to(self.index - (count or 1))

    def do_top(self, count: int | None) -> None:
        """First article, or the one of that number."""
        self.move_to((count or 1) - 1)

    def do_bottom(self, count: int | None) -> None:
        """Last article, or the one of that number."""
        self.move_to((count or len(self.numbers)) - 1)

    def _page(self, rows: int, count: int | None) -> None:
        self.move_to(self.index + rows * (count or 1))

    def do_half_down(self, count: int | None) -> None:
        """Half a page down."""
        self._page(max(1, self._on_screen() // 2), count)

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self._page(-max(1, self._on_screen() // 2), count)

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self._page(max(1, self._on_screen() - 1), count)

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self._page(-max(1, self._on_screen() - 1), count)

    def on_click(self, event: events.Click) -> None:
        """Choose the row clicked; clicked again, read it."""
        index = (event.y + self.top) // self.row_height
        if index < len(self.numbers) and not self.move_to(index):
            self.post_message(self.Opened())

    # --- drawing

    def on_resize(self) -> None:
        """Rows may take more or fewer lines now; the cursor stays in view."""
        self._measure()
        self._reveal()
        self._load()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Have the rows ready before they are drawn."""
        super().watch_scroll_y(old_value, new_value)
        self._load()

    def _on_screen(self) -> int:
        return max(1, self.rows // self.row_height)

    def _measure(self) -> None:
        self.set_height(len(self.numbers) * self.row_height)

    def _reveal(self) -> None:
        if self.rows:
            lines = self._lines_of(self.index)
            self.reveal(lines.start, lines.stop - 1)

    def _lines_of(self, index: int) -> range:
        return range(index * self.row_height, (index + 1) * self.row_height)

    def _load(self) -> None:
        """Fetch what is on screen and not known, with a margin, in one go."""
        if not self.rows or not self.numbers:
            return
        first, last = self.top_row, self.top_row + self._on_screen() + 1
        self._wish(self.numbers[first:last])
        if all(number in self._rows for number in self.numbers[first:last]):
            return
        wanted = [n for n in self.numbers[max(0, first - _MARGIN) : last + _MARGIN] if n not in self._rows]
        self.fetches += 1
        found = {row.number: row for row in self._fetch(wanted)}
        for number in wanted:
            self._rows[number] = found.get(number)
        while len(self._rows) > _KEPT_ROWS:
            self._rows.popitem(last=False)

    def _wish(self, numbers: Sequence[int]) -> None:
        """Ask once for the snippets of rows that came on screen."""
        missing = tuple(number for number in numbers if number not in self._snippets) if self.detail else ()
        if missing and self.want and missing != self._wished:
            self._wished = missing
            self.want(self.detail, missing)

    def fill(self, line: int) -> Style:
        """The row under the cursor is filled to its end."""
        return self._under(line)

    def _under(self, line: int) -> Style:
        if self.numbers and line in self._lines_of(self.index):
            return self.look("cursor") if self.has_focus else self.look("here")
        return self.look()

    def draw(self, line: int) -> Pieces:
        """One line of a row, or of what is said when there is none."""
        if not self.numbers:
            return self._draw_empty(line)
        index, part = divmod(line, self.row_height)
        if index >= len(self.numbers):
            return ()
        number = self.numbers[index]
        if number not in self._rows:
            return ()
        row = self._rows[number]
        chosen, under = index == self.index, self._under(line)
        return self._draw_row(row, part, chosen, under) if row else [("  (gone)" if not part else "", under)]

    def _draw_empty(self, line: int) -> Pieces:
        lines = [each for words in self.empty for each in (*flow(words, max(2, self.columns - 3)), "")]
        return [("  " + lines[line - 1], self.look("muted"))] if 0 < line <= len(lines) else ()

    def _draw_row(self, row: Row, part: int, chosen: bool, under: Style) -> Iterator[tuple[str, Style]]:
        icons, muted = self._icons, under + self.look("muted")
        yield (icons.bar if chosen else " "), under + self.look("star" if chosen else "muted")
        width = self.columns - 3
        if part == self.row_height - 1:
            yield "  ", under
            yield from self._draw_facts(row, width, under, muted)
            return
        told = (1 if self.columns >= WIDE else 2) if self.detail else 0
        titles = self.row_height - 1 - told
        if part >= titles:
            yield "  ", under
            yield from self._draw_snippet(row.number, part - titles, told, width, under)
            return
        mark = icons.unread if not row.read else " "
        if row.starred:
            mark = icons.starred
        yield (f"{mark} " if not part else "  "), under + self.look("star")
        lines = flow(row.title, width, titles, icons.ellipsis)
        yield (lines[part] if part < len(lines) else ""), under if row.read else under + self.look("strong")

    def _draw_snippet(
        self, number: int, part: int, lines: int, width: int, under: Style
    ) -> Iterator[tuple[str, Style]]:
        snippet = self._snippets.get(number)
        if snippet is None:
            return
        text = snippet.text
        first = snippet.marks[0].start if snippet.marks else 0
        begin = text.find(" ", max(0, first - width * lines // 2), first) + 1 if first > width * lines // 2 else 0
        found = wrap(text, Span(begin, len(text)), width)
        if part >= len(found):
            return
        start, end = found[part]
        marks = Layer.of(Mark(mark.start, mark.end, "hit") for mark in snippet.marks)
        for left, right, styles in pieces([marks], start, end):
            yield printable(text[left:right]), under + self.look(*(("hit", "strong") if styles else ("muted",)))

    def _draw_facts(self, row: Row, width: int, under: Style, muted: Style) -> Iterator[tuple[str, Style]]:
        marks = [(f"{each.mark}{each.count}", party_colour(each.party)) for each in row.parties]
        room = width - sum(cell_len(mark) + 1 for mark, _ in marks)
        words = fitting_date(row.published, room, self._today)
        if row.outlets:
            others = f" {self._icons.dot} +{row.outlets} outlet{'' if row.outlets == 1 else 's'}"
            words += others if cell_len(words + others) <= room else others.rpartition(" ")[0]
        if row.source and room - cell_len(words) > 6:
            source = printable(row.source)
            words = f"{words} {self._icons.dot} {source}"
        for tag in row.tags:
            words = f"{words} {self._icons.dot} {printable(tag)}"
        if row.noted:
            words = f"{words} {self._icons.dot} note"
        if not row.analysed:
            words = f"{words} {self._icons.dot} not analysed"
        words = fit(words, max(6, room if marks else width), self._icons.ellipsis)
        yield words, muted
        for mark, colour in marks:
            yield " ", under
            yield mark, under + self.look(f"party-{colour}")
