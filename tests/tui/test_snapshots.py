"""What the screen looks like: SVGs of the real application over a desk in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kurilreader.tui.marks import ASCII
from tests.tui.driving import app_over, pressing

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk

Compare = Callable[..., bool]


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
