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
    parser.add_argument(
        "--fetch",
        action="store_true",
        help="the files are lists of addresses (one a line, Pocket's, OPML): fetch the pages, follow the feeds",
    )
    common.may_leave_out_analysis(parser)


def run(options: argparse.Namespace) -> int:
    """Print id and title of each new article; exit 1 when an input failed."""
    with common.open_desk(options, create=True) as desk:
        ticker = output.Ticker()
        try:
            report = desk.add(options.inputs, stdin=sys.stdin.buffer, progress=ticker, lists=options.fetch)
            if report.subscribed:
                ticker.done()
                output.say(f"{report.subscribed} feeds subscribed; kurilreader sync asks them")
            return tell(desk, report, ticker, analyse=options.analyse)
        finally:
            ticker.done()
