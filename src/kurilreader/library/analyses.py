"""SQL for analyses and the statements drawn from them."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from kurilreader.domain import Analysis
from kurilreader.library import coding


def put(connection: sqlite3.Connection, number: int, analysis: Analysis) -> bool:
    """Store an analysis in the place of an older one; False when the article is not there (any more)."""
    known = connection.execute("SELECT moment FROM articles WHERE number = ?", (number,)).fetchone()
    if known is None:
        return False
    (moment,) = known
    connection.execute("DELETE FROM analyses WHERE number = ?", (number,))
    connection.execute(
        "INSERT INTO analyses (number, version, parties) VALUES (?, ?, ?)",
        (number, analysis.version, coding.encode_counts(analysis)),
    )
    connection.execute("INSERT INTO findings (number, body) VALUES (?, ?)", (number, coding.encode(analysis)))
    connection.executemany(
        "INSERT INTO statements (number, place, party, kind, speaker, moment) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, place, s.party, s.kind.value, s.speaker and (s.speaker.name or s.speaker.text), moment)
            for place, s in enumerate(analysis.statements)
        ],
    )
    connection.executemany(
        "INSERT INTO statement_topics (number, place, topic, party, moment) VALUES (?, ?, ?, ?, ?)",
        [
            (number, place, topic, s.party, moment)
            for place, s in enumerate(analysis.statements)
            for topic in dict.fromkeys(s.topics)
        ],
    )
    return True


def get(connection: sqlite3.Connection, number: int) -> Analysis | None:
    """The stored analysis, or None."""
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


def stating(connection: sqlite3.Connection, party: str | None, topic: str | None, since: int | None) -> Sequence[int]:
    """Articles with a statement of a party (None: of any), on a topic if given, of a moment or later; newest first."""
    table, conditions, values = "statements", ["party IS NOT NULL"], list[str | int]()
    if topic is not None:
        table = "statement_topics"
        conditions.append("topic = ?")
        values.append(topic)
    if party is not None:
        conditions.append("party = ?")
        values.append(party)
    if since is not None:
        conditions.append("moment >= ?")
        values.append(since)
    where = " AND ".join(conditions)
    query = f"SELECT DISTINCT moment, number FROM {table} WHERE {where} ORDER BY moment DESC, number DESC"
    return array("q", [number for _, number in connection.execute(query, values)])
