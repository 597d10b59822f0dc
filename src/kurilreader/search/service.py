"""The process in which the index lives: `python -m kurilreader.search.service`, started by `client`.

It ends when its standard input ends, and so with the process that started it. One thread listens, one searches, one
does everything else; the listener hears of a newer search while an older one runs, and stops it.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from kurilreader.domain import KurilError, NotInLibrary, SearchRequest
from kurilreader.search import wire
from kurilreader.search.engine import Engine
from kurilreader.search.inline import open_engine
from kurilreader.search.interface import Superseded


class Service:
    """Answers what comes in over one pair of streams."""

    def __init__(self, engine: Engine, out: BinaryIO) -> None:
        self._engine = engine
        self._out = out
        self._speaking = threading.Lock()
        self._searches: queue.Queue[wire.Ask] = queue.Queue()
        self._others: queue.Queue[wire.Ask] = queue.Queue()
        self._stopped: set[int] = set()
        self._newest = 0

    def run(self, source: BinaryIO) -> None:
        """Listen until the stream ends."""
        for work in (self._search, self._other):
            threading.Thread(target=work, daemon=True).start()
        while (message := wire.receive(source)) is not None:
            ask = wire.Ask(*message)
            if ask.what == "stop":
                self._stopped.add(ask.arguments[0])
            elif ask.what == "search":
                self._newest = ask.id
                self._engine.supersede()
                self._searches.put(ask)
            else:
                self._others.put(ask)

    def _say(self, id_: int, what: str, value: Any) -> None:
        with self._speaking:
            wire.send(self._out, wire.Answer(id_, what, value))

    def _answer(self, ask: wire.Ask, work: Callable[[], Any]) -> None:
        try:
            value = work()
        except Superseded as error:
            self._say(ask.id, "failed", error)
        except NotInLibrary as error:
            self._say(ask.id, "failed", NotInLibrary(str(error), error.hint))
        except KurilError as error:
            self._say(ask.id, "failed", KurilError(str(error), error.hint))
        except Exception as error:
            self._say(ask.id, "failed", KurilError(f"the search failed: {type(error).__name__}: {error}"))
        else:
            self._say(ask.id, "done", value)

    def _search(self) -> None:
        while True:
            ask = self._searches.get()
            self._answer(ask, lambda ask=ask: self._found(ask))  # type: ignore[misc]

    def _found(self, ask: wire.Ask) -> wire.Found:
        if ask.id < self._newest:
            raise Superseded("a newer search came in")
        request: SearchRequest = ask.arguments[0]
        if self._engine.revision() < 0:
            return wire.Found(None, True)
        result = self._engine.answer(request)
        return wire.Found(result, self._engine.revision() < self._engine.record.revision())

    def _other(self) -> None:
        while True:
            ask = self._others.get()
            self._answer(ask, lambda ask=ask: self._do(ask))  # type: ignore[misc]

    def _do(self, ask: wire.Ask) -> Any:
        if ask.what in {"catch_up", "rebuild"}:
            return getattr(self._engine, ask.what)(self._progress(ask.id))
        if ask.what in {"facets", "complete", "similar", "statements"} and self._engine.revision() < 0:
            raise KurilError("there is no search index yet", "it is being built; ask again in a moment")
        return getattr(self._engine, ask.what)(*ask.arguments)

    def _progress(self, id_: int) -> Callable[[int, int], bool]:
        def report(done: int, total: int) -> bool:
            if done % 50 == 0 or done == total:
                self._say(id_, "progress", (done, total))
            return id_ not in self._stopped

        return report


def main() -> None:
    """Take the folder and the aliases from the first message, then serve."""
    os.umask(0o077)
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # what a library might print must not get between the messages
    os.dup2(2, 1)
    first = wire.receive(source)
    if first is None:
        return
    directory, aliases, gently = first[2]
    if gently:
        os.nice(5)
    names: Sequence[Sequence[str]] = aliases
    try:
        engine = open_engine(Path(directory), names)
    except KurilError as error:
        wire.send(out, wire.Answer(0, "failed", KurilError(str(error), error.hint)))
        return
    wire.send(out, wire.Answer(0, "done", None))
    Service(engine, out).run(source)
    os._exit(0)


if __name__ == "__main__":
    main()
