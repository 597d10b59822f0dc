"""`kurilreader add`: take articles in."""

from __future__ import annotations

import argparse
import sys

from kurilreader.cli import common, output
from kurilreader.cli.commands.jobs import tell

NAME = "add"
HELP = "take in files, folders, addresses or standard input, analyse and index them"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "inputs", metavar="PATH|URL", nargs="+", help='a file, a folder, an address, or "-" for standard input'
    )


def run(options: argparse.Namespace) -> int:
    """Print id and title of each new article; exit 1 when an input failed."""
    with common.open_desk(options, create=True) as desk:
        ticker = output.Ticker()
        try:
            report = desk.add(options.inputs, stdin=sys.stdin.buffer, progress=ticker)
            return tell(desk, report, ticker)
        finally:
            ticker.done()
