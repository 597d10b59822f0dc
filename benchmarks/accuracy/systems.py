"""Answers of the reader and of other systems on the same texts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
_RIVALS = Path(__file__).with_name("rivals.py")


def reader(texts: Sequence[tuple[str, str]], suffix: str = ".txt") -> list[Answer]:
    """What `kurilreader analyze --json` prints for these (name, text) pairs, as a user would run it."""
    run = [sys.executable, "-m", "kurilreader", "analyze", "--json"]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in texts:
            path = Path(folder, f"{name}{suffix}")
            path.write_text(text, "utf-8")
            paths.append(str(path))
        done = subprocess.run([*run, *paths], capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(texts):
        raise RuntimeError(f"{len(answers)} answers for {len(texts)} texts\n{done.stderr[-2000:]}")
    return answers


def rival(python: Path, system: str, texts: Sequence[str], processes: int = 1) -> tuple[list[Answer], float]:
    """What another system finds in these texts, and the seconds it took without loading; see `rivals.py`."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = subprocess.run(
        [str(python), str(_RIVALS), system, str(processes)], input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{system}: {done.stderr[-2000:]}")
    *answers, closing = [json.loads(line) for line in done.stdout.splitlines()]
    return answers, closing["seconds"]
