"""Asking many hosts side by side, each for one thing at a time, and leaving those alone that ask for it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from kurilreader.intake.fetch import Fetched, FetchError

T = TypeVar("T")
R = TypeVar("R")

#: seconds between two looks whether the work is still wanted
PULSE = 0.2
#: failures in a row after which a host is left alone until the next time
_PATIENCE = 3


class Hosts:
    """Who was asked and how that went, for all threads of one piece of work.

    A host is asked for one thing at a time. One that says when to come again, or fails again and again, is not asked
    any more: everything else it should have given fails at once, with the same reason.
    """

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self.stopped = stopped
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._resting: dict[str, FetchError] = {}
        self._failures: dict[str, int] = {}

    def ask(self, address: str, fetch: Callable[[], Fetched]) -> Fetched:
        """Fetch an address when its host is free. Raises `FetchError`."""
        host = host_of(address)
        with self._lock:
            busy = self._locks.setdefault(host, threading.Lock())
        while not busy.acquire(timeout=PULSE):
            if self.stopped():
                raise FetchError(address, "was stopped", later=True)
        try:
            if (rest := self._resting.get(host)) is not None:
                raise FetchError(address, rest.reason, later=True, wait=rest.wait, offline=rest.offline)
            found = fetch()
            self._failures[host] = 0
            return found
        except FetchError as error:
            self._note(host, error)
            raise
        finally:
            busy.release()

    def _note(self, host: str, error: FetchError) -> None:
        # What answers with an error of its own says nothing of the rest of its host.
        silent = error.later and error.status in (None, 503)
        failures = self._failures[host] = self._failures.get(host, 0) + 1 if silent else 0
        if host not in self._resting and (error.wait is not None or error.offline or failures >= _PATIENCE):
            self._resting[host] = error


def host_of(address: str) -> str:
    """The host of an address, "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def side_by_side(
    groups: Sequence[Sequence[T]],
    work: Callable[[T, Callable[[R], None]], None],
    threads: int,
    stopped: Callable[[], bool],
) -> Iterator[R | None]:
    """Work at groups in threads, each group in its order; yields what `work` tells, and None when nothing came.

    What is told waits in a short queue, so that nothing piles up in memory. Nobody waits for the threads when the work
    is no longer wanted: they end with the process, and touch nothing but what they fetch.
    """
    told: queue.Queue[R | Exception | None] = queue.Queue(2 * threads)
    rest = queue.SimpleQueue[Sequence[T]]()
    for group in groups:
        rest.put(group)

    def put(value: R | Exception | None) -> None:
        while not stopped():
            try:
                told.put(value, timeout=PULSE)
            except queue.Full:
                continue
            return

    def run() -> None:
        try:
            while not stopped():
                for item in rest.get_nowait():
                    if stopped():
                        return
                    work(item, put)
        except queue.Empty:
            put(None)
        # What goes wrong in a thread must not be lost there.
        except Exception as error:
            put(error)

    running = min(threads, len(groups))
    for place in range(running):
        threading.Thread(target=run, name=f"host-{place}", daemon=True).start()
    while running and not stopped():
        try:
            value = told.get(timeout=PULSE)
        except queue.Empty:
            yield None
            continue
        if isinstance(value, Exception):
            raise value
        if value is None:
            running -= 1
        else:
            yield value
