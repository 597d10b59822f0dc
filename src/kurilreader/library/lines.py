"""SQL for lines of statements in their orders: see `statements` for what a line is.

A line is listed where its newest statement stands that was asked for; the others of it are passed over.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from kurilreader.domain.record import Ask, Cursor, StatementAt
from kurilreader.library.among import Among
from kurilreader.library.moments import moment
from kurilreader.library.statements import NO_TOPIC, UNDATED

#: rows looked at in one go
CHUNK = 500

_IS_ON = (
    "EXISTS (SELECT 1 FROM statement_topics AS t WHERE t.number = s.number AND t.place = s.place AND t.topic = :topic)"
)
_BEHIND = (
    "({0}.moment, {0}.number) <= (:moment, :number)"
    " AND NOT ({0}.moment = :moment AND {0}.number = :number AND {0}.place <= :place)"
)
_AFTER = {
    "s": _BEHIND.format("s"),
    "t": _BEHIND.format("t"),
    "topics": f"t.topic >= :from_topic AND (t.topic > :from_topic OR ({_BEHIND.format('t')}))",
}
Values = dict[str, str | int]


class Row(NamedTuple):
    """A statement where it stands in a list; `topic` is "" in lists without topics."""

    topic: str
    moment: int
    number: int
    place: int
    line: int

    @property
    def at(self) -> StatementAt:
        """Which statement it is."""
        return StatementAt(self.number, self.place)

    @property
    def cursor(self) -> Cursor:
        """Where a list goes on after it."""
        return Cursor(self.topic, self.moment, self.number, self.place)


def leads(
    connection: sqlite3.Connection,
    ask: Ask,
    among: Among | None,
    *,
    by_topic: bool = False,
    after: Cursor | None = None,
) -> Iterator[Row]:
    """The newest statement of each line that was asked for: newest first, or by first topic and then newest first."""
    rows = candidates(connection, ask, among, by_topic=by_topic, after=after)
    conditions, values = _of_statements(ask)
    newest = (
        "SELECT s.line, s.number, s.place FROM statements AS s INDEXED BY statements_by_line"
        f" WHERE s.line IN (SELECT value FROM json_each(:lines)) AND {conditions}"
        " ORDER BY s.line, s.moment DESC, s.number DESC, s.place"
    )
    while chunk := list(islice(rows, CHUNK)):
        first: dict[int, StatementAt] = {}
        lines = {**values, "lines": json.dumps([row.line for row in chunk])}
        for line, number, place in connection.execute(newest, lines):
            if line not in first and (among is None or StatementAt(number, place) in among):
                first[line] = StatementAt(number, place)
        yield from (row for row in chunk if first.get(row.line) == row.at)


def candidates(
    connection: sqlite3.Connection,
    ask: Ask,
    among: Among | None,
    *,
    by_topic: bool = False,
    after: Cursor | None = None,
) -> Iterator[Row]:
    """All statements that were asked for, in the same orders."""
    by_topic = by_topic and ask.topic is None
    if among is None:
        return _scanned(connection, ask, by_topic, after)
    if not by_topic:
        return _found(connection, ask, among, after)
    rows = sorted(_found(connection, ask, among, None, by_topic=True), key=_order)
    return (row for row in rows if after is None or _order(row) > _order(Row(*after, 0)))


def count(connection: sqlite3.Connection, ask: Ask) -> int:
    """How many lines were asked for."""
    if ask.topic is not None and ask == Ask(party=ask.party, topic=ask.topic):
        query = "SELECT coalesce(sum(lines), 0) FROM cells WHERE topic = ?1 AND (?2 IS NULL OR party = ?2)"
        return int(connection.execute(query, (ask.topic, ask.party)).fetchone()[0])
    source, conditions, values = _source(ask, by_topic=False)
    return int(
        connection.execute(f"SELECT count(DISTINCT s.line) FROM {source} WHERE {conditions}", values).fetchone()[0]
    )


def end_of(until: str) -> int | None:
    """The first second after a day, month or year (ISO 8601); None where there is none."""
    whole = (until + "-01-01")[:10]
    begin = date.fromisoformat(whole)
    try:
        if len(until) == 4:
            after = begin.replace(year=begin.year + 1)
        elif len(until) == 7:
            after = (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
        else:
            after = begin + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return moment(after.isoformat())


def _scanned(connection: sqlite3.Connection, ask: Ask, by_topic: bool, after: Cursor | None) -> Iterator[Row]:
    """Read from an index in its order, some at a time, so that no statement is open while others write."""
    source, conditions, values = _source(ask, by_topic)
    main = "t" if " AS t " in source else "s"
    topic = "t.topic" if by_topic else "''"
    query = f"SELECT {topic}, {main}.moment, {main}.number, {main}.place, {main}.line FROM {source} WHERE {conditions}"
    order = (
        f" ORDER BY {'t.topic, ' if by_topic else ''}{main}.moment DESC, {main}.number DESC, {main}.place LIMIT {CHUNK}"
    )
    while True:
        given = dict(values)
        behind = ""
        if after is not None:
            behind = " AND " + _AFTER["topics" if by_topic else main]
            given |= {"from_topic": after.topic, "moment": after.moment, "number": after.number, "place": after.place}
        rows = [Row(*row) for row in connection.execute(query + behind + order, given)]
        yield from rows
        if len(rows) < CHUNK:
            return
        after = rows[-1].cursor


def _found(
    connection: sqlite3.Connection, ask: Ask, among: Among, after: Cursor | None, *, by_topic: bool = False
) -> Iterator[Row]:
    """Those that a query finds, which are in order already."""
    behind = after and _order(Row(*after, 0))
    for keys in among.chunks(CHUNK, after and StatementAt(after.number, after.place)):
        for row in fitting(connection, ask, keys):
            told = row if by_topic else row._replace(topic="")
            if behind is None or _order(told) > behind:
                yield told


def fitting(connection: sqlite3.Connection, ask: Ask, places: Sequence[StatementAt]) -> Iterator[Row]:
    """Those of these statements that were asked for, in the order given, with the first topic of each."""
    conditions, values = _of_statements(ask)
    query = (
        "SELECT s.topics, s.moment, s.number, s.place, s.line FROM json_each(:keys) AS wanted"
        " CROSS JOIN statements AS s ON s.number = wanted.value ->> 0 AND s.place = wanted.value ->> 1"
        f" WHERE {conditions} ORDER BY wanted.id"
    )
    for topics, *rest in connection.execute(query, {**values, "keys": json.dumps(places)}).fetchall():
        yield Row(topics.partition("\n")[0] or NO_TOPIC, *rest)


def span(connection: sqlite3.Connection, ask: Ask) -> tuple[int, int]:
    """The first and the last moment of statements that were asked for; the first is later where there are none."""
    source, conditions, values = _source(ask, by_topic=False)
    moment_ = "t.moment" if " AS t " in source else "s.moment"
    ends = [
        connection.execute(
            f"SELECT {moment_} FROM {source} WHERE {conditions} ORDER BY {moment_} {way} LIMIT 1", values
        )
        for way in ("", "DESC")
    ]
    (first,), (last,) = (found.fetchone() or (default,) for found, default in zip(ends, (1, 0), strict=True))
    return first, last


def _source(ask: Ask, by_topic: bool) -> tuple[str, str, Values]:
    """From which tables, on which conditions: `s` are statements, `t` their topics where these sort them."""
    conditions, values = _of_statements(ask)
    which = "by_date" if ask.party is None else "by_party"
    if not by_topic and ask.topic is None:
        return f"statements AS s INDEXED BY statements_{which}", conditions, values
    own = ["t.leading = 1" if ask.topic is None else "t.topic = :topic"]
    own += [f"t.{each.removeprefix('s.')}" for each in _simple(ask) if "kind" not in each and "speaker" not in each]
    rest = [each for each in _simple(ask) if "kind" in each or "speaker" in each]
    join = " CROSS JOIN statements AS s ON s.number = t.number AND s.place = t.place"
    return f"statement_topics AS t INDEXED BY topics_{which}{join}", " AND ".join(own + rest), values


def _of_statements(ask: Ask) -> tuple[str, Values]:
    """The conditions on `s` alone."""
    values: dict[str, str | int | None] = {
        "party": ask.party,
        "topic": ask.topic,
        "kind": ask.kind and ask.kind.value,
        "speaker": ask.speaker,
        "since": moment(ask.since),
        "until": None if ask.until is None else end_of(ask.until),
    }
    conditions = ["s.hidden = 0", *_simple(ask), *([_IS_ON] if ask.topic is not None else [])]
    return " AND ".join(conditions), {name: value for name, value in values.items() if value is not None}


def _simple(ask: Ask) -> Iterable[str]:
    """Conditions on single columns."""
    if ask.party is not None:
        yield "s.party = :party"
    else:
        yield "s.party IS NOT NULL"
    if ask.kind is not None:
        yield "s.kind = :kind"
    if ask.speaker is not None:
        yield "s.speaker = :speaker COLLATE NOCASE"
    if moment(ask.since) is not None:
        yield "s.moment >= :since"
    if ask.until is not None and end_of(ask.until) is not None:
        yield f"s.moment BETWEEN {UNDATED + 1} AND :until - 1"


def _order(row: Row) -> tuple[str, int, int, int]:
    return row.topic, -row.moment, -row.number, row.place
