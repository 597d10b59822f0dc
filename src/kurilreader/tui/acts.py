"""What reviewers do, written in the order in which it was done, off the screen's thread."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from kurilreader.domain import KurilError

T = TypeVar("T")


class Teller(Protocol):
    """A screen that can be told from another thread."""

    def call_later(self, callback: Callable[..., object], *args: object, **kwargs: object) -> bool:
        """Have something called on the screen's own thread."""
        ...

    def message(self, words: str, *, error: bool = False) -> None:
        """Say something."""
        ...


class Acts:
    """One thread that does one act after the other; none is lost when the reader leaves while some wait."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._count = 0
        self._lock = threading.Lock()

    @property
    def idle(self) -> bool:
        """Whether all is written."""
        with self._lock:
            return not self._count

    def do(self, screen: Teller, act: Callable[[], T], done: Callable[[T], None] | None = None) -> None:
        """Do an act after those before it; `done` is called on the screen with what it answers."""

        def run() -> None:
            try:
                value = act()
            except KurilError as error:
                screen.call_later(screen.message, str(error), error=True)
            else:
                if done is not None:
                    screen.call_later(done, value)

        with self._lock:
            self._count += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="acts", daemon=True)
                self._thread.start()
        self._waiting.put(run)

    def close(self) -> None:
        """Write what is left and stop."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join()

    def _run(self) -> None:
        while (act := self._waiting.get()) is not None:
            try:
                act()
            finally:
                with self._lock:
                    self._count -= 1
