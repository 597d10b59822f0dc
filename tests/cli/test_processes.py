"""Several commands at once, and commands that are killed."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import pytest

from kurilreader.domain import Order
from kurilreader.library import open_library

from .conftest import Run, start

MANY = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for place in range(MANY):
        (made / f"{place:03}.txt").write_text(
            f"Japan lodged protest number {place} over a drill near Etorofu, the Foreign Ministry said on Monday.\n"
        )
    return made


def added(err: str) -> int:
    found = re.search(r"(\d+) added", err)
    assert found, err
    return int(found[1])


def test_two_commands_that_add_the_same_folder_store_each_article_once(tmp_path: Path, folder: Path, run: Run) -> None:
    library = tmp_path / "library"
    commands = [start(["--library", library, "add", folder]) for _ in range(2)]
    answers = [command.communicate(timeout=300) for command in commands]
    assert [command.returncode for command in commands] == [0, 0], answers
    assert sum(added(err) for _, err in answers) == MANY
    assert len({line.split()[0] for out, _ in answers for line in out.splitlines()}) == MANY
    opened = open_library(library)
    assert opened.count() == MANY
    assert len(opened.unanalysed(None)) == 0
    assert opened.check() == []
    opened.close()
    assert f"{MANY} found" in run("--library", library, "search", "etorofu").err


@pytest.mark.parametrize("stage", ["before anything", "articles stored", "analyses stored"])
def test_a_killed_add_goes_on_where_it_was(tmp_path: Path, folder: Path, run: Run, stage: str) -> None:
    library = tmp_path / "library"
    process = start(["--library", library, "add", folder])
    deadline = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < deadline:
        if stage == "before anything":
            break
        if (library / "library.db").exists() and (library / "library.db").stat().st_size:
            try:
                opened = open_library(library, create=False)
            except Exception:
                continue
            stored, due = opened.count(), len(opened.unanalysed(None))
            opened.close()
            if stored and (stage == "articles stored" or due < stored):
                break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert run("--library", library, "add", folder).code == 0
    opened = open_library(library)
    assert len(opened.numbers(Order.DATE)) == MANY
    assert len(opened.unanalysed(None)) == 0
    assert opened.check() == []
    opened.close()
    assert f"{MANY} found" in run("--library", library, "search", "etorofu").err
