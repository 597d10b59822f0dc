"""Search in the calling process: for commands that ask one question and end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from kurilreader.domain import Completion, Facet, Hits, SearchRequest, SearchResult, Similar, Snippet
from kurilreader.search.engine import Engine


class InlineSearch:
    """An `interface.Search` over an engine that is opened with the first question."""

    def __init__(self, directory: Path, aliases: Sequence[Sequence[str]] = ()) -> None:
        self._directory = directory
        self._aliases = aliases
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request, or raise `Superseded`; catches up with the library first."""
        return self._open().search(request)

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, Snippet]:
        """The best stretch of each article for the query."""
        return self._open().snippets(query, numbers)

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hits]:
        """All places of the query's words in these articles, and their statements that answer it."""
        return self._open().hits(query, numbers)

    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements of the articles a query finds that answer it: article numbers and places, newest first."""
        return self._indexed().statements(query)

    def facets(self, query: str, most: int = 20) -> dict[str, tuple[Facet, ...]]:
        """How the results of a query spread."""
        return self._indexed().facets(query, most)

    def complete(self, query: str, cursor: int) -> Completion:
        """What the word or value before the cursor could become."""
        return self._indexed().complete(query, cursor)

    def similar(self, number: int, limit: int = 20) -> list[Similar]:
        """The articles most like one, with the reasons."""
        return self._indexed().similar(number, limit)

    def catch_up(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Index what changed in the library."""
        return self._open().catch_up(progress)

    def rebuild(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Index the whole library anew."""
        return self._open().rebuild(progress)

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None

    def _indexed(self) -> Engine:
        """The engine with an index as new as the library, as far as this process may write it."""
        engine = self._open()
        if engine.revision() < engine.record.revision():
            engine.catch_up()
        return engine

    def _open(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self._directory, self._aliases)
            return self._engine


def open_engine(directory: Path, aliases: Sequence[Sequence[str]]) -> Engine:
    """An engine over the library in a folder."""
    from kurilreader.library import open_library

    return Engine(directory, open_library(directory, create=False), aliases)
