"""Ten statements reviewed in a pseudo-terminal, killed hard in the middle: each verdict that was given is there."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .test_seed import COMMAND, ROOT, WAIT, Terminal

SAMPLES = ROOT / "src" / "kurilreader" / "samples"
REVIEWER = "ann"
#: the keys of ten verdicts, and what they are called
KEYS = "rwrmrwrrmw"
VERDICTS = {"r": "right", "w": "wrong", "m": "unsure"}


def run(library: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [COMMAND, "--library", library, *arguments], capture_output=True, text=True, timeout=WAIT * 4, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "library"
    run(folder, "add", *(str(path) for path in sorted(SAMPLES.glob("kuril-19*.md"))[:6]))
    yield folder


def queue(library: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(library, "--as", REVIEWER, "review", *arguments).splitlines()]


def name(record: dict[str, Any]) -> tuple[str, str]:
    return record["article"]["id"], record["id"]


def judge(reader: Terminal, keys: str, before: int = 0) -> None:
    """Press one key a verdict; each is waited for until the screen says that it is kept."""
    for done, key in enumerate(keys, before + 1):
        reader.press(key)
        reader.shows(f"{done} judged")


def test_verdicts_outlive_a_kill(library: Path, tmp_path: Path) -> None:
    asked = [name(record) for record in queue(library)]
    assert len(asked) >= len(KEYS)
    reader = Terminal(library, tmp_path, (120, 40), USER=REVIEWER, LOGNAME=REVIEWER)
    reader.shows("6 articles")
    reader.press("V")
    reader.shows("Review", f"as {REVIEWER}", f"1 of {len(asked)}")
    judge(reader, KEYS[:6])
    # The next key is on its way when the process ends: its verdict is there as a whole or not at all.
    reader.press(KEYS[6])
    reader.child.kill(9)
    reader.child.close()

    left = [name(record) for record in queue(library)]
    assert left in (asked[6:], asked[7:])
    done = len(asked) - len(left)
    again = Terminal(library, tmp_path, (120, 40), USER=REVIEWER, LOGNAME=REVIEWER)
    again.shows("6 articles")
    again.press("V")
    again.shows("Review", f"1 of {len(left)}")
    judge(again, KEYS[done:])
    again.child.kill(9)
    again.child.close()

    found = {
        name(record): [(each["reviewer"], each["verdict"]) for each in record["verdicts"]]
        for record in queue(library, "--all")
    }
    expected = {at: [(REVIEWER, VERDICTS[key])] for at, key in zip(asked, KEYS, strict=False)}
    assert {at: said for at, said in found.items() if said} == expected
    assert run(library, "doctor")
