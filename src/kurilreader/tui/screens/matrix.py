"""The matrix: parties against topics, with what each states now; and two parties side by side on a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from kurilreader.domain.printable import printable
from kurilreader.domain.record import Ask, Meeting, Relation
from kurilreader.tui.actions import Room
from kurilreader.tui.facts import long_date
from kurilreader.tui.screens.pairs import PairScreen
from kurilreader.tui.screens.room import RoomScreen
from kurilreader.tui.stated import kinds_legend, outlets, pair_block
from kurilreader.tui.text.cells import flow
from kurilreader.tui.widgets.bars import Bar, Words
from kurilreader.tui.widgets.blocks import Block, Blocks, Line
from kurilreader.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from kurilreader.domain.record import Matrix, Stated
    from kurilreader.tui.screens.across import Across

#: parties and topics shown
PARTIES, TOPICS = 24, 40
_TEXT_LINES = 4


class MatrixScreen(RoomScreen):
    """Cells open their statements; two parties can be compared."""

    ROOM = Room.MATRIX
    TITLE_WORDS = "Matrix"

    def __init__(self, across: Across, ask: Ask) -> None:
        super().__init__(across)
        self.ask = ask
        self.grid = Grid(self.naming)
        self._between = Bar(self.icons, id="between")
        self._below = Blocks(self.icons, id="below")
        self._below.can_focus = False

    @property
    def main(self) -> Grid:
        """The table."""
        return self.grid

    def body(self) -> Iterable[Widget]:
        """The table, and the cell's position below it."""
        return (self.grid, self._between, self._below)

    def begin(self) -> None:
        """Count."""

        def take(matrix: Matrix) -> None:
            self.grid.empty = ("No party states anything in the library yet.", "Esc goes back.")
            self.grid.show(matrix)
            self._mark()
            self._cell()

        self.fetch(lambda: self.desk.matrix(self.ask, PARTIES, TOPICS), take, say="counting")

    def on_resize(self) -> None:
        """Lay out for the width."""
        self._cell()
        super().on_resize()

    def on_screen_resume(self) -> None:
        """Something may have been chosen in between."""
        self._mark()
        self.tell()

    def asked(self) -> Sequence[Words]:
        """What is counted."""
        said: list[Words] = [("topics down, parties across", "muted")]
        if self.ask.since:
            said.append((f" {self.icons.dot} since {self.ask.since}", "plain"))
        if self.ask.query:
            said.append((f" {self.icons.dot} /{self.ask.query}", "plain"))
        return said

    def place(self) -> str:
        """How large it is."""
        matrix = self.grid.matrix
        return f"{len(matrix.parties)} parties, {len(matrix.topics)} topics" if matrix.parties else ""

    def on_grid_moved(self) -> None:
        """Show the cell's position."""
        self._cell()
        self.tell()

    def on_grid_opened(self) -> None:
        """Clicked twice: its statements."""
        self.do_open(None, "")

    def _mark(self) -> None:
        cells = self.grid.matrix.cells
        self.grid.chosen = {key for key, cell in cells.items() if cell.current.at in self.across.chosen}
        self.grid.redraw()

    def _cell(self) -> None:
        grid, cell = self.grid, self.grid.cell
        if grid.party is None or grid.topic is None:
            self._between.say([("", "plain")])
            self._below.show([])
            return
        name, topic = printable(self.desk.party(grid.party).name), printable(self.desk.topic(grid.topic))
        count = f"{cell.count:,} statement{'' if cell.count == 1 else 's'}" if cell else "nothing stated"
        self._between.say([(f" {name} on {topic}", "strong"), (f"   {count}", "muted")])
        lines = self._position(cell.current) if cell else [(("nothing yet", "muted"),)]
        legend = kinds_legend(self._below.room)
        spare = _TEXT_LINES + 1 - len(lines)
        self._below.show([Block((*lines, *[()] * max(0, spare), ((legend, "muted"),)), chosen=False)])

    def _position(self, stated: Stated) -> list[Line]:
        dot = f" {self.icons.dot} "
        facts = dot.join(each for each in (stated.speaker, long_date(stated.published), outlets(stated)) if each)
        lines: list[Line] = [((f"now {stated.kind.value}", "kind"), (dot + printable(facts), "muted"))]
        lines += [((words, "plain"),) for words in
                  flow(stated.text, self._below.room, _TEXT_LINES, self.icons.ellipsis)]  # fmt: skip
        return lines

    def _ask(self) -> Ask:
        return replace(self.ask, party=self.grid.party, topic=self.grid.topic)

    def query_words(self) -> str:
        """The cell as a query."""
        return f"party:{self.grid.party} topic:{self.grid.topic} {self.ask.query}".strip() if self.grid.cell else ""

    def acted(self) -> None:
        """Count anew."""
        self.begin()

    # --- actions

    def do_open(self, count: int | None, argument: str) -> None:
        """The statements of the cell."""
        if self.grid.cell is not None:
            self.across.record(replace(self.ask, party=self.grid.party, topic=self.grid.topic))

    def do_record(self, count: int | None, argument: str) -> None:
        """All that the party under the cursor states."""
        self.across.record(replace(self.ask, party=self.grid.party))

    def do_whole_topic(self, count: int | None, argument: str) -> None:
        """What all parties state on the topic under the cursor."""
        if self.grid.topic is not None:
            self.across.record(replace(self.ask, topic=self.grid.topic))

    def do_choose(self, count: int | None, argument: str) -> None:
        """Choose the cell's position for the briefing."""
        if self.grid.cell is not None:
            self.message(self.across.choose([self.grid.cell.current.at]))
            self._mark()

    def do_copy(self, count: int | None, argument: str) -> None:
        """Copy the cell's position with its citation."""
        self.copy_statement(self.grid.cell.current if self.grid.cell else None)

    def do_drop_all(self, count: int | None, argument: str) -> None:
        """Choose nothing any more."""
        self.message(self.across.drop_all())
        self._mark()

    def do_compare(self, count: int | None, argument: str) -> None:
        """Hold this party, or compare the one held with this one."""
        grid = self.grid
        party, topic, held = grid.party, grid.topic, grid.held
        if party is None or topic is None:
            return
        if held is None:
            grid.held = party
            self.message(f"{printable(self.desk.party(party).name)} and which other? = on it compares")
        elif held == party:
            grid.held = None
            self.message("compared with nobody")
        else:
            grid.held = None
            self.across.enter(MeetingsScreen(self.across, held, party, topic))
        grid.redraw()

    def do_back(self, count: int | None, argument: str) -> None:
        """Let go of the party held, else leave."""
        if self.grid.held is not None:
            self.grid.held = None
            self.grid.redraw()
        else:
            super().do_back(count, argument)


