from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kurilreader import __version__
from kurilreader.cli.main import COMMANDS, parser

from .conftest import Run, start

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"

_HELP = """
import sys
try:
    from kurilreader.cli.main import main
    main(sys.argv[1:])
except SystemExit:
    pass
heavy = {"textual", "rich", "whoosh", "onnxruntime", "tokenizers", "numpy", "trafilatura", "sqlite3", "babel"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([module.NAME, "--help"] for module in COMMANDS)])
def test_help_loads_neither_screen_nor_index_nor_model(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", _HELP, *arguments], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "[]"
    assert "kurilreader" in done.stdout


def test_every_command_and_option_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    top = parser()
    assert {option for action in top._actions for option in action.option_strings if option.startswith("--")} <= set(
        re.findall(r"--\w+", text.split("## add", maxsplit=1)[0])
    )
    (commands,) = (action.choices for action in top._actions if isinstance(action.choices, dict))
    assert set(commands) == {module.NAME for module in COMMANDS} == set(sections) - {"JSON"}
    for name, command in commands.items():
        options = {option for action in command._actions for option in action.option_strings} - {"-h", "--help"}
        assert options <= set(re.findall(r"`(--[\w-]+)", sections[name])), name
        assert set(re.findall(r"^\| `(--[\w-]+)", sections[name], re.MULTILINE)) <= options, name


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"kurilreader {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["search"],
        ["search", "--limit", "0", "x"],
        ["search", "--limit", "-1", "x"],
        ["search", "--order", "size", "x"],
        ["positions", "--since", "yesterday"],
        ["positions", "--since", "2025-02-30"],
        ["--library", "a", "--sample", "doctor"],
        ["--library", "", "doctor"],
        ["add"],
        ["--lib", "x", "doctor"],
    ],
)
def test_wrong_usage_is_told_with_exit_2(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "usage: kurilreader" in ran.err


def test_what_was_typed_cannot_move_the_cursor(run: Run) -> None:
    ran = run("non\x1b[2Jsense")
    assert ran.code == 2
    assert "\x1b" not in ran.err


def test_without_a_terminal_the_reader_refuses_in_one_line() -> None:
    process = start([])
    out, err = process.communicate()
    assert (process.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert "terminal" in err


@pytest.mark.parametrize("command", [["search", "x"], ["show", "abcd"], ["positions"], ["reindex"], ["doctor"]])
def test_a_missing_library_is_told_and_not_made(run: Run, tmp_path: Path, command: list[str]) -> None:
    ran = run("--library", tmp_path / "none", *command)
    assert (ran.code, ran.out) == (3, "")
    assert "no library" in ran.err
    assert not (tmp_path / "none").exists()


def test_a_broken_library_is_told_with_what_to_do(run: Run, library: Path) -> None:
    (library / "library.db").write_bytes(b"x" * 8192)
    ran = run("--library", library, "positions")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 2


def test_a_busy_library_is_told(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurilreader.desk.desk.open_library.__kwdefaults__", {"create": True, "patience": 0.05})
    other = sqlite3.connect(library / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (library / "a.txt").write_text("A new article of some length, to be stored.")
    ran = run("--library", library, "add", library / "a.txt")
    assert ran.code == 3
    assert "busy" in ran.err
    other.close()


def test_wrong_settings_are_wrong_usage(run: Run, home: Path, library: Path) -> None:
    file = home / "config" / "kurilreader" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('libary = "x"')
    ran = run("--library", library, "positions")
    assert ran.code == 2
    assert '"library"' in ran.err


def test_settings_name_the_library(run: Run, home: Path, library: Path) -> None:
    file = home / "config" / "kurilreader" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f"library = {json.dumps(str(library))}")
    assert run("show", "0000").code == 1
    assert run("positions").out


def test_a_reader_that_has_enough_is_no_error(library: Path) -> None:
    process = start(["--library", library, "positions", "--json"])
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    assert process.wait() == 0


def test_ctrl_c_is_one_line(library: Path) -> None:
    code = (
        "import os, signal, sys, threading\n"
        "from kurilreader.cli.main import main\n"
        "from kurilreader.desk import Desk\n"
        # A shell that runs the tests in the background hands on that Ctrl-C is to be ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def interrupted(*_, **__):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    yield from iter(lambda: threading.Event().wait(60), None)\n"
        "Desk.positions = interrupted\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--library", str(library), "positions"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert done.stderr == "kurilreader: interrupted; what was done is kept\n"
