"""The process that analyses: `python -m kurilreader.desk.worker`, started by `workers`."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

from kurilreader.desk.analysing import analyse_numbers
from kurilreader.desk.engine import load_engine
from kurilreader.desk.workers import Job
from kurilreader.domain import KurilError
from kurilreader.library import open_library
from kurilreader.settings import Settings


def main() -> int:
    """Do the job that comes in; stop at once when nobody listens any more."""
    job = Job(**json.loads(sys.stdin.buffer.readline()))
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    if job.gently and hasattr(os, "nice"):
        os.nice(10)
    try:
        library = open_library(Path(job.directory), create=False, patience=60)
        engine = load_engine(Settings(library=Path(job.directory), dossiers=job.dossiers and tuple(job.dossiers)))
        due = library.unanalysed(engine.version if job.stale else None)
        numbers = [number for number in due if number % job.parts == job.part]
        _say(done=0, total=len(numbers))
        analyse_numbers(library, engine, numbers, lambda done: _say(done=done, total=len(numbers)))
        library.close()
    except KurilError as error:
        _say(error=str(error), hint=error.hint, kind=type(error).__name__)
    return 0


def _say(**message: Any) -> bool:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
    return True


def _end_with_the_starter() -> None:
    # Past the buffer of sys.stdin: a thread that holds its lock would keep Python from ending in order.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
