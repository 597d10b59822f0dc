"""`kurilreader watch`: take in what appears in folders."""

from __future__ import annotations

import argparse
import signal
import threading
from types import FrameType
from typing import TYPE_CHECKING

from kurilreader.cli import common, output
from kurilreader.cli.commands.jobs import tell
from kurilreader.domain import LibraryBusy

if TYPE_CHECKING:
    from kurilreader.desk import AddReport, Desk, Progress
    from kurilreader.desk.watching import Watch

NAME = "watch"
HELP = "take in what appears in folders, until Ctrl-C"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folders", metavar="DIR", nargs="+", help="a folder; those in it are watched too")
    parser.add_argument("--once", action="store_true", help="look once and end, as cron has it")
    parser.add_argument(
        "--every", metavar="SECONDS", type=common.positive, default=3, help="seconds between two looks (3)"
    )
    common.may_leave_out_analysis(parser)


def run(options: argparse.Namespace) -> int:
    """Print id and title of each new article; exit 1 when a file failed."""
    with common.open_desk(options, create=True) as desk:
        ticker = _Ticker()
        watch = desk.watch(options.folders, ticker)
        try:
            if options.once:
                code = tell(desk, watch.settle(), ticker, analyse=options.analyse)
                if watch.growing:
                    output.say(f"{watch.growing} still growing, left for the next time")
                return code
            return _keep_looking(desk, watch, ticker, options)
        finally:
            ticker.done()
            watch.end()


class _Ticker(output.Ticker):
    """Cancels all that it watches once the end was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = threading.Event()

    def __call__(self, progress: Progress) -> bool:
        """Show it if it is time to."""
        return super().__call__(progress) and not self.ended.is_set()


def _keep_looking(desk: Desk, watch: Watch, ticker: _Ticker, options: argparse.Namespace) -> int:
    """Look again and again until Ctrl-C or a polite request to end."""
    ended = ticker.ended

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    added = failures = 0
    busy = False
    output.say("watching; Ctrl-C ends it")
    try:
        while not ended.is_set():
            try:
                report = watch.look()
                busy = False
            except LibraryBusy as error:
                # Another process is writing; what is there now is still there at the next look.
                if not busy:
                    output.complain(error)
                busy = True
            else:
                added += len(report.added)
                failures += report.failures
                if _worth_telling(report):
                    tell(desk, report, ticker, analyse=options.analyse)
            ended.wait(options.every)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    output.say(f"ended; {added} added" + (f", {failures} failed" if failures else ""))
    return common.SOME_FAILED if failures else common.DONE


def _worth_telling(report: AddReport) -> bool:
    return bool(report.added or report.same or report.failures)
