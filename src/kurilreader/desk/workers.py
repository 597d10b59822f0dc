"""Analysis in processes of their own: starting them, hearing from them, stopping them.

A worker is `python -m kurilreader.desk.worker`. It gets its job as a line of JSON, and answers in lines of JSON. It
ends when its standard input does, and so with the process that started it, however that ended.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kurilreader.desk.reports import Done, Progress, Watcher
from kurilreader.domain import DossierError, KurilError, LibraryBroken, LibraryBusy
from kurilreader.settings import Settings

#: seconds after which the watcher is asked again even when nothing happened
_PULSE = 0.2

#: errors that a worker reports as what they are
_KINDS: dict[str, type[KurilError]] = {kind.__name__: kind for kind in (DossierError, LibraryBusy, LibraryBroken)}


@dataclass(frozen=True, slots=True)
class Job:
    """The due articles whose number leaves `part` when divided by `parts`.

    So no two workers ever share one, though each looks for what is due at a moment of its own.
    """

    directory: str
    dossiers: tuple[str, ...] | None
    part: int
    parts: int
    gently: bool
    #: also what another engine or other dossiers analysed
    stale: bool = True


class _Worker:
    """One process; what it says goes to `heard` as (worker, message), and (worker, None) when it has ended."""

    def __init__(self, job: Job, heard: queue.Queue[tuple[_Worker, dict[str, Any] | None]]) -> None:
        self.done = 0
        self.total = 0
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the worker)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kurilreader.desk.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            # A Ctrl-C in the terminal is for the process that watches, which then ends this one.
            start_new_session=True,
        )
        self._say(job)
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()

    def _say(self, job: Job) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
            self._process.stdin.flush()

    def _listen(self, heard: queue.Queue[tuple[_Worker, dict[str, Any] | None]]) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            heard.put((self, json.loads(line)))
        heard.put((self, None))

    def take(self, message: dict[str, Any] | None) -> None:
        """Note what it said; raise what it complains of, or that it ended before its time."""
        if message is None:
            if self._process.wait() != 0:
                raise KurilError(
                    f"the analysis stopped before its end ({self._last_words()})",
                    "what was analysed is kept; try again",
                )
        elif "error" in message:
            raise _KINDS.get(message["kind"], KurilError)(message["error"], message["hint"])
        else:
            self.done, self.total = message["done"], message["total"]

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {self._process.returncode}"

    def end(self) -> None:
        """Stop it wherever it is: what it had not stored is not missed."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._errors.close()


def analyse_in_workers(
    directory: Path,
    settings: Settings,
    progress: Watcher | None,
    *,
    workers: int,
    gently: bool,
    stale: bool = True,
) -> Done:
    """Have all that is due analysed. Raises `KurilError` when a worker fails."""
    heard: queue.Queue[tuple[_Worker, dict[str, Any] | None]] = queue.Queue()
    where = str(directory)
    started = [_Worker(Job(where, settings.dossiers, part, workers, gently, stale), heard) for part in range(workers)]
    try:
        running = len(started)
        while running:
            with suppress(queue.Empty):
                worker, message = heard.get(timeout=_PULSE)
                worker.take(message)
                running -= message is None
            done, total = sum(worker.done for worker in started), sum(worker.total for worker in started)
            if progress and not progress(Progress("analysing", done, total or None)):
                break
        return Done(sum(worker.done for worker in started), complete=not running)
    finally:
        for worker in started:
            worker.end()
