"""The record of parties: what they stated across articles, where they stand, how that moves and where they meet."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from kurilreader.domain import Kind, NotInLibrary
from kurilreader.domain.record import Ask, Cell, Change, Cursor, Matrix, Meeting, Page, Saying, Stated, StatementAt
from kurilreader.library import Library
from kurilreader.settings import Settings

if TYPE_CHECKING:
    from kurilreader.desk.changes import Moved, Said
    from kurilreader.desk.points import Points
    from kurilreader.library.among import Among

#: earlier lines of the same party on the same topic that statements of a stretch of time are compared with
HISTORY = 400
#: lines of each of two parties that are looked at for where they meet
_MEETING = 400
#: statements fetched at once while changes are handed out
_CHUNK = 50
#: the first stretch of time that is compared, from the newest back, in seconds; each next one is twice as long …
_STRETCH = 30 * 86400
_EPOCH = datetime(1970, 1, 1)
#: … as long as there are fewer statements in it than this, so that no stretch fills the memory
_MANY = 2000


class Recording(ABC):
    """The part of the desk that knows the record. From any thread; quick, but for what a query narrows."""

    settings: Settings
    _library: Library

    def __init__(self) -> None:
        self._recording = threading.Lock()
        self._reader: Points | None = None
        self._answers: tuple[str, int, Among] | None = None

    def stated(
        self, ask: Ask, *, order: Literal["newest", "topic"] = "newest", limit: int = 200, after: Cursor | None = None
    ) -> Page:
        """Statements of parties as lines: the same statement carried by several outlets is one.

        Newest first, undated ones last; or by topic, each line once under its first one, those without any last.
        """
        places, cursor = self._library.lines(
            ask, self._among(ask.query), by_topic=order == "topic", limit=limit, after=after
        )
        return Page(tuple(self._library.stated(places)), cursor)

    def stated_count(self, ask: Ask) -> int:
        """How many lines there are."""
        return self._library.count_lines(ask, self._among(ask.query))

    def statement(self, at: StatementAt) -> Stated:
        """One statement, of a party or of another voice, whether it stands or not; `NotInLibrary`."""
        found = self._library.stated([at])
        if not found:
            raise NotInLibrary(f"article {at.number} has no statement at place {at.place}")
        return found[0]

    def statements_at(self, places: Sequence[StatementAt]) -> list[Stated]:
        """Several statements at once, in the order given; those that are not there are left out."""
        return self._library.stated(places)

    def matrix(self, ask: Ask, parties: int = 12, topics: int = 12) -> Matrix:
        """Parties against topics, those with the most lines: how many lines, and the latest of them."""
        cells = self._library.cells(ask, self._among(ask.query))
        rows = _most(((cell.party, cell.lines) for cell in cells), parties)
        columns = _most(((cell.topic, cell.lines) for cell in cells), topics)
        shown = [cell for cell in cells if cell.party in rows and cell.topic in columns]
        current = {each.at: each for each in self._library.stated([cell.latest for cell in shown])}
        return Matrix(
            parties=rows,
            topics=columns,
            cells={
                (cell.party, cell.topic): Cell(cell.party, cell.topic, cell.lines, current[cell.latest])
                for cell in shown
                if cell.latest in current
            },
        )

    def meetings(self, first: str, second: str, topic: str) -> list[Meeting]:
        """Where two parties agree or disagree on a topic by what each said last on a point; the latest word first."""
        from kurilreader.desk.meetings import meetings

        met = meetings(*(self._said(party, self._library.sayings(party, topic, None, None, _MEETING))
                         for party in (first, second)))  # fmt: skip
        stated = self._by_place([each.at for pair in met for each in (pair.first, pair.second)])
        return [
            Meeting(pair.relation, stated[pair.first.at], stated[pair.second.at], pair.why)
            for pair in met
            if pair.first.at in stated and pair.second.at in stated
        ]

    def lanes(self, party: str, topic: str) -> list[Stated]:
        """What a party said on a topic, each line where it was said first, oldest first; undated ones are left out."""
        return self._library.stated([saying.at for saying in self._library.sayings(party, topic, None, None)])

    def kinds_along(self, party: str, topic: str) -> list[tuple[date, Kind]]:
        """The days (in UTC) and kinds of what `lanes` answers with, which is enough to draw it."""
        along = self._library.along(party, topic)
        return [((_EPOCH + timedelta(seconds=moment)).date(), kind) for moment, kind in along]

    def changes(self, ask: Ask) -> Iterator[Change]:
        """What each statement changes, newest first: each line once, where it was said first.

        Compared with what was said before, also before `ask.since`, up to the latest 400 lines of the party on the
        topic. Statements without a date or a topic are left out.
        """
        for moved in self._moved(ask):
            stated = self._by_place([each.at for item in moved for each in (item.said, item.before) if each])
            for item in moved:
                now, before = stated.get(item.said.at), stated.get(item.before.at) if item.before else None
                if now is not None and (before is not None or item.before is None):
                    yield Change(item.movement, now, before)

    def _moved(self, ask: Ask) -> Iterator[list[Moved]]:
        """What changed, some at a time, newest first: stretch by stretch, so that the first come soon."""
        among = self._among(ask.query)
        wanted = Ask(kind=ask.kind, speaker=ask.speaker)
        oldest, newest = self._library.span(ask)
        length, until = _STRETCH, newest + 1
        while until > oldest:
            since = max(oldest, until - length)
            moved = self._moved_within(ask, since, until)
            fits = self._library.fitting([each.said.at for each in moved], wanted) if wanted != Ask() else None
            kept = [
                each for each in moved
                if (fits is None or each.said.at in fits) and (among is None or each.said.at in among)
            ]  # fmt: skip
            for start in range(0, len(kept), _CHUNK):
                yield kept[start : start + _CHUNK]
            until = since
            if len(moved) < _MANY:
                length *= 2

    def _moved_within(self, ask: Ask, since: int, until: int) -> list[Moved]:
        """What was said at `since <= moment < until` on the party and topic asked for, newest first."""
        from kurilreader.desk.changes import movements

        moved: list[Moved] = []
        for party, topics in self._library.spoken(ask.party, ask.topic, since, until).items():
            sayings: dict[StatementAt, Saying] = {}
            for topic in topics:
                for saying in self._library.sayings(party, topic, None, since, HISTORY):
                    sayings[saying.at] = saying
                for saying in self._library.sayings(party, topic, since, until):
                    sayings[saying.at] = saying
            moved += [each for each in movements(self._said(party, sayings.values())) if each.said.moment >= since]
        return sorted(moved, key=lambda each: (-each.said.moment, -each.said.at.number, each.said.at.place))

    def _said(self, party: str, sayings: Iterable[Saying]) -> list[Said]:
        """Statements of a party as they are compared."""
        from kurilreader.desk.changes import Said

        points = self._points()
        return [
            Said(
                saying.at,
                saying.moment,
                saying.kind,
                saying.negated,
                frozenset(saying.topics),
                points.gist(saying.text, party, saying.language),
            )
            for saying in sayings
        ]

    def _points(self) -> Points:
        with self._recording:
            if self._reader is None:
                from kurilreader.desk.points import Points, known_names

                self._reader = Points(known_names(self.settings))
            return self._reader

    def _by_place(self, places: Sequence[StatementAt]) -> dict[StatementAt, Stated]:
        return {stated.at: stated for stated in self._library.stated(list(dict.fromkeys(places)))}

    def _among(self, query: str) -> Among | None:
        """What a query finds, kept for the next page; None for no query."""
        if not query.strip():
            return None
        from kurilreader.library.among import Among

        revision = self._library.revision()
        with self._recording:
            if self._answers is not None and self._answers[:2] == (query, revision):
                return self._answers[2]
        found = Among(*self.statements(query))
        with self._recording:
            self._answers = query, revision, found
        return found

    @abstractmethod
    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements that a query finds: article numbers, and places in their analyses."""


def _most(counts: Iterable[tuple[str, int]], limit: int) -> tuple[str, ...]:
    """The names with the highest sums, by name where these are equal."""
    sums: dict[str, int] = {}
    for name, count in counts:
        sums[name] = sums.get(name, 0) + count
    return tuple(sorted(sums, key=lambda name: (-sums[name], name))[:limit])
