"""What the reader put on articles, and the searches the reader keeps: the part of the library behind `Shelves`."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from array import array
from collections.abc import Sequence

from kurilreader.domain import KurilError, NotInLibrary, Order
from kurilreader.domain.printable import printable
from kurilreader.library.connection import Connections
from kurilreader.library.interface import FLAGS, SETTABLE, StoredSearch

#: queries kept in the history
HISTORY = 200
#: characters a name may have
_LONGEST = 100
#: where the last visit to the whole library is kept among the small values
_VISITED = "shelves.seen"

_FLAGGED = {
    "read": "SELECT number FROM states WHERE read ORDER BY number",
    "unread": (
        "SELECT number FROM articles WHERE number NOT IN (SELECT number FROM states WHERE read) ORDER BY number"
    ),
    "starred": "SELECT number FROM states WHERE starred ORDER BY number",
    "reviewed": "SELECT number FROM states WHERE reviewed ORDER BY number",
    "tagged": "SELECT DISTINCT number FROM tags ORDER BY number",
    "noted": "SELECT number FROM notes ORDER BY number",
    "new": (
        "SELECT number FROM articles WHERE number >"
        f" coalesce((SELECT CAST(value AS INTEGER) FROM memory WHERE key = '{_VISITED}'), 0) ORDER BY number"
    ),
}
_GIVEN = "number IN (SELECT value FROM json_each(?))"


def tag_name(text: str) -> str:
    """A tag as it is kept: lower case, words joined by hyphens, without "#" before it. `KurilError` for no name."""
    name = "-".join(printable(unicodedata.normalize("NFKC", text)).casefold().lstrip("# ").split())
    # What would end a value in a query.
    name = re.sub(r"[()\"“”„«»「」『』,*:]", "", name)[:_LONGEST].strip("-")
    if not name:
        raise KurilError(f'"{printable(text)}" is no name for a tag', "a tag is a word, such as: fisheries")
    return name


def search_name(text: str) -> str:
    """The name of a saved search as it is kept: one line. `KurilError` for no name."""
    name = " ".join(printable(text).split())[:_LONGEST]
    if not name:
        raise KurilError("a saved search needs a name", "give one or more letters")
    return name


class ShelvesInSqlite:
    """The shelves of a library with SQLite; see `interface.Shelves`."""

    _at: Connections

    # --- flags

    def flagged(self, flag: str) -> Sequence[int]:
        """Numbers of the articles with a flag."""
        if flag not in _FLAGGED:
            raise ValueError(f"{flag} is none of the flags {', '.join(FLAGS)}")
        return self._numbers(_FLAGGED[flag])

    def put_flag(self, numbers: Sequence[int], flag: str, on: bool) -> int:
        """Set or clear a flag on articles."""
        if flag not in SETTABLE:
            raise ValueError(f"{flag} is none of the flags {', '.join(SETTABLE)}")
        with self._at.writing() as connection:
            if on:
                fresh = ", ".join(str(int(flag == name)) for name in SETTABLE)
                cursor = connection.execute(
                    f"INSERT INTO states (number, {', '.join(SETTABLE)}, place, sentence)"
                    f" SELECT number, {fresh}, 0.0, 0 FROM articles WHERE {_GIVEN}"
                    f" ON CONFLICT (number) DO UPDATE SET {flag} = 1 WHERE NOT {flag}",
                    (_json(numbers),),
                )
            else:
                cursor = connection.execute(
                    f"UPDATE states SET {flag} = 0 WHERE {flag} AND {_GIVEN}", (_json(numbers),)
                )
            return cursor.rowcount

    # --- tags

    def tags(self) -> list[tuple[str, int]]:
        """All tags with their counts."""
        with self._at.reading() as connection:
            return connection.execute("SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag").fetchall()

    def tagged(self, tag: str) -> Sequence[int]:
        """Numbers of the articles with a tag, or with one that begins so."""
        if tag.endswith("*"):
            start = tag.rstrip("*")
            return self._numbers(
                "SELECT DISTINCT number FROM tags WHERE tag >= ? AND tag < ? ORDER BY number",
                (start, start + "\U0010ffff"),
            )
        return self._numbers("SELECT number FROM tags WHERE tag = ? ORDER BY number", (tag,))

    def tags_of(self, number: int) -> tuple[str, ...]:
        """The tags of an article."""
        with self._at.reading() as connection:
            return tuple(
                tag for (tag,) in connection.execute("SELECT tag FROM tags WHERE number = ? ORDER BY tag", (number,))
            )

    def tag(self, numbers: Sequence[int], tag: str) -> int:
        """Put a tag on articles."""
        name = tag_name(tag)
        with self._at.writing() as connection:
            return connection.execute(
                f"INSERT OR IGNORE INTO tags (tag, number) SELECT ?, number FROM articles WHERE {_GIVEN}",
                (name, _json(numbers)),
            ).rowcount

    def untag(self, numbers: Sequence[int], tag: str) -> int:
        """Take a tag off articles."""
        name = tag_name(tag)
        with self._at.writing() as connection:
            return connection.execute(f"DELETE FROM tags WHERE tag = ? AND {_GIVEN}", (name, _json(numbers))).rowcount

    # --- notes

    def note(self, number: int) -> str:
        """The note on an article."""
        with self._at.reading() as connection:
            record = connection.execute("SELECT text FROM notes WHERE number = ?", (number,)).fetchone()
        return record[0] if record else ""

    def put_note(self, number: int, text: str) -> None:
        """Keep a note on an article."""
        with self._at.writing() as connection:
            if connection.execute("SELECT 1 FROM articles WHERE number = ?", (number,)).fetchone() is None:
                raise NotInLibrary(f"no article has the number {number}")
            if text.strip():
                connection.execute("REPLACE INTO notes (number, text) VALUES (?, ?)", (number, text))
            else:
                connection.execute("DELETE FROM notes WHERE number = ?", (number,))

    def noting(self, words: str) -> Sequence[int]:
        """Numbers of the articles whose note holds all of these."""
        wanted = words.casefold().split()
        with self._at.reading() as connection:
            notes = connection.execute("SELECT number, text FROM notes ORDER BY number")
            return array("q", [number for number, text in notes if all(word in text.casefold() for word in wanted)])

    # --- saved searches

    def searches(self) -> list[StoredSearch]:
        """The saved searches."""
        with self._at.reading() as connection:
            rows = connection.execute("SELECT name, query, ordering, seen FROM searches").fetchall()
        found = [StoredSearch(name, query, Order(order), seen) for name, query, order, seen in rows]
        return sorted(found, key=lambda search: (search.name.casefold(), search.name))

    def put_search(self, name: str, query: str, order: Order) -> None:
        """Save a search; what there is now counts as seen, unless the same search was there before."""
        with self._at.writing() as connection:
            connection.execute(
                "INSERT INTO searches (name, query, ordering, seen) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET query = excluded.query, ordering = excluded.ordering,"
                " seen = iif(query = excluded.query, seen, excluded.seen)",
                (search_name(name), query, order.value, _highest(connection)),
            )

    def rename_search(self, name: str, new: str) -> None:
        """Call a saved search otherwise."""
        name, new = search_name(name), search_name(new)
        with self._at.writing() as connection:
            taken = connection.execute("SELECT 1 FROM searches WHERE name = ?", (new,)).fetchone()
            if taken and new != name:
                raise KurilError(f'there is a saved search "{new}" already', "delete it first, or give another name")
            _hit(connection.execute("UPDATE searches SET name = ? WHERE name = ?", (new, name)), name)

    def delete_search(self, name: str) -> None:
        """Forget a saved search."""
        name = search_name(name)
        with self._at.writing() as connection:
            _hit(connection.execute("DELETE FROM searches WHERE name = ?", (name,)), name)

    def visit(self, name: str | None = None) -> None:
        """What is there now has been seen."""
        with self._at.writing() as connection:
            highest = _highest(connection)
            if name is None:
                connection.execute("REPLACE INTO memory (key, value) VALUES (?, ?)", (_VISITED, str(highest)))
                return
            name = search_name(name)
            _hit(connection.execute("UPDATE searches SET seen = ? WHERE name = ?", (highest, name)), name)

    # --- history

    def history(self, limit: int = HISTORY) -> list[str]:
        """Queries, latest first."""
        with self._at.reading() as connection:
            rows = connection.execute("SELECT query FROM queries ORDER BY used DESC LIMIT ?", (limit,))
            return [query for (query,) in rows]

    def put_query(self, query: str) -> None:
        """Keep a query."""
        query = printable(query).strip()
        if not query:
            return
        with self._at.writing() as connection:
            connection.execute("DELETE FROM queries WHERE query = ?", (query,))
            connection.execute("INSERT INTO queries (query) VALUES (?)", (query,))
            connection.execute(
                "DELETE FROM queries WHERE used NOT IN (SELECT used FROM queries ORDER BY used DESC LIMIT ?)",
                (HISTORY,),
            )

    def _numbers(self, query: str, values: Sequence[str] = ()) -> Sequence[int]:
        with self._at.reading() as connection:
            return array("q", [number for (number,) in connection.execute(query, values)])


def _json(numbers: Sequence[int]) -> str:
    return json.dumps([int(number) for number in numbers])


def _highest(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0])


def _hit(cursor: sqlite3.Cursor, name: str) -> None:
    if cursor.rowcount == 0:
        raise KurilError(f'there is no saved search "{name}"', "kurilreader searches lists them")
