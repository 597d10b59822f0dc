"""Search in the calling process: for commands that ask one question and end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from kurilreader.domain import SearchRequest, SearchResult, Snippet
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

    def _open(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self._directory, self._aliases)
            return self._engine


def open_engine(directory: Path, aliases: Sequence[Sequence[str]]) -> Engine:
    """An engine over the library in a folder."""
    from kurilreader.library import open_library

    return Engine(directory, open_library(directory, create=False), aliases)
