"""The library in a folder with SQLite: what stands behind `interface.Library` today."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kurilreader.domain import Analysis, Article, LibraryBroken, NotInLibrary, Order, ReadingState, Row
from kurilreader.domain.register import Name
from kurilreader.library import acts, analyses, articles, groups, statements
from kurilreader.library.annotations import AnnotationsInSqlite
from kurilreader.library.arrivals import Added
from kurilreader.library.coding import Undecodable
from kurilreader.library.connection import Connections
from kurilreader.library.feeds import FeedsInSqlite
from kurilreader.library.interface import Change
from kurilreader.library.jobs import NO_JOB, Arrived, JobsInSqlite
from kurilreader.library.likeness import signature
from kurilreader.library.lines import end_of
from kurilreader.library.locks import Lock
from kurilreader.library.moments import moment
from kurilreader.library.record import RecordInSqlite
from kurilreader.library.review import ReviewInSqlite
from kurilreader.library.shelves import ShelvesInSqlite

#: articles stored in one transaction by `add_many`; a batch of texts stays within some megabytes
BATCH = 200
BATCH_CHARACTERS = 4_000_000


class SqliteLibrary(RecordInSqlite, ShelvesInSqlite, ReviewInSqlite, AnnotationsInSqlite, JobsInSqlite, FeedsInSqlite):
    """One library folder; see `interface.Library`. Threads may share it: each gets a connection of its own."""

    def __init__(self, directory: Path, *, create: bool = True, patience: float = 5.0) -> None:
        self.directory = directory
        self._at = Connections(directory, create=create, patience=patience)
        #: made by the first article that comes in
        self._bands: groups.Bands | None = None
        self._locks: dict[int, Lock] = {}

    def close(self) -> None:
        """Release the files."""
        self._at.close()

    # --- articles

    def add(self, article: Article) -> Added:
        """Store one article, durably."""
        return self._store([article])[0]

    def add_many(self, articles_: Iterable[Article]) -> Iterator[Added]:
        """Store articles in batches; the transaction is open only while a batch that has been read is written."""
        for batch in _batches(articles_):
            yield from self._store(batch)

    def _store(self, batch: list[Article]) -> list[Added]:
        """Store a batch in one transaction, which is open only while it is written."""
        arrived = [Arrived(article, signature(article.text)) for article in batch]
        with self._at.writing() as connection:
            return self.store(connection, arrived, NO_JOB)

    def store(self, connection: sqlite3.Connection, arrived: Sequence[Arrived], job: int) -> list[Added]:
        """Store articles inside a transaction."""
        added = [articles.insert(connection, article, job, aliases) for article, _, aliases in arrived]
        fresh = [
            (number, signed)
            for (number, new), (_, signed, _) in zip(added, arrived, strict=True)
            if new and signed is not None
        ]
        if fresh:
            self._bands = self._bands or groups.Bands()
            groups.place(connection, self._bands, fresh)
        return added

    def rest(self) -> None:
        """Let go of the bands: those of many articles are large, and are read from the record in little time."""
        self._bands = None

    def remove(self, number: int) -> None:
        """Forget an article."""
        with self._at.writing() as connection:
            articles.delete(connection, number)

    def article(self, number: int) -> Article:
        """One article."""
        with self._at.reading() as connection:
            return articles.fetch(connection, number)

    def number(self, id_: str) -> int:
        """The number behind an id or the beginning of one."""
        with self._at.reading() as connection:
            return articles.find(connection, id_)

    def count(self) -> int:
        """How many articles there are."""
        with self._at.reading() as connection:
            return articles.count(connection)

    def numbers(self, order: Order) -> Sequence[int]:
        """All article numbers in an order."""
        with self._at.reading() as connection:
            return articles.numbers(connection, order)

    def moments(self, after: int = 0) -> tuple[Sequence[int], Sequence[int]]:
        """Articles with a date, and the dates."""
        with self._at.reading() as connection:
            return articles.moments(connection, after)

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """What the list shows of these."""
        with self._at.reading() as connection:
            return articles.rows(connection, numbers)

    # --- near-duplicates

    def group(self, number: int) -> Sequence[int]:
        """The near-duplicates of one article and itself."""
        with self._at.reading() as connection:
            return groups.group(connection, number)

    def followers(self) -> tuple[Sequence[int], Sequence[int]]:
        """The articles that are not the head of their group, with their heads."""
        with self._at.reading() as connection:
            return groups.followers(connection)

    # --- analyses

    def put_analysis(self, number: int, analysis: Analysis) -> None:
        """Store the analysis of one article."""
        if not self.put_analyses([(number, analysis)]):
            raise NotInLibrary(f"no article has the number {number}")

    def put_analyses(self, found: Iterable[tuple[int, Analysis]]) -> int:
        """Store the analyses of several articles together."""
        found = list(found)
        with self._at.writing() as connection:
            return sum(analyses.put(connection, number, analysis) for number, analysis in found)

    def refill(self, limit: int) -> int:
        """Write statements of an earlier version anew, those of some articles in one transaction."""
        with self._at.writing() as connection:
            waiting = statements.unstated(connection, limit)
            for number in waiting:
                # A damaged one keeps what it has; the doctor finds it.
                with suppress(Undecodable):
                    analyses.refill(connection, number)
            statements.stated(connection, waiting)
        return len(waiting)

    def analysis(self, number: int) -> Analysis | None:
        """The stored analysis of one article."""
        with self._at.reading() as connection:
            try:
                return analyses.get(connection, number)
            except Undecodable as error:
                raise LibraryBroken(
                    f"the analysis of article {number} in {self._at.path} is damaged ({error})",
                    "run: kurilreader doctor",
                ) from error

    def unanalysed(self, version: str | None) -> Sequence[int]:
        """Articles without an analysis of this version, or without any."""
        with self._at.reading() as connection:
            return analyses.unanalysed(connection, version)

    def stating(
        self, party: str | None = None, topic: str | None = None, since: str | None = None, until: str | None = None
    ) -> Sequence[int]:
        """Articles with a statement of a party, on a topic, in a time."""
        with self._at.reading() as connection:
            return analyses.stating(connection, party, topic, moment(since), end_of(until) if until else None)

    # --- the reader's state

    def state(self, number: int) -> ReadingState:
        """Where the reader left an article."""
        with self._at.reading() as connection:
            record = connection.execute(
                "SELECT read, starred, place, sentence FROM states WHERE number = ?", (number,)
            ).fetchone()
        if record is None:
            return ReadingState()
        read, starred, place, sentence = record
        return ReadingState(bool(read), bool(starred), place, sentence)

    def put_state(self, number: int, state: ReadingState, reviewer: str = "") -> None:
        """Keep where the reader left an article; one that was removed in the meantime has none.

        A star, and making unread what was read, is an act of the reviewer; reading on is none.
        """
        with self._at.writing() as connection:
            known = connection.execute("SELECT id, title FROM articles WHERE number = ?", (number,)).fetchone()
            if known is None:
                return
            id_, title = known
            place = [state.place, state.sentence] if state.place or state.sentence else None
            acts.put(connection, {Name(id_, "place"): place, **({Name(id_, "read"): True} if state.read else {})})
            star = f'{"star" if state.starred else "no star"}: "{title}"'
            acts.act(connection, reviewer, star, {Name(id_, "starred"): state.starred or None})
            if not state.read:
                acts.act(connection, reviewer, f'unread: "{title}"', {Name(id_, "read"): None})

    def added(self, since: int | None, until: int | None) -> Sequence[int]:
        """Numbers of the articles taken in within a time."""
        with self._at.reading() as connection:
            return articles.added(connection, since, until)

    def recall(self, key: str) -> str | None:
        """A small value kept between runs."""
        with self._at.reading() as connection:
            record = connection.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
        return record[0] if record else None

    def remember(self, key: str, value: str) -> None:
        """Keep a small value between runs."""
        with self._at.writing() as connection:
            connection.execute(
                "INSERT INTO memory (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

    # --- change and health

    def revision(self) -> int:
        """The change counter."""
        with self._at.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(revision), 0) FROM changes").fetchone()[0])

    def changes(self, since: int, limit: int = 500) -> list[Change]:
        """Changes after a revision."""
        with self._at.reading() as connection:
            return [
                Change(number, revision, bool(removed))
                for revision, number, removed in connection.execute(
                    "SELECT revision, number, removed FROM changes WHERE revision > ? ORDER BY revision LIMIT ?",
                    (since, limit),
                )
            ]

    def check(self) -> list[str]:
        """SQLite's own check of every page and index, then that no record lacks what it points to."""
        with self._at.reading() as connection:
            problems = [line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]
            problems += [
                f"{table} {number} points to a missing {parent}"
                for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20)
            ]
            (textless,) = connection.execute(
                "SELECT count(*) FROM articles LEFT JOIN texts USING (number) WHERE texts.number IS NULL"
            ).fetchone()
        if textless:
            problems.append(f"{textless} articles lack their text")
        return problems


def _batches(articles_: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in groups bounded by number and by characters."""
    rest = iter(articles_)
    while True:
        batch: list[Article] = []
        size = 0
        for article in itertools.islice(rest, BATCH):
            batch.append(article)
            size += len(article.text)
            if size >= BATCH_CHARACTERS:
                break
        if not batch:
            return
        yield batch
