"""The index: Whoosh, behind `interface.Search`; rebuilt from the library at any time, never the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from kurilreader.search.interface import Marker, Search, Superseded
from kurilreader.search.known import Flags

__all__ = ["Marker", "Search", "Superseded", "marker", "open_search"]


def open_search(
    directory: Path, mode: Literal["process", "inline"] = "process", aliases: Sequence[Sequence[str]] = ()
) -> Search:
    """Open the search of the library in a folder. Quick: nothing is read or started before the first question.

    `process` keeps the index in a process of its own, so that a search never holds up the one that asks; `inline`
    answers in the calling thread. `aliases` are groups of names of one thing, which find each other.
    """
    if mode == "process":
        from kurilreader.search.client import ProcessSearch

        return ProcessSearch(directory, aliases)
    from kurilreader.search.inline import InlineSearch

    return InlineSearch(directory, aliases)


def marker(query: str, library: Flags, aliases: Sequence[Sequence[str]] = ()) -> Marker:
    """What tells the hits of a query in articles that are at hand; the library is asked for what only it knows."""
    from kurilreader.search.aliases import Aliases
    from kurilreader.search.snippet import QueryMarker

    return QueryMarker(query, Aliases(aliases), library)
