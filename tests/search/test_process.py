"""Search in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kurilreader.domain import Article, NotInLibrary, SearchRequest, article_id
from kurilreader.library import open_library
from kurilreader.search import Superseded, open_search
from kurilreader.search.client import ProcessSearch


def _article(text: str) -> Article:
    return Article(article_id(text), "Title", text, "Kyodo", None, "2025-03-04", "en")


@pytest.fixture
def search(tmp_path: Path) -> Iterator[ProcessSearch]:
    library = open_library(tmp_path)
    library.add(_article("peace treaty"))
    library.add(_article("islands"))
    library.close()
    made = open_search(tmp_path, "process")
    assert isinstance(made, ProcessSearch)
    made.catch_up()
    yield made
    made.close()


def test_it_answers_all_that_can_be_asked(search: ProcessSearch) -> None:
    assert list(search.search(SearchRequest("island")).numbers) == [2]
    assert search.snippets("island", [1, 2])[2].text == "islands"
    assert search.hits("island", [2])[2].text == ((0, 7),)
    assert [facet.value for facet in search.facets("island")["source"]] == ["Kyodo"]
    assert "islands" in search.complete("isl", 3).options
    assert [similar.number for similar in search.similar(1)] == [2]
    with pytest.raises(NotInLibrary):
        search.similar(99)


def test_it_is_started_again_when_it_was_killed(search: ProcessSearch) -> None:
    search.search(SearchRequest("peace"))
    pid = search._searcher.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert list(search.search(SearchRequest("peace")).numbers) == [1]
    assert search._searcher.pid != pid


def test_none_is_started_once_it_was_closed(search: ProcessSearch) -> None:
    search.search(SearchRequest("peace"))
    search.close()
    with pytest.raises(Superseded):
        search.search(SearchRequest("peace"))
    assert search._searcher.pid is None


def test_a_newer_search_supersedes_an_older_one(search: ProcessSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes: list[object] = []
    slow = " OR ".join(f"word{i}~" for i in range(300))
    ask, answered = search._searcher.ask, threading.Event()

    def late(what: str, *arguments: Any, **options: Any) -> Any:
        """The older one hears its answer, whatever it is, after the newer one."""
        try:
            return ask(what, *arguments, **options)
        finally:
            if arguments == (SearchRequest(slow),):
                answered.wait(60)

    def older() -> None:
        try:
            outcomes.append(search.search(SearchRequest(slow)))
        except Superseded as error:
            outcomes.append(error)

    search.search(SearchRequest("peace"))
    with search._lock:
        before = search._latest
    monkeypatch.setattr(search._searcher, "ask", late)
    thread = threading.Thread(target=older)
    thread.start()
    while search._latest == before:
        time.sleep(0.001)
    assert list(search.search(SearchRequest("islands")).numbers) == [2]
    answered.set()
    thread.join()
    assert isinstance(outcomes[0], Superseded)


def test_it_ends_with_the_process_that_started_it(search: ProcessSearch, tmp_path: Path) -> None:
    code = (
        "import os,sys; from pathlib import Path; from kurilreader.search import open_search;"
        "from kurilreader.domain import SearchRequest;"
        "s = open_search(Path(sys.argv[1]), 'process'); s.search(SearchRequest('peace'));"
        "print(s._searcher.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.02)
    pytest.fail("the search process outlived its parent")


def test_a_lost_index_is_found_again(search: ProcessSearch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurilreader.search.client.PATIENCE", 60.0)
    search.search(SearchRequest("peace"))
    for path in (tmp_path / "index").iterdir():
        path.unlink()
    result = search.search(SearchRequest("peace"))
    assert list(result.numbers) == [1]
    assert result.notice is not None
    assert "rebuilt" in result.notice
