"""`kurilreader sync`: ask the feeds for what is new."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output
from kurilreader.cli.commands.jobs import tell

NAME = "sync"
HELP = "fetch what is new in the feeds"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("feed", metavar="FEED", nargs="?", help="only this one, at once: its number, address or title")
    common.may_leave_out_analysis(parser)


def run(options: argparse.Namespace) -> int:
    """Print id and title of each new article; exit 1 when a feed failed or there is no network."""
    with common.open_desk(options) as desk:
        if not desk.feeds():
            output.say("there are no feeds; kurilreader feed add URL subscribes to one")
            return common.DONE
        ticker = output.Ticker()
        try:
            report = desk.sync(ticker, feed=options.feed)
            if report.offline:
                ticker.done()
                output.say("there is no network; what was fetched before can be read")
                return common.SOME_FAILED
            if not report.feeds and not report.failures:
                ticker.done()
                next_ = min(feed.due or "" for feed in desk.feeds())[:16].replace("T", " ")
                output.say(f"no feed is due before {next_} UTC; kurilreader sync FEED asks one at once")
            return tell(desk, report, ticker, analyse=options.analyse)
        finally:
            ticker.done()
