"""The record of parties: what they stated across articles and along time, and how that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    #: outlets that carried it, this one's first, then the newest, each once; those without a name are left out
    outlets: tuple[str, ...] = ()
    #: what reviewers said of it, latest first
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """Which statements of parties are asked for; None asks for all.

    `since` and `until` are days, months or years (ISO 8601), both included: until "2025" is until its last day. The
    speaker is asked for by the whole name, case ignored; letters other than those of English count as they are.
    """

    party: str | None = None
    topic: str | None = None
    kind: Kind | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    #: a query of the search language: only statements of the articles it finds that answer its statement fields
    query: str = ""


class Cursor(NamedTuple):
    """A line of a list of statements, after which the list goes on; only good for the list that gave it."""

    #: "" in lists without topics
    topic: str
    #: seconds since 1970; far below all dates for a statement without one
    moment: int
    number: int
    place: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of a list; `next` is where it goes on, None at its end."""

    lines: tuple[Stated, ...]
    next: Cursor | None = None


class Movement(StrEnum):
    """How a statement stands to what its party said before on the same point of a topic."""

    NEW = "new"
    REPEATED = "repeated"
    HARDENED = "hardened"
    SOFTENED = "softened"


@dataclass(frozen=True, slots=True)
class Saying:
    """A line where it was said first, as far as comparing needs it; `moment` is in seconds since 1970."""

    at: StatementAt
    moment: int
    kind: Kind
    negated: bool
    topics: tuple[str, ...]
    text: str
    #: of the article, ISO 639-1
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A statement beside the latest earlier one of the same party on the same point; `before` is None for new ones."""

    movement: Movement
    now: Stated
    before: Stated | None

    @property
    def days(self) -> int | None:
        """Days between the two, None for a new one: for so long it was not said on this point."""
        if self.before is None or self.now.published is None or self.before.published is None:
            return None
        first, last = (date.fromisoformat((day + "-01-01")[:10]) for day in (self.before.published, self.now.published))
        return (last - first).days


@dataclass(frozen=True, slots=True)
class Cell:
    """What a party stated on a topic: how many lines, and its current position.

    That is of its statements in the newest article the one of the weightiest kind (an offer, a condition, a refusal
    before a claim), of equals the first.
    """

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
