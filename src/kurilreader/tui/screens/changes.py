"""Changes: what a party says anew, repeats, hardens, softens; along time as lanes, and pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from textual.widget import Widget

from kurilreader.domain import Kind
from kurilreader.domain.printable import printable
from kurilreader.domain.record import Ask, Change, Movement
from kurilreader.tui.actions import Room
from kurilreader.tui.screens.asking import AskingScreen
from kurilreader.tui.screens.pairs import PairScreen
from kurilreader.tui.stated import pair_block
from kurilreader.tui.widgets.lane_view import LaneView

if TYPE_CHECKING:
    from kurilreader.domain.record import Stated
    from kurilreader.tui.screens.across import Across
    from kurilreader.tui.widgets.bars import Words
    from kurilreader.tui.widgets.blocks import Block

#: changes fetched at first; twice as many each time the cursor comes near the end
FIRST = 100
_AHEAD = 20
#: the order in which a key walks through movements: the telling ones first
_WALK = (None, Movement.HARDENED, Movement.SOFTENED, Movement.NEW, Movement.REPEATED)


class ChangesScreen(PairScreen, AskingScreen):
    """Newest first; the lanes are those of the party and topic of the pair under the cursor."""

    ROOM = Room.CHANGES
    TITLE_WORDS = "Changes"

    def __init__(self, across: Across, ask: Ask) -> None:
        super().__init__(across)
        self.ask = ask
        self.changes: list[Change] = []
        self.movement: Movement | None = None
        self._limit = FIRST
        self._all = False
        self._lanes = LaneView(self.naming)
        self._laned: tuple[str, str] | None = None
        self._statements: Sequence[tuple[date, Kind]] = ()

    def body(self) -> Iterable[Widget]:
        """Lanes above, pairs below."""
        return (self._lanes, self.list)

    def begin(self) -> None:
        """Fetch the latest."""
        self.ask_again()

    # --- fetching

    def cursor(self) -> int:
        """Where the cursor stands."""
        return self.list.index

    def ask_again(self, index: int = 0) -> None:
        """From the beginning, as far as the cursor."""
        self._limit = max(FIRST, index + 1)
        self._laned = None
        self._fetch(index)

    def _fetch(self, index: int, *, more: bool = False) -> None:
        ask, movement, limit = self.ask, self.movement, self._limit

        def look() -> list[Change]:
            found = (each for each in self.desk.changes(ask) if movement in {None, each.movement})
            return list(islice(found, limit))

        def take(changes: list[Change]) -> None:
            known = len(self.changes) if more else 0
            self.changes, self._all = changes, len(changes) < limit
            self.list.empty = self._nothing()
            if known:
                self.add(known)
            else:
                self.lay_out(index)

        self.fetch(look, take, group="changes", say="comparing")

    def _nothing(self) -> tuple[str, ...]:
        if self.movement:
            return (f"Nothing is {self.movement.value} here.", "m shows the other movements, d changes the day.")
        if self.ask.since:
            return ("Nothing was stated since that day.", "d with nothing asks for all.")
        return ("Nothing to compare yet.", "p shows the next party, t the next topic, Esc goes back.")

    # --- showing

    def count(self) -> int:
        """How many there are."""
        return len(self.changes)

    def sides(self, index: int) -> tuple[Stated | None, Stated | None]:
        """What was said before, and now."""
        change = self.changes[index]
        return change.before, change.now

    def block(self, index: int, width: int, side: int) -> Block:
        """A pair under what moved."""
        change = self.changes[index]
        party, topics = self.naming.party_words(change.now.party), self.naming.topics(change.now.topics)
        head: list[Words] = [(change.movement.value, "strong"), ("  ", "plain"), *party]
        head.append((f" on {printable(topics)}" if topics else "", "muted"))
        return pair_block(head, self.sides(index), width, self.naming, side=side, sign=self.sign(index))

    def asked(self) -> Sequence[Words]:
        """With the movement."""
        said = list(super().asked())
        if self.movement:
            said.append((f" {self.icons.dot} {self.movement.value} only", "plain"))
        return said

    def place(self) -> str:
        """Which of how many, as far as they are fetched."""
        more = "" if self._all or not self.changes else " or more"
        return super().place() + more

    def changed(self) -> None:
        """Another pair: its lanes; and more pairs, near the end."""
        if not self.changes and not (self.ask.party and self.ask.topic):
            self._laned = None
            self._lanes.show("", (), ())
            return
        if self.changes and not self._all and self.list.index >= len(self.changes) - _AHEAD:
            self._limit, self._all = self._limit * 2, True
            self._fetch(self.list.index, more=True)
        now = self.changes[self.list.index].now if self.changes else None
        # Where nothing moved like that, what was asked for still runs along time.
        wanted = (self.ask.party or "", self.ask.topic or "")
        if now is not None:
            wanted = (now.party or "", self.ask.topic or next(iter(now.topics), ""))
        if wanted == self._laned:
            self._draw_lanes()
            return
        self._laned, self._statements = wanted, ()

        def take(statements: Sequence[tuple[date, Kind]]) -> None:
            self._statements = statements
            self._draw_lanes()

        self.fetch(lambda: self.desk.kinds_along(*wanted), take, group="lanes")

    def _draw_lanes(self) -> None:
        if self._laned is None:
            return
        party, topic = self._laned
        lit = [each for each in self.sides(self.list.index) if each is not None] if self.changes else []
        heading = f"{self.desk.party(party).name} on {self.desk.topic(topic)}" if topic else self.desk.party(party).name
        self._lanes.show(heading, self._statements, lit)
        height = min(self._lanes.height, max(4, self.size.height * 2 // 5))
        if self._lanes.styles.height is None or self._lanes.styles.height.value != height:
            self._lanes.styles.height = height

    # --- actions

    def do_movement(self, count: int | None, argument: str) -> None:
        """The next kind of movement, or the one that is named."""
        if argument and argument not in set(Movement):
            self.message(f"no movement {argument}; there are {', '.join(Movement)}", error=True)
            return
        here = _WALK.index(self.movement)
        self.movement = Movement(argument) if argument else _WALK[(here + 1) % len(_WALK)]
        self.ask_again()

    def do_record(self, count: int | None, argument: str) -> None:
        """All that the party under the cursor states."""
        party = self.changes[self.list.index].now.party if self.changes else self.ask.party
        self.across.record(Ask(party=party, topic=self.ask.topic, since=self.ask.since))
