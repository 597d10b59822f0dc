"""SQL for analyses and the statements drawn from them."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from kurilreader.domain import Analysis
from kurilreader.library import coding, statements, verdicts


def put(connection: sqlite3.Connection, number: int, analysis: Analysis) -> bool:
    """Store an analysis in the place of an older one; False when the article is not there (any more)."""
    if connection.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone() is None:
        return False
    connection.execute("DELETE FROM analyses WHERE number = ?", (number,))
    connection.execute("INSERT INTO analyses (number, version, parties) VALUES (?, ?, '')", (number, analysis.version))
    connection.execute("INSERT INTO findings (number, body) VALUES (?, ?)", (number, coding.encode(analysis)))
    _show(connection, number, analysis)
    return True


def refresh(connection: sqlite3.Connection, number: int) -> None:
    """Write the statements of an article anew, since review changed them; the index follows."""
    refill(connection, number)
    connection.execute("DELETE FROM changes WHERE number = ?", (number,))
    connection.execute("INSERT INTO changes (number, removed) VALUES (?, 0)", (number,))


def refill(connection: sqlite3.Connection, number: int) -> None:
    """Write the statements of an article anew from its findings, which says nothing new."""
    analysis = found(connection, number)
    if analysis is not None:
        statements.drop(connection, number)
        _show(connection, number, analysis)


def _show(connection: sqlite3.Connection, number: int, analysis: Analysis) -> None:
    """Write what follows from an analysis, as it stands after review, for lists and views to ask."""
    analysis = verdicts.keep(connection, number, analysis)
    statements.put(connection, number, analysis)
    connection.execute("UPDATE analyses SET parties = ? WHERE number = ?", (coding.encode_counts(analysis), number))


def get(connection: sqlite3.Connection, number: int) -> Analysis | None:
    """The analysis of an article as it stands after review, or None."""
    analysis = found(connection, number)
    return analysis and verdicts.reviewed(connection, number, analysis)


def found(connection: sqlite3.Connection, number: int) -> Analysis | None:
    """The stored analysis as the engine made it, or None."""
    record = connection.execute(
        "SELECT version, body FROM analyses JOIN findings USING (number) WHERE number = ?", (number,)
    ).fetchone()
    return coding.decode(*record) if record else None


def unanalysed(connection: sqlite3.Connection, version: str | None) -> Sequence[int]:
    """Articles without an analysis of this version (None: without any), newest first."""
    due = "version IS NULL" if version is None else "version IS NOT ?"
    query = (
        f"SELECT number FROM articles LEFT JOIN analyses USING (number) WHERE {due} ORDER BY moment DESC, number DESC"
    )
    return array("q", [number for (number,) in connection.execute(query, () if version is None else (version,))])


def stating(
    connection: sqlite3.Connection, party: str | None, topic: str | None, since: int | None, until: int | None
) -> Sequence[int]:
    """Articles with a statement of a party (None: of any), on a topic if given, at `since <= moment < until`."""
    table, conditions, values = "statements", ["party IS NOT NULL", "hidden = 0"], list[str | int]()
    if topic is not None:
        table, conditions = "statement_topics", ["topic = ?"]
        values.append(topic)
    if party is not None:
        conditions.append("party = ?")
        values.append(party)
    if since is not None:
        conditions.append("moment >= ?")
        values.append(since)
    if until is not None:
        # What has no date is before all.
        conditions.append("moment BETWEEN ? AND ?")
        values += [statements.UNDATED + 1, until - 1]
    where = " AND ".join(conditions)
    query = f"SELECT DISTINCT moment, number FROM {table} WHERE {where} ORDER BY moment DESC, number DESC"
    return array("q", [number for _, number in connection.execute(query, values)])
