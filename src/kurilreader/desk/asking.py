"""Who may ask the search: the reader first, what is counted in the background when nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kurilreader.domain import SearchRequest, SearchResult
from kurilreader.search.interface import Search, Superseded


class Asking:
    """Two ways to the one search, of which a newer question ends an older one.

    A question of the reader is only ended by a newer one of the reader; one in the background waits, and is asked again
    when it was ended.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._latest = 0
        self._running = 0
        self._closed = False

    def close(self) -> None:
        """Let nobody ask again."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def now(self, search: Search, request: SearchRequest) -> SearchResult:
        """Answer the reader, or raise `Superseded` when the reader asked something newer."""
        with self._changed:
            self._latest += 1
            mine = self._latest
            self._running += 1
        try:
            try:
                return search.search(request)
            except Superseded:
                # By one from the background that had looked just before this one began. None begins meanwhile.
                if mine != self._latest or self._closed:
                    raise
                return search.search(request)
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def later(self, search: Search, request: SearchRequest, wanted: Callable[[], bool]) -> SearchResult | None:
        """Answer when the reader waits for nothing; None when it is not `wanted` any more."""
        while not self._closed and wanted():
            with self._changed:
                if self._running:
                    self._changed.wait(0.2)
                    continue
            try:
                return search.search(request)
            except Superseded:
                continue
        return None
