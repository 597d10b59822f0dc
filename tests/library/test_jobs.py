from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilreader.domain import InputError, KurilError, ReadingState
from kurilreader.library import Added, Arrival, JobState, Undone, open_library
from kurilreader.library import jobs as jobs_module
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeArticle

# Takes in articles a0, a1, … of one file in small batches until it is killed or has taken `many`.
_TAKER = """
import sys
from pathlib import Path
from kurilreader.domain import Article, InputError, article_id
from kurilreader.library import Arrival, JobState, jobs, open_library

jobs.BATCH = 7
directory, job, many = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
library = open_library(directory, patience=30)

def arrivals():
    for place in range(many):
        if place % 10 == 9:
            yield Arrival(InputError(f"file › {place}", "is empty"))
        else:
            text = f"a{place % 50} " + "word " * 50
            yield Arrival(Article(article_id(text), text[:5], text, origin=f"file › {place}"))

again = bool(job)
if again:
    library.resume_job(job)
else:
    job = library.begin_job("add", ["file"])
print("job", job, flush=True)
for _ in library.take(job, arrivals(), again=again):
    print("taken", flush=True)
library.end_job(job, JobState.DONE)
"""


def take(directory: Path, job: int, many: int, until: int | None = None) -> int:
    """Run the taker, killing it once it has told of so many; returns its job."""
    process = subprocess.Popen(
        [sys.executable, "-c", _TAKER, str(directory), str(job), str(many)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    number = int(process.stdout.readline().split()[1])
    for told, _ in enumerate(process.stdout, 1):
        if told == until:
            process.send_signal(signal.SIGKILL)
            break
    process.stdout.close()
    process.wait()
    return number


def test_a_job_counts_what_it_brought(library: SqliteLibrary, make: MakeArticle) -> None:
    job = library.begin_job("add", ["a", "b"])
    assert library.job(job).state is JobState.RUNNING
    error = InputError("c", "is empty", "fill it")
    answers = list(
        library.take(job, [Arrival(make("One.", origin="a")), Arrival(error), Arrival(make("One.", origin="b"))])
    )
    assert answers == [Added(1, True), error, Added(1, False)]
    library.end_job(job, JobState.DONE)
    (record,) = library.jobs()
    assert (record.kind, record.inputs, record.added, record.same, record.failed) == ("add", ("a", "b"), 1, 1, 1)
    assert record.state is JobState.DONE
    assert record.ended is not None
    assert [(f.origin, f.reason, f.hint) for f in library.failures(job)] == [("c", "is empty", "fill it")]
    assert [(o.origin, o.job) for o in library.origins(1)] == [("a", job), ("b", job)]


def test_a_killed_job_is_seen_and_resuming_loses_and_doubles_nothing(tmp_path: Path) -> None:
    job = take(tmp_path, 0, 400, until=100)
    library = open_library(tmp_path)
    killed = library.job(job)
    assert killed.state is JobState.KILLED
    assert 0 < killed.added <= 45
    assert take(tmp_path, job, 400) == job
    done = library.job(job)
    # Places ending in 9 fail; what is left of 50 texts comes again and again, each time in another place.
    assert (done.state, done.added, done.same, done.failed) == (JobState.DONE, 45, 360 - 45, 40)
    assert library.count() == 45
    assert library.check() == []
    assert [path.name for path in tmp_path.glob("*.lock")] == []
    library.close()


def test_a_running_job_is_neither_resumed_nor_undone(library: SqliteLibrary) -> None:
    job = library.begin_job("add", [])
    other = open_library(library.directory)
    assert other.job(job).state is JobState.RUNNING
    with pytest.raises(KurilError, match="running"):
        other.resume_job(job)
    with pytest.raises(KurilError, match="running"):
        other.undo_job(job)
    library.end_job(job, JobState.CANCELLED)
    other.resume_job(job)
    other.end_job(job, JobState.DONE)
    other.close()
    with pytest.raises(KurilError, match="no job 77"):
        library.job(77)


def bring(library: SqliteLibrary, *arrivals: Arrival) -> int:
    job = library.begin_job("add", [])
    list(library.take(job, arrivals))
    library.end_job(job, JobState.DONE)
    return job


def test_undoing_removes_what_a_job_alone_brought(library: SqliteLibrary, make: MakeArticle) -> None:
    library.add(make("Alone before."))
    first = bring(
        library,
        *(Arrival(make(text, origin=text)) for text in ("Alone before.", "Mine.", "Shared.", "Noted.", "Star.")),
    )
    second = bring(library, Arrival(make("Shared.", origin="elsewhere")))
    library.put_note(4, "do not lose this")
    library.put_state(5, ReadingState(starred=True))
    assert library.undo_job(first) == Undone(removed=1, cherished=2, shared=2)
    assert {row.title for row in library.rows(range(1, 6))} == {"Alone before.", "Shared.", "Noted.", "Star."}
    assert library.job(first).state is JobState.UNDONE
    with pytest.raises(KurilError, match="undone already"):
        library.undo_job(first)
    assert library.undo_job(second) == Undone(1, 0, 0)
    assert [o.job for o in library.origins(4)] == [None]
    assert library.changes(0)[-1].removed


def test_an_undone_job_can_come_in_again(library: SqliteLibrary, make: MakeArticle) -> None:
    job = bring(library, Arrival(make("Mine.", origin="a", address="https://x.test/a")))
    library.undo_job(job)
    assert library.count() == 0
    assert library.number_at("https://x.test/a") is None
    bring(library, Arrival(make("Mine.", origin="a", address="https://x.test/a")))
    assert library.count() == 1


def test_one_article_with_all_its_origins(library: SqliteLibrary, make: MakeArticle) -> None:
    bring(library, Arrival(make("As printed.", origin="feed › 1", address="https://www.news.test/a?utm_source=rss")))
    bring(library, Arrival(make("As printed, and more.", origin="b", address="http://news.test/a/#top")))
    bring(library, Arrival(make("As  printed.", origin="c")))
    bring(
        library,
        Arrival(make("From a short link.", origin="d", address="https://news.test/z"), aliases=("https://sh.test/1",)),
        Arrival(make("Its text has changed.", origin="e", address="https://sh.test/1")),
    )
    assert library.count() == 2
    assert [origin.origin for origin in library.origins(1)] == ["feed › 1", "b", "c"]
    assert [origin.address for origin in library.origins(2)] == ["https://news.test/z", "https://sh.test/1"]
    assert library.number_at("https://news.test/a") == 1


def test_what_a_file_tells_apart_is_not_the_same(library: SqliteLibrary, make: MakeArticle) -> None:
    page = "https://x.test/log"
    bring(
        library,
        *(Arrival(make(f"Entry {place}.", origin=f"f.jsonl › {place}", address=page)) for place in range(3)),
        Arrival(make("No page of its own.", origin="g", address="https://x.test/")),
        Arrival(make("Nor this one.", origin="h", address="https://x.test")),
    )
    assert library.count() == 5
    assert library.number_at(page) is None


def test_a_known_article_is_noted_by_number(library: SqliteLibrary, make: MakeArticle) -> None:
    feed, _ = library.subscribe("https://x.test/feed")
    library.add(make("Known."))
    job = library.begin_job("sync", [])
    arrival = Arrival(1, ("https://x.test/known",), feed.number, "e1", "feed › e1")
    assert list(library.take(job, [arrival])) == [Added(1, False)]
    assert library.number_at("https://x.test/known") == 1
    assert library.unseen(feed.number, ["e1", "e2"]) == {"e2"}
    assert library.has_taken(job, "feed › e1")
    assert not library.has_taken(job, "feed › e2")


def test_a_long_stream_is_never_held(
    library: SqliteLibrary, make: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "BATCH", 10)
    read = 0

    def stream() -> Iterator[Arrival]:
        nonlocal read
        for read in range(1, 501):
            yield Arrival(make(f"Article {read}.", origin=f"f › {read}"))

    job = library.begin_job("add", [])
    ahead = [read - told for told, _ in enumerate(library.take(job, stream()))]
    assert max(ahead) == 10
    assert library.job(job).added == 500


def test_a_job_that_met_nothing_is_dropped(library: SqliteLibrary, make: MakeArticle) -> None:
    empty = library.begin_job("sync", ["a"])
    assert not library.drop_job(empty)
    library.end_job(empty, JobState.DONE)
    failed = library.begin_job("sync", ["b"])
    list(library.take(failed, [Arrival(InputError("b", "is empty"))]))
    library.end_job(failed, JobState.DONE)
    full = bring(library, Arrival(make("One.", origin="c")))
    assert [library.drop_job(job) for job in (empty, failed, full)] == [True, False, False]
    assert [job.number for job in library.jobs()] == [full, failed]


def test_files_of_watched_folders_are_remembered(library: SqliteLibrary) -> None:
    job = library.begin_job("watch", ["in"])
    library.put_watched(job, {"in/a": "1:1:1", "in/b": "2:2:2"})
    library.put_watched(job, {"in/a": "9:9:9"})
    assert library.watched(["in/a", "in/b", "in/c"]) == {"in/a": "9:9:9", "in/b": "2:2:2"}
    library.forget_watched(job)
    assert library.watched(["in/a"]) == {}
