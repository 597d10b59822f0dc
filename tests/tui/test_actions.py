"""One list of actions: each has a key, a handler wherever it applies, and its line in the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilreader.tui.actions import ACTIONS, BY_NAME, Action, Place, Room, Where, completions, hints, key_title
from kurilreader.tui.keymap import Keymap
from kurilreader.tui.keys_page import page
from kurilreader.tui.screens.briefing import BriefingScreen
from kurilreader.tui.screens.changes import ChangesScreen
from kurilreader.tui.screens.commands import Commands
from kurilreader.tui.screens.help import help_lines
from kurilreader.tui.screens.matrix import MatrixScreen, MeetingsScreen
from kurilreader.tui.screens.record import RecordScreen
from kurilreader.tui.screens.reviewing import ReviewScreen
from kurilreader.tui.widgets.article_list import ArticleList
from kurilreader.tui.widgets.blocks import Blocks
from kurilreader.tui.widgets.context import Context
from kurilreader.tui.widgets.grid import Grid
from kurilreader.tui.widgets.pages import Pages
from kurilreader.tui.widgets.positions import PositionsPane
from kurilreader.tui.widgets.reading_pane import ReadingPane

PANES: dict[Place, type] = {
    Where.LIST: ArticleList,
    Where.ARTICLE: ReadingPane,
    Where.POSITIONS: PositionsPane,
}
#: the screens over the reader, each with the pane that moves in it
ROOMS: dict[Place, tuple[type, type]] = {
    Room.RECORD: (RecordScreen, Blocks),
    Room.MATRIX: (MatrixScreen, Grid),
    Room.MEETINGS: (MeetingsScreen, Blocks),
    Room.CHANGES: (ChangesScreen, Blocks),
    Room.REVIEW: (ReviewScreen, Context),
    Room.SPAN: (ReviewScreen, Context),
    Room.BRIEFING: (BriefingScreen, Pages),
    Room.SELECTION: (Commands, Commands),
}
PLACES: tuple[Place, ...] = (*Where, *Room)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_has_a_handler_wherever_it_applies(action: Action) -> None:
    method = "do_" + action.name.replace("-", "_")
    for where in action.where:
        owners = ROOMS[where] if where in ROOMS else (PANES[where], Commands)
        assert any(hasattr(owner, method) for owner in owners), where


def test_every_handler_is_an_action() -> None:
    for owner in (*PANES.values(), Commands, *(each for pair in ROOMS.values() for each in pair)):
        for name in dir(owner):
            if name.startswith("do_"):
                assert name.removeprefix("do_").replace("_", "-") in BY_NAME


def test_no_key_has_two_meanings_in_one_place() -> None:
    for where in PLACES:
        keys = [key for action in ACTIONS if where in action.where for key in action.keys]
        assert len(keys) == len(set(keys))
        firsts = {key.split()[0] for key in keys if " " in key}
        assert not firsts & set(keys)


def test_the_page_of_keys_is_current() -> None:
    kept = Path(__file__).parents[2] / "docs" / "keys.md"
    assert kept.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("width", [20, 80, 200])
def test_the_help_names_every_action(width: int) -> None:
    keys = [keys for keys, _ in help_lines(width) if keys]
    assert len(keys) == len(ACTIONS)


def test_hints_stand_in_their_order() -> None:
    for where in PLACES:
        places = [action.hint for action in hints(where)]
        assert places and places == sorted(places)


def test_names_complete_from_their_beginning_first() -> None:
    assert completions("pa")[0].startswith("pa")
    assert "next-article" in completions("article")
    assert completions("zzz") == []


@pytest.mark.parametrize(
    ("key", "title"), [("ctrl+d", "Ctrl+D"), ("g g", "gg"), ("alt+1", "Alt+1"), ("escape", "Esc"), ("]", "]")]
)
def test_keys_are_written_as_people_write_them(key: str, title: str) -> None:
    assert key_title(key) == title


def press(keymap: Keymap, *keys: str, where: Where = Where.LIST) -> list[tuple[str, int | None]]:
    found = [keymap.press(where, key, key if len(key) == 1 else None) for key in keys]
    return [(action.name, count) for action, count in (each for each in found if each)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("j", [("down", None)]),
        ("9j", [("down", 9)]),
        ("10j", [("down", 10)]),
        ("0j", [("down", None)]),
        ("gg", [("top", None)]),
        ("7gg", [("top", 7)]),
        ("gj", [("down", None)]),
        ("g2", [("pane-article", None)]),
        ("3]", [("next-article", 3)]),
        ("5Qj", [("down", None)]),
        ("9999999j", [("down", 99999)]),
    ],
)
def test_counts_and_pairs(keys: str, expected: list[tuple[str, int | None]]) -> None:
    assert press(Keymap(), *keys) == expected


def test_one_key_has_a_sense_in_each_place() -> None:
    assert press(Keymap(), "space", where=Where.ARTICLE) == [("scroll", None)]
    assert press(Keymap(), "space", where=Where.POSITIONS) == [("next-place", None)]


def test_what_was_typed_so_far_can_be_forgotten() -> None:
    keymap = Keymap()
    press(keymap, "4", "g")
    assert keymap.typed == "4g"
    assert keymap.clear() and not keymap.clear()
    assert press(keymap, "j") == [("down", None)]
