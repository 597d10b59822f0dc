"""newsboat's cache.db: the articles it has kept."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.paragraphs import unwrap
from kurilreader.intake.readers.fragments import fragment_paragraphs, is_markup

_QUERY = """
    SELECT i.title, i.author, i.url, i.pubDate, i.content, f.title
    FROM rss_item AS i LEFT JOIN rss_feed AS f ON f.rssurl = i.feedurl
    WHERE coalesce(i.deleted, 0) = 0 ORDER BY i.id
"""


class NewsboatReader:
    """The SQLite cache of newsboat and newsbeuter."""

    name = "a newsboat cache"
    suffixes = frozenset({".db"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By SQLite's signature; whether the tables are there shows on reading."""
        return head.startswith(b"SQLite format 3\x00")

    def read(self, item: Input) -> Iterator[Found]:
        """A document for each item that is not deleted. The file is opened for reading only."""
        if item.path is not None and not item.packed:
            yield from _items(item.path, item)
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cache.db"
            path.write_bytes(item.read())
            yield from _items(path, item)


def _items(path: Path, item: Input) -> Iterator[Found]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            database.execute("PRAGMA trusted_schema = OFF")
            for title, author, address, seconds, content, feed in database.execute(_QUERY):
                text = str(content or "")
                paragraphs = fragment_paragraphs(text, item) if is_markup(text) else unwrap(text)
                yield Draft(
                    title=str(title or ""),
                    paragraphs=paragraphs or [str(title or "")],
                    source=feed,
                    author=author,
                    published=_moment(seconds),
                    address=address,
                    origin=f"{item.origin} › {title or address}",
                )
    except sqlite3.Error as error:
        if "no such" in str(error):
            raise item.irrelevant("is a database of another program") from error
        raise item.problem(f"is a damaged database ({error})") from error


def _moment(seconds: object) -> str | None:
    if not isinstance(seconds, int) or seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
