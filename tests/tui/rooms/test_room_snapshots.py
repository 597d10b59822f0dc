"""What the screens across articles look like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kurilreader.tui.marks import ASCII
from tests.tui.driving import app_over, pressing

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk

Compare = Callable[..., bool]
WIDE, SMALL = (120, 40), (80, 24)


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
