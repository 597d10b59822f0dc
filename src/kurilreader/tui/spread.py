"""Hits over time as one line of bars, and what a facet adds to a query. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kurilreader.domain import Facet

_EITHER = re.compile(r"(?:^|\s)(?:OR|\|\|?)(?=\s|$)")


def narrowed(query: str, part: str, *, without: bool = False) -> str:
    """A query with a part added, or with its opposite; what it says already is not said twice."""
    query, added = query.strip(), f"-{part}" if without else part
    if f" {added} " in f" {query} ":
        return query
    if _EITHER.search(query):
        query = f"({query})"
    return f"{query} {added}".strip()


@dataclass(frozen=True, slots=True)
class Spark:
    """Bars over months: `per` of them to a bar, beginning with month `first` (counted from year 0)."""

    bars: str
    first: int
    per: int

    def place(self, month: str) -> int:
        """The bar a month ("2025-03") is in."""
        return (_index(month) - self.first) // self.per


def spark(months: Sequence[Facet], width: int, levels: str) -> Spark | None:
    """Bars for months at most `width` wide; `levels` are signs from none to full. None for no months."""
    counts: Mapping[int, int] = {_index(each.value): each.count for each in months if _month(each.value)}
    if not counts or width < 1:
        return None
    first, last = min(counts), max(counts)
    per = -(-(last - first + 1) // width)
    sums = [0] * ((last - first) // per + 1)
    for month, count in counts.items():
        sums[(month - first) // per] += count
    most = max(sums)
    return Spark("".join(levels[-(-count * (len(levels) - 1) // most)] for count in sums), first, per)


def _month(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d", value))


def _index(month: str) -> int:
    year, place = month.split("-")
    return int(year) * 12 + int(place) - 1
