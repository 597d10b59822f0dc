"""A list of blocks of several lines each, of which some can be chosen; only lines on screen are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message

from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons
from kurilreader.tui.text.cells import fit, flow
from kurilreader.tui.widgets.pane import Pane, Pieces

#: a piece of a line: words, and the names of their styles with spaces between
Words = tuple[str, str]
Line = tuple[Words, ...]
#: cells before the words: the bar, the sign of a chosen one, a space
INDENT = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. One that cannot be `chosen` is a heading."""

    lines: tuple[Line, ...]
    chosen: bool = True
    #: one cell before its first line
    sign: str = " "


class Blocks(Pane):
    """Blocks with a cursor. More can be put at the end; the cursor and what is on screen stay where they are."""

    class Moved(Message):
        """The cursor came to another block."""

    class Opened(Message):
        """A block was clicked that the cursor stood on already."""

    def __init__(self, icons: Icons, *, id: str = "blocks") -> None:  # noqa: A002
        super().__init__(id=id)
        self._icons = icons
        self.blocks: list[Block] = []
        self.index = 0
        #: what to say in the place of blocks
        self.empty: tuple[str, ...] = ()
        self._firsts: list[int] = []
        self._height = 0

    # --- data in

    def show(self, blocks: Iterable[Block], index: int = 0) -> None:
        """Show these with the cursor on the one at `index`, or the nearest that can be chosen."""
        self.blocks, self._firsts, self._height = [], [], 0
        self._put(blocks)
        self.index = self._choosable(max(0, min(index, len(self.blocks) - 1)), 1)
        self.set_height(self._height)
        self._reveal()
        self.redraw()

    def extend(self, blocks: Iterable[Block]) -> None:
        """Put more at the end."""
        self._put(blocks)
        self.index = self._choosable(self.index, 1)
        self.set_height(self._height)
        self.redraw()

    def replace(self, index: int, block: Block) -> None:
        """Show another block of as many lines in the place of one."""
        self.blocks[index] = block
        self.redraw(self._lines_of(index))

    def _put(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.blocks.append(block)
            self._firsts.append(self._height)
            self._height += len(block.lines)

    @property
    def room(self) -> int:
        """Cells for words in a line."""
        return max(8, self.columns - INDENT - 1)

    # --- moving

    def _choosable(self, index: int, by: int) -> int:
        """The nearest block from here on that can be chosen; else the nearest the other way."""
        for step in (by, -by):
            at = index
            while 0 <= at < len(self.blocks):
                if self.blocks[at].chosen:
                    return at
                at += step
        return index

    def move_to(self, index: int) -> None:
        """Put the cursor on a block."""
        if not self.blocks:
            return
        by = 1 if index >= self.index else -1
        index = self._choosable(max(0, min(index, len(self.blocks) - 1)), by)
        if index == self.index:
            return
        before, self.index = self.index, index
        self._reveal()
        self.redraw(self._lines_of(before))
        self.redraw(self._lines_of(index))
        self.post_message(self.Moved())

    def _over(self, count: int) -> None:
        """Move over so many that can be chosen."""
        step, at = (1 if count > 0 else -1), self.index
        for _ in range(abs(count)):
            ahead = at + step
            while 0 <= ahead < len(self.blocks) and not self.blocks[ahead].chosen:
                ahead += step
            if not 0 <= ahead < len(self.blocks):
                break
            at = ahead
        self.move_to(at)

    def do_down(self, count: int | None) -> None:
        """The next one."""
        self._over(count or 1)

    def do_up(self, count: int | None) -> None:
        """The previous one."""
        self._over(-(count or 1))

    def do_top(self, count: int | None) -> None:
        """The first one, or the one of that number."""
        self._number((count or 1) - 1)

    def do_bottom(self, count: int | None) -> None:
        """The last one, or the one of that number."""
        self._number(count - 1 if count else len(self.blocks) - 1)

    def _number(self, number: int) -> None:
        places = [index for index, block in enumerate(self.blocks) if block.chosen]
        if places:
            self.move_to(places[max(0, min(number, len(places) - 1))])

    def _page(self, lines: int) -> None:
        if self.blocks:
            aim = max(0, self._firsts[self.index] + lines)
            index = max(0, bisect_right(self._firsts, aim) - 1)
            if index == self.index:
                self._over(1 if lines > 0 else -1)
            else:
                self.move_to(index)

    def do_half_down(self, count: int | None) -> None:
        """Half a page down."""
        self._page(max(1, self.rows // 2) * (count or 1))

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self._page(-max(1, self.rows // 2) * (count or 1))

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self._page(max(1, self.rows - 2) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self._page(-max(1, self.rows - 2) * (count or 1))

    def do_scroll(self, count: int | None) -> None:
        """A page further."""
        self.do_page_down(count)

    def on_click(self, event: events.Click) -> None:
        """Choose the block clicked; clicked again, open it."""
        index = bisect_right(self._firsts, event.y + self.top) - 1
        if not 0 <= index < len(self.blocks) or event.y + self.top >= self._height:
            return
        if index == self.index:
            self.post_message(self.Opened())
        elif self.blocks[index].chosen:
            self.move_to(index)

    # --- drawing

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self.set_height(self._height)
        self._reveal()

    def _lines_of(self, index: int) -> range:
        if not 0 <= index < len(self.blocks):
            return range(0)
        return range(self._firsts[index], self._firsts[index] + len(self.blocks[index].lines))

    def _reveal(self) -> None:
        if not self.rows or not self.blocks:
            return
        lines = self._lines_of(self.index)
        first = lines.start
        if self.index and not self.blocks[self.index - 1].chosen:
            first = self._firsts[self.index - 1]
        self.reveal(first, lines.stop - 1)

    def _under(self, index: int) -> Style:
        if index != self.index or not self.blocks or not self.blocks[index].chosen:
            return self.look()
        return self.look("cursor") if self.has_focus else self.look("here")

    def fill(self, line: int) -> Style:
        """The block under the cursor is filled to its end, but for a blank line that only sets it apart."""
        if line >= self._height:
            return self.look()
        index = bisect_right(self._firsts, line) - 1
        return self._under(index) if self.blocks[index].lines[line - self._firsts[index]] else self.look()

    def draw(self, line: int) -> Pieces:
        """One line."""
        if not self.blocks:
            lines = [each for words in self.empty for each in (*flow(words, max(2, self.columns - 3)), "")]
            return [("  " + lines[line - 1], self.look("muted"))] if 0 < line <= len(lines) else ()
        if line >= self._height:
            return ()
        index = bisect_right(self._firsts, line) - 1
        block, under = self.blocks[index], self._under(index)
        if not block.lines[line - self._firsts[index]]:
            return ()
        here = index == self.index and block.chosen
        drawn = [(self._icons.bar if here else " ", under + self.look("star"))]
        first = line == self._firsts[index]
        drawn.append((f"{block.sign if first else ' '} ", under + self.look("star")))
        room = self.columns - INDENT
        for words, style in block.lines[line - self._firsts[index]]:
            shown = fit(printable(words), room, self._icons.ellipsis)
            room -= cell_len(shown)
            drawn.append((shown, under + self.look(*style.split())))
        return drawn


def ends(left: Sequence[Words], right: str, width: int, style: str, ellipsis: str) -> Line:
    """A line with words at its left and its right end; what is on the left gives way."""
    room = width - cell_len(right) - (1 if right else 0)
    kept: list[Words] = []
    for words, name in left:
        shown = fit(printable(words), room, ellipsis)
        room -= cell_len(shown)
        kept.append((shown, name))
    return (*kept, (" " * max(0, room + 1 if right else 0), style), (right, style))
