"""`kurilreader import`: take in the state of another library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kurilreader.cli import common, output

NAME = "import"
HELP = "merge the state of another library (export --state) into this one: nothing of either is lost"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--state", metavar="FILE", required=True, help='what export --state wrote; "-": standard input')


def run(options: argparse.Namespace) -> int:
    """Take in a state; lines that cannot be read are named, and the rest goes on."""
    ticker = output.Ticker()
    with _lines(options.state) as lines, common.open_desk(options, create=True) as desk:
        report = desk.import_state(lines, options.state, ticker)
    ticker.done()
    for error in report.failed:
        output.complain(error)
    if report.failures > len(report.failed):
        output.say(f"and {report.failures - len(report.failed)} more")
    output.say(f"{report.read} lines read, {report.changed} changed something, {report.failures} could not be read")
    return common.SOME_FAILED if report.failures else common.DONE


@contextmanager
def _lines(file: str) -> Iterator[IO[str]]:
    from kurilreader.domain import InputError

    if file == "-":
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        yield sys.stdin
        return
    try:
        # A line that is no UTF-8 is one that cannot be read, not the end of all.
        stream = Path(file).expanduser().open(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        raise InputError(file, f"cannot be read ({error.strerror})") from error
    with stream:
        yield stream
