"""Draws lanes along time, with the statements of the pair under the cursor lit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.style import Style

from kurilreader.domain import Kind
from kurilreader.domain.printable import printable
from kurilreader.domain.record import Stated
from kurilreader.tui.facts import short_date
from kurilreader.tui.lanes import Lanes, lanes, utc_day
from kurilreader.tui.stated import Naming
from kurilreader.tui.text.cells import fit, pad
from kurilreader.tui.widgets.pane import Pane, Pieces

_LABEL = 13


class LaneView(Pane):
    """A heading, a lane for each kind that occurs, the years."""

    def __init__(self, naming: Naming) -> None:
        super().__init__(id="lanes")
        self.can_focus = False
        self._naming = naming
        self._statements: Sequence[tuple[date, Kind]] = ()
        self._lit: Sequence[Stated] = ()
        self._lanes: Lanes | None = None
        self._heading = ""

    def show(self, heading: str, statements: Sequence[tuple[date, Kind]], lit: Sequence[Stated]) -> None:
        """Show statements by day and kind, with those lit."""
        self._heading, self._statements, self._lit = printable(heading), statements, lit
        self._measure()

    def on_resize(self) -> None:
        """Lay out for the width."""
        self._measure()

    @property
    def height(self) -> int:
        """Lines in all."""
        return len(self._lanes.lanes) + 3 if self._lanes else 2

    def _measure(self) -> None:
        self._lanes = lanes(self._statements, max(1, self.columns - _LABEL - 2), self._naming.icons.unread)
        self.set_height(self.height)
        self.redraw()

    def draw(self, line: int) -> Pieces:
        """One line."""
        found = self._lanes
        if not self._heading:
            return ()
        if line == 0:
            return self._draw_heading()
        if found is None:
            return [("  no dated statement to draw along time", self.look("muted"))] if line == 1 else ()
        seen = self._seen(found)
        if line <= len(seen):
            return self._draw_lane(found, *seen[line - 1])
        if line == len(seen) + 1:
            return [(" " * _LABEL + found.axis(), self.look("muted"))]
        return ()

    def _seen(self, found: Lanes) -> list[tuple[Kind, str]]:
        """The lanes that have room: all, or those of what is lit and the fullest, in their order."""
        room = max(1, self.rows - 2)
        lit = {each.kind for each in self._lit}
        fullest = sorted(found.lanes, key=lambda lane: (lane[0] not in lit, -len(lane[1].replace(" ", ""))))[:room]
        return [lane for lane in found.lanes if lane in fullest]

    def _draw_heading(self) -> Iterator[tuple[str, Style]]:
        found, today = self._lanes, self._naming.today
        dates = (
            f"{short_date(found.first.isoformat(), today)} to {short_date(found.last.isoformat(), today)}, "
            if found
            else ""
        )
        count = len(self._statements)
        yield " " + fit(self._heading, max(8, self.columns - 40), self._naming.icons.ellipsis), self.look("heading")
        yield f"   {dates}{count:,} statement{'' if count == 1 else 's'}", self.look("muted")

    def _draw_lane(self, found: Lanes, kind: Kind, signs: str) -> Iterator[tuple[str, Style]]:
        lit = {found.column(when) for each in self._lit if each.kind is kind and (when := utc_day(each.published))
               and found.first <= when <= found.last}  # fmt: skip
        here = any(each.kind is kind for each in self._lit)
        yield f" {self._naming.icons.here if here else ' '} " + pad(kind.value, _LABEL - 3), self.look("kind")
        for at, sign in enumerate(signs):
            yield sign, self.look("hit-here" if at in lit else "plain")
