"""A list of pairs of statements: both side by side, one of them chosen by left and right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.tui.screens.room import RoomScreen
from kurilreader.tui.widgets.blocks import Block, Blocks

if TYPE_CHECKING:
    from kurilreader.domain.record import Stated, StatementAt
    from kurilreader.tui.screens.across import Across


class PairScreen(RoomScreen):
    """What lists of pairs share; a pair's missing side cannot be chosen."""

    def __init__(self, across: Across) -> None:
        super().__init__(across)
        self.list = Blocks(self.icons)
        #: which side is chosen where both are there
        self.side = 1
        self._width = 0
        #: what was chosen when it was drawn
        self._drawn: set[StatementAt] = set()

    @property
    def main(self) -> Blocks:
        """The list."""
        return self.list

    def sides(self, index: int) -> tuple[Stated | None, Stated | None]:
        """Both statements of a pair, the earlier one first."""
        raise NotImplementedError

    def block(self, index: int, width: int, side: int) -> Block:
        """A pair as drawn."""
        raise NotImplementedError

    def count(self) -> int:
        """How many pairs there are."""
        raise NotImplementedError

    # --- showing

    def lay_out(self, index: int | None = None) -> None:
        """Draw all pairs at this width; the cursor stays where it is unless told."""
        self._width, self._drawn = self.list.room, set(self.across.chosen)
        here = self.list.index if index is None else index
        lit = [self.block(each, self._width, self.side_of(each)) for each in range(self.count())]
        self.list.show(lit, here)
        self.changed()
        self.tell()

    def add(self, first: int) -> None:
        """Draw those from one on after those there are."""
        self.list.extend(self.block(each, self._width, self.side_of(each)) for each in range(first, self.count()))

    def changed(self) -> None:
        """The cursor stands on another pair, or side."""

    def side_of(self, index: int) -> int:
        """The side chosen of a pair: the one there is, where one is missing."""
        sides = self.sides(index)
        return self.side if sides[self.side] is not None else 1 - self.side

    def sign(self, index: int) -> str:
        """The sign of a pair one of which is chosen for the briefing."""
        chosen = self.across.chosen
        return self.icons.chosen if any(each and each.at in chosen for each in self.sides(index)) else " "

    @property
    def stated(self) -> Stated | None:
        """The statement chosen."""
        if self.list.index >= self.count():
            return None
        return self.sides(self.list.index)[self.side_of(self.list.index)]

    def place(self) -> str:
        """Which pair of how many."""
        return f"{self.list.index + 1:,} of {self.count():,}" if self.count() else ""

    def on_resize(self) -> None:
        """Lay out for the width."""
        if self.list.room != self._width:
            self.lay_out()
        super().on_resize()

    def on_screen_resume(self) -> None:
        """Something may have been chosen in between."""
        if self._drawn != self.across.chosen.keys():
            self.lay_out()

    def on_blocks_moved(self) -> None:
        """Another pair."""
        self.changed()
        self.tell()

    def on_blocks_opened(self) -> None:
        """Clicked twice: read it."""
        self.do_open(None, "")

    # --- actions

    def _turn(self, side: int) -> None:
        if side != self.side:
            self.side = side
            self.lay_out()

    def do_left(self, count: int | None, argument: str) -> None:
        """The left (or upper) statement."""
        self._turn(0)

    def do_right(self, count: int | None, argument: str) -> None:
        """The right (or lower) statement."""
        self._turn(1)

    def do_open(self, count: int | None, argument: str) -> None:
        """Read the chosen statement in its article."""
        if self.stated is not None:
            numbers = [each.at.number for index in range(self.count()) for each in self.sides(index) if each]
            self.across.read(self.stated, numbers, self.TITLE_WORDS.lower())

    def do_choose(self, count: int | None, argument: str) -> None:
        """Choose the statement for the briefing."""
        index = self.list.index
        if self.stated is not None:
            self.message(self.across.choose([self.stated.at]))
            self.list.replace(index, self.block(index, self._width, self.side_of(index)))

    def do_drop_all(self, count: int | None, argument: str) -> None:
        """Choose nothing any more."""
        self.message(self.across.drop_all())
        self.lay_out()

    def do_copy(self, count: int | None, argument: str) -> None:
        """Copy the chosen statement with its citation."""
        self.copy_statement(self.stated)
