"""Topics down, parties across: a table of counts with a cursor on one cell."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message

from kurilreader.domain.printable import printable
from kurilreader.domain.record import Cell, Matrix
from kurilreader.tui.marks import party_colour
from kurilreader.tui.stated import LETTERS, Naming
from kurilreader.tui.text.cells import fit, flow, pad
from kurilreader.tui.widgets.pane import Pane, Pieces

#: lines above the topics: marks, names, a blank
HEAD = 3
_NARROWEST = 8
_WIDEST = 16
_TOPIC_CELLS = 26


class Grid(Pane):
    """Cells with how much was stated and the letter of what stands now."""

    class Moved(Message):
        """The cursor came to another cell."""

    class Opened(Message):
        """A cell was clicked that the cursor stood on already."""

    def __init__(self, naming: Naming) -> None:
        super().__init__(id="grid")
        self._naming = naming
        self.matrix = Matrix((), (), {})
        self.row = 0
        self.column = 0
        #: the first party drawn
        self._first = 0
        #: the party that is compared with another
        self.held: str | None = None
        #: signs of cells whose statement is chosen
        self.chosen: set[tuple[str, str]] = set()
        self.empty: tuple[str, ...] = ()

    def show(self, matrix: Matrix) -> None:
        """Show this one."""
        self.matrix = matrix
        self.row = min(self.row, max(0, len(matrix.topics) - 1))
        self.column = min(self.column, max(0, len(matrix.parties) - 1))
        self.set_height(HEAD + len(matrix.topics))
        self.redraw()

    @property
    def party(self) -> str | None:
        """The party under the cursor."""
        return self.matrix.parties[self.column] if self.matrix.parties else None

    @property
    def topic(self) -> str | None:
        """The topic under the cursor."""
        return self.matrix.topics[self.row] if self.matrix.topics else None

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor, None where nothing is stated."""
        return self.matrix.cells.get((self.party or "", self.topic or ""))

    # --- moving

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        parties, topics = len(self.matrix.parties), len(self.matrix.topics)
        if not parties or not topics:
            return
        row, column = max(0, min(row, topics - 1)), max(0, min(column, parties - 1))
        if (row, column) == (self.row, self.column):
            return
        self.row, self.column = row, column
        self._fit()
        self.reveal(0 if not row else HEAD + row, HEAD + row)
        self.redraw()
        self.post_message(self.Moved())

    def _fit(self) -> None:
        seen = self._seen()
        self._first = min(max(self._first, self.column - seen + 1), self.column)
        self._first = max(0, min(self._first, len(self.matrix.parties) - seen))

    def do_down(self, count: int | None) -> None:
        """Next topic."""
        self.go(self.row + (count or 1), self.column)

    def do_up(self, count: int | None) -> None:
        """Previous topic."""
        self.go(self.row - (count or 1), self.column)

    def do_left(self, count: int | None) -> None:
        """Party to the left."""
        self.go(self.row, self.column - (count or 1))

    def do_right(self, count: int | None) -> None:
        """Party to the right."""
        self.go(self.row, self.column + (count or 1))

    def do_top(self, count: int | None) -> None:
        """First topic, or the one of that number."""
        self.go((count or 1) - 1, self.column)

    def do_bottom(self, count: int | None) -> None:
        """Last topic, or the one of that number."""
        self.go((count or len(self.matrix.topics)) - 1, self.column)

    def do_half_down(self, count: int | None) -> None:
        """Half a page down."""
        self.do_down(max(1, self.rows // 2) * (count or 1))

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self.do_up(max(1, self.rows // 2) * (count or 1))

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self.do_down(max(1, self.rows - HEAD) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self.do_up(max(1, self.rows - HEAD) * (count or 1))

    def do_scroll(self, count: int | None) -> None:
        """A page down."""
        self.do_page_down(count)

    def on_click(self, event: events.Click) -> None:
        """Choose the cell clicked; clicked again, open it."""
        row, column = event.y + self.top - HEAD, (event.x - self._topic_cells() - 1) // self._cells() + self._first
        if row == self.row and column == self.column:
            self.post_message(self.Opened())
        elif 0 <= row < len(self.matrix.topics) and event.x > self._topic_cells():
            self.go(row, column)

    # --- drawing

    def on_resize(self) -> None:
        """Other columns may have room."""
        self._fit()
        self.set_height(HEAD + len(self.matrix.topics))

    def _topic_cells(self) -> int:
        longest = max((cell_len(self._topic(each)) for each in self.matrix.topics), default=10) + 2
        return min(longest, _TOPIC_CELLS, max(10, self.columns // 3))

    def _topic(self, topic: str) -> str:
        return printable(self._naming.topic(topic))

    def _cells(self) -> int:
        room = max(1, self.columns - self._topic_cells() - 2)
        return max(_NARROWEST, min(_WIDEST, room // max(1, len(self.matrix.parties))))

    def _seen(self) -> int:
        """How many parties have room."""
        return max(1, (self.columns - self._topic_cells() - 2) // self._cells())

    def fill(self, line: int) -> Style:
        """Nothing is filled."""
        return self.look()

    def draw(self, line: int) -> Pieces:
        """One line of the table."""
        if not self.matrix.parties:
            lines = [each for words in self.empty for each in (*flow(words, max(2, self.columns - 3)), "")]
            return [("  " + lines[line - 1], self.look("muted"))] if 0 < line <= len(lines) else ()
        if line < HEAD:
            return self._draw_head(line)
        row = line - HEAD
        return self._draw_row(row) if row < len(self.matrix.topics) else ()

    def _parties(self) -> tuple[str, ...]:
        return self.matrix.parties[self._first : self._first + self._seen()]

    def _draw_head(self, line: int) -> Iterator[tuple[str, Style]]:
        icons, cells = self._naming.icons, self._cells()
        left = icons.more_left if self._first and not line else " "
        yield pad("", self._topic_cells()) + left, self.look("muted")
        for party in self._parties():
            info = self._naming.party(party)
            here = party == self.party
            if line == 0:
                sign = icons.here if party == self.held else icons.bar if here else " "
                yield sign, self.look("star")
                yield pad(info.mark, cells - 1), self.look(f"party-{party_colour(party)}")
            elif line == 1:
                name = fit(printable(info.name), cells - 2, icons.ellipsis)
                yield " " + pad(name, cells - 1), self.look("strong" if here else "muted")
        if not line and self._first + self._seen() < len(self.matrix.parties):
            yield icons.more_right, self.look("muted")

    def _draw_row(self, row: int) -> Iterator[tuple[str, Style]]:
        icons, cells = self._naming.icons, self._cells()
        topic = self.matrix.topics[row]
        here = row == self.row
        yield icons.bar if here else " ", self.look("star")
        room = self._topic_cells() - 1
        yield pad(fit(self._topic(topic), room - 1, icons.ellipsis), room), self.look("strong" if here else "plain")
        yield " ", self.look()
        for party in self._parties():
            cell = self.matrix.cells.get((party, topic))
            under = self.look("cursor") if here and party == self.party else self.look()
            if cell is None:
                yield pad(f"{icons.dot:>5}", cells - 1), under + self.look("muted")
            else:
                sign = icons.chosen if (party, topic) in self.chosen else " "
                count = f"{cell.count:>5,}" if cell.count < 10_000 else f"{cell.count // 1000:>4}k"
                yield count, under + self.look("plain")
                yield pad(f" {LETTERS[cell.current.kind]}{sign}", cells - 6), under + self.look("kind")
            yield " ", self.look()
