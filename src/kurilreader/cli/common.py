"""What several commands share: where the library is, and how it is opened."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kurilreader.desk import Desk
    from kurilreader.settings import Settings

DONE, SOME_FAILED, WRONG_USAGE, NO_LIBRARY, INTERRUPTED = 0, 1, 2, 3, 130

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_BACK = re.compile(r"(\d{1,5})([dwmy])")


def settings_of(options: argparse.Namespace) -> Settings:
    """The user's settings."""
    from kurilreader.settings import load

    return load()


def open_desk(options: argparse.Namespace, *, create: bool = False, background: bool = False) -> Desk:
    """The library that the options, else the settings name."""
    from kurilreader.desk import Desk

    settings = settings_of(options)
    if options.sample:
        from kurilreader.cli.output import Ticker
        from kurilreader.desk.sample import sample_library

        ticker = Ticker()
        directory = sample_library(settings, ticker)
        ticker.done()
    else:
        directory = options.library or settings.library
    return Desk.open(
        directory,
        settings,
        create=create or options.sample,
        background=background,
        reviewer=options.reviewer,
    )


def may_leave_out_analysis(parser: argparse.ArgumentParser) -> None:
    """Declare the option of commands that take in much."""
    parser.add_argument(
        "--no-analysis",
        dest="analyse",
        action="store_false",
        help="only take in; the reader, or the next call without this option, analyses",
    )


def positive(text: str) -> int:
    """A whole number above zero, for `argparse`."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return int(text)


def day(text: str) -> str:
    """An ISO date, month or year, for `argparse`."""
    from datetime import date

    if _DAY.fullmatch(text):
        try:
            date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            pass
        else:
            return text
    raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2025-03-04, 2025-03 or 2025")


def since(text: str) -> str:
    """A date, month or year, or a stretch back from today (3d, 2w, 6m, 1y), for `argparse`; the answer is a date."""
    from datetime import date, timedelta

    back = _BACK.fullmatch(text)
    if back is None:
        return day(text)
    count = int(back[1])
    today = date.today()
    try:
        if back[2] in "dw":
            return (today - timedelta(days=count * (7 if back[2] == "w" else 1))).isoformat()
        months = today.year * 12 + today.month - 1 - count * (12 if back[2] == "y" else 1)
        # The last days of a month have none to match in a shorter one.
        return date(months // 12, months % 12 + 1, min(today.day, 28)).isoformat()
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is too long ago") from None


def folder(text: str) -> Path:
    """A folder, for `argparse`."""
    if not text:
        raise argparse.ArgumentTypeError("the folder is missing")
    return Path(text).expanduser()
