"""What the rest of the program may ask of the search: the one interface behind which the index is kept.

The index is derived from the library and rebuilt from it at any time. Today Whoosh in a folder stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kurilreader.domain import (
    Analysis,
    Article,
    Completion,
    Facet,
    Hits,
    KurilError,
    SearchRequest,
    SearchResult,
    Similar,
    Snippet,
)


class Superseded(KurilError):
    """A newer request came in before this one was answered."""


class Search(Protocol):
    """The index of one library. Thread-safe; a newer `search` supersedes an older one under way."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a request, or raise `Superseded`. Never raises for what was typed: see `SearchResult.complaints`."""
        ...

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, Snippet]:
        """The best stretch of each article for the query; its beginning where no word of the query stands in it."""
        ...

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hits]:
        """All places of the query's words in these articles, and their statements that answer it."""
        ...

    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements of the articles a query finds that answer it: article numbers, and places in their analyses.

        All statements of these articles where the query asks nothing of statements; newest article first.
        """
        ...

    def facets(self, query: str, most: int = 20) -> dict[str, tuple[Facet, ...]]:
        """How the results of a query spread over `source month party topic kind entity language`.

        The commonest `most` of each, months all of them in order; of all articles for an empty query.
        """
        ...

    def complete(self, query: str, cursor: int) -> Completion:
        """What the word or value before the cursor could become: names of fields, and values the index knows."""
        ...

    def similar(self, number: int, limit: int = 20) -> list[Similar]:
        """The articles most like one, with the reasons; `NotInLibrary` where there is no such article."""
        ...

    def catch_up(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Index what changed in the library since the last time; `progress(done, total)` returning False stops it.

        Returns how many articles were indexed.
        """
        ...

    def rebuild(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Index the whole library anew."""
        ...

    def close(self) -> None:
        """Let go of files and processes."""
        ...


class Marker(Protocol):
    """Tells the hits of one query in articles that are at hand: needs no index."""

    def hits(self, number: int, article: Article, analysis: Analysis | None) -> Hits:
        """All places of the query's words in an article, its statements that answer, and the best stretch."""
        ...
