"""Work off the screen's thread of which only the latest request counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Latest(Generic[Job]):
    """One thread and one waiting place: a new job takes the place of one that waits; the one under way is finished."""

    def __init__(self, name: str, work: Callable[[Job], None]) -> None:
        self._name = name
        self._work = work
        self._waiting: list[Job] = []
        self._changed = threading.Condition()
        self._busy = False
        self._started = False

    def ask(self, job: Job) -> None:
        """Have a job done as soon as the one under way is."""
        with self._changed:
            self._waiting[:] = [job]
            if not self._started:
                self._started = True
                threading.Thread(target=self._run, name=self._name, daemon=True).start()
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Give it a moment to finish."""
        with self._changed:
            self._changed.wait_for(lambda: not self._busy and not self._waiting, seconds)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way or waiting."""
        with self._changed:
            return not self._busy and not self._waiting

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._busy = False
                    self._changed.notify_all()
                    self._changed.wait()
                job = self._waiting.pop()
                self._busy = True
            self._work(job)
