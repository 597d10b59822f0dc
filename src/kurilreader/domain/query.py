"""What is asked of the search, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kurilreader.domain.analysis import Span, Statement


class Order(StrEnum):
    """In which order results stand."""

    DATE = "date"
    RELEVANCE = "relevance"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mistake in a query: where it stands in it (code points), and what is wrong or was expected there."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query as typed. `limit` bounds the numbers returned, None asks for all. An empty query is everything."""

    query: str
    order: Order = Order.DATE
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a request.

    `numbers` are article numbers (the library's row numbers) in result order. `total` counts all matches;
    it is None where it is not known yet. What could not be read of the query is in `complaints`; the rest was run.
    """

    request: SearchRequest
    numbers: Sequence[int]
    total: int | None
    complaints: tuple[Complaint, ...] = ()
    #: a spelling the index knows, where a word matched nothing
    suggestion: str | None = None
    #: a word on what happened that the reader should know ("index rebuilt")
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A short stretch of an article with the hits in it, `marks` being spans into `text`."""

    text: str
    marks: tuple[Span, ...]
    #: where the snippet begins in the article's text; None when it is from the title
    offset: int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that results have, how many of them, and what to add to a query to keep only those."""

    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand in a query in the place of `start` to `end` (code points), the likeliest first."""

    start: int
    end: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like another one; `reasons` are the telling words and names they share, the strongest first."""

    number: int
    #: 0 to 1
    likeness: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the words of a query stand in an article's title and text, and its statements that answer what it asks.

    Spans count code points and do not overlap. `snippet` is the stretch that best shows why the article was found.
    """

    title: tuple[Span, ...]
    text: tuple[Span, ...]
    statements: tuple[Statement, ...]
    snippet: Snippet
