"""Running the command, in this process or in one of its own, with homes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kurilreader.cli.main import main
from kurilreader.domain import Analysis, Article, Kind, Position, Quote, Span, Speaker, Statement, article_id
from kurilreader.library import open_library


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process; how long work takes changes nothing that it says."""
    monkeypatch.setattr("kurilreader.cli.output.BETWEEN_LINES", 1e9)

    def command(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as error:
            code = int(error.code or 0)
        done = capfd.readouterr()
        return Ran(code, done.out, done.err)

    return command


def start(arguments: Sequence[str | Path], **options: object) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "kurilreader", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        **options,
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of three articles, two of them analysed; a title and an outlet are hostile."""
    directory = tmp_path / "library"
    opened = open_library(directory)
    for text, title, party, published in [
        ("Moscow will hold talks on Shikotan only after sanctions end.", "Talks", "RU", "2025-03-04"),
        (
            "Tokyo protests at a drill \u202enear\u202c Etorofu.\n\nNothing \x9b2J else.",
            "Drill\x1b]0;owned\x07",
            "JP",
            "2024-01-02",
        ),
        ("A quiet day in Nemuro.", "Quiet", None, None),
    ]:
        article = Article(article_id(text), title, text, source="Wire\x1b[31m", published=published, language="en")
        number = opened.add(article).number
        if party:
            statement = Statement(
                "s1", party, Speaker(0, 6, text[:6], f"Minister of {party}"), None, (Span(0, 20),), text[:20],
                Quote.INDIRECT, Kind.CONDITION, ("peace-treaty",),
            )  # fmt: skip
            position = Position(party, f"Name of {party}", ("peace-treaty",), Kind.CONDITION, text[:20], ("s1",))
            opened.put_analysis(number, Analysis("test", (), (statement,), (position,), (Span(0, 20),)))
    opened.close()
    return directory
