"""What parties stated, read across articles: the part of the library behind `Record`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from kurilreader.domain import Kind, Quote
from kurilreader.domain.record import Ask, Cursor, Saying, Stated, StatementAt
from kurilreader.domain.review import Judgement
from kurilreader.library import analyses, lines
from kurilreader.library.among import Among
from kurilreader.library.connection import Connections
from kurilreader.library.interface import CellAt
from kurilreader.library.review import judgements
from kurilreader.library.statements import NO_TOPIC, UNDATED, read_spans, spans_text

_DETAILS = """
SELECT s.number, s.place, s.id, s.line, s.words IS NULL, s.party, s.speaker, s.kind, s.moment, s.quote, s.negated,
    s.topics, s.spans, s.text, a.id, a.title, a.source, a.published, a.language
FROM json_each(?) AS wanted
CROSS JOIN statements AS s ON s.number = wanted.value ->> 0 AND s.place = wanted.value ->> 1
JOIN articles AS a ON a.number = s.number ORDER BY wanted.id
"""
_MEMBERS = """
SELECT s.line, s.number, s.place, a.source FROM statements AS s INDEXED BY statements_by_line
JOIN articles AS a ON a.number = s.number
WHERE s.line IN (SELECT value FROM json_each(?)) AND s.hidden = 0
ORDER BY s.line, s.moment DESC, s.number DESC, s.place
"""
#: what was said first of each line that has the topic; `limit` of them, the latest
_SAYINGS = """
SELECT t.number, t.place FROM statement_topics AS t INDEXED BY topics_by_party
WHERE t.party = ? AND t.topic = ? AND t.moment >= ? AND t.moment < ? AND NOT EXISTS (
    SELECT 1 FROM statement_topics AS o INDEXED BY topics_by_line
    WHERE o.line = t.line AND o.topic = t.topic AND (o.moment, o.number, o.place) < (t.moment, t.number, t.place)
) ORDER BY t.moment DESC, t.number DESC, t.place LIMIT ?
"""
#: the same, only when and of which kind
_ALONG = """
SELECT t.moment, s.kind FROM statement_topics AS t INDEXED BY topics_by_party
CROSS JOIN statements AS s ON s.number = t.number AND s.place = t.place
WHERE t.party = ? AND t.topic = ? AND t.moment > ? AND NOT EXISTS (
    SELECT 1 FROM statement_topics AS o INDEXED BY topics_by_line
    WHERE o.line = t.line AND o.topic = t.topic AND (o.moment, o.number, o.place) < (t.moment, t.number, t.place)
) ORDER BY t.moment
"""
_SPOKEN = """
SELECT c.party, c.topic FROM cells AS c
WHERE (?1 IS NULL OR c.party = ?1) AND (?2 IS NULL OR c.topic = ?2) AND c.topic <> ?5 AND c.lines > 0 AND EXISTS (
    SELECT 1 FROM statement_topics AS t INDEXED BY topics_by_party
    WHERE t.party = c.party AND t.topic = c.topic AND t.moment >= ?3 AND t.moment < ?4
)
"""
_NEWEST = """
SELECT number, place FROM statement_topics AS t INDEXED BY topics_by_party
WHERE party = ?1 AND topic = ?2 AND (moment, number) = (
    SELECT moment, number FROM statement_topics INDEXED BY topics_by_party
    WHERE party = ?1 AND topic = ?2 ORDER BY moment DESC, number DESC LIMIT 1
) ORDER BY place
"""
#: which of the statements of one article tells best where its party stands: the weightiest kind, then the first
_WEIGHT = {
    Kind.CONDITION: 6, Kind.REFUSAL: 6, Kind.OFFER: 6, Kind.DEMAND: 5, Kind.WARNING: 4, Kind.COMMITMENT: 4,
    Kind.SUPPORT: 3, Kind.ACCUSATION: 2, Kind.CLAIM: 1,
}  # fmt: skip


class _Detail(NamedTuple):
    """A statement as it is kept, with its article."""

    number: int
    place: int
    id: str
    line: int
    #: by a version that kept no words
    bare: bool
    party: str | None
    speaker: str | None
    kind: str
    moment: int
    quote: str
    negated: bool
    topics: str
    spans: str
    text: str
    article: str
    title: str
    source: str | None
    published: str | None
    language: str | None

    @property
    def at(self) -> StatementAt:
        return StatementAt(self.number, self.place)


class RecordInSqlite:
    """The record of a library with SQLite; see `interface.Record`."""

    _at: Connections

    def lines(
        self, ask: Ask, among: Among | None, *, by_topic: bool = False, limit: int = 200, after: Cursor | None = None
    ) -> tuple[list[StatementAt], Cursor | None]:
        """A page of lines, and where the list goes on."""
        with self._at.reading() as connection:
            rows = list(islice(lines.leads(connection, ask, among, by_topic=by_topic, after=after), limit + 1))
        more = rows[limit - 1].cursor if len(rows) > limit else None
        return [row.at for row in rows[:limit]], more

    def count_lines(self, ask: Ask, among: Among | None) -> int:
        """How many lines there are."""
        with self._at.reading() as connection:
            if among is None:
                return lines.count(connection, ask)
            return len({row.line for row in lines.candidates(connection, ask, among)})

    def stated(self, places: Sequence[StatementAt]) -> list[Stated]:
        """Statements with all that is shown of them."""
        with self._at.reading() as connection:
            return _stated(connection, _details(connection, places))

    def cells(self, ask: Ask, among: Among | None) -> list[CellAt]:
        """How much each party stated on each topic, with the latest."""
        with self._at.reading() as connection:
            if among is not None or ask != Ask(party=ask.party, topic=ask.topic):
                return _counted_cells(connection, ask, among)
            query = "SELECT party, topic, lines FROM cells WHERE lines > 0 AND topic <> ?"
            return [
                CellAt(
                    party, topic, count, _current(connection, connection.execute(_NEWEST, (party, topic)).fetchall())
                )
                for party, topic, count in connection.execute(query, (NO_TOPIC,)).fetchall()
                if ask.party in {None, party} and ask.topic in {None, topic}
            ]

    def sayings(self, party: str, topic: str, since: int | None, until: int | None, limit: int = -1) -> list[Saying]:
        """What a party said first on a topic, oldest first."""
        low, high = UNDATED + 1 if since is None else since, 2**62 if until is None else until
        with self._at.reading() as connection:
            found = connection.execute(_SAYINGS, (party, topic, low, high, limit)).fetchall()
            return [
                Saying(
                    at=each.at,
                    moment=each.moment,
                    kind=Kind(each.kind),
                    negated=bool(each.negated),
                    topics=tuple(each.topics.split("\n")),
                    text=each.text,
                    language=each.language,
                )
                for each in reversed(_details(connection, [StatementAt(*at) for at in found]))
            ]

    def along(self, party: str, topic: str) -> list[tuple[int, Kind]]:
        """When a party said something first on a topic, and of which kind, oldest first."""
        with self._at.reading() as connection:
            return [(moment, Kind(kind)) for moment, kind in connection.execute(_ALONG, (party, topic, UNDATED))]

    def spoken(self, party: str | None, topic: str | None, since: int, until: int) -> dict[str, list[str]]:
        """Which parties spoke on which topics in a time."""
        found: dict[str, list[str]] = {}
        with self._at.reading() as connection:
            for name, on in connection.execute(_SPOKEN, (party, topic, since, until, NO_TOPIC)):
                found.setdefault(name, []).append(on)
        return found

    def span(self, ask: Ask) -> tuple[int, int]:
        """The first and the last moment of dated statements that were asked for by date, party and topic."""
        asked = Ask(party=ask.party, topic=ask.topic, since=ask.since or "0001", until=ask.until)
        with self._at.reading() as connection:
            return lines.span(connection, asked)

    def fitting(self, places: Sequence[StatementAt], ask: Ask) -> set[StatementAt]:
        """Those of these statements that were asked for."""
        with self._at.reading() as connection:
            return {row.at for row in lines.fitting(connection, ask, places)}


def _details(connection: sqlite3.Connection, places: Sequence[StatementAt]) -> list[_Detail]:
    """The statements at these places that there are, in the order given."""
    found = [_Detail(*row) for row in connection.execute(_DETAILS, (json.dumps(places),))]
    return [_filled(connection, each) if each.bare else each for each in found]


def _filled(connection: sqlite3.Connection, detail: _Detail) -> _Detail:
    """One that an earlier version kept without its words, from the findings."""
    analysis = analyses.get(connection, detail.number)
    if analysis is None or detail.place >= len(analysis.statements):
        return detail._replace(quote=Quote.INDIRECT.value)
    s = analysis.statements[detail.place]
    return detail._replace(
        id=s.id,
        quote=s.quote.value,
        negated=s.negated,
        topics="\n".join(s.topics),
        spans=spans_text(s.content),
        text=s.text,
    )


def _stated(connection: sqlite3.Connection, details: Sequence[_Detail]) -> list[Stated]:
    members: dict[int, list[tuple[StatementAt, str | None]]] = {}
    for line, number, place, source in connection.execute(_MEMBERS, (json.dumps([each.line for each in details]),)):
        members.setdefault(line, []).append((StatementAt(number, place), source))
    judged = _judged(connection, {each.number for each in details})
    return [
        Stated(
            at=each.at,
            id=each.id,
            article_id=each.article,
            title=each.title,
            source=each.source,
            published=each.published,
            party=each.party,
            speaker=each.speaker,
            kind=Kind(each.kind),
            topics=tuple(each.topics.split("\n")) if each.topics else (),
            text=each.text,
            content=read_spans(each.spans),
            quote=Quote(each.quote),
            negated=bool(each.negated),
            others=tuple(at for at, _ in members.get(each.line, ()) if at.number != each.number),
            outlets=tuple(dict.fromkeys(
                source for source in (each.source, *(source for _, source in members.get(each.line, ()))) if source
            )),
            judgements=judged.get(each.at, ()),
        )
        for each in details
    ]  # fmt: skip


def _judged(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[StatementAt, tuple[Judgement, ...]]:
    """What reviewers said of the statements of articles."""
    query = "SELECT DISTINCT number FROM judged WHERE number IN (SELECT value FROM json_each(?))"
    return {
        StatementAt(number, place): said
        for (number,) in connection.execute(query, (json.dumps(list(numbers)),)).fetchall()
        for place, said in judgements(connection, number).items()
    }


def _counted_cells(connection: sqlite3.Connection, ask: Ask, among: Among | None) -> list[CellAt]:
    """The cells where they have to be counted: those asked for are a part of the record."""
    found: dict[tuple[str, str], tuple[list[StatementAt], set[int]]] = {}
    rows = lines.candidates(connection, ask, among)
    while chunk := list(islice(rows, lines.CHUNK)):
        topics = _topics(connection, [row.at for row in chunk])
        for row in chunk:
            for party, topic in topics.get(row.at, ()):
                if ask.topic in {None, topic}:
                    newest, counted = found.setdefault((party, topic), ([], set()))
                    counted.add(row.line)
                    if not newest or newest[0].number == row.number:
                        newest.append(row.at)
    return [CellAt(*cell, len(counted), _current(connection, newest)) for cell, (newest, counted) in found.items()]


def _current(connection: sqlite3.Connection, newest: Sequence[tuple[int, int]]) -> StatementAt:
    """Which of the statements of the newest article stands for them."""
    if len(newest) > 1:
        query = "SELECT kind FROM statements WHERE number = ? AND place = ?"
        weights = [_WEIGHT[Kind(connection.execute(query, at).fetchone()[0])] for at in newest]
        return StatementAt(*newest[weights.index(max(weights))])
    return StatementAt(*newest[0])


def _topics(connection: sqlite3.Connection, places: Sequence[StatementAt]) -> dict[StatementAt, list[tuple[str, str]]]:
    """Party and topic of statements, for each of their topics."""
    query = (
        "SELECT t.number, t.place, t.party, t.topic FROM json_each(?) AS wanted CROSS JOIN statement_topics AS t"
        " ON t.number = wanted.value ->> 0 AND t.place = wanted.value ->> 1 WHERE t.topic <> ?"
    )
    found: dict[StatementAt, list[tuple[str, str]]] = {}
    for number, place, party, topic in connection.execute(query, (json.dumps(places), NO_TOPIC)):
        found.setdefault(StatementAt(number, place), []).append((party, topic))
    return found
