from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from kurilreader.desk import Desk, Progress, analysing
from kurilreader.desk.workers import Job, analyse_in_workers
from kurilreader.domain import DossierError, KurilError, LibraryBroken, ReadingState, SearchRequest
from kurilreader.library import Library
from kurilreader.settings import Settings

Put = Callable[..., int]


@pytest.fixture
def numbers(put: Put) -> list[int]:
    """More articles than are analysed in one process."""
    return [
        put(f"Tokyo rejects the plan number {place}, the Foreign Ministry said on Monday. Moscow protested.")
        for place in range(analysing.FEW + 3)
    ]


def test_many_are_analysed_in_processes_of_their_own(desk: Desk, numbers: list[int]) -> None:
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    assert desk.analyse_pending(watch) == len(numbers)
    assert all(row.analysed for row in desk.rows(numbers))
    assert any(progress == Progress("analysing", len(numbers), len(numbers)) for progress in seen)


def test_in_the_background_it_is_one_gentle_worker_even_for_one_article(
    directory: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = put("Tokyo rejects the plan, the Foreign Ministry said.")
    monkeypatch.setattr(analysing, "load_engine", lambda *_, **__: pytest.fail("the engine was loaded here"))
    with Desk.open(directory, Settings(), background=True) as desk:
        assert desk.analyse_pending() == 1
        assert desk.rows([number])[0].analysed


def test_cancelled_work_is_not_taken_for_done(desk: Desk, library: Library, numbers: list[int]) -> None:
    assert desk.analyse_pending(lambda _: False) < len(numbers)
    assert library.check() == []
    desk.analyse_pending()
    assert len(library.unanalysed(None)) == 0


def test_what_goes_wrong_in_a_worker_is_told(numbers: list[int], directory: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryBroken, match="no library"):
        analyse_in_workers(tmp_path / "none", Settings(), None, workers=1, gently=False)
    with pytest.raises(DossierError, match="none such"):
        analyse_in_workers(directory, Settings(dossiers=("none such",)), None, workers=2, gently=True)


def test_a_worker_ends_with_the_process_that_started_it(directory: Path, library: Library, numbers: list[int]) -> None:
    job = Job(str(directory), None, 0, 1, False)
    worker = subprocess.Popen(
        [sys.executable, "-m", "kurilreader.desk.worker"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    worker.communicate(json.dumps(asdict(job)).encode() + b"\n", timeout=300)
    assert worker.returncode == 0
    assert len(library.unanalysed(None)) == len(numbers), "its input ended before the engine was loaded"


def under_way(desk: Desk) -> tuple[threading.Thread, list[int]]:
    """A thread that analyses, once it is under way, and where it leaves how many it did."""
    begun = threading.Event()

    def watch(_: Progress) -> bool:
        begun.set()
        return True

    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(desk.analyse_pending(watch)))
    thread.start()
    assert begun.wait(300)
    return thread, done


def test_closing_the_desk_stops_the_work_under_way(directory: Path, numbers: list[int]) -> None:
    desk = Desk.open(directory, Settings(), background=True)
    thread, done = under_way(desk)
    desk.close()
    thread.join(300)
    assert len(done) == 1
    with pytest.raises(KurilError, match="closed"):
        desk.reindex()


def test_a_stopped_desk_ends_its_work_and_still_keeps_what_was_read(directory: Path, numbers: list[int]) -> None:
    with Desk.open(directory, Settings(), background=True) as desk:
        thread, done = under_way(desk)
        desk.stop()
        thread.join(300)
        assert len(done) == 1
        with pytest.raises(KurilError, match="closed"):
            desk.search(SearchRequest("plan"))
        desk.put_state(numbers[0], ReadingState(starred=True))
        assert desk.rows(numbers)[0].starred
