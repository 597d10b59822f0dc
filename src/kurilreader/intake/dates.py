"""Dates as documents write them become ISO 8601; what cannot be read for certain is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

_EN = "january february march april may june july august september october november december".split()
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_RU_NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
#: further languages whose month names are read, from CLDR
_LOCALES = ("uk", "de", "fr", "es", "it", "pt", "pl", "nl", "tr")

_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "msk": 180, "мск": 180, "jst": 540, "kst": 540, "cet": 60, "cest": 120,
    "eet": 120, "eest": 180, "bst": 60, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660,
}  # fmt: skip

_ISO = re.compile(
    r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[A-Za-z]{2,4})?)?(?!\d)"
)
_SLASHED = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_AMBIGUOUS = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_EAST = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ERA = re.compile(r"(令和|平成|昭和)\s*(\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_WORDS = r"[^\W\d_]{3,12}"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|º)?(?:\s+de|\s+of)?[\s-]+({_WORDS})\.?,?(?:\s+de)?[\s-]+(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"({_WORDS})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*\(?(Z\b|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|[A-Za-zА-Яа-я]{2,4})?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(\d{1,3})\s*(minute|min|hour|hr|day|week|минут|час|дн|день|дня|недел|分|時間|日|週間)\w*\s*(ago|назад|前)"
)
_STEPS = {"min": 1, "мин": 1, "分": 1, "hou": 60, "hr": 60, "час": 60, "時間": 60, "day": 1440, "дн": 1440,
          "ден": 1440, "дня": 1440, "日": 1440, "wee": 10080, "нед": 10080, "週間": 10080}  # fmt: skip
_YESTERDAY = re.compile(r"^\s*(yesterday|вчера|昨日)\b", re.IGNORECASE)
_TODAY = re.compile(r"^\s*(today|сегодня|今日|本日)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _common_months() -> dict[str, int]:
    found: dict[str, int] = {"sept": 9}
    for names in (_EN, _RU, _RU_NAMES):
        for number, name in enumerate(names, 1):
            found[name] = number
            found.setdefault(name[:3], number)
    return found


@lru_cache(maxsize=1)
def _more_months() -> dict[str, int]:
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                found.setdefault(name.casefold().rstrip("."), number)
    return found


def _month(word: str) -> int | None:
    word = word.casefold()
    return _common_months().get(word) or _more_months().get(word)


def parse_date(text: str | None, *, now: datetime | None = None) -> str | None:
    """The date or the moment with its zone that `text` names, as ISO 8601, or None.

    A time of day without a zone is left out, since it names no moment. "3/4/2025" could be in March or in April and
    is no date; neither is one without a year. Relative dates ("2 hours ago") are read only where `now` is given.
    """
    if not text or len(text) > 400:
        return None
    text = " ".join(text.split())
    for reader in (_iso, _east, _written, _numeric):
        if found := reader(text):
            return found
    return _relative(text, now) if now else None


def first_date(*candidates: str | None) -> str | None:
    """The first of these that is a date."""
    return next((found for candidate in candidates if (found := parse_date(candidate))), None)


def _iso(text: str) -> str | None:
    if not (match := _ISO.search(text)):
        return None
    # eight digits alone may be any number; they are a date where they are all there is
    if "-" not in match[0] and match[0] != text:
        return None
    day = _day(match[1], match[2], match[3])
    if day is None or match[4] is None:
        return day
    return _moment(day, match[4], match[5], second=match[6], zone=match[7]) or day


def _east(text: str) -> str | None:
    if match := _ERA.search(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        return _day(str(year), match[3], match[4])
    if match := _EAST.search(text):
        return _with_clock(_day(match[1], match[2], match[3]), text[match.end() :])
    return None


def _written(text: str) -> str | None:
    for pattern, (day, month, year) in ((_DAY_FIRST, (1, 2, 3)), (_MONTH_FIRST, (2, 1, 3))):
        for match in pattern.finditer(text):
            if number := _month(match[month]):
                found = _day(match[year], str(number), match[day])
                return _with_clock(found, text[match.end() :]) or _with_clock(found, text[: match.start()]) or found
    return None


def _numeric(text: str) -> str | None:
    if match := _SLASHED.search(text):
        return _with_clock(_day(match[1], match[2], match[3]), text[match.end() :])
    if match := _DOTTED.search(text):
        return _with_clock(_day(match[3], match[2], match[1]), text[match.end() :])
    if match := _AMBIGUOUS.search(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:
            return _day(match[3], match[2], match[1])
        if second > 12:
            return _day(match[3], match[1], match[2])
    return None


def _relative(text: str, now: datetime) -> str | None:
    lower = text.casefold()
    if match := _AGO.search(lower):
        minutes = next(step for start, step in _STEPS.items() if match[2].startswith(start))
        then = now - timedelta(minutes=minutes * int(match[1]))
        return then.date().isoformat() if minutes >= 1440 or then.tzinfo is None else then.isoformat(timespec="minutes")
    if _YESTERDAY.search(lower):
        return (now - timedelta(days=1)).date().isoformat()
    return now.date().isoformat() if _TODAY.search(lower) else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1500 <= found.year <= 2200 else None


def _with_clock(day: str | None, text: str) -> str | None:
    if day is None:
        return None
    match = _CLOCK.search(text[:40])
    if not match:
        return day
    return _moment(day, match[1], match[2], second=match[3], half=match[4], zone=match[5]) or day


def _moment(
    day: str, hour: str, minute: str, *, second: str | None, zone: str | None, half: str | None = None
) -> str | None:
    offset = _offset(zone)
    if offset is None:
        return None
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        return datetime(
            *date.fromisoformat(day).timetuple()[:3], hours, int(minute), int(second or 0), tzinfo=offset
        ).isoformat()
    except ValueError:
        return None


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    zone = zone.casefold()
    if match := re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})", zone):
        minutes = (int(match[2]) * 60 + int(match[3])) * (-1 if match[1] == "-" else 1)
        return timezone(timedelta(minutes=minutes)) if abs(minutes) <= 14 * 60 else None
    known = _ZONES.get(zone)
    return None if known is None else UTC if known == 0 else timezone(timedelta(minutes=known))
