"""Acts: all that a reviewer does, kept with what was there before, so that it can be undone over any number of steps.

The log is only added to; an act, what it sets and what follows from that are one transaction.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kurilreader.domain.register import Name, Register, Value, after, canonical
from kurilreader.library import registers, showing
from kurilreader.library.connection import Connections


class Changed(NamedTuple):
    """A register that came to hold something else."""

    name: Name
    before: Value
    after: Value


def put(connection: sqlite3.Connection, values: Mapping[Name, Value]) -> list[Changed]:
    """Set registers, with all that follows; those that hold the value already are left alone. No act is kept."""
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
    packed = canonical([[*name, before, value] for name, before, value in changed])
    connection.execute(
        "INSERT INTO acts (reviewer, made, what, of, words, changes) VALUES (?, ?, ?, ?, ?, ?)",
        (reviewer, after(), what, of, words, zlib.compress(packed.encode("utf-8", "surrogatepass"), 1)),
    )


def _turn(connection: sqlite3.Connection, reviewer: str, number: int, what: str) -> str:
    """Undo an act, or do it again: each register that still holds what is to be changed."""
    words, packed = connection.execute("SELECT words, changes FROM acts WHERE act = ?", (number,)).fetchone()
    changes = [
        Changed(Name(*record[:4]), *record[4:])
        for record in json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    ]
    if what == "undone":
        changes = [Changed(name, value, before) for name, before, value in changes]
    held = registers.fetch(connection, [name for name, _, _ in changes])
    wanted = {
        name: value
        for name, before, value in changes
        if (held[name].value(name.kind) if name in held else None) == before
    }
    changed = put(connection, wanted)
    _keep(connection, reviewer, what, words, changed, of=number)
    stay = len(changes) - len(changed)
    told: str = words + (f" ({stay} changed since and stay as they are)" if stay else "")
    return told


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
