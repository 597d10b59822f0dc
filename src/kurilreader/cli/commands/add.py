"""`kurilreader add`: take articles in."""

from __future__ import annotations

import argparse
import sys

from kurilreader.cli import common, output

NAME = "add"
HELP = "take in files, folders or standard input, analyse and index them"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("inputs", metavar="PATH", nargs="+", help='a file, a folder, or "-" for standard input')


def run(options: argparse.Namespace) -> int:
    """Print id and title of each new article; exit 1 when an input failed."""
    with common.open_desk(options, create=True) as desk:
        ticker = output.Ticker()
        try:
            report = desk.add(options.inputs, stdin=sys.stdin.buffer, progress=ticker)
            ticker.done()
            for taken in report.added:
                output.out(f"{taken.id}  {taken.title}")
            for error in report.failed:
                output.complain(error)
            # Even when nothing is new: an earlier call may have been killed before its end.
            desk.analyse_pending(ticker)
        finally:
            ticker.done()
        parts = [f"{len(report.added)} added"]
        if report.same:
            parts.append(f"{report.same} already there")
        if report.failed:
            parts.append(f"{len(report.failed)} failed")
        output.say(", ".join(parts))
    return common.SOME_FAILED if report.failed else common.DONE
