"""SQL for the rows of statements: written from an analysis as it stands after review, with lines and topics.

A line is one statement however many articles carry it: the same party and the same words (without case, punctuation
and spacing) with at most a week from one to the next; or, in near-duplicate articles, nearly the same words. Later
the same words are said again, which is a line of its own. Lines that an article joined stay joined when it goes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Sequence

from kurilreader.domain import Analysis, Span, Statement

#: the moment of statements in articles without a date
UNDATED = -(2**62)
#: the topic of statements about none that a dossier knows; sorts last
NO_TOPIC = "\U0010ffff"
#: seconds between two statements of the same words that are one: outlets take up to a week to carry it
APART = 7 * 86400
#: the share of words in common by which statements in near-duplicate articles are one
_ALIKE = 0.7
#: articles of a group of near-duplicates that are looked at
_MEMBERS = 8

_INSERT = (
    "INSERT INTO statements (number, place, id, line, words, party, kind, speaker, moment, quote, negated, hidden,"
    " topics, spans, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_TOPIC = (
    "INSERT INTO statement_topics (number, place, topic, leading, party, moment, line) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def put(connection: sqlite3.Connection, number: int, analysis: Analysis) -> None:
    """Write the statements of an article, which has an analysis and no statements yet."""
    (moment,) = connection.execute("SELECT moment FROM articles WHERE number = ?", (number,)).fetchone()
    moment = UNDATED if moment is None else moment
    group = _group(connection, number)
    rows, topics = [], []
    made = _Lines(connection)
    for place, s in enumerate(analysis.statements):
        folded = fold(s.text)
        words = digest(folded)
        if group and not made.said(s.party, words, moment):
            words = _nearly(connection, group, s, folded) or words
        line = made.line(s.party, words, moment)
        hidden = not s.stands
        speaker = s.speaker and (s.speaker.name or s.speaker.text)
        rows.append((
            number, place, s.id, line, words, s.party, s.kind.value, speaker, moment, s.quote.value, s.negated,
            hidden, "\n".join(s.topics), spans_text(s.content), s.text,
        ))  # fmt: skip
        if s.party is not None and not hidden:
            topics += [
                (number, place, topic, first == 0, s.party, moment, line)
                for first, topic in enumerate(dict.fromkeys(s.topics or (NO_TOPIC,)))
            ]
    made.close()
    connection.executemany(_INSERT, rows)
    connection.executemany(_INSERT_TOPIC, topics)


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Take away the statements of an article, to be written anew."""
    connection.execute("DELETE FROM statements WHERE number = ?", (number,))


def unstated(connection: sqlite3.Connection, limit: int) -> Sequence[int]:
    """Articles whose statements were written by an earlier version and lack what this one keeps; newest first."""
    rows = connection.execute("SELECT number FROM unstated ORDER BY number DESC LIMIT ?", (limit,))
    return [number for (number,) in rows]


def stated(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """These articles have their statements as this version keeps them."""
    connection.executemany("DELETE FROM unstated WHERE number = ?", [(number,) for number in numbers])


def fold(text: str) -> str:
    """The words of a statement without case, width, punctuation and spacing, joined by single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def digest(folded: str) -> int:
    """Folded words as a number that SQLite can hold."""
    hashed = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


def spans_text(spans: Sequence[Span]) -> str:
    """Spans as they are stored: "12-40 55-80"."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def read_spans(stored: str) -> tuple[Span, ...]:
    """The spans of `spans_text`."""
    return tuple(Span(*map(int, pair.split("-"))) for pair in stored.split())


class _Lines:
    """Gives statements their lines while those of one article are written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        (self._first,) = connection.execute("SELECT last_line FROM numbering").fetchone()
        self._last = self._first
        #: of this article, by party and words
        self._own: dict[tuple[str | None, int], int] = {}

    def said(self, party: str | None, words: int, moment: int) -> bool:
        """Whether another article has these words from this party at about this time."""
        return bool(self._near(party, words, moment))

    def line(self, party: str | None, words: int, moment: int) -> int:
        """The line of a statement: one that is there, two that it joins, or a new one."""
        key = party, words
        if key not in self._own:
            near = sorted(self._near(party, words, moment))
            for other in near[1:]:
                for table in ("statements", "statement_topics"):
                    self._connection.execute(f"UPDATE {table} SET line = ? WHERE line = ?", (near[0], other))
            if not near:
                self._last += 1
            self._own[key] = near[0] if near else self._last
        return self._own[key]

    def close(self) -> None:
        """Keep the numbers given from being given again."""
        if self._last != self._first:
            self._connection.execute("UPDATE numbering SET last_line = ?", (self._last,))

    def _near(self, party: str | None, words: int, moment: int) -> set[int]:
        """The lines of the last statement before and the first one after, at most a week away."""
        lines = set()
        for window in ("BETWEEN ?3 - ?4 AND ?3 ORDER BY moment DESC", "BETWEEN ?3 AND ?3 + ?4 ORDER BY moment"):
            found = self._connection.execute(
                f"SELECT line FROM statements WHERE words = ?1 AND party IS ?2 AND moment {window} LIMIT 1",
                (words, party, moment, APART),
            ).fetchone()
            if found:
                lines.add(found[0])
        return lines


def _group(connection: sqlite3.Connection, number: int) -> list[int]:
    """Near-duplicates of an article, a few."""
    record = connection.execute("SELECT head FROM likeness WHERE number = ?", (number,)).fetchone()
    if record is None:
        return []
    others = connection.execute(
        "SELECT number FROM likeness WHERE head = ? AND head <> number ORDER BY number LIMIT ?", (*record, _MEMBERS)
    )
    return [other for other in (*record, *(other for (other,) in others)) if other != number]


def _nearly(connection: sqlite3.Connection, group: Sequence[int], statement: Statement, folded: str) -> int | None:
    """The words by which a near-duplicate article has this statement, if it does."""
    mine = set(folded.split())
    best, known = _ALIKE, None
    for other in group:
        for words, text in connection.execute(
            "SELECT words, text FROM statements WHERE number = ? AND words IS NOT NULL AND party IS ? AND kind = ?"
            " AND negated = ?",
            (other, statement.party, statement.kind.value, statement.negated),
        ):
            theirs = set(fold(text).split())
            alike = len(mine & theirs) / max(1, len(mine | theirs))
            if alike > best:
                best, known = alike, words
    return known
