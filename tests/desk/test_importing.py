from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kurilreader.desk import Desk, JobState, Progress, adding, importing
from kurilreader.domain import InputError, KurilError
from kurilreader.intake import language
from kurilreader.settings import Settings


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for place in range(30):
        (folder / f"{place:02}.txt").write_text(
            f"Title {place}\n\nThe talks of day {place} went on without a result.\n"
        )
    (folder / "30.txt").write_bytes(b"")
    return folder


def test_an_import_is_a_job(desk: Desk, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    report = desk.add(["00.txt", "01.txt", "30.txt", "gone.txt"])
    assert (len(report.added), report.same, report.failures, report.cancelled) == (2, 0, 2, False)
    (job,) = desk.jobs()
    assert (job.number, job.added, job.same, job.failed, job.state) == (report.job, 2, 0, 2, JobState.DONE)
    # Where it is repeated from does not matter.
    assert job.inputs[0] == str(files / "00.txt")
    assert [failure.origin for failure in desk.failures(job.number)] == [str(files / "30.txt"), str(files / "gone.txt")]
    assert desk.origins(1)[0].origin == str(files / "00.txt")


def test_repeating_is_a_job_of_its_own_and_doubles_nothing(desk: Desk, files: Path) -> None:
    first = desk.add([str(files)])
    (files / "30.txt").write_text("Title\n\nNow there is something in it.\n")
    again = desk.repeat(first.job)
    assert (len(again.added), again.same, again.failures) == (1, 30, 0)
    assert again.job != first.job
    assert desk.count() == 31


def test_a_cancelled_import_goes_on(desk: Desk, files: Path) -> None:
    def stop(progress: Progress) -> bool:
        return progress.done < 10

    report = desk.add([str(files)], progress=stop)
    assert report.cancelled
    assert desk.job(report.job).state is JobState.CANCELLED
    assert desk.count() == 10
    resumed = desk.repeat(report.job)
    assert (resumed.job, len(resumed.added)) == (report.job, 20)
    job = desk.job(report.job)
    assert (job.added, job.same, job.failed, job.state) == (30, 0, 1, JobState.DONE)


def test_a_killed_import_goes_on(directory: Path, files: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kurilreader.desk import Desk; from kurilreader.library import jobs;"
        "from kurilreader.settings import Settings; jobs.BATCH = 3; d = Path(sys.argv[1])\n"
        "def told(p): print(p.done, flush=True); return True\n"
        "Desk.open(d, Settings(library=d)).add([sys.argv[2]], progress=told)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(directory), str(files)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "15":
            process.send_signal(signal.SIGKILL)
            break
    process.stdout.close()
    process.wait()
    with Desk.open(directory, Settings(library=directory)) as desk:
        (job,) = desk.jobs()
        assert job.state is JobState.KILLED
        assert 12 <= job.added < 30
        desk.repeat(job.number)
        (job,) = desk.jobs()
        assert (job.added, job.same, job.failed, job.state) == (30, 0, 1, JobState.DONE)
        assert desk.count() == 30


def test_undoing_an_import(desk: Desk, files: Path) -> None:
    desk.add([str(files / "00.txt")])
    report = desk.add([str(files)])
    assert desk.undo_job(report.job) == (29, 0, 1)
    assert desk.count() == 1
    again = desk.repeat(report.job)
    assert len(again.added) == 29


def test_standard_input_cannot_be_read_again(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Talks went on.\n")
    with (tmp_path / "in.txt").open("rb") as stdin:
        report = desk.add(["-"], stdin=stdin)
    with pytest.raises(KurilError, match="standard input"):
        desk.repeat(report.job)


def test_a_long_report_holds_numbers_only(desk: Desk, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "HELD", 8)
    report = desk.add([str(files)])
    assert isinstance(report.added, adding.Arrivals)
    assert len(report.added) == 30
    assert [taken.title for taken in report.added] == [f"Title {place}" for place in range(30)]
    assert report.added[-1].title == "Title 29"
    assert [taken.number for taken in report.added[2:4]] == [3, 4]


def test_subscriptions_come_and_go(desk: Desk, tmp_path: Path) -> None:
    ((feed, new),) = desk.subscribe("https://a.test/feed#x")
    assert (feed.address, new) == ("https://a.test/feed", True)
    list_ = tmp_path / "list.opml"
    list_.write_text(
        '<opml version="2.0"><body><outline text="Asia"><outline text="A" xmlUrl="https://a.test/feed"/>'
        '<outline text="B &amp; &lt;C&gt;" xmlUrl="https://b.test/feed?x=1&amp;y=2"/></outline></body></opml>'
    )
    assert [new for _, new in desk.subscribe(str(list_))] == [False, True]
    exported = tmp_path / "out.opml"
    exported.write_text(desk.export_feeds())
    assert [new for _, new in desk.subscribe(str(exported))] == [False, False]
    assert desk.unsubscribe("b & <c>").address == "https://b.test/feed?x=1&y=2"
    assert desk.unsubscribe(str(feed.number)).number == feed.number
    assert desk.feeds() == []
    with pytest.raises(KurilError, match="no feed"):
        desk.unsubscribe("b")


def test_what_is_no_feed_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing\n")
    (tmp_path / "broken.opml").write_text("<opml><body>")
    (tmp_path / "bytes").write_bytes(bytes(range(256)))
    for name in ("https://", "gone.opml", "empty.txt", "broken.opml", "bytes"):
        with pytest.raises(InputError):
            desk.subscribe(name if "://" in name else str(tmp_path / name))
    assert desk.feeds() == []


def test_what_only_reading_needs_is_let_go_before_much_is_indexed(
    desk: Desk, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[tuple[int, object]] = []

    def indexed(self: Desk, progress: object = None) -> int:
        held.append((language._identifier.cache_info().currsize, desk._library._bands))  # type: ignore[attr-defined]
        return 0

    monkeypatch.setattr(Desk, "catch_up", indexed)
    (files / "de.txt").write_text("Titel\n\n" + "Die Verhandlungen wurden am Dienstag ohne ein Ergebnis vertagt. " * 8)
    report = desk.add([str(files)])
    assert held == [(1, None)]
    desk.undo_job(report.job)
    monkeypatch.setattr(importing, "HELD", 8)
    desk.add([str(files)])
    assert held[-1] == (0, None)