class MeetingsScreen(PairScreen):
    """Where two parties agree and disagree on a topic, both sentences side by side."""

    ROOM = Room.MEETINGS
    TITLE_WORDS = "Agreement"

    def __init__(self, across: Across, first: str, second: str, topic: str) -> None:
        super().__init__(across)
        self.ask = Ask(topic=topic)
        self._parties = first, second
        self._all: list[Meeting] = []
        self._relation: Relation | None = None
        self.meetings: list[Meeting] = []

    def begin(self) -> None:
        """Find where they meet."""
        first, second, topic = *self._parties, self.ask.topic or ""

        def take(meetings: list[Meeting]) -> None:
            self._all = meetings
            self._show()

        self.fetch(lambda: self.desk.meetings(first, second, topic), take, say="comparing")

    def _show(self) -> None:
        self.meetings = [each for each in self._all if self._relation in {None, each.relation}]
        self.list.empty = (
            (f"They do not {self._relation.value} on any point here.", "m shows the others.") if self._relation
            else ("No statement of one meets one of the other here.", "Esc goes back, = on other parties compares.")
        )  # fmt: skip
        self.lay_out(0)

    def sides(self, index: int) -> tuple[Stated | None, Stated | None]:
        """Both statements."""
        meeting = self.meetings[index]
        return meeting.first, meeting.second

    def count(self) -> int:
        """How many there are."""
        return len(self.meetings)

    def block(self, index: int, width: int, side: int) -> Block:
        """A pair under what it is."""
        meeting = self.meetings[index]
        head = ((meeting.relation.value, "strong"), (f"  {meeting.why}", "muted"))
        return pair_block(head, self.sides(index), width, self.naming, side=side, sign=self.sign(index))

    def asked(self) -> Sequence[Words]:
        """Which parties on what."""
        names = " and ".join(printable(self.desk.party(each).name) for each in self._parties)
        said: list[Words] = [(names, "strong"), (f" on {printable(self.desk.topic(self.ask.topic or ''))}", "plain")]
        if self._relation:
            said.append((f" {self.icons.dot} only where they {self._relation.value}", "plain"))
        return said

    def _ask(self) -> Ask:
        return replace(self.ask, party=self.stated.party if self.stated else None)

    def do_relation(self, count: int | None, argument: str) -> None:
        """All, where they agree, where they disagree."""
        walk = [None, *Relation]
        self._relation = walk[(walk.index(self._relation) + 1) % len(walk)]
        self._show()
