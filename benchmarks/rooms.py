"""From the key to the drawn screen: `python -m benchmarks.rooms DIR`, on a library that `benchmarks.record` filled.

The real application runs without a terminal at 120 by 40. The clock runs from the action of the key until every line of
the screen's main pane has been drawn with what was asked for: the record of a party, the matrix, changes, the first
statement of a review, and the next one after a verdict. Prints in milliseconds the median and the 95th percentile, and
the median of the processor time of this process, which other work on the machine leaves alone; and how much memory it
takes. The library keeps what it held: every verdict is undone.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from kurilreader.desk import Desk, Watcher
from kurilreader.domain.record import Ask
from kurilreader.settings import Settings
from kurilreader.tui.app import ReaderApp
from kurilreader.tui.screens.changes import ChangesScreen
from kurilreader.tui.screens.matrix import MatrixScreen
from kurilreader.tui.screens.record import RecordScreen
from kurilreader.tui.screens.reviewing import ReviewScreen
from kurilreader.tui.screens.room import RoomScreen

ROUNDS = 8
VERDICTS = 20
#: seconds between two looks whether a screen is drawn
LOOK = 0.002
REVIEWER = "benchmark"


class Quiet(Desk):
    """A desk that analyses nothing: the generated library has all it needs."""

    def analyse_pending(self, progress: Watcher | None = None, *, stale: bool = True) -> int:
        """Nothing is to be done."""
        return 0


class Clock:
    """Seconds that passed since it was made, and of them the processor time of this process."""

    def __init__(self) -> None:
        self._wall, self._own = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Both."""
        return time.perf_counter() - self._wall, time.process_time() - self._own


def told(what: str, times: list[tuple[float, float]]) -> None:
    """One line of the table."""
    ordered = sorted(wall * 1000 for wall, _ in times)
    late = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    own = statistics.median(own * 1000 for _, own in times)
    print(f"{what:<34} {statistics.median(ordered):8.1f} {late:8.1f} {own:10.1f}", flush=True)


async def drawn(room: RoomScreen, ready: Callable[[], bool], before: int) -> None:
    """Wait until a room shows what it was asked for."""
    while not ready() or room.main.lines_drawn < before + room.main.rows or not room.main.rows:
        await asyncio.sleep(LOOK)


async def opened(
    app: ReaderApp, pilot: Pilot[int], enter: Callable[[], None], ready: Callable[[RoomScreen], bool]
) -> tuple[float, float]:
    """Seconds from an action to its room, drawn; the room is left again."""
    clock = Clock()
    enter()
    room = app.screen
    assert isinstance(room, RoomScreen)
    await drawn(room, lambda: ready(room), 0)
    took = clock.read()
    app.reader.across.leave(room)
    await pilot.pause(0.2)
    return took


async def judged(app: ReaderApp, pilot: Pilot[int]) -> list[tuple[float, float]]:
    """Seconds from each verdict's key to the next statement, drawn."""
    across = app.reader.across
    across.review("")
    room = app.screen
    assert isinstance(room, ReviewScreen)
    await drawn(room, lambda: room.shown is not None, 0)
    found = []
    for _ in range(VERDICTS):
        await pilot.pause(0.15)
        wanted, before = room.index + 1, room.context.lines_drawn
        clock = Clock()
        room.do("right")
        await drawn(room, lambda: room.index == wanted and room.shown is not None, before)  # noqa: B023
        found.append(clock.read())
    room.do("undo", VERDICTS)
    while not across.acts.idle:
        await asyncio.sleep(0.01)
    across.leave(room)
    await pilot.pause(0.2)
    return found


async def measure(desk: Desk) -> None:
    """Open each room and tell."""
    app = ReaderApp(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1)
        across = app.reader.across
        parties = desk.matrix(Ask()).parties
        rooms: dict[str, tuple[Callable[[Ask], None], Callable[[RoomScreen], bool]]] = {
            "record of a party": (across.record, lambda room: isinstance(room, RecordScreen) and bool(room.lines)),
            "matrix": (across.matrix, lambda room: isinstance(room, MatrixScreen) and bool(room.grid.matrix.cells)),
            "changes of a party": (across.changes, lambda room: isinstance(room, ChangesScreen) and bool(room.changes)),
        }
        print(f"{'milliseconds':<34} {'median':>8} {'95 %':>8} {'processor':>10}")
        for what, (enter, ready) in rooms.items():
            asks = [Ask(party=parties[turn % len(parties)]) for turn in range(ROUNDS)]
            await opened(app, pilot, lambda ask=asks[0]: enter(ask), ready)  # type: ignore[misc] # noqa: B023
            told(what, [await opened(app, pilot, lambda ask=ask: enter(ask), ready) for ask in asks])  # type: ignore[misc] # noqa: B023
        first = [
            await opened(app, pilot, lambda: across.review(""),
                         lambda room: isinstance(room, ReviewScreen) and room.shown is not None)
            for _ in range(ROUNDS)
        ]  # fmt: skip
        told("review, first statement", first)
        told("review, next after a verdict", await judged(app, pilot))
    app.reader.across.acts.close()
    app.reader.keeper.close()


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    directory: Path = parser.parse_args().directory
    with Quiet.open(directory, Settings(library=directory), create=False, reviewer=REVIEWER) as desk:
        print(f"{desk.count():,} articles, {desk.stated_count(Ask()):,} lines of statements")
        asyncio.run(measure(desk))
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
