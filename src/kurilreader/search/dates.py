"""Dates as people type them: `2022`, `2022-03..2023`, `2w..today`, `<2020`, `yesterday`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_AGO = re.compile(r"(\d{1,5})([dwmy])\Z")
EXPECTED = "a date such as 2022, 2022-03, 2022-03-05, 2w, today, or a range such as 2022-03..2023"


class NoDate(ValueError):
    """This is no date."""


def period(text: str, today: date) -> tuple[int | None, int | None]:
    """Read a date or a range of dates.

    Returns the moments it begins and ends (exclusive), in seconds since 1970 UTC; None where it is open.
    `2w` alone is the time from two weeks ago on.

    Raises:
        NoDate: it cannot be read, or ends before it begins
    """
    text = text.strip().lower()
    for sign, edge, open_start in (("<=", 1, True), (">=", 0, False), ("<", 0, True), (">", 1, False)):
        if text.startswith(sign):
            moment = _moment(_days(text[len(sign) :], today)[edge])
            return (None, moment) if open_start else (moment, None)
    if ".." in text:
        left, _, right = text.partition("..")
        if not left and not right:
            raise NoDate(EXPECTED)
        since = _moment(_days(left, today)[0]) if left else None
        until = _moment(_days(right.lstrip("."), today)[1]) if right.lstrip(".") else None
        if since is not None and until is not None and until <= since:
            raise NoDate("a range that begins before it ends")
        return since, until
    start, end = _days(text, today)
    return _moment(start), None if _AGO.match(text) else _moment(end)


def _days(text: str, today: date) -> tuple[date, date]:
    """The first day of a date and the day after its last."""
    try:
        if text in {"today", "now"}:
            return today, today + timedelta(days=1)
        if text == "yesterday":
            return today - timedelta(days=1), today
        ago = _AGO.match(text)
        if ago:
            start = _back(today, int(ago[1]), ago[2])
            return start, start + timedelta(days=1)
        found = _DAY.match(text)
        if not found:
            raise NoDate(EXPECTED)
        year, month, day = (int(part) if part else None for part in found.groups())
        if year is None or not 1 <= year <= 9998:
            raise NoDate(EXPECTED)
        if month is None:
            return date(year, 1, 1), date(year + 1, 1, 1)
        if day is None:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        start = date(year, month, day)
        return start, start + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise NoDate("a day that exists" if not isinstance(error, NoDate) else str(error)) from error


def _back(today: date, amount: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=amount * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - amount * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(today.day, last))


def _moment(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
