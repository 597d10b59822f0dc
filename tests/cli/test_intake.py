"""Commands that read documents: add and analyze."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from kurilreader.domain.printable import is_printable

from .conftest import Run

TEXT = "Japan lodged a protest over a drill near Etorofu, the Foreign Ministry in Tokyo said on Monday.\n"


def test_add_takes_in_analyses_and_indexes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    library = tmp_path / "library"
    ran = run("--library", library, "add", tmp_path / "a.txt")
    assert ran.code == 0
    assert ran.err == "1 added\n"
    id_ = ran.out.split()[0]
    assert id_ in run("--library", library, "search", "Etorofu").out
    shown = json.loads(run("--library", library, "show", "--json", id_).out)
    assert shown["analysis"] is not None
    again = run("--library", library, "add", tmp_path / "a.txt")
    assert (again.code, again.out, again.err) == (0, "", "0 added, 1 already there\n")


def test_add_names_what_failed_and_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "b\x1b[2J.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "c.txt").write_text(TEXT)
    names = [tmp_path / name for name in ("empty.txt", "b\x1b[2J.txt", "gone.txt", "c.txt")]
    ran = run("--library", tmp_path / "library", "add", *names)
    assert ran.code == 1
    assert ran.err.count("kurilreader: ") == 3
    assert "1 added, 3 failed" in ran.err
    assert len(ran.out.splitlines()) == 1
    assert all(is_printable(line) for line in (ran.out + ran.err).split("\n"))


def test_analyze_answers_in_order_with_errors_in_their_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_text("A quiet day in the harbour, residents of the town said on Tuesday.\n")
    ran = run("analyze", "--json", tmp_path / "a.txt", tmp_path / "gone.txt", tmp_path / "c.txt")
    assert ran.code == 1
    first, second, third = map(json.loads, ran.out.splitlines())
    assert {record["schema"] for record in (first, second, third)} == {"kurilreader.analysis/1"}
    assert first["article"]["text"].startswith("Japan lodged a protest")
    assert second["error"] == {"origin": str(tmp_path / "gone.txt"), "reason": "does not exist"}
    assert "error" not in third
    for statement in first["statements"]:
        for start, end in statement["content"]:
            assert first["article"]["text"][start:end]
    assert str(tmp_path / "gone.txt") in ran.err


def test_analyze_for_people(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    ran = run("analyze", tmp_path / "a.txt")
    assert ran.code == 0
    assert "Japan" in ran.out


def test_analyze_with_an_unknown_dossier_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    ran = run("analyze", "--dossier", "nowhere", tmp_path / "a.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere" in ran.err


def test_standard_input_is_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kurilreader"]
    done = subprocess.run([*command, "analyze", "--json", "-"], input=TEXT.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["article"]["text"].startswith("Japan lodged")
    library = ["--library", str(tmp_path / "library")]
    done = subprocess.run([*command, *library, "add", "-"], input=TEXT.encode(), capture_output=True, check=False)
    # Where that takes long, lines on how far it is stand before.
    said = re.sub(rb"(?m)^(?:reading|analysing|indexing) \d.*\n", b"", done.stderr)
    assert (done.returncode, said) == (0, b"1 added\n")
