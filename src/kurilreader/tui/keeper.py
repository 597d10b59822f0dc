"""Keeping what the reader leaves behind: off the screen's thread, soon, and only the last of several changes."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace

from kurilreader.desk import Desk
from kurilreader.domain import KurilError, ReadingState, Row

SESSION_KEY = "reader.session"
#: seconds between a change and its writing: what a kill can lose
DELAY = 0.4


@dataclass(slots=True)
class Session:
    """Where the reader was, to be there again at the next start."""

    query: str = ""
    order: str = "date"
    article: int | None = None
    pane: str = "list"
    zen: bool = False
    paired: bool | None = None
    names: bool = True
    party: str | None = None
    theme: str | None = None

    @classmethod
    def read(cls, desk: Desk) -> Session:
        """The last session; a fresh one when there is none or it cannot be read."""
        try:
            values = json.loads(desk.recall(SESSION_KEY) or "{}")
        except (ValueError, KurilError):
            return cls()
        fresh = cls()
        if isinstance(values, dict):
            for item in fields(cls):
                given, default = values.get(item.name), getattr(fresh, item.name)
                optional = {"article": int, "paired": bool, "party": str, "theme": str}.get(item.name)
                if isinstance(given, optional or type(default)):
                    setattr(fresh, item.name, given)
        return fresh

    def written(self) -> str:
        """As it is remembered."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Keeper:
    """Writes to the desk from a thread of its own. A write that fails is told once and tried again with the next."""

    def __init__(self, desk: Desk, failed: Callable[[str], None]) -> None:
        self._desk = desk
        self._failed = failed
        self._states: dict[int, ReadingState] = {}
        self._session: str | None = None
        self._changed = threading.Condition()
        #: held from looking at what waits until it is written, or an older state could be written after a newer one
        self._writing = threading.Lock()
        self._closing = False
        self._thread: threading.Thread | None = None

    def state(self, number: int, state: ReadingState) -> None:
        """Keep where an article was left."""
        with self._changed:
            self._states[number] = state
            self._wake()

    def session(self, session: Session) -> None:
        """Keep the session."""
        with self._changed:
            self._session = session.written()
            self._wake()

    def pending(self, number: int) -> ReadingState | None:
        """A state that is not written yet."""
        with self._changed:
            return self._states.get(number)

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """The desk's rows, as they will be once what waits is written."""
        # What waits is looked at first: a write in between is then laid over itself, never missed.
        with self._changed:
            waiting = dict(self._states)
        rows = self._desk.rows(numbers)
        if not waiting:
            return rows
        states = [waiting.get(row.number) for row in rows]
        return [
            replace(row, read=state.read, starred=state.starred) if state else row
            for row, state in zip(rows, states, strict=True)
        ]

    def flush(self) -> None:
        """Write what waits now, in this thread; then nothing is under way in another one either."""
        self._write()

    def close(self) -> None:
        """Write what is left and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify()
            thread = self._thread
        if thread:
            thread.join()
        self._write()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not (self._states or self._session is not None or self._closing):
                    self._changed.wait()
                if not self._closing:
                    self._changed.wait_for(lambda: self._closing, timeout=DELAY)
                if self._closing:
                    return
            if not self._write():
                with self._changed:
                    self._changed.wait_for(lambda: self._closing, timeout=10 * DELAY)

    def _write(self) -> bool:
        with self._writing:
            return self._write_waiting()

    def _write_waiting(self) -> bool:
        with self._changed:
            states, session = dict(self._states), self._session
        try:
            for number, state in states.items():
                self._desk.put_state(number, state)
            if session is not None:
                self._desk.remember(SESSION_KEY, session)
        except KurilError as error:
            self._failed(f"not kept yet: {error}")
            return False
        with self._changed:
            for number, state in states.items():
                if self._states.get(number) == state:
                    del self._states[number]
            if self._session == session:
                self._session = None
        return True
