"""SQL for registers: reading and writing rows. What follows from them is in `showing`, who does so in `acts`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from kurilreader.domain.register import Name, Register, Value, Version, canonical

_COLUMNS = "article, kind, key, reviewer, made, value, beside, past"
_PUT = (
    f"INSERT INTO registers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (article, kind, key, reviewer) DO UPDATE SET"
    " made = excluded.made, value = excluded.value, beside = excluded.beside, past = excluded.past"
)


def fetch(connection: sqlite3.Connection, names: Iterable[Name]) -> dict[Name, Register]:
    """The registers of these names; those that were never set are left out."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for article, kind, key, reviewer in names:
        groups.setdefault((kind, key, reviewer), []).append(article)
    found: dict[Name, Register] = {}
    for group, articles in groups.items():
        if len(articles) == 1:
            which, values = "article = ?", (*group, articles[0])
        else:
            which, values = "article IN (SELECT value FROM json_each(?))", (*group, json.dumps(articles))
        query = f"SELECT {_COLUMNS} FROM registers WHERE kind = ? AND key = ? AND reviewer = ? AND {which}"
        found.update(_read(connection.execute(query, values)))
    return found


def of_article(connection: sqlite3.Connection, article: str, kinds: Iterable[str]) -> Iterator[tuple[Name, Register]]:
    """The registers of an article (by its id) of these kinds; those that belong to none for ""."""
    for kind in kinds:
        query = f"SELECT {_COLUMNS} FROM registers WHERE article = ? AND kind = ?"
        yield from _read(connection.execute(query, (article, kind)))


def everything(connection: sqlite3.Connection) -> Iterator[tuple[Name, Register]]:
    """All registers, by article."""
    return _read(connection.execute(f"SELECT {_COLUMNS} FROM registers ORDER BY article, kind, key, reviewer"))


def store(connection: sqlite3.Connection, registers: Mapping[Name, Register]) -> None:
    """Write registers in the place of what they held."""
    connection.executemany(_PUT, (_row(name, register) for name, register in registers.items()))


def _row(name: Name, register: Register) -> tuple[str | None, ...]:
    *others, last = register.versions
    beside = canonical([[version.made, version.value] for version in others]) if others else "[]"
    past = canonical(sorted(register.past)) if register.past else "[]"
    return (*name, last.made, _json(last.value), beside, past)


def _json(value: Value) -> str | None:
    return None if value is None else canonical(value)


def _read(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[Name, Register]]:
    for article, kind, key, reviewer, made, value, beside, past in rows:
        last = Version(made, None if value is None else json.loads(value))
        if beside == past == "[]":
            yield Name(article, kind, key, reviewer), Register((last,))
        else:
            others = tuple(Version(*pair) for pair in json.loads(beside))
            yield Name(article, kind, key, reviewer), Register((*others, last), frozenset(json.loads(past)))
