"""Jobs and origins: the part of the library behind `arrivals.Jobs`."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kurilreader.domain import Article, InputError, KurilError, NotInLibrary
from kurilreader.library import articles
from kurilreader.library.addresses import address_key
from kurilreader.library.arrivals import Added, Arrival, Failure, Job, JobState, Mark, Origin, Undone
from kurilreader.library.articles import INSIDE
from kurilreader.library.connection import Connections
from kurilreader.library.likeness import signature
from kurilreader.library.locks import Lock, held

#: what arrives is stored in transactions of so many things, or of so many characters
BATCH = 200
BATCH_CHARACTERS = 4_000_000

#: the job of what came in without one
NO_JOB = 0

_JOBS = (
    "SELECT job, kind, inputs, began, ended, added, same,"
    " (SELECT count(*) FROM job_failures WHERE job_failures.job = jobs.job), state FROM jobs"
)
#: what the reader put something on that removing it would lose
_CHERISHED = (
    "number IN (SELECT number FROM states WHERE starred)"
    " OR number IN (SELECT number FROM tags) OR number IN (SELECT number FROM notes)"
    " OR number IN (SELECT number FROM annotations) OR number IN (SELECT number FROM judged)"
)


class Arrived(NamedTuple):
    """An article ready to be stored: with its signature and the further addresses it stands at."""

    article: Article
    signature: bytes | None
    aliases: Sequence[str] = ()


class JobsInSqlite:
    """The jobs of a library with SQLite; see `arrivals.Jobs`."""

    directory: Path
    _at: Connections
    #: the jobs that run in this process
    _locks: dict[int, Lock]

    def store(self, connection: sqlite3.Connection, arrived: Sequence[Arrived], job: int) -> list[Added]:
        """Store articles inside a transaction."""
        raise NotImplementedError

    def rest(self) -> None:
        """Let go, inside a transaction, of what only storing needs."""
        raise NotImplementedError

    # --- their life

    def begin_job(self, kind: str, inputs: Sequence[str]) -> int:
        """A new job, running in this process."""
        with self._at.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO jobs (kind, inputs, began, state) VALUES (?, ?, ?, ?)",
                (kind, json.dumps(list(inputs), ensure_ascii=True), now(), JobState.RUNNING.value),
            )
            job = cursor.lastrowid
            assert job is not None
            # Held before anybody can see the job: a job that is seen unheld was killed.
            self._hold(job)
        return job

    def resume_job(self, job: int) -> None:
        """Go on with a job that did not come to its end."""
        self.job(job)
        self._hold(job)
        with self._at.writing() as connection:
            # Those in a part of a file that is not read again stay.
            connection.execute(
                "DELETE FROM job_failures WHERE job = ?1 AND NOT EXISTS (SELECT 1 FROM bookmarks WHERE job = ?1 AND"
                " substr(origin, 1, length(path) + ?2) = path || ?3)",
                (job, len(INSIDE), INSIDE),
            )
            connection.execute("UPDATE jobs SET state = ?, ended = NULL WHERE job = ?", (JobState.RUNNING.value, job))

    def end_job(self, job: int, state: JobState) -> None:
        """The job is done or cancelled."""
        try:
            with self._at.writing() as connection:
                connection.execute("UPDATE jobs SET state = ?, ended = ? WHERE job = ?", (state.value, now(), job))
                if state is JobState.DONE:
                    connection.execute("DELETE FROM bookmarks WHERE job = ?", (job,))
                self.rest()
        finally:
            if lock := self._locks.pop(job, None):
                lock.release()

    def drop_job(self, job: int) -> bool:
        """Forget a job that met nothing."""
        with self._at.writing() as connection:
            cursor = connection.execute(
                "DELETE FROM jobs WHERE job = ?1 AND state = ?2 AND added = 0 AND same = 0"
                " AND NOT EXISTS (SELECT 1 FROM job_failures WHERE job = ?1)"
                " AND NOT EXISTS (SELECT 1 FROM origins WHERE job = ?1)",
                (job, JobState.DONE.value),
            )
            return cursor.rowcount > 0

    def jobs(self, limit: int | None = None) -> list[Job]:
        """The jobs, latest first."""
        with self._at.reading() as connection:
            rows = connection.execute(f"{_JOBS} ORDER BY job DESC LIMIT ?", (-1 if limit is None else limit,))
            return [self._job(row) for row in rows.fetchall()]

    def job(self, number: int) -> Job:
        """One job."""
        with self._at.reading() as connection:
            row = connection.execute(f"{_JOBS} WHERE job = ?", (number,)).fetchone()
        if row is None:
            raise KurilError(f"there is no job {number}", "kurilreader jobs lists them")
        return self._job(row)

    def failures(self, job: int) -> list[Failure]:
        """What a job could not take in."""
        with self._at.reading() as connection:
            rows = connection.execute(
                "SELECT origin, reason, hint FROM job_failures WHERE job = ? ORDER BY place", (job,)
            )
            return [Failure(*row) for row in rows]

    # --- what they bring

    def take(self, job: int, arrivals: Iterable[Arrival], *, again: bool = False) -> Iterator[Added | InputError]:
        """Store what arrives, in batches."""
        for batch in _batches(arrivals):
            yield from self._take(job, batch, again)

    def has_taken(self, job: int, origin: str) -> bool:
        """Whether the job found an article in this place."""
        with self._at.reading() as connection:
            found = connection.execute("SELECT 1 FROM origins WHERE job = ? AND origin = ? LIMIT 1", (job, origin))
            return found.fetchone() is not None

    def bookmark(self, job: int, path: str, look: str) -> Mark | None:
        """How far the job has read a file that still looks so."""
        with self._at.reading() as connection:
            found = connection.execute(
                "SELECT path, look, offset, records FROM bookmarks WHERE job = ? AND path = ?", (job, path)
            ).fetchone()
        if found is None or found[1] == look:
            return found and Mark(*found)
        with self._at.writing() as connection:
            connection.execute("DELETE FROM bookmarks WHERE job = ? AND path = ?", (job, path))
            connection.execute(
                "DELETE FROM job_failures WHERE job = ? AND substr(origin, 1, ?) = ?",
                (job, len(path + INSIDE), path + INSIDE),
            )
        return None

    def watched(self, paths: Sequence[str]) -> dict[str, str]:
        """How files of watched folders looked when they were taken in."""
        with self._at.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT path, look FROM watched WHERE path IN (SELECT value FROM json_each(?))",
                    (json.dumps(list(paths)),),
                )
            )

    def put_watched(self, job: int, looks: Mapping[str, str]) -> None:
        """Files of watched folders were taken in by a job."""
        with self._at.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO watched (path, look, job) VALUES (?, ?, ?)",
                [(path, look, job) for path, look in looks.items()],
            )

    def forget_watched(self, job: int) -> None:
        """Let files that a job took in come in again."""
        with self._at.writing() as connection:
            connection.execute("DELETE FROM watched WHERE job = ?", (job,))

    def undo_job(self, job: int) -> Undone:
        """Remove what this job alone brought."""
        state = self.job(job).state
        if state is JobState.RUNNING:
            raise KurilError(f"job {job} is still running", "end it first")
        if state is JobState.UNDONE:
            raise KurilError(f"job {job} was undone already")
        with self._at.writing() as connection:
            connection.execute("CREATE TEMP TABLE brought (number INTEGER PRIMARY KEY, fate INTEGER NOT NULL)")
            try:
                connection.execute(
                    "INSERT INTO brought SELECT number, CASE"
                    " WHEN EXISTS (SELECT 1 FROM origins AS o WHERE o.number = mine.number AND o.job <> mine.job)"
                    " THEN 2"
                    f" WHEN {_CHERISHED} THEN 1 ELSE 0 END"
                    " FROM (SELECT DISTINCT number, job FROM origins WHERE job = ?) AS mine",
                    (job,),
                )
                counts = dict(connection.execute("SELECT fate, count(*) FROM brought GROUP BY fate"))
                connection.execute("DELETE FROM articles WHERE number IN (SELECT number FROM brought WHERE fate = 0)")
                # What is kept for the reader's sake has come in once all the same.
                connection.execute(
                    "UPDATE origins SET job = ? WHERE job = ?"
                    " AND number IN (SELECT number FROM brought WHERE fate = 1)",
                    (NO_JOB, job),
                )
                connection.execute("DELETE FROM origins WHERE job = ?", (job,))
                connection.execute("DELETE FROM bookmarks WHERE job = ?", (job,))
                connection.execute("UPDATE jobs SET state = ? WHERE job = ?", (JobState.UNDONE.value, job))
            finally:
                if connection.in_transaction:
                    connection.execute("DROP TABLE temp.brought")
        return Undone(counts.get(0, 0), counts.get(1, 0), counts.get(2, 0))

    def origins(self, number: int) -> list[Origin]:
        """All places an article was found in."""
        with self._at.reading() as connection:
            rows = connection.execute(
                "SELECT origin, address, job, found FROM origins WHERE number = ? ORDER BY found, job, origin",
                (number,),
            ).fetchall()
            if not rows and not connection.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone():
                raise NotInLibrary(f"no article has the number {number}")
        return [Origin(origin, address, job or None, found) for origin, address, job, found in rows]

    def number_at(self, address: str) -> int | None:
        """The article that stands at an address."""
        with self._at.reading() as connection:
            return articles.at_address(connection, address_key(address))

    # --- inside

    def _take(self, job: int, batch: Sequence[Arrival], again: bool) -> list[Added | InputError]:
        """Store a batch in one transaction with all that belongs to it."""
        before: set[int] = set()
        # Signatures take longer than storing, and no other process need wait for them.
        arrived = [Arrived(a.what, signature(a.what.text), a.aliases) for a in batch if isinstance(a.what, Article)]
        with self._at.writing() as connection:
            if again:
                before = {place for place, arrival in enumerate(batch) if _was_there(connection, job, arrival)}
            stored = iter(self.store(connection, arrived, job))
            answers: list[Added | InputError] = []
            counts = {True: 0, False: 0}
            for place, arrival in enumerate(batch):
                answer: Added | InputError
                if isinstance(arrival.what, InputError):
                    answer = arrival.what
                    connection.execute(
                        "INSERT OR IGNORE INTO job_failures (job, origin, reason, hint) VALUES (?, ?, ?, ?)",
                        (job, answer.origin, answer.reason, answer.hint),
                    )
                elif isinstance(arrival.what, Article):
                    answer = next(stored)
                else:
                    answer = Added(arrival.what, new=False)
                    articles.note_origin(connection, answer.number, job, arrival.origin, arrival.aliases)
                if isinstance(answer, Added):
                    counts[answer.new] += place not in before
                    if arrival.feed is not None:
                        connection.execute(
                            "INSERT OR IGNORE INTO feed_entries (feed, entry, job)"
                            " SELECT feed, ?, ? FROM feeds WHERE feed = ?",
                            (arrival.entry, job, arrival.feed),
                        )
                answers.append(answer)
            # The last of each file in the batch; what comes after it may not be on the disk yet.
            marks = {arrival.mark.path: arrival.mark for arrival in batch if arrival.mark}
            connection.executemany(
                "INSERT OR REPLACE INTO bookmarks (job, path, look, offset, records) VALUES (?, ?, ?, ?, ?)",
                [(job, *mark) for mark in marks.values()],
            )
            connection.execute(
                "UPDATE jobs SET added = added + ?, same = same + ? WHERE job = ?", (counts[True], counts[False], job)
            )
        return answers

    def _hold(self, job: int) -> None:
        lock = Lock.take(self._lock_path(job))
        if lock is None:
            raise KurilError(f"job {job} is running already", "wait until it is done")
        self._locks[job] = lock

    def _lock_path(self, job: int) -> Path:
        return self.directory / f"job-{job}.lock"

    def _job(self, row: tuple[int, str, str, str, str | None, int, int, int, str]) -> Job:
        number, kind, inputs, began, ended, added, same, failed, stored = row
        state = JobState(stored)
        if state is JobState.RUNNING and not held(self._lock_path(number)):
            state = JobState.KILLED
        return Job(number, kind, tuple(json.loads(inputs)), began, ended, added, same, failed, state)


def now() -> str:
    """This moment as it is stored: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _was_there(connection: sqlite3.Connection, job: int, arrival: Arrival) -> bool:
    if isinstance(arrival.what, InputError):
        return False
    origin = arrival.what.origin if isinstance(arrival.what, Article) else arrival.origin
    found = connection.execute(
        "SELECT 1 FROM origins JOIN articles USING (number) WHERE job = ? AND origins.origin = ? AND"
        + (" id = ?" if isinstance(arrival.what, Article) else " number = ?"),
        (job, origin or "", arrival.what.id if isinstance(arrival.what, Article) else arrival.what),
    )
    return found.fetchone() is not None


def _batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """Arrivals in groups bounded by number and by characters."""
    rest = iter(arrivals)
    while True:
        batch: list[Arrival] = []
        size = 0
        for arrival in itertools.islice(rest, BATCH):
            batch.append(arrival)
            size += len(arrival.what.text) if isinstance(arrival.what, Article) else 0
            if size >= BATCH_CHARACTERS:
                break
        if not batch:
            return
        yield batch
