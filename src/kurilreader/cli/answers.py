"""Answers to queries as text, JSON Lines or CSV: articles, how many there are, or how they spread."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kurilreader.cli import output
from kurilreader.domain import InputError, Order, SearchRequest
from kurilreader.domain.tables import cell

if TYPE_CHECKING:
    from kurilreader.desk import Desk
    from kurilreader.domain import Hits, Row, SearchResult

#: lines a person reads at once
PAGE = 25
#: articles whose hits are looked for at once
_AT_ONCE = 25
FORMATS = ("text", "json", "csv")
_COLUMNS = {
    "hits": ("query", "id", "title", "date", "source", "snippet"),
    "count": ("query", "total"),
    "facets": ("query", "field", "value", "count"),
}


def queries(file: str) -> list[str]:
    """The queries of a file ("-": standard input), one a line; empty lines and those that begin with "#" are none."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(file, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(file, f"is not UTF-8 text ({error.reason} at byte {error.start})") from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


class Answers:
    """Writes the answers to one or several queries in one format."""

    def __init__(self, desk: Desk, form: str, what: str, *, limit: int | None, order: Order, several: bool) -> None:
        self.desk = desk
        self.form = form
        self.what = what
        self.limit = limit if limit is not None else (PAGE if form == "text" and what == "hits" else None)
        self.order = order
        #: says with each answer what was asked
        self.several = several
        if form == "csv":
            self._cells(_COLUMNS[what])

    def give(self, query: str) -> None:
        """Answer one query."""
        if self.what == "facets":
            self._facets(query)
            return
        counting = self.what == "count"
        result = self.desk.search(SearchRequest(query, self.order, None if counting else self.limit))
        point(query, result)
        total = len(result.numbers) if result.total is None else result.total
        if counting:
            self._count(query, total)
            return
        if self.several and self.form == "text":
            output.out(f"# {query}")
        for row, found in self._hits(query, result):
            self._hit(query, row, found)
        told = f"{total} found" if total else "nothing found"
        if total > len(result.numbers):
            told += f", {len(result.numbers)} shown (--limit)"
        output.say(f"{query}: {told}" if self.several else told)
        if result.suggestion and not total:
            output.say(f"did you mean: {result.suggestion}")

    def _hits(self, query: str, result: SearchResult) -> Iterator[tuple[Row, Hits]]:
        """Row by row: the first are printed before the next are looked at."""
        asked = query if query.strip() else "*"
        for start in range(0, len(result.numbers), _AT_ONCE):
            numbers = list(result.numbers[start : start + _AT_ONCE])
            hits = self.desk.hits(asked, numbers)
            for row in self.desk.rows(numbers):
                if row.number in hits:
                    yield row, hits[row.number]

    def _hit(self, query: str, row: Row, found: Hits) -> None:
        snippet = found.snippet
        if self.form == "json":
            from kurilreader.desk import records

            asked = {"query": query} if self.several else {}
            output.out_record({**records.hit(row, found), **asked})
        elif self.form == "csv":
            date = (row.published or "")[:10]
            self._cells((query, row.id, row.title, date, row.source or "", snippet.text))
        else:
            output.out("  ".join(filter(None, [row.id, (row.published or "")[:10], row.source, row.title])))
            if snippet.offset is not None:
                output.out_marked(snippet.text, snippet.marks, indent="    ")

    def _count(self, query: str, total: int) -> None:
        if self.form == "json":
            output.out_record({"schema": "kurilreader.count/1", "query": query, "total": total})
        elif self.form == "csv":
            self._cells((query, str(total)))
        else:
            output.out(f"{total}  {query}" if self.several else str(total))

    def _facets(self, query: str) -> None:
        facets = self.desk.facets(query, self.limit or 20)
        if self.form == "json":
            found = {
                name: [{"value": item.value, "count": item.count, "query": item.query} for item in items]
                for name, items in facets.items()
            }
            output.out_record({"schema": "kurilreader.facets/1", "query": query, "facets": found})
            return
        if self.several and self.form == "text":
            output.out(f"# {query}")
        for name, items in facets.items():
            for item in items:
                if self.form == "csv":
                    self._cells((query, name, item.value, str(item.count)))
                else:
                    output.out(f"{name}  {item.value}  {item.count}")

    def _cells(self, values: Iterable[str]) -> None:
        """One line of CSV; what a spreadsheet would run as a formula gets an apostrophe before it."""
        csv.writer(sys.stdout, lineterminator="\n").writerow(map(cell, values))


def point(query: str, result: SearchResult) -> None:
    """Say what could not be read of a query, and under which place."""
    for complaint in result.complaints:
        output.say(f"  {query}")
        output.say("  " + " " * complaint.start + "^" * max(1, complaint.end - complaint.start))
        output.say(f"  {complaint.message}")
    if result.notice:
        output.say(result.notice)
