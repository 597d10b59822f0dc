"""`kurilreader reindex`: make the index anew."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output

NAME = "reindex"
HELP = "make the index anew from the library"


def configure(parser: argparse.ArgumentParser) -> None:
    """There are no arguments."""


def run(options: argparse.Namespace) -> int:
    """Rebuild, and say how many articles the index holds."""
    with common.open_desk(options) as desk:
        ticker = output.Ticker()
        try:
            count = desk.reindex(ticker)
        finally:
            ticker.done()
    output.say(f"{count} articles indexed")
    return common.DONE
