"""What the screens across articles look like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.pilot import Pilot

from kurilreader.desk import Desk
from kurilreader.tui.app import ReaderApp
from kurilreader.tui.marks import ASCII, UNICODE, Icons

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk

Compare = Callable[..., bool]
WIDE, SMALL = (120, 40), (80, 24)


def pressing(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Keys, each with time for threads to answer."""

    async def run(pilot: Pilot[int]) -> None:
        reader = cast(ReaderApp, pilot.app).reader
        for key in (*keys, None):
            if key:
                await pilot.press(key)
            for _ in range(200):
                await pilot.pause(0.005)
                workers = [worker for worker in pilot.app.workers if not worker.is_finished]
                if reader.articles.idle and reader.across.acts.idle and not workers:
                    break
            await pilot.pause(0.02)

    return run


def app_over(desk: FakeDesk, signs: Icons = UNICODE) -> ReaderApp:
    return ReaderApp(cast(Desk, cast(Any, desk)), today=date(2024, 6, 1), signs=signs)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORFGBG", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


SCREENS = {
    "record": ("P", "p", "x", "j"),
    "matrix": ("M", "l"),
    "agreement": ("M", "=", "l", "="),
    "changes": ("C", "j"),
    "review": ("V", "r"),
    "review-party": ("V", "p"),
    "review-span": ("V", "s", "h", "h"),
    "briefing": ("P", "x", "x", "B"),
    "selection": ("enter", "j", "v", "a", "h", "m", "enter", "j", "v", "j", "h"),
    "name": ("enter", "w", "w", "E"),
}


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide"), pytest.param(SMALL, id="small")])
@pytest.mark.parametrize("keys", [pytest.param(keys, id=name) for name, keys in SCREENS.items()])
def test_rooms(snap_compare: Compare, new_record: type[FakeDesk], size: tuple[int, int], keys: tuple[str, ...]) -> None:
    assert snap_compare(app_over(new_record()), terminal_size=size, run_before=pressing(*keys))


@pytest.mark.parametrize("keys", [pytest.param(SCREENS[name], id=name) for name in ("record", "changes", "review")])
def test_without_colour_in_ascii(
    snap_compare: Compare, new_record: type[FakeDesk], monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_over(new_record(), ASCII), terminal_size=SMALL, run_before=pressing(*keys))
