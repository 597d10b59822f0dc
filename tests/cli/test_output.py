from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kurilreader.cli import output
from kurilreader.desk import Progress
from kurilreader.domain import KurilError, Span
from kurilreader.domain.printable import is_printable


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("value", ["北方領土", "\x9b2J\x1b[0m", "\u202egnp", "\udc80", "\U000e0041", 'a"b\\c\n'])
def test_a_record_is_harmless_and_loses_nothing(capsys: pytest.CaptureFixture[str], value: str) -> None:
    output.out_record({"x": value})
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert is_printable(line[:-1])
    assert json.loads(line) == {"x": value}
    if is_printable(value) and '"' not in value:
        assert value in line


def test_marks_are_bold_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def written(stream: io.StringIO) -> str:
        monkeypatch.setattr(sys, "stdout", stream)
        output.out_marked("on Shikotan\x1b now", [Span(3, 11)], indent="  ")
        return stream.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert written(io.StringIO()) == "  on Shikotan now\n"
    assert written(Terminal()) == "  on \x1b[1mShikotan\x1b[0m now\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert written(Terminal()) == "  on Shikotan now\n"


def test_an_error_is_one_line_and_its_hint_another(capsys: pytest.CaptureFixture[str]) -> None:
    output.complain(KurilError("bad\nfile \x1b[2J", "do this"))
    assert capsys.readouterr().err == "kurilreader: bad file [2J\n  do this\n"


def test_progress_is_shown_in_place_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    ticker = output.Ticker()
    assert ticker(Progress("reading", 1))
    assert terminal.getvalue() == "", "short work shows nothing"
    now[0] += 1
    assert ticker(Progress("reading", 2, 9))
    assert ticker(Progress("reading", 3, 9))
    ticker.done()
    ticker.done()
    assert terminal.getvalue() == "\r\x1b[Kreading 2 of 9\r\x1b[K"


def test_progress_without_a_terminal_is_a_line_from_time_to_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    ticker = output.Ticker()
    for step in range(25):
        ticker(Progress("analysing", step))
        now[0] += 1
    ticker.done()
    assert capsys.readouterr().err == "analysing 10\nanalysing 20\n"


def test_an_encoding_that_lacks_characters_is_no_error(library: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for options in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "kurilreader", "--library", str(library), "positions", *options],
            capture_output=True,
            env=environment,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.isascii()
