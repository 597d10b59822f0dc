"""What the commands write: data on standard output, narration on standard error, nothing that could move a cursor."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kurilreader.domain.printable import is_printable, printable, printable_lines

if TYPE_CHECKING:
    from kurilreader.desk import Progress
    from kurilreader.domain import KurilError, Span

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def prepare() -> None:
    """Let a character that the locale's encoding lacks be shown as an escape rather than end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def out(line: str = "") -> None:
    """One line of data."""
    sys.stdout.write(printable(line) + "\n")


def out_lines(text: str) -> None:
    """Data of several lines."""
    sys.stdout.write(printable_lines(text) + "\n")


def out_piece(text: str) -> None:
    """A piece of a document that brings its own line breaks."""
    sys.stdout.write(printable_lines(text))


def out_marked(text: str, marks: Iterable[Span], indent: str = "") -> None:
    """One line of data with stretches in bold where a terminal shows them."""
    begin, end = (_BOLD, _PLAIN) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else ("", "")
    pieces, at = [indent], 0
    for start, stop in marks:
        pieces += [printable(text[at:start]), begin, printable(text[start:stop]), end]
        at = stop
    sys.stdout.write("".join(pieces) + printable(text[at:]) + "\n")


def out_record(record: Mapping[str, Any]) -> None:
    """One JSON object on a line of its own, written at once so that the next program can go on with it.

    Characters that a terminal would obey, or that its encoding lacks, are escaped, which is the same JSON.
    """
    utf = sys.stdout.encoding.lower().startswith("utf")
    line = json.dumps(record, ensure_ascii=not utf, separators=(", ", ": "))
    if not is_printable(line):
        line = "".join(c if is_printable(c) else json.dumps(c)[1:-1] for c in line)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say(line: str) -> None:
    """One line of narration."""
    sys.stdout.flush()
    sys.stderr.write(printable(line) + "\n")
    sys.stderr.flush()


def complain(error: KurilError) -> None:
    """An error in one line, and what to do in a second one."""
    say(f"kurilreader: {error}")
    if error.hint:
        say(f"  {error.hint}")


#: seconds between two lines on how far work is, where there is no terminal
BETWEEN_LINES = 10.0


class Ticker:
    """Tells on standard error how far work is: in place on a terminal, else a line from time to time.

    Call it as the watcher of any long work. Work of less than half a second stays unmentioned.
    """

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._next = time.monotonic() + (0.5 if self._live else BETWEEN_LINES)
        self._shown = False

    def __call__(self, progress: Progress) -> bool:
        """Show it if it is time to; never cancels."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + (0.1 if self._live else BETWEEN_LINES)
            line = f"{progress.what} {progress.done}" + (f" of {progress.total}" if progress.total else "")
            line += f"  {progress.name}" if progress.name else ""
            if self._live:
                sys.stderr.write(f"\r\x1b[K{_fitted(printable(line))}")
                sys.stderr.flush()
                self._shown = True
            else:
                say(line)
        return True

    def done(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def _fitted(line: str) -> str:
    """As much of a line as the terminal is wide: what wraps could not be taken away again."""
    room = shutil.get_terminal_size().columns - 1
    kept = 0
    for place, char in enumerate(line):
        kept += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if kept > room:
            return line[:place]
    return line
