"""The lines between a plain text's title and its first sentence: date, outlet, author; and the agency dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kurilreader.intake.dates import parse_date
from kurilreader.intake.furniture import is_prose

_AUTHOR = re.compile(
    r"^(?:by|author|автор|текст|文|文責|執筆|記者|作者)\s*[:：]?\s+(.{2,80})$"
    r"|^(?:author|автор|作者)[:：](.{2,80})$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^(?:source|outlet|publisher|источник|издание|出典|来源|來源)\s*[:：]\s*(.{2,80})$", re.IGNORECASE
)
_DATE_LABEL = re.compile(
    r"^(?:published|posted|date|updated|last updated|first published|опубликовано|дата"
    r"|公開日?|掲載日?|配信日?|发布时间)"
    r"(?:\s+(?:on|at))?\s*[:：]?\s*",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"^(?:last\s+)?updated|^обновлено|^更新", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:url|link|address|адрес|ссылка)?\s*:?\s*(https?://\S+)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"^(?:language|lang|язык)\s*:\s*([A-Za-z]{2,3}(?:-[A-Za-z]+)?)$", re.IGNORECASE)
#: PLACE, day (AGENCY) — the first sentence
_DATELINE = re.compile(
    r"^(?P<place>[^\d\s().,:;][^\d().:;\n]{1,40}?)(?:,\s*|\s+)"
    r"(?P<date>[^()\n]{3,30}?)?\s*"
    r"(?:[(/]\s*(?P<agency>[^()/\n]{2,30})\s*[)/]|[.,]\s*/(?P<slashed>[^/\n]{2,30})/[.,]?)\.?\s*(?:—|–|--|-)?\s+\S"
)
_BARE_AGENCY = re.compile(
    r"^(?P<place>[A-ZА-ЯЁ][^\d().:;\n]{1,40}?)\s*"
    r"\((?P<agency>[A-ZА-ЯЁ][^()\n]{1,30})\)\s*(?:—|–|--|-)\s*\S"
)
#: header lines looked at
_LINES = 6


@dataclass(frozen=True, slots=True)
class Header:
    """What a plain text says of itself at its head."""

    source: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    address: str | None = None


def read_header(paragraphs: list[str]) -> tuple[Header, list[str]]:
    """The header of a text without its title, and the paragraphs after it.

    A line is taken only where all of it is a date, a byline or a labelled value; a dateline is part of the first
    sentence and stays in the text.
    """
    found: dict[str, str] = {}
    at = 0
    while at < min(len(paragraphs) - 1, _LINES) and _take(paragraphs[at], found):
        at += 1
    rest = paragraphs[at:]
    if rest:
        for key, value in read_dateline(rest[0]).items():
            found.setdefault(key, value)
    return Header(**found), rest


def read_dateline(paragraph: str) -> dict[str, str]:
    """Outlet and date (where it names a year) in an agency's dateline: "MOSCOW, March 4, 2025 (Agency) — …"."""
    head = paragraph[:120]
    match = _DATELINE.match(head) or _BARE_AGENCY.match(head)
    if not match:
        return {}
    groups = match.groupdict()
    agency = (groups.get("agency") or groups.get("slashed") or "").strip()
    found: dict[str, str] = {}
    place = groups["place"]
    # a place in capitals or a day beside it makes it a dateline; "the islands (Northern Territories) – …" is none
    dated = any(char.isdigit() for char in groups.get("date") or "")
    if agency and agency[0].isupper() and (place.isupper() or dated):
        found["source"] = agency
    if published := parse_date(groups.get("date")):
        found["published"] = published
    return found if "source" in found else {}


def _take(line: str, found: dict[str, str]) -> bool:
    """Whether a line is a header line; what it says is put into `found`."""
    if len(line) > 160 or "\n" in line:
        return False
    if match := _AUTHOR.match(line):
        name = (match[1] or match[2]).strip(" .")
        if is_prose(line) or name[:1].islower():
            return False
        found.setdefault("author", name)
        return True
    for pattern, key in ((_SOURCE, "source"), (_ADDRESS, "address"), (_LANGUAGE, "language")):
        if match := pattern.match(line):
            found.setdefault(key, match[1].strip(" ."))
            return True
    return _take_date(line, found)


def _take_date(line: str, found: dict[str, str]) -> bool:
    bare = _DATE_LABEL.sub("", line)
    pieces = [piece.strip() for piece in re.split(r"\s*[·|•/]\s+|\s+[—–]\s+", bare) if piece.strip()]
    dated = [piece for piece in pieces if _is_date(piece)]
    if not dated:
        return False
    if not (_UPDATED.match(line) and "published" in found):
        found.setdefault("published", parse_date(dated[0]) or "")
    others = [piece for piece in pieces if piece not in dated and not re.match(r"\d+ ?min", piece)]
    if len(others) > 1 or (others and len(others[0]) > 60):
        return False
    if others:
        found.setdefault("source", others[0])
    return True


def _is_date(piece: str) -> bool:
    """Whether a piece is a date and, but for weekday, clock and zone, nothing else."""
    if parse_date(piece) is None or len(piece) > 60:
        return False
    return len(re.findall(r"[^\W\d_]+", piece)) <= 6 and not is_prose(piece)
