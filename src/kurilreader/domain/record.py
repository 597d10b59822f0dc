"""The record of parties: what they stated across articles and along time, and how that changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kurilreader.domain.analysis import Kind, Quote, Span
from kurilreader.domain.review import Judgement


class StatementAt(NamedTuple):
    """Where a statement is kept: the article's number, and its place in that article's analysis, counting from 0."""

    number: int
    place: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as a line of the record: as it stands after review, with where it is written."""

    at: StatementAt
    #: the statement's id in its article's analysis ("s1")
    id: str
    article_id: str
    title: str
    source: str | None
    published: str | None
    party: str | None
    #: who said it, by name if that is known
    speaker: str | None
    kind: Kind
    topics: tuple[str, ...]
    text: str
    content: tuple[Span, ...]
    quote: Quote
    negated: bool
    #: the same statement in other articles, newest first; without this one
    others: tuple[StatementAt, ...] = ()
    #: outlets that carried it, this one's first, each once
    outlets: tuple[str, ...] = ()
    #: what reviewers said of it, latest first
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """Which statements are asked for; None asks for all. `since` and `until` are days (ISO 8601), both included."""

    party: str | None = None
    topic: str | None = None
    kind: Kind | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    #: a query of the search language: only statements of the articles it finds that answer its statement fields
    query: str = ""


class Movement(StrEnum):
    """How a statement stands to what its party said before on the same point of a topic."""

    NEW = "new"
    REPEATED = "repeated"
    HARDENED = "hardened"
    SOFTENED = "softened"


@dataclass(frozen=True, slots=True)
class Change:
    """A statement beside the latest earlier one of the same party on the same point; `before` is None for new ones."""

    movement: Movement
    now: Stated
    before: Stated | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a party stated on a topic: how much, and the latest (its current position)."""

    party: str
    topic: str
    count: int
    current: Stated


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parties against topics, both with the most statements first; cells by party and topic, empty ones left out."""

    parties: tuple[str, ...]
    topics: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]


class Relation(StrEnum):
    """How two parties' statements on one point stand to each other."""

    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two parties' statements on one point; `why` says in words what makes them agree or disagree."""

    relation: Relation
    first: Stated
    second: Stated
    why: str
