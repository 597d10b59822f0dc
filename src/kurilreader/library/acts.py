"""Acts: all that a reviewer does, kept with what was there before, so that it can be undone over any number of steps.

The log is only added to; an act, what it sets and what follows from that are one transaction.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from kurilreader.domain.register import Name, Register, Value, after, canonical
from kurilreader.library import registers, showing
from kurilreader.library.connection import Connections

#: registers set at once: what is held in memory, all in one transaction
_AT_ONCE = 2000


class Changed(NamedTuple):
    """A register that came to hold something else."""

    name: Name
    before: Value
    after: Value


def put(connection: sqlite3.Connection, values: Mapping[Name, Value]) -> list[Changed]:
    """Set registers, with all that follows; those that hold the value already are left alone. No act is kept."""
    changed: list[Changed] = []
    rest = iter(values.items())
    while some := dict(islice(rest, _AT_ONCE)):
        changed += _put(connection, some)
    return changed


def _put(connection: sqlite3.Connection, values: Mapping[Name, Value]) -> list[Changed]:
    held = registers.fetch(connection, values)
    changed: list[Changed] = []
    fresh: dict[Name, Register] = {}
    latest = max((register.made for register in held.values()), default="")
    made = after(latest)
    for name, value in values.items():
        register = held.get(name)
        before = register.value(name.kind) if register else None
        if before == value:
            continue
        fresh[name] = register.put(name.kind, value, made) if register else Register.of(value, made)
        changed.append(Changed(name, before, value))
    if fresh:
        registers.store(connection, fresh)
        showing.show(connection, fresh)
    return changed


def act(connection: sqlite3.Connection, reviewer: str, words: str, values: Mapping[Name, Value]) -> list[Changed]:
    """Set registers as an act of a reviewer that can be undone; `words` say what it was ("tag fisheries")."""
    changed = put(connection, values)
    if changed:
        _keep(connection, reviewer, "done", words, changed)
    return changed


def merge(connection: sqlite3.Connection, others: Mapping[Name, Register]) -> int:
    """Take in registers of another folder; returns how many came to hold something else. No act: nothing is lost."""
    held = registers.fetch(connection, others)
    merged = {
        name: held[name].merged(name.kind, register) if name in held else register for name, register in others.items()
    }
    fresh = {name: register for name, register in merged.items() if register != held.get(name)}
    if not fresh:
        return 0
    registers.store(connection, fresh)
    shown = {
        name: register
        for name, register in fresh.items()
        if name not in held or register.value(name.kind) != held[name].value(name.kind) or name.kind == "verdict"
    }
    showing.show(connection, shown)
    return len(shown)


class ActsInSqlite:
    """Undoing and doing again; see `interface.Review`."""

    _at: Connections

    def undo(self, reviewer: str) -> str | None:
        """Take back the reviewer's latest act that stands."""
        with self._at.writing() as connection:
            number = _standing(connection, reviewer)
            return None if number is None else _turn(connection, reviewer, number, "undone")

    def redo(self, reviewer: str) -> str | None:
        """Do again what the reviewer undid last, if nothing was done since."""
        with self._at.writing() as connection:
            number = _undone(connection, reviewer)
            return None if number is None else _turn(connection, reviewer, number, "redone")


def _keep(
    connection: sqlite3.Connection,
    reviewer: str,
    what: str,
    words: str,
    changed: Iterable[Changed],
    *,
    of: int | None = None,
) -> None:
    # Acts on many articles mostly do the same to each.
    grouped: dict[tuple[str, ...], list[str]] = {}
    for (article, *which), before, value in changed:
        grouped.setdefault((*which, canonical(before), canonical(value)), []).append(article)
    packed = canonical([[*group, articles] for group, articles in grouped.items()])
    connection.execute(
        "INSERT INTO acts (reviewer, made, what, of, words, changes) VALUES (?, ?, ?, ?, ?, ?)",
        (reviewer, after(), what, of, words, zlib.compress(packed.encode("utf-8", "surrogatepass"), 1)),
    )


def _turn(connection: sqlite3.Connection, reviewer: str, number: int, what: str) -> str:
    """Undo an act, or do it again: each register that still holds what is to be changed."""
    words, packed = connection.execute("SELECT words, changes FROM acts WHERE act = ?", (number,)).fetchone()
    given = _unpacked(packed, backwards=what == "undone")
    count = 0
    changed: list[Changed] = []
    while some := list(islice(given, _AT_ONCE)):
        count += len(some)
        held = registers.fetch(connection, [name for name, _, _ in some])
        wanted = {
            name: value
            for name, before, value in some
            if (held[name].value(name.kind) if name in held else None) == before
        }
        changed += _put(connection, wanted)
    _keep(connection, reviewer, what, words, changed, of=number)
    stay = count - len(changed)
    told: str = words + (f" ({stay} changed since and stay as they are)" if stay else "")
    return told


def _unpacked(packed: bytes, *, backwards: bool) -> Iterator[Changed]:
    """What an act changed, or `backwards` what takes it back."""
    for kind, key, reviewer, before, value, articles in json.loads(
        zlib.decompress(packed).decode("utf-8", "surrogatepass")
    ):
        ends = json.loads(before), json.loads(value)
        for article in articles:
            yield Changed(Name(article, kind, key, reviewer), *(reversed(ends) if backwards else ends))


def _standing(connection: sqlite3.Connection, reviewer: str) -> int | None:
    """The latest act of a reviewer that is not undone."""
    undone = 0
    for number, what in _backwards(connection, reviewer):
        if what == "undone":
            undone += 1
        elif what == "redone" or undone:
            undone -= 1
        else:
            return number
    return None


def _undone(connection: sqlite3.Connection, reviewer: str) -> int | None:
    """The act that was undone last and not done again, unless another was done since."""
    redone = 0
    for number, what in _backwards(connection, reviewer):
        if what == "done":
            return None
        if what == "redone":
            redone += 1
        elif redone:
            redone -= 1
        else:
            (of,) = connection.execute("SELECT of FROM acts WHERE act = ?", (number,)).fetchone()
            return int(of)
    return None


def _backwards(connection: sqlite3.Connection, reviewer: str) -> Iterable[tuple[int, str]]:
    # Few are looked at: they are read one by one, and the rest of the cursor is dropped.
    return connection.execute("SELECT act, what FROM acts WHERE reviewer = ? ORDER BY act DESC", (reviewer,))
