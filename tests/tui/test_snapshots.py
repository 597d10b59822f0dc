"""What the screen looks like: SVGs of the real application over a desk in memory."""

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
                if reader.articles.idle and reader.snippets.idle and not workers and not reader.results.searching:
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


WIDE, SMALL = (120, 40), (80, 24)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ("enter", "j", "j"), id="three-panes"),
        pytest.param(WIDE, ("g", "3", "j", "j"), id="positions"),
        pytest.param(WIDE, ("slash", *"shikotan"), id="search"),
        pytest.param(SMALL, (), id="small-list"),
        pytest.param(SMALL, ("enter", "s"), id="small-summary"),
        pytest.param(SMALL, ("enter", "z"), id="small-pair"),
        pytest.param(SMALL, ("?",), id="help"),
    ],
)
def test_dark(snap_compare: Compare, new_desk: type[FakeDesk], size: tuple[int, int], keys: tuple[str, ...]) -> None:
    assert snap_compare(app_over(new_desk()), terminal_size=size, run_before=pressing(*keys))


def test_light(snap_compare: Compare, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert snap_compare(app_over(new_desk()), terminal_size=WIDE, run_before=pressing("enter", "j", "j"))


def test_sixteen_colours(snap_compare: Compare, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert snap_compare(app_over(new_desk()), terminal_size=WIDE, run_before=pressing("enter", "j", "j"))


def test_no_colour_in_ascii(snap_compare: Compare, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_over(new_desk(), ASCII), terminal_size=SMALL, run_before=pressing("enter", "j", "j"))


def test_an_empty_library(snap_compare: Compare, new_desk: type[FakeDesk]) -> None:
    assert snap_compare(app_over(new_desk(0)), terminal_size=SMALL, run_before=pressing())


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ("f", "j"), id="facets"),
        pytest.param(SMALL, ("f", "G"), id="small-facets-month"),
        pytest.param(WIDE, ("F",), id="saved"),
        pytest.param(SMALL, ("F",), id="small-saved"),
        pytest.param(WIDE, ("m",), id="related"),
    ],
)
def test_around_a_search(
    snap_compare: Compare, new_desk: type[FakeDesk], size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    desk = new_desk()
    desk.searches = {"Fishing": "fish* OR 漁業", "Visits without visas": "topic:visits kind:condition"}
    assert snap_compare(app_over(desk), terminal_size=size, run_before=pressing(*keys))


def test_facets_without_colour_in_ascii(
    snap_compare: Compare, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app_over(new_desk(), ASCII), terminal_size=SMALL, run_before=pressing("f", "G"))
