"""Search in a process of its own, so that the one that asks never waits for Python's lock."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from kurilreader.domain import Completion, Facet, Hits, KurilError, SearchRequest, SearchResult, Similar, Snippet
from kurilreader.search import wire
from kurilreader.search.interface import Superseded

#: how long a search waits for a missing index to be built before it answers from what there is, in seconds
PATIENCE = 3.0

_REBUILT = "The search index was missing or damaged and has been rebuilt."
_REBUILDING = "The search index was missing or damaged and is being rebuilt; not all articles are found yet."


class _Died(Exception):
    """The process went away before it answered."""


class _Child:
    """One service process, started with the first question, started again when it died."""

    def __init__(self, directory: Path, aliases: Sequence[Sequence[str]], *, gently: bool) -> None:
        self._hello = (str(directory), tuple(tuple(group) for group in aliases), gently)
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._waiting: dict[int, tuple[Future[Any], Callable[[int, int], bool] | None]] = {}

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return None if self._process is None else self._process.pid

    def ask(self, what: str, *arguments: Any, progress: Callable[[int, int], bool] | None = None) -> Any:
        """Ask and wait for the answer; asked again once if the process died meanwhile."""
        for attempt in (1, 2):
            try:
                return self.send(what, *arguments, progress=progress).result()
            except _Died:
                if attempt == 2:
                    raise KurilError("the search process keeps ending", "run: kurilreader doctor") from None
        raise AssertionError

    def send(self, what: str, *arguments: Any, progress: Callable[[int, int], bool] | None = None) -> Future[Any]:
        """Ask without waiting."""
        future: Future[Any] = Future()
        with self._lock:
            if self._closed:
                raise Superseded("the search was closed")
            process = self._running()
            id_ = next(self._ids)
            self._waiting[id_] = (future, progress)
            self._write(process, wire.Ask(id_, what, arguments))
        return future

    def _write(self, process: subprocess.Popen[bytes], ask: wire.Ask) -> None:
        assert process.stdin is not None
        with suppress(BrokenPipeError, ValueError, OSError):  # its reader tells those who wait
            wire.send(process.stdin, ask)  # type: ignore[arg-type]

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kurilreader.search.service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._process = process
            self._write(process, wire.Ask(0, "open", self._hello))
            threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        error: BaseException = _Died()
        assert process.stdout is not None
        with suppress(Exception):  # whatever breaks the stream, those who wait must hear of it
            while (message := wire.receive(process.stdout)) is not None:  # type: ignore[arg-type]
                answer = wire.Answer(*message)
                if answer.id == 0:
                    if answer.what == "failed":
                        error = answer.value
                    continue
                self._hear(process, answer)
        process.kill()
        process.wait()
        with self._lock:
            if self._process is process:
                self._process = None
                left, self._waiting = list(self._waiting.values()), {}
            else:
                left = []
        for future, _ in left:
            future.set_exception(error)

    def _hear(self, process: subprocess.Popen[bytes], answer: wire.Answer) -> None:
        with self._lock:
            future, progress = self._waiting.get(answer.id, (None, None))
            if answer.what != "progress":
                self._waiting.pop(answer.id, None)
        if answer.what == "progress":
            if progress is not None and not progress(*answer.value):
                with self._lock:
                    self._write(process, wire.Ask(0, "stop", (answer.id,)))
        elif future is not None:
            if answer.what == "done":
                future.set_result(answer.value)
            else:
                future.set_exception(answer.value)

    def close(self) -> None:
        """End the process; none is started any more."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
            left, self._waiting = list(self._waiting.values()), {}
        for future, _ in left:
            future.set_exception(Superseded("the search was closed"))
        if process is not None:
            assert process.stdin is not None
            with suppress(OSError):
                process.stdin.close()
            try:
                process.wait(timeout=2.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class ProcessSearch:
    """An `interface.Search`: one process answers, another indexes, both started when first needed."""

    def __init__(self, directory: Path, aliases: Sequence[Sequence[str]] = ()) -> None:
        self._searcher = _Child(directory, aliases, gently=False)
        self._indexer = _Child(directory, aliases, gently=True)
        self._lock = threading.Lock()
        self._latest = 0
        self._following: threading.Thread | None = None
        self._closed = False

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request, or raise `Superseded` when a newer one came in before the answer."""
        with self._lock:
            self._latest += 1
            mine = self._latest
        found = self._searcher.ask("search", request)
        notice = None
        if found.result is None:
            notice = self._find_again()
            found = self._searcher.ask("search", request)
        if mine != self._latest:
            raise Superseded("a newer search came in")
        if found.behind:
            self._follow()
        if found.result is None:
            return SearchResult(request, (), None, notice=_REBUILDING)
        result: SearchResult = found.result
        if notice is None:
            return result
        return SearchResult(request, result.numbers, result.total, result.complaints, result.suggestion, notice)

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, Snippet]:
        """The best stretch of each article for the query."""
        answer: dict[int, Snippet] = self._searcher.ask("snippets", query, list(numbers))
        return answer

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hits]:
        """All places of the query's words in these articles, and their statements that answer it."""
        answer: dict[int, Hits] = self._searcher.ask("hits", query, list(numbers))
        return answer

    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements of the articles a query finds that answer it: article numbers and places, newest first."""
        numbers, places = self._searcher.ask("statements", query)
        return numbers, places

    def facets(self, query: str, most: int = 20) -> dict[str, tuple[Facet, ...]]:
        """How the results of a query spread."""
        answer: dict[str, tuple[Facet, ...]] = self._searcher.ask("facets", query, most)
        return answer

    def complete(self, query: str, cursor: int) -> Completion:
        """What the word or value before the cursor could become."""
        answer: Completion = self._searcher.ask("complete", query, cursor)
        return answer

    def similar(self, number: int, limit: int = 20) -> list[Similar]:
        """The articles most like one, with the reasons."""
        answer: list[Similar] = self._searcher.ask("similar", number, limit)
        return answer

    def catch_up(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Index what changed in the library, in the indexing process."""
        return int(self._indexer.ask("catch_up", progress=progress))

    def rebuild(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Index the whole library anew, in the indexing process."""
        return int(self._indexer.ask("rebuild", progress=progress))

    def close(self) -> None:
        """End both processes."""
        self._closed = True
        self._searcher.close()
        self._indexer.close()

    def _find_again(self) -> str:
        """Have the lost index made anew; wait a little, for a small library is soon done."""
        thread = self._follow()
        thread.join(PATIENCE)
        return _REBUILDING if thread.is_alive() else _REBUILT

    def _follow(self) -> threading.Thread:
        """Catch up in the background."""
        with self._lock:
            thread = self._following
            if thread is None or not thread.is_alive():
                thread = self._following = threading.Thread(target=self._catch_up_quietly, daemon=True)
                thread.start()
            return thread

    def _catch_up_quietly(self) -> None:
        with suppress(KurilError):
            if not self._closed:
                self.catch_up()
