"""Where the reader was, it is again."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kurilreader.desk import Progress
from kurilreader.domain import KurilError, ReadingState
from kurilreader.tui.actions import Where
from kurilreader.tui.keeper import SESSION_KEY, Keeper, Session
from tests.tui.driving import BOUND, app_over, until

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open


async def test_query_order_article_pane_sentence_and_fold_survive(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        await reader.press("slash", *"treaty", "enter", "o", "o", "j", "j", "enter", "j", "j", "j", "z", "p")
        view = reader.screen.results.view
        number, unit = reader.screen.articles.number, reader.screen.article.unit
        await reader.press("q")
    async with open_reader(desk) as reader:
        screen = reader.screen
        assert screen.results.view.query == "treaty" and screen.results.view.order == view.order
        assert screen.articles.number == number == screen.list.number
        assert screen.article.unit == unit
        assert screen.front is Where.ARTICLE
        assert screen.folding.zen
        assert screen.party == "RU"
        assert desk.states[number or 0].read


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"pane": 3, "order": "odd", "article": "x", "paired": 4}'])
async def test_a_session_that_cannot_be_read_is_a_fresh_one(
    open_reader: Open, new_desk: type[FakeDesk], kept: str
) -> None:
    desk = new_desk()
    desk.kept[SESSION_KEY] = kept
    async with open_reader(desk) as reader:
        assert reader.screen.list.number == 12


async def test_an_article_that_is_gone_leaves_the_first(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.kept[SESSION_KEY] = json.dumps({"article": 99})
    async with open_reader(desk) as reader:
        assert reader.screen.list.index == 0
        assert reader.screen.articles.number == 12


def test_the_keeper_writes_the_last_of_several_changes(new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    keeper = Keeper(desk, lambda words: None)  # type: ignore[arg-type]
    for sentence in range(50):
        keeper.state(3, ReadingState(sentence=sentence))
    keeper.session(Session(query="a"))
    keeper.session(Session(query="b"))
    keeper.close()
    assert desk.states == {3: ReadingState(sentence=49)}
    assert Session.read(desk).query == "b"  # type: ignore[arg-type]


def test_what_is_flushed_is_not_written_again_later(new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurilreader.tui.keeper.DELAY", 0.001)
    desk, begun, held, done = new_desk(), threading.Event(), threading.Event(), list[str]()
    put = desk.put_state

    def slow(number: int, state: ReadingState) -> None:
        if not begun.is_set():
            begun.set()
            held.wait(BOUND)
        put(number, state)
        done.append("written")

    def flush() -> None:
        keeper.flush()
        done.append("flushed")

    monkeypatch.setattr(desk, "put_state", slow)
    keeper = Keeper(desk, lambda words: None)  # type: ignore[arg-type]
    keeper.state(3, ReadingState(starred=True))
    assert begun.wait(BOUND)
    flushing = threading.Thread(target=flush)
    flushing.start()
    flushing.join(0.2)  # time to go wrong in
    held.set()
    flushing.join()
    keeper.close()
    assert done == ["written", "flushed"]


def test_a_write_that_fails_is_told_and_tried_again(new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    desk, told = new_desk(), list[str]()

    def full(number: int, state: ReadingState) -> None:
        raise KurilError("the disk is full")

    monkeypatch.setattr("kurilreader.tui.keeper.DELAY", 0.001)
    keeper = Keeper(desk, told.append)  # type: ignore[arg-type]
    with monkeypatch.context() as context:
        context.setattr(desk, "put_state", full)
        keeper.state(3, ReadingState(read=True))
        while not told:
            pass
    keeper.close()
    assert "the disk is full" in told[0]
    assert desk.states == {3: ReadingState(read=True)}


async def test_who_leaves_waits_for_no_work_under_way(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, begun, ended = new_desk(), threading.Event(), threading.Event()

    def long(progress: Callable[[Progress], bool]) -> int:
        begun.set()
        desk.stopped.wait(BOUND)
        ended.set()
        return 0

    monkeypatch.setattr(desk, "analyse_pending", long)
    app = app_over(desk)
    async with app.run_test() as pilot:
        await until(pilot, begun.is_set)
        await pilot.press("q")
    try:
        assert desk.stopped.is_set()
        assert ended.wait(BOUND)
    finally:
        desk.stopped.set()
    app.reader.keeper.close()
