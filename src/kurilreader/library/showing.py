"""What follows from registers: the tables that lists, searches and views ask, written in the same transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kurilreader.domain.register import Name, Register, Value
from kurilreader.library import analyses, registers

#: corrections that hold for all articles and of which the articles that mention them do not know yet
UNSETTLED = "review.unsettled"
#: what was seen of searches that are not there any more
_LEFT = "searches.left"
#: kinds that belong to an article
_OF_ARTICLES = ("read", "starred", "reviewed", "place", "tag", "note", "verdict", "annotation", "correction")


class _Set(NamedTuple):
    number: int
    key: str
    value: Value


def show(connection: sqlite3.Connection, changed: Mapping[Name, Register]) -> None:
    """Let the tables say what these registers hold. Those of articles that are not here wait."""
    numbers = _numbers(connection, {name.article for name in changed if name.article})
    by_kind: dict[str, list[_Set]] = {}
    unsettled: list[str] = []
    searches = False
    for name, register in changed.items():
        value = register.value(name.kind)
        if name.kind == "search":
            searches = True
        elif name.kind == "correction" and not name.article:
            unsettled.append(name.key)
        elif name.article in numbers:
            by_kind.setdefault(name.kind, []).append(_Set(numbers[name.article], name.key, value))
    for flag in ("read", "starred", "reviewed"):
        _flags(connection, flag, by_kind.get(flag, ()))
    _places(connection, by_kind.get("place", ()))
    _tags(connection, by_kind.get("tag", ()))
    _notes(connection, by_kind.get("note", ()))
    _annotations(connection, by_kind.get("annotation", ()))
    if searches:
        _searches(connection)
    if unsettled:
        _unsettle(connection, unsettled)
    for number in dict.fromkeys(each.number for kind in ("verdict", "correction") for each in by_kind.get(kind, ())):
        analyses.refresh(connection, number)


def arrived(connection: sqlite3.Connection, article: str) -> None:
    """An article came in: what waited for it is shown. Its analysis, to come, asks for verdicts itself."""
    waiting = dict(registers.of_article(connection, article, _OF_ARTICLES))
    if waiting:
        show(connection, waiting)


def _numbers(connection: sqlite3.Connection, ids: set[str]) -> dict[str, int]:
    return dict(
        connection.execute(
            "SELECT id, number FROM articles WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
    )


def _flags(connection: sqlite3.Connection, flag: str, given: Iterable[_Set]) -> None:
    connection.executemany(
        "INSERT INTO states (number, read, starred, reviewed, place, sentence)"
        f" VALUES (?1, {', '.join('?2' if name == flag else '0' for name in ('read', 'starred', 'reviewed'))}, 0.0, 0)"
        f" ON CONFLICT (number) DO UPDATE SET {flag} = excluded.{flag}",
        [(number, int(bool(value))) for number, _, value in given],
    )


def _places(connection: sqlite3.Connection, given: Iterable[_Set]) -> None:
    connection.executemany(
        "INSERT INTO states (number, read, starred, place, sentence) VALUES (?, 0, 0, ?, ?)"
        " ON CONFLICT (number) DO UPDATE SET place = excluded.place, sentence = excluded.sentence",
        [(number, *(value or (0.0, 0))) for number, _, value in given],
    )


def _tags(connection: sqlite3.Connection, given: Iterable[_Set]) -> None:
    given = list(given)
    connection.executemany(
        "INSERT OR IGNORE INTO tags (tag, number) VALUES (?, ?)",
        [(tag, number) for number, tag, value in given if value],
    )
    connection.executemany(
        "DELETE FROM tags WHERE tag = ? AND number = ?", [(tag, number) for number, tag, value in given if not value]
    )


def _notes(connection: sqlite3.Connection, given: Iterable[_Set]) -> None:
    for number, _, text in given:
        if text:
            connection.execute("REPLACE INTO notes (number, text) VALUES (?, ?)", (number, text))
        else:
            connection.execute("DELETE FROM notes WHERE number = ?", (number,))


def _annotations(connection: sqlite3.Connection, given: Iterable[_Set]) -> None:
    for number, key, value in given:
        connection.execute("DELETE FROM annotations WHERE key = ?", (key,))
        if value:
            connection.execute(
                "INSERT INTO annotations (key, number, note) VALUES (?, ?, ?)", (key, number, value["note"])
            )
            connection.executemany(
                "INSERT OR IGNORE INTO annotation_tags (tag, number, key) VALUES (?, ?, ?)",
                [(tag, number, key) for tag in value["tags"]],
            )


def _searches(connection: sqlite3.Connection) -> None:
    """All saved searches: where several have one name, the last keeps it and the others are called by their date."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for name, register in registers.of_article(connection, "", ("search",)):
        if (ordering := register.value("search")) is not None:
            called, query = json.loads(name.key)
            found.setdefault(called, []).append((register.made, name.key, query, ordering))
    rows: dict[str, tuple[str, str, str]] = {}
    for called, searches in sorted(found.items()):
        for place, (made, key, query, ordering) in enumerate(sorted(searches, reverse=True)):
            shown = called if place == 0 else f"{called} ({made[:10]})"
            while shown in rows or (place and shown in found):
                shown += "*"
            rows[shown] = (query, ordering, key)
    stored = connection.execute("SELECT value FROM memory WHERE key = ?", (_LEFT,)).fetchone()
    # What was seen of a search that went is kept for when its deletion is undone.
    seen = {**(json.loads(stored[0]) if stored else {}), **dict(connection.execute("SELECT key, seen FROM searches"))}
    (highest,) = connection.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
    connection.execute("DELETE FROM searches")
    connection.executemany(
        "INSERT INTO searches (name, query, ordering, key, seen) VALUES (?, ?, ?, ?, ?)",
        [(name, query, ordering, key, seen.get(key, highest)) for name, (query, ordering, key) in rows.items()],
    )
    left = seen.keys() - {key for _, _, key in rows.values()}
    kept = {key: seen[key] for key in seen if key in left}
    connection.execute("REPLACE INTO memory (key, value) VALUES (?, ?)", (_LEFT, json.dumps(kept)))


def _unsettle(connection: sqlite3.Connection, keys: list[str]) -> None:
    stored = connection.execute("SELECT value FROM memory WHERE key = ?", (UNSETTLED,)).fetchone()
    waiting = list(dict.fromkeys([*(json.loads(stored[0]) if stored else ()), *keys]))
    connection.execute("REPLACE INTO memory (key, value) VALUES (?, ?)", (UNSETTLED, json.dumps(waiting)))
