"""Driving a running reader: keys, what the screen shows, and when all that a key set off has come to rest."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from textual.message_pump import MessagePump
from textual.pilot import Pilot

from kurilreader.desk import Desk
from kurilreader.tui.app import ReaderApp
from kurilreader.tui.marks import UNICODE, Icons

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk

#: seconds after which something hangs; nothing waits for their passing
BOUND = 300.0
#: turns of the event loop in which nothing may be left to do: what a thread posts is queued in the turn after it
QUIET = 3


async def settled(pilot: Pilot[int], *, threads: bool = True) -> None:
    """Wait until nothing is left to do; without `threads`, those that are held back may go on."""
    app = cast(ReaderApp, pilot.app)
    end, quiet = time.monotonic() + BOUND, 0
    while quiet < QUIET and app.is_running and not app._exit:
        if _to_draw(app):
            app.screen._on_timer_update()  # now, not at the next frame
        left = next(_left(app, threads=threads), None)
        quiet = 0 if left else quiet + 1
        if left and time.monotonic() > end:
            raise AssertionError(f"after {BOUND:g} seconds there is still {left}")
        await asyncio.sleep(0.001 if left else 0)


async def until(pilot: Pilot[int], seen: Callable[[], bool]) -> None:
    """Go on until something is so, which no thread that ends and no message that is handled can tell of."""
    end = time.monotonic() + BOUND
    while not seen():
        assert time.monotonic() < end, "it never came to be so"
        await settled(pilot, threads=False)
        await asyncio.sleep(0.001)
    await settled(pilot, threads=False)


def _left(app: ReaderApp, *, threads: bool) -> Iterator[str]:
    """What is still to be done."""
    if threads:
        reader = app.reader
        yield from (f"the worker {worker.group!r}" for worker in app.workers if not worker.is_finished)
        waiting = {
            "an article to fetch": not reader.articles.idle,
            "a snippet to fetch": not reader.snippets.idle,
            "an act to write": not reader.across.acts.idle,
            "a search": reader.results.searching,
        }
        yield from (words for words, waits in waiting.items() if waits)
    for screen in app.screen_stack:
        for pump in screen.walk_children(with_self=True):
            if not _rests(pump):
                yield f"a message to {pump}"
        if screen._callbacks:
            yield f"a callback of {screen}"
    if not _rests(app):
        yield "a message to the application"
    if not app.animator._complete_event.is_set():
        yield "something that moves"
    if _to_draw(app):
        yield "something to draw"


def _rests(pump: MessagePump) -> bool:
    """Whether it waits for a message: none is queued, and none is being handled."""
    arrival: Any = pump._message_queue.ready_event
    waits = any(not waiter.done() for waiter in arrival._waiters)
    return waits and not arrival.is_set() and not pump._next_callbacks


def _to_draw(app: ReaderApp) -> bool:
    screen = app.screen
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
    )


def pressing(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Keys, each pressed when what the one before set off has come to rest; for snapshots."""

    async def run(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return run


def app_over(desk: FakeDesk, signs: Icons = UNICODE) -> ReaderApp:
    """The reader over a desk in memory."""
    return ReaderApp(cast(Desk, cast(Any, desk)), today=date(2024, 6, 1), signs=signs)


class Reader:
    """A running reader with its pilot, and what tests look at."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int], desk: FakeDesk) -> None:
        self.app = app
        self.pilot = pilot
        self.desk = desk
        self.screen = app.reader

    async def settle(self, *, threads: bool = True) -> None:
        """Wait until threads have answered and what they said is drawn."""
        await settled(self.pilot, threads=threads)

    async def until(self, seen: Callable[[], bool]) -> None:
        """Go on until something is so."""
        await until(self.pilot, seen)

    async def press(self, *keys: str, threads: bool = True) -> None:
        """Press keys, each when all has come to rest; `threads` that are held back may go on."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle(threads=threads)

    @property
    def lines(self) -> list[str]:
        """What the screen shows."""
        width, height = self.app.size
        return [
            "".join(segment.text for segment in strip).ljust(width)
            for strip in self.app.screen._compositor.render_strips()
        ][:height]

    @property
    def text(self) -> str:
        """The same in one."""
        return "\n".join(self.lines)
