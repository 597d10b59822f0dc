"""Keys that come before threads have answered: what is shown in the end is the same."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kurilreader.desk import Reading
from kurilreader.domain import ReadingState, Row
from kurilreader.tui.keeper import SESSION_KEY, Keeper
from tests.tui.driving import BOUND

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import FakeDesk, Open


async def test_an_article_read_while_the_unread_are_counted_is_not_among_them(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, looked, held = new_desk(), threading.Event(), threading.Event()
    rows, here = desk.rows, threading.get_ident()

    def late(numbers: Sequence[int]) -> list[Row]:
        found = rows(numbers)
        if threading.get_ident() != here:
            looked.set()
            held.wait(BOUND)
        return found

    async with open_reader(desk) as reader:
        monkeypatch.setattr(desk, "rows", late)
        await reader.press("R", threads=False)
        await reader.until(looked.is_set)
        await reader.press("enter", threads=False)
        held.set()
        await reader.settle()
        assert "11 unread" in reader.lines[0]
        await reader.press("r")
        assert "12 unread" in reader.lines[0]


async def test_a_count_that_is_not_wanted_any_more_ends(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilreader.tui.screens.results.COUNT_AT_ONCE", 5)
    desk, held = new_desk(), threading.Event()
    rows, here, counted = desk.rows, threading.get_ident(), list[int]()

    def late(numbers: Sequence[int]) -> list[Row]:
        if threading.get_ident() != here:
            counted.append(len(numbers))
            if len(counted) == 1:
                held.wait(BOUND)
        return rows(numbers)

    async with open_reader(desk) as reader:
        monkeypatch.setattr(desk, "rows", late)
        await reader.press("R", threads=False)
        await reader.until(lambda: bool(counted))
        await reader.press("R", threads=False)
        await reader.until(lambda: "12 unread" in reader.lines[0])
        held.set()
        await reader.settle()
        assert counted == [5, 5, 5, 2]
        assert "12 unread" in reader.lines[0]


def test_rows_show_what_is_not_written_yet(new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurilreader.tui.keeper.DELAY", BOUND)
    desk = new_desk()
    keeper = Keeper(desk, lambda words: None)  # type: ignore[arg-type]
    keeper.state(3, ReadingState(read=True, starred=True))
    assert [(row.number, row.read, row.starred) for row in keeper.rows([4, 3])] == [(4, False, False), (3, True, True)]
    assert not desk.states
    keeper.close()


def slow_to_read(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """The first event tells that an article was read; it comes when the second one is set."""
    looked, held, reading = threading.Event(), threading.Event(), desk.reading

    def late(number: int) -> Reading:
        found = reading(number)
        looked.set()
        held.wait(BOUND)
        return found

    monkeypatch.setattr(desk, "reading", late)
    return looked, held


async def test_enter_reads_the_article_under_the_cursor_not_the_one_still_shown(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        _, held = slow_to_read(desk, monkeypatch)
        await reader.press("j", "enter", threads=False)
        assert reader.screen.articles.number == 12, "the one before is still shown"
        held.set()
        await reader.settle()
        assert reader.screen.articles.number == 11
        await reader.until(lambda: 11 in desk.states)
    assert desk.states[11].read
    assert 12 not in desk.states or not desk.states[12].read


async def test_moves_in_an_article_that_is_still_to_come_are_not_lost(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        _, held = slow_to_read(desk, monkeypatch)
        await reader.press("j", "enter", "j", "2", "j", threads=False)
        held.set()
        await reader.settle()
        assert (reader.screen.articles.number, reader.screen.article.unit) == (11, 3)


async def test_news_do_not_bring_back_the_article_that_was_left(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(analysed=False)
    async with open_reader(desk) as reader:
        _, held = slow_to_read(desk, monkeypatch)
        await reader.press("j", threads=False)
        desk.changes += 1
        reader.screen.watching.look()
        await reader.settle(threads=False)
        held.set()
        await reader.settle()
        assert reader.screen.articles.number == reader.screen.list.number == 11


async def test_an_article_that_comes_after_its_place_was_written_stands_there(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilreader.tui.keeper.DELAY", BOUND)
    desk = new_desk()
    async with open_reader(desk) as reader:
        await reader.press("enter", "j", "j", "escape", "j")
        looked, held = slow_to_read(desk, monkeypatch)
        await reader.press("k", threads=False)
        await reader.until(looked.is_set)
        assert not desk.states, "nothing was written when the article was read"
        reader.screen.keeper.flush()
        held.set()
        await reader.settle()
        assert reader.screen.article.unit == desk.states[12].sentence == 2


async def test_the_list_that_is_folded_in_shows_its_rows(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.kept[SESSION_KEY] = json.dumps({"article": 12, "pane": "article"})
    async with open_reader(desk, (80, 24)) as reader:
        await reader.press("z")
        assert "Article 11 on the" in reader.text and "(gone)" not in reader.text
