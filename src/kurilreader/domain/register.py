"""A register: one thing that a person sets (a flag, a tag, a note, a verdict), with what merging two folders needs.

Merging is commutative, associative and idempotent: folders that were edited apart and merged into each other, in any
order and as often as one likes, hold the same. Most kinds keep what was set last. Words that somebody wrote are never
given up: of notes and annotations, versions that were written apart are all kept until somebody writes again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

#: JSON: None is a thing that was taken away
Value = Any

#: what is written, and kept in all its versions
WRITTEN = frozenset(("note", "annotation"))
#: every kind there is, in the order in which they are exported
KINDS = ("read", "starred", "reviewed", "place", "tag", "note", "annotation", "verdict", "correction", "search")
#: when what a library held before its registers was set
BEFORE = "1970-01-01T00:00:00.000000Z"


class Name(NamedTuple):
    """What a register is called: of which article (its id, "" for none), of what kind, which one, by whom.

    `reviewer` is "" where all reviewers share it: only verdicts are each reviewer's own.
    """

    article: str
    kind: str
    key: str = ""
    reviewer: str = ""


def now() -> str:
    """The moment, as registers have it: text that sorts."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment with six digits of a second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def after(*made: str) -> str:
    """Now, or just after the last of these moments if a clock was ahead."""
    latest = max(made, default="")
    if (moment := now()) > latest:
        return moment
    return stamp(datetime.fromisoformat(latest) + timedelta(microseconds=1))


def canonical(value: Value) -> str:
    """The one way in which a value is written."""
    return _encode(value)


@dataclass(frozen=True)
class Version:
    """A value and when it was set."""

    made: str
    value: Value

    @cached_property
    def id(self) -> str:
        """A short name, equal for equal versions."""
        named = f"{self.made} {canonical(self.value)}"
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def order(self) -> tuple[str, str]:
        """Later versions sort behind earlier ones, and no two alike."""
        return self.made, canonical(self.value)


@dataclass(frozen=True)
class Register:
    """Versions, the earliest first: one, or several that were written apart. `past` names those that they replaced."""

    versions: tuple[Version, ...]
    past: frozenset[str] = frozenset()

    @classmethod
    def of(cls, value: Value, made: str) -> Register:
        """A register that was set once."""
        return cls((Version(made, value),))

    @property
    def made(self) -> str:
        """When it was set last."""
        return self.versions[-1].made

    def value(self, kind: str) -> Value:
        """What it holds: words written apart one below the other; what somebody wrote where others took it away."""
        living = [version.value for version in self.versions if version.value is not None]
        return living[0] if len(living) == 1 else _together(kind, living) if living else None

    def put(self, kind: str, value: Value, made: str) -> Register:
        """The register set anew, in the place of all that it holds."""
        past = self.past.union(version.id for version in self.versions) if kind in WRITTEN else frozenset[str]()
        return Register((Version(made, value),), past)

    def merged(self, kind: str, other: Register) -> Register:
        """What two folders hold together."""
        versions = {version.id: version for version in (*self.versions, *other.versions)}
        if kind not in WRITTEN:
            return Register((max(versions.values(), key=lambda version: version.order),))
        past = self.past | other.past
        kept = [version for id_, version in versions.items() if id_ not in past]
        return Register(tuple(sorted(kept, key=lambda version: version.order)), past)


def _together(kind: str, values: list[Value]) -> Value:
    if kind == "note":
        return "\n\n".join(dict.fromkeys(values))
    notes = dict.fromkeys(value["note"] for value in values if value["note"])
    tags = sorted({tag for value in values for tag in value["tags"]})
    return {**values[-1], "note": "\n\n".join(notes), "tags": tags}
