"""Feeds and jobs on the screen, over a desk whose hosts answer when they are told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kurilreader.desk import AddReport, Failure, Feed, Job, JobState, Progress, Taken, Undone
from kurilreader.domain import InputError, KurilError
from kurilreader.tui.screens.feeds import FeedsScreen
from kurilreader.tui.screens.jobs import JobsScreen
from tests.tui.driving import app_over, pressing

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open

Watcher = Callable[[Progress], bool]


@pytest.fixture
def desk(new_desk: type[FakeDesk]) -> FakeDesk:
    """A desk with feeds and jobs; what it is asked to do is kept in `did`."""

    class Desk(new_desk):  # type: ignore[valid-type, misc]
        def __init__(self) -> None:
            super().__init__()
            self.did: list[str] = []
            self.wait: threading.Event | None = None
            self.undone: set[int] = set()

        def feeds(self) -> list[Feed]:
            return [
                Feed(1, "https://wire.example/feed", "The Wire", "2024-05-01", succeeded="2024-05-31T09:14:00+00:00"),
                Feed(
                    2, "https://gazette.example/rss", "Gazette", "2024-05-01",
                    failing_since="2024-05-30T07:00:00+00:00", reason="answers 500 Internal Server Error", failures=4,
                ),
                Feed(3, "https://new.example/atom", None, "2024-05-31"),
            ]  # fmt: skip

        def jobs(self, limit: int | None = None) -> list[Job]:
            wire = ("https://wire.example/feed",)
            return [
                Job(3, "add", ("/srv/a", "/srv/b"), "2024-05-31T10:00:00+00:00", None, 40, 2, 0, JobState.KILLED),
                Job(2, "sync", wire, "2024-05-31T09:00:00+00:00", "", 12, 0, 1, JobState.DONE),
                Job(1, "watch", ("/srv/in",), "2024-05-30T09:00:00+00:00", "", 1, 0, 0, JobState.DONE),
            ]

        def failures(self, job: int) -> list[Failure]:
            return [Failure("https://gazette.example/rss", "answers 500 Internal Server Error")] if job == 2 else []

        def sync(self, progress: Watcher, *, feed: str | None = None) -> AddReport:
            self.did.append(f"sync {feed}")
            return self._work(progress)

        def repeat(self, job: int, progress: Watcher) -> AddReport:
            self.did.append(f"repeat {job}")
            return self._work(progress)

        def undo_job(self, job: int) -> Undone:
            self.did.append(f"undo {job}")
            return Undone(11, 1, 0)

        def subscribe(self, feed: str) -> list[tuple[Feed, bool]]:
            self.did.append(f"subscribe {feed}")
            if "://" not in feed:
                raise InputError(feed, "does not exist")
            return [(self.feeds()[0], True)]

        def _work(self, progress: Watcher) -> AddReport:
            report = AddReport(failures=1, same=2)
            while self.wait is not None and not self.wait.wait(0.01):
                if not progress(Progress("fetching feeds", 1, 3, "Gazette")):
                    report.cancelled = True
                    return report
            report.added = [Taken(1, "a", "A")] * 12
            return report

    return Desk()


async def test_feeds_show_how_they_fare_and_are_asked(open_reader: Open, desk: FakeDesk) -> None:
    async with open_reader(desk) as reader:
        await reader.press("g", "f")
        assert isinstance(reader.app.screen, FeedsScreen)
        assert "The Wire" in reader.text and "asked 2024-05-31 09:14" in reader.text
        assert "failing since 2024-05-30 07:00" in reader.text and "answers 500" in reader.text
        assert "https://new.example/atom" in reader.text and "not asked yet" in reader.text
        await reader.press("j", "enter")
        await reader.until(lambda: "12 new articles, 2 already there, 1 failed" in reader.text)
        await reader.press("s")
        await reader.until(lambda: desk.did == ["sync 2", "sync None"])  # type: ignore[attr-defined]
        await reader.press("q")
        assert not reader.app.screen.is_modal
        assert "12 new articles" in reader.lines[0]


async def test_esc_stops_a_sync_before_it_leaves(open_reader: Open, desk: FakeDesk) -> None:
    desk.wait = threading.Event()  # type: ignore[attr-defined]
    async with open_reader(desk) as reader:
        await reader.pilot.press("g", "f", "s")
        await reader.until(lambda: "fetching feeds 1 of 3  Gazette   Esc stops" in reader.text)
        await reader.pilot.press("s")
        await reader.until(lambda: "another import is under way" in reader.text or "Esc stops" in reader.text)
        await reader.pilot.press("escape")
        await reader.until(lambda: "stopped: 0 new articles" in reader.text)
        assert isinstance(reader.app.screen, FeedsScreen)
        await reader.press("escape")
        assert not reader.app.screen.is_modal
        assert desk.did == ["sync None"]  # type: ignore[attr-defined]


async def test_a_sync_goes_on_while_one_reads_and_the_cursor_stays(open_reader: Open, desk: FakeDesk) -> None:
    wait = desk.wait = threading.Event()  # type: ignore[attr-defined]
    async with open_reader(desk) as reader:
        await reader.pilot.press("j", "j", "g", "s")
        await reader.until(lambda: "fetching feeds 1 of 3" in reader.lines[0])
        here = reader.screen.list.number
        desk.size += 4
        desk.changes += 1
        reader.screen.watching.look()
        await reader.until(lambda: "4 new articles, R shows them" in reader.text)
        assert reader.screen.list.number == here
        wait.set()
        await reader.until(lambda: "12 new articles" in reader.lines[0])
        assert reader.screen.list.number == here
        await reader.press("R")
        assert reader.screen.list.number == here
        assert len(reader.screen.list.numbers) == 16
        wait.clear()
        await reader.pilot.press("g", "s")
        await reader.until(lambda: "fetching feeds" in reader.lines[0])
        await reader.pilot.press("escape")
        await reader.until(lambda: "stopped: 0 new articles" in reader.lines[0])


async def test_a_sync_may_tell_of_itself_from_another_thread(
    open_reader: Open, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bool] = []

    def sync(progress: Watcher, *, feed: str | None = None) -> AddReport:
        """As the process that indexes is heard of in a thread of its own."""
        teller = threading.Thread(target=lambda: heard.append(progress(Progress("indexing", 50, 50))))
        teller.start()
        teller.join()
        return AddReport(same=3)

    monkeypatch.setattr(desk, "sync", sync)
    async with open_reader(desk) as reader:
        await reader.pilot.press("g", "s")
        await reader.until(lambda: "3 already there" in reader.lines[0])
        assert heard == [True]


async def test_feeds_are_added_by_the_line(open_reader: Open, desk: FakeDesk) -> None:
    async with open_reader(desk) as reader:
        await reader.press("colon", *"subscribe https://x.example/f", "enter")
        await reader.until(lambda: "1 subscribed" in reader.lines[0])
        await reader.press("g", "a", *"gone.opml", "enter")
        await reader.until(lambda: "gone.opml: does not exist" in reader.lines[0])
        await reader.press("colon", *"sync 2", "enter")
        await reader.until(lambda: "12 new articles" in reader.lines[0])
        assert desk.did == [  # type: ignore[attr-defined]
            "subscribe https://x.example/f", "subscribe gone.opml", "sync 2",
        ]  # fmt: skip


async def test_jobs_tell_what_failed_are_repeated_and_undone(open_reader: Open, desk: FakeDesk) -> None:
    async with open_reader(desk) as reader:
        await reader.press("g", "i")
        assert isinstance(reader.app.screen, JobsScreen)
        assert "killed" in reader.text and "40 added, 2 already there" in reader.text
        assert "/srv/a and 1 more" in reader.text
        await reader.press("r")
        await reader.until(lambda: "12 new articles" in reader.text)
        await reader.press("j", "enter")
        assert "- https://gazette.example/rss: answers 500" in reader.text
        await reader.press("enter")
        assert "- https://gazette.example/rss" not in reader.text
        await reader.press("u")
        assert "u again removes what job 2 alone brought" in reader.text
        await reader.press("j", "u")
        assert desk.did == ["repeat 3"]  # type: ignore[attr-defined]
        await reader.press("u")
        await reader.until(lambda: "11 removed, 1 kept" in reader.text)
        assert desk.did == ["repeat 3", "undo 1"]  # type: ignore[attr-defined]


WIDE, SMALL = (120, 40), (80, 24)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ("g", "f", "j"), id="feeds"),
        pytest.param(SMALL, ("g", "f"), id="small-feeds"),
        pytest.param(WIDE, ("g", "i", "j", "enter"), id="jobs"),
        pytest.param(SMALL, ("g", "i", "u"), id="small-jobs"),
    ],
)
def test_how_they_look(
    snap_compare: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
    desk: FakeDesk,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORFGBG", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    assert snap_compare(app_over(desk), terminal_size=size, run_before=pressing(*keys))


async def test_what_goes_wrong_is_said(open_reader: Open, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object, **__: object) -> list[Feed]:
        raise KurilError("the library is busy")

    async with open_reader(desk) as reader:
        monkeypatch.setattr(desk, "feeds", wrong)
        monkeypatch.setattr(desk, "sync", wrong)
        await reader.press("g", "f")
        assert "the library is busy" in reader.text
        await reader.press("s")
        await reader.until(lambda: "the library is busy" in reader.text)
        await reader.press("q")
        assert not reader.app.screen.is_modal
