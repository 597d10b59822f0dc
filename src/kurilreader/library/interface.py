"""What the rest of the program may ask of the library: the one interface behind which the record is kept.

Today a folder with SQLite stands behind it; nothing outside this package may know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from kurilreader.domain import Analysis, Article, Order, ReadingState, Row


class Added(NamedTuple):
    """Where an article stands in the library, and whether it is new there."""

    number: int
    new: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Article `number` changed (text, analysis or what the index holds of it) or went, at `revision`."""

    number: int
    revision: int
    removed: bool


class Library(Protocol):
    """The record of articles, analyses and reading state. Safe for several processes; each thread uses its own."""

    def close(self) -> None:
        """Release the files."""
        ...

    def add(self, article: Article) -> Added:
        """Store an article; the same text (by `Article.id`) is stored once. Durable when it returns."""
        ...

    def add_many(self, articles: Iterable[Article]) -> Iterator[Added]:
        """Store articles in transactions of some hundred; what was yielded before a kill may lack the last batch."""
        ...

    def remove(self, number: int) -> None:
        """Forget an article with all that hangs on it."""
        ...

    def article(self, number: int) -> Article:
        """One article, or `NotInLibrary`."""
        ...

    def number(self, id_: str) -> int:
        """The number behind an article id or an unambiguous prefix of at least four digits, or `NotInLibrary`."""
        ...

    def count(self) -> int:
        """How many articles there are."""
        ...

    def numbers(self, order: Order) -> Sequence[int]:
        """All article numbers, newest first or by source then newest."""
        ...

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """What the list shows of these, in the order asked; missing ones left out."""
        ...

    def put_analysis(self, number: int, analysis: Analysis) -> None:
        """Store the analysis of an article in the place of an older one, or `NotInLibrary`."""
        ...

    def put_analyses(self, analyses: Iterable[tuple[int, Analysis]]) -> int:
        """Store several in one transaction; articles removed in the meantime are passed over. Returns how many were."""
        ...

    def analysis(self, number: int) -> Analysis | None:
        """The stored analysis, whatever version made it."""
        ...

    def unanalysed(self, version: str) -> Sequence[int]:
        """Articles without an analysis of this version, newest first."""
        ...

    def stating(self, party: str | None = None, topic: str | None = None, since: str | None = None) -> Sequence[int]:
        """Articles with a statement of this party (None: of any), on this topic, published on `since` (ISO 8601) or later.

        Newest first; voices that are no party do not count.
        """
        ...

    def state(self, number: int) -> ReadingState:
        """Where the reader left it."""
        ...

    def put_state(self, number: int, state: ReadingState) -> None:
        """Keep where the reader left it."""
        ...

    def recall(self, key: str) -> str | None:
        """A small value kept between runs (the last query, the last article)."""
        ...

    def remember(self, key: str, value: str) -> None:
        """Keep a small value between runs."""
        ...

    def check(self) -> list[str]:
        """What is wrong with the files, one line each; an empty list when the library is whole."""
        ...

    def revision(self) -> int:
        """The change counter: grows with every change that the index must follow."""
        ...

    def changes(self, since: int, limit: int = 500) -> list[Change]:
        """Changes after a revision, oldest first, the last one of each article only."""
        ...
