"""Folders that are watched."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilreader.desk import Desk, JobState
from kurilreader.domain import InputError
from kurilreader.settings import Settings

TALK = "The delegations met for the whole day and parted without a result on the question of the islands."


@pytest.fixture
def desk(directory: Path) -> Iterator[Desk]:
    with Desk.open(directory, Settings(library=directory)) as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def put(path: Path, text: str, *, age: float = 60) -> Path:
    """A file that was written a while ago."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    os.utime(path, (time.time() - age,) * 2)
    return path


def titles(report: object) -> list[str]:
    return [taken.title for taken in report.added]  # type: ignore[attr-defined]


def test_what_appears_comes_in_once_it_stands_still(desk: Desk, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # However slow this machine is, what was written below was written a moment ago.
    monkeypatch.setattr("kurilreader.desk.watching.SETTLED", 1e6)
    watch = desk.watch([str(inbox)])
    assert (len(watch.look().added), watch.job) == (0, 0)
    path = put(inbox / "deep" / "a.txt", f"One\n\n{TALK}")
    (inbox / "b.html.part").write_text("<html><p>half")
    # Changed a moment ago: it may still grow.
    assert (titles(watch.look()), watch.growing) == ([], 1)
    path.write_text(f"One\n\n{TALK} And more.")
    assert (titles(watch.look()), watch.growing) == ([], 1)
    assert (titles(watch.look()), watch.growing) == (["One"], 0)
    assert titles(watch.look()) == []
    job = watch.job
    watch.end()
    assert (desk.job(job).kind, desk.job(job).state, desk.job(job).added) == ("watch", JobState.DONE, 1)
    # Another watch knows what this one has taken in.
    again = desk.watch([str(inbox)])
    assert (titles(again.settle()), again.job) == ([], 0)


def test_a_changed_file_comes_again_and_the_same_text_is_one_article(desk: Desk, inbox: Path) -> None:
    path = put(inbox / "a.txt", f"One\n\n{TALK}")
    watch = desk.watch([str(inbox)])
    assert titles(watch.settle()) == ["One"]
    path.write_text(f"Two\n\n{TALK} It is otherwise now.")
    assert titles(watch.settle()) == ["Two"]
    put(inbox / "copy.txt", f"One\n\n{TALK}")
    report = watch.settle()
    assert (report.same, len(report.added), desk.count()) == (1, 0, 2)
    watch.end()


def test_what_cannot_be_read_is_told_once(desk: Desk, inbox: Path) -> None:
    put(inbox / "empty.txt", "")
    put(inbox / "good.txt", f"One\n\n{TALK}")
    (inbox / "away").symlink_to(inbox / "nowhere")
    watch = desk.watch([str(inbox)])
    report = watch.settle()
    assert (titles(report), [error.reason for error in report.failed]) == (["One"], ["is empty"])
    assert watch.look().failures == 0
    assert [failure.reason for failure in desk.failures(watch.job)] == ["is empty"]
    moved = inbox.rename(inbox.with_name("elsewhere"))
    assert [error.reason for error in watch.look().failed] == ["does not exist"]
    assert watch.look().failures == 0
    moved.rename(inbox)
    assert watch.look().failures == 0
    inbox.rename(moved)
    assert watch.look().failures == 1
    watch.end()
    with pytest.raises(InputError, match="no folder"):
        desk.watch([str(inbox)])


def test_a_watch_that_was_undone_is_repeated(desk: Desk, inbox: Path) -> None:
    put(inbox / "a.txt", f"One\n\n{TALK}")
    watch = desk.watch([str(inbox)])
    watch.settle()
    job = watch.job
    watch.end()
    assert desk.undo_job(job).removed == 1
    assert titles(desk.watch([str(inbox)]).settle()) == []
    report = desk.repeat(job)
    assert (titles(report), report.job > job) == (["One"], True)


def test_what_was_stored_before_a_kill_is_not_counted_twice(desk: Desk, inbox: Path) -> None:
    put(inbox / "a.txt", f"One\n\n{TALK}")
    watch = desk.watch([str(inbox)])
    watch.settle()
    # As a kill leaves it between the article and the note that its file was taken in.
    desk._library.forget_watched(watch.job)
    desk._library.end_job(watch.job, JobState.CANCELLED)
    put(inbox / "b.txt", f"Two\n\n{TALK} Again.")
    report = desk.repeat(watch.job)
    assert (titles(report), report.job) == (["Two"], watch.job)
    job = desk.job(watch.job)
    assert (job.added, job.same, job.state) == (2, 0, JobState.DONE)


def test_a_cancelled_look_leaves_the_rest_for_later(desk: Desk, inbox: Path) -> None:
    for place in range(3):
        put(inbox / f"{place}.txt", f"Day {place}\n\n{TALK} {place}")
    looks = iter([True, False])
    watch = desk.watch([str(inbox)], lambda _: next(looks))
    report = watch.look()
    if watch.growing:
        report = watch.look()
    assert (report.cancelled, titles(report)) == (True, ["Day 0", "Day 1"])
    watch.watcher = lambda _: True
    assert titles(watch.look()) == ["Day 2"]
    watch.end()
