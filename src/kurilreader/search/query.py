"""What a query says: a small tree, made by `parser`, run by `evaluate`, marked by `marking`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kurilreader.domain import Complaint, Order


class How(StrEnum):
    """How a word is to be found."""

    #: in all its forms, by its stem
    STEM = "stem"
    #: as it stands
    EXACT = "exact"
    #: whatever begins so
    PREFIX = "prefix"
    #: with a letter or two changed
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side: most often one; several for a phrase, or for one word of a script without spaces.

    `forms` are folded (`words.tokens`); `how` is how each is to be found, for `PREFIX` and `FUZZY` the last one only.
    """

    forms: tuple[str, ...]
    field: str = "text"
    how: How = How.STEM
    #: typed in quotation marks
    quoted: bool = False
    #: the last word of the query, perhaps still being typed
    unfinished: bool = False
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole value of a field: a party, a kind, a topic, a language."""

    field: str
    value: str
    #: whatever begins so
    prefix: bool = False
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Words with at most `distance` words between neighbours, in any order."""

    items: tuple[Words, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Dates:
    """Published (or added) in `since <= moment < until`, in seconds since 1970; None is open."""

    field: str
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something of the reader's own: `is:starred`, `has:note`, `tag:law`. The library knows; see `known`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Without this."""

    item: Node


Node = Words | Whole | Near | Dates | Flag | Everything | And | Or | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was read; `node` is None where nothing of it could be."""

    text: str
    node: Node | None
    #: asked for in the query by `sort:`
    order: Order | None = None
    complaints: tuple[Complaint, ...] = ()


def leaves(node: Node | None, *, negated: bool = False) -> Iterator[Words | Whole]:
    """The words and values of a query in order, without those behind a NOT unless `negated`."""
    waiting = [] if node is None else [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Words | Whole):
            yield item
        elif isinstance(item, And | Or | Near):
            waiting.extend(reversed(item.items))
        elif isinstance(item, Not) and negated:
            waiting.append(item.item)
