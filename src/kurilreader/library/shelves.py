"""What the reader put on articles, and the searches the reader keeps: the part of the library behind `Shelves`."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from kurilreader.domain import KurilError, NotInLibrary, Order
from kurilreader.domain.printable import printable, printable_lines
from kurilreader.domain.register import Name, Value, canonical
from kurilreader.library import acts
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
    "tagged": "SELECT number FROM tags UNION SELECT number FROM annotation_tags ORDER BY number",
    "noted": "SELECT number FROM notes UNION SELECT number FROM annotations WHERE note <> '' ORDER BY number",
    "new": (
        "SELECT number FROM articles WHERE number >"
        f" coalesce((SELECT CAST(value AS INTEGER) FROM memory WHERE key = '{_VISITED}'), 0) ORDER BY number"
    ),
}
#: tags of articles and of stretches of them; UNION counts an article once
_TAGS = "SELECT tag, number FROM tags UNION SELECT tag, number FROM annotation_tags"
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

    def put_flag(self, numbers: Sequence[int], flag: str, on: bool, reviewer: str = "") -> int:
        """Set or clear a flag on articles."""
        if flag not in SETTABLE:
            raise ValueError(f"{flag} is none of the flags {', '.join(SETTABLE)}")
        words = {"read": "read", "starred": "star", "reviewed": "reviewed"}[flag]
        return self._put_on(numbers, flag, "", on or None, words=words if on else f"no {words}", reviewer=reviewer)

    # --- tags

    def tags(self) -> list[tuple[str, int]]:
        """All tags with their counts."""
        with self._at.reading() as connection:
            return connection.execute(f"SELECT tag, count(*) FROM ({_TAGS}) GROUP BY tag ORDER BY tag").fetchall()

    def tagged(self, tag: str) -> Sequence[int]:
        """Numbers of the articles with a tag, or with one that begins so."""
        if tag.endswith("*"):
            start = tag.rstrip("*")
            return self._numbers(
                f"SELECT DISTINCT number FROM ({_TAGS}) WHERE tag >= ? AND tag < ? ORDER BY number",
                (start, start + "\U0010ffff"),
            )
        return self._numbers(f"SELECT number FROM ({_TAGS}) WHERE tag = ? ORDER BY number", (tag,))

    def tags_of(self, number: int) -> tuple[str, ...]:
        """The tags of an article."""
        with self._at.reading() as connection:
            return tuple(
                tag for (tag,) in connection.execute("SELECT tag FROM tags WHERE number = ? ORDER BY tag", (number,))
            )

    def tag(self, numbers: Sequence[int], tag: str, reviewer: str = "") -> int:
        """Put a tag on articles."""
        name = tag_name(tag)
        return self._put_on(numbers, "tag", name, True, words=f"tag {name}", reviewer=reviewer)

    def untag(self, numbers: Sequence[int], tag: str, reviewer: str = "") -> int:
        """Take a tag off articles."""
        name = tag_name(tag)
        return self._put_on(numbers, "tag", name, None, words=f"no tag {name}", reviewer=reviewer)

    def _put_on(self, numbers: Sequence[int], kind: str, key: str, value: Value, *, words: str, reviewer: str) -> int:
        """Set one register of each of these articles as one act; returns how many held something else."""
        with self._at.writing() as connection:
            query = f"SELECT id, number FROM articles WHERE {_GIVEN}"
            found = connection.execute(query, (_json(numbers),)).fetchall()
            on = f'"{_named(connection, found[0][1])[1]}"' if len(found) == 1 else f"{len(found)} articles"
            values = {Name(id_, kind, key): value for id_, _ in found}
            return len(acts.act(connection, reviewer, f"{words}: {on}", values))

    # --- notes

    def note(self, number: int) -> str:
        """The note on an article."""
        with self._at.reading() as connection:
            record = connection.execute("SELECT text FROM notes WHERE number = ?", (number,)).fetchone()
        return record[0] if record else ""

    def put_note(self, number: int, text: str, reviewer: str = "") -> None:
        """Keep a note on an article."""
        text = printable_lines(text)
        with self._at.writing() as connection:
            id_, title = _named(connection, number)
            words = f'note on "{title}"' if text.strip() else f'note taken off "{title}"'
            acts.act(connection, reviewer, words, {Name(id_, "note"): text if text.strip() else None})

    def noting(self, words: str) -> Sequence[int]:
        """Numbers of the articles whose note holds all of these."""
        wanted = words.casefold().split()
        with self._at.reading() as connection:
            notes = connection.execute(
                "SELECT number, text FROM notes UNION ALL SELECT number, note FROM annotations ORDER BY number"
            )
            found = [number for number, text in notes if text and all(word in text.casefold() for word in wanted)]
            return array("q", dict.fromkeys(found))

    # --- saved searches

    def searches(self) -> list[StoredSearch]:
        """The saved searches."""
        with self._at.reading() as connection:
            rows = connection.execute("SELECT name, query, ordering, seen FROM searches").fetchall()
        found = [StoredSearch(name, query, Order(order), seen) for name, query, order, seen in rows]
        return sorted(found, key=lambda search: (search.name.casefold(), search.name))

    def put_search(self, name: str, query: str, order: Order, reviewer: str = "", *, seen: int | None = None) -> None:
        """Save a search; what there is now counts as seen, unless the same search was there before."""
        name = search_name(name)
        with self._at.writing() as connection:
            older = _search(connection, name)
            values: dict[Name, Value] = {} if older is None else {older.register: None}
            values[_register(name, query)] = order.value
            acts.act(connection, reviewer, f'search "{name}" saved', values)
            if older is None or older.query != query:
                highest = _highest(connection) if seen is None else seen
                connection.execute("UPDATE searches SET seen = ? WHERE name = ?", (highest, name))

    def rename_search(self, name: str, new: str, reviewer: str = "") -> None:
        """Call a saved search otherwise."""
        name, new = search_name(name), search_name(new)
        with self._at.writing() as connection:
            search = _search(connection, name)
            if search is None:
                raise _no_search(name)
            if new == name:
                return
            if _search(connection, new):
                raise KurilError(f'there is a saved search "{new}" already', "delete it first, or give another name")
            renamed = _register(new, search.query)
            values: dict[Name, Value] = {search.register: None, renamed: search.ordering}
            acts.act(connection, reviewer, f'search "{name}" called "{new}"', values)
            connection.execute("UPDATE searches SET seen = ? WHERE key = ?", (search.seen, renamed.key))

    def delete_search(self, name: str, reviewer: str = "") -> None:
        """Forget a saved search."""
        name = search_name(name)
        with self._at.writing() as connection:
            search = _search(connection, name)
            if search is None:
                raise _no_search(name)
            acts.act(connection, reviewer, f'search "{name}" deleted', {search.register: None})

    def visit(self, name: str | None = None) -> None:
        """What is there now has been seen."""
        with self._at.writing() as connection:
            highest = _highest(connection)
            if name is None:
                connection.execute("REPLACE INTO memory (key, value) VALUES (?, ?)", (_VISITED, str(highest)))
                return
            name = search_name(name)
            if not connection.execute("UPDATE searches SET seen = ? WHERE name = ?", (highest, name)).rowcount:
                raise _no_search(name)

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


def _named(connection: sqlite3.Connection, number: int) -> tuple[str, str]:
    """The id and title of an article, or `NotInLibrary`."""
    found = connection.execute("SELECT id, title FROM articles WHERE number = ?", (number,)).fetchone()
    if found is None:
        raise NotInLibrary(f"no article has the number {number}")
    return found[0], found[1]


class _Search(NamedTuple):
    register: Name
    query: str
    ordering: str
    seen: int


def _register(name: str, query: str) -> Name:
    return Name("", "search", canonical([name, query]))


def _search(connection: sqlite3.Connection, name: str) -> _Search | None:
    found = connection.execute("SELECT key, query, ordering, seen FROM searches WHERE name = ?", (name,)).fetchone()
    return _Search(Name("", "search", found[0]), *found[1:]) if found else None


def _no_search(name: str) -> KurilError:
    return KurilError(f'there is no saved search "{name}"', "kurilreader searches lists them")
