"""Subscriptions and their state: the part of the library behind `arrivals.Feeds`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from kurilreader.domain import KurilError
from kurilreader.library.arrivals import Feed, FeedOptions
from kurilreader.library.connection import Connections
from kurilreader.library.jobs import now

_COLUMNS = (
    "number", "address", "title", "added", "etag", "modified", "succeeded", "failing_since", "reason", "failures",
    "due", "options",
)  # fmt: skip
_OPTIONS = {option.name for option in fields(FeedOptions)}
_FEEDS = f"SELECT feed, {', '.join(_COLUMNS[1:])} FROM feeds"


class FeedsInSqlite:
    """The subscriptions of a library with SQLite; see `arrivals.Feeds`."""

    _at: Connections

    def feeds(self) -> list[Feed]:
        """All subscriptions, by title."""
        with self._at.reading() as connection:
            found = [_feed(row) for row in connection.execute(_FEEDS)]
        return sorted(found, key=lambda feed: ((feed.title or feed.address).casefold(), feed.number))

    def subscribe(self, address: str, title: str | None = None) -> tuple[Feed, bool]:
        """The subscription to an address, and whether it is new."""
        with self._at.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO feeds (address, title, added) VALUES (?, ?, ?) ON CONFLICT (address) DO NOTHING",
                (address, title, now()),
            )
            row = connection.execute(f"{_FEEDS} WHERE address = ?", (address,)).fetchone()
            return _feed(row), cursor.rowcount > 0

    def unsubscribe(self, feed: int) -> None:
        """Forget a subscription."""
        with self._at.writing() as connection:
            _hit(connection.execute("DELETE FROM feeds WHERE feed = ?", (feed,)), feed)

    def rename_feed(self, feed: int, title: str | None) -> None:
        """Call a feed otherwise."""
        with self._at.writing() as connection:
            # Only what is fetched anew tells its own name again.
            _hit(
                connection.execute(
                    "UPDATE feeds SET title = ?, etag = CASE WHEN ? IS NULL THEN NULL ELSE etag END,"
                    " modified = CASE WHEN ? IS NULL THEN NULL ELSE modified END WHERE feed = ?",
                    (title, title, title, feed),
                ),
                feed,
            )

    def put_feed_options(self, feed: int, options: FeedOptions) -> None:
        """Keep what the reader set for a feed."""
        with self._at.writing() as connection:
            _hit(
                connection.execute(
                    "UPDATE feeds SET options = ?, due = NULL WHERE feed = ?", (json.dumps(asdict(options)), feed)
                ),
                feed,
            )

    def feed_succeeded(
        self,
        feed: int,
        *,
        title: str | None = None,
        etag: str | None = None,
        modified: str | None = None,
        due: str | None = None,
    ) -> None:
        """A feed was fetched; one that was unsubscribed in the meantime stays so."""
        with self._at.writing() as connection:
            connection.execute(
                "UPDATE feeds SET title = coalesce(title, ?), etag = ?, modified = ?, due = ?, succeeded = ?,"
                " failing_since = NULL, reason = NULL, failures = 0 WHERE feed = ?",
                (title, etag, modified, due, now(), feed),
            )

    def feed_failed(self, feed: int, reason: str, due: str | None) -> None:
        """A feed could not be fetched or read."""
        with self._at.writing() as connection:
            connection.execute(
                "UPDATE feeds SET failing_since = coalesce(failing_since, ?), reason = ?, failures = failures + 1,"
                " due = ? WHERE feed = ?",
                (now(), reason, due, feed),
            )

    def feed_moved(self, feed: int, address: str) -> None:
        """A feed is elsewhere for good."""
        with self._at.writing() as connection:
            other = connection.execute(
                "SELECT feed FROM feeds WHERE address = ? AND feed <> ?", (address, feed)
            ).fetchone()
            if other is None:
                connection.execute("UPDATE feeds SET address = ? WHERE feed = ?", (address, feed))
                return
            connection.execute(
                "INSERT OR IGNORE INTO feed_entries (feed, entry, job)"
                " SELECT ?, entry, job FROM feed_entries WHERE feed = ?",
                (other[0], feed),
            )
            connection.execute("DELETE FROM feeds WHERE feed = ?", (feed,))

    def unseen(self, feed: int, entries: Sequence[str]) -> set[str]:
        """Those of a feed's entries that were not taken in by it yet."""
        with self._at.reading() as connection:
            seen = connection.execute(
                "SELECT entry FROM feed_entries WHERE feed = ? AND entry IN (SELECT value FROM json_each(?))",
                (feed, json.dumps(list(entries))),
            )
            return set(entries) - {entry for (entry,) in seen}

    def forget_entries(self, job: int) -> None:
        """Let feeds bring again what they brought in a job; they are asked for all they have."""
        with self._at.writing() as connection:
            connection.execute(
                "UPDATE feeds SET etag = NULL, modified = NULL, due = NULL"
                " WHERE feed IN (SELECT feed FROM feed_entries WHERE job = ?)",
                (job,),
            )
            connection.execute("DELETE FROM feed_entries WHERE job = ?", (job,))


def _feed(row: tuple[Any, ...]) -> Feed:
    values = dict(zip(_COLUMNS, row, strict=True))
    # A later version may know of more.
    options = {name: value for name, value in json.loads(values["options"]).items() if name in _OPTIONS}
    return Feed(**{**values, "options": FeedOptions(**options)})


def _hit(cursor: sqlite3.Cursor, feed: int) -> None:
    if cursor.rowcount == 0:
        raise KurilError(f"there is no feed {feed}", "kurilreader feed list shows them")
