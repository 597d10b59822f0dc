"""What is said about an article in a line: date, outlet, length."""

from __future__ import annotations

import re
from datetime import date

from kurilreader.domain import Article

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LONG_MONTHS = "January February March April May June July August September October November December".split()
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

#: reading speeds for a rough length: English words a minute after Brysbaert (2019), characters for CJK scripts
WORDS_A_MINUTE = 238
CHARACTERS_A_MINUTE = 500


def day(published: str | None) -> date | None:
    """The day of an ISO date or moment; None when there is none or it is no date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def short_date(published: str | None, today: date | None = None) -> str:
    """A date as "04 Mar", with the year unless it is this one: "04 Mar 1992"; "no date" when unknown."""
    found = day(published)
    if found is None:
        return "no date"
    brief = f"{found.day:02d} {_MONTHS[found.month - 1]}"
    return brief if today and found.year == today.year else f"{brief} {found.year}"


def fitting_date(published: str | None, room: int, today: date | None = None) -> str:
    """The short date, or as much of it as so many cells hold: month and year, the year alone."""
    whole = short_date(published, today)
    found = day(published)
    if len(whole) <= room or found is None:
        return whole
    month = f"{_MONTHS[found.month - 1]} {found.year}"
    return month if len(month) <= room else str(found.year)


def long_date(published: str | None) -> str:
    """A date as "4 March 2025"; "no date" when unknown."""
    found = day(published)
    return f"{found.day} {_LONG_MONTHS[found.month - 1]} {found.year}" if found else "no date"


def minutes(text: str) -> int:
    """How long a text takes to read, at least one minute."""
    wide = len(_WIDE.findall(text))
    words = len(_WIDE.sub(" ", text).split())
    return max(1, round(words / WORDS_A_MINUTE + wide / CHARACTERS_A_MINUTE))


def citation(article: Article) -> str:
    """Where something is quoted from: title, outlet, date and address, as far as known."""
    parts = [f"“{article.title}”", article.source or article.author, long_date(article.published), article.address]
    return ", ".join(part for part in parts if part and part != "no date")


def facts(article: Article, dot: str, place: str = "", width: int = 10**6) -> str:
    """The line under a title: outlet, author, date, reading time, place in the results.

    The author is left out where the line has no room for all.
    """
    time, date_ = f"{minutes(article.text)} min", long_date(article.published)
    for author in (article.author, None):
        line = f" {dot} ".join(part for part in (article.source, author, date_, time, place) if part)
        if len(line) <= width or not author:
            break
    return line
