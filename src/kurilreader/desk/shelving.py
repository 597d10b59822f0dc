"""The reader's own order: flags, tags, notes, saved searches, near-duplicates folded, time at a glance."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kurilreader.desk.likeness import Differences, Folder, differences
from kurilreader.desk.reports import Progress, Watcher
from kurilreader.desk.timeline import Bar, MonthCount, Timeline
from kurilreader.domain import Order, Row
from kurilreader.domain.printable import printable_lines
from kurilreader.library import Library

#: what can be done to many articles at once: the flag it sets, and to what; `tag` and `untag` take a tag instead
ACTS: dict[str, tuple[str, bool]] = {
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("starred", True),
    "unstar": ("starred", False),
    "reviewed": ("reviewed", True),
    "unreviewed": ("reviewed", False),
    "tag": ("", True),
    "untag": ("", False),
}


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name. The numbers of articles are None until they have been counted."""

    name: str
    query: str
    order: Order
    total: int | None = None
    unread: int | None = None
    #: came in since the last visit to it
    new: int | None = None
    #: the highest article number at that visit; None for a search that is saved for the first time
    seen: int | None = None


class Shelving(ABC):
    """The part of the desk that keeps the reader's order. Quick, but for `counted`; from any thread."""

    _library: Library
    _folder: Folder
    _timeline: Timeline
    #: who is at the desk
    reviewer: str

    # --- flags, tags, notes

    def flagged(self, flag: str) -> Sequence[int]:
        """Numbers of the articles that are "read", "unread", "starred", "reviewed", "tagged", "noted" or "new"."""
        return self._library.flagged(flag)

    def put_flag(self, numbers: Sequence[int], flag: str, on: bool = True, reviewer: str | None = None) -> int:
        """Set or clear "read", "starred" or "reviewed" on articles, all or none; returns how many it changed.

        This and all that changes something below is an act of a reviewer, the one at the desk if none is named, which
        `undo` takes back.
        """
        return self._library.put_flag(numbers, flag, on, reviewer or self.reviewer)

    def tags(self) -> list[tuple[str, int]]:
        """All tags in use, with the number of articles of each, by name."""
        return self._library.tags()

    def tags_of(self, number: int) -> tuple[str, ...]:
        """The tags of an article, by name."""
        return self._library.tags_of(number)

    def tag(self, numbers: Sequence[int], tag: str, reviewer: str | None = None) -> int:
        """Put a tag on articles, all or none; returns how many did not have it. `KurilError` for what is no name."""
        return self._library.tag(numbers, tag, reviewer or self.reviewer)

    def untag(self, numbers: Sequence[int], tag: str, reviewer: str | None = None) -> int:
        """Take a tag off articles, all or none; returns how many had it."""
        return self._library.untag(numbers, tag, reviewer or self.reviewer)

    def act(self, numbers: Sequence[int], act: str, tag: str = "") -> int:
        """Do one of `ACTS` to articles, to all or to none; returns how many it changed."""
        flag, on = ACTS[act]
        if flag:
            return self.put_flag(numbers, flag, on)
        return self.tag(numbers, tag) if on else self.untag(numbers, tag)

    def note(self, number: int) -> str:
        """The note on an article, empty where there is none."""
        return printable_lines(self._library.note(number))

    def put_note(self, number: int, text: str, reviewer: str | None = None) -> None:
        """Keep a note on an article; an empty one takes it away."""
        self._library.put_note(number, text, reviewer or self.reviewer)

    # --- saved searches and history

    def saved(self) -> list[SavedSearch]:
        """The saved searches by name, not counted: `counted` does that."""
        return [
            SavedSearch(stored.name, stored.query, stored.order, seen=stored.seen)
            for stored in self._library.searches()
        ]

    def counted(self, progress: Watcher | None = None) -> Iterator[SavedSearch]:
        """The saved searches one by one with their counts, for a thread that may wait.

        A search of the reader always goes first. `progress` returning False ends it, as does closing the iterator.
        """
        stored = self._library.searches()
        wanted = True

        def going(done: int) -> bool:
            nonlocal wanted
            wanted = wanted and (progress is None or progress(Progress("counting", done, len(stored))))
            return wanted

        for done, search in enumerate(stored):
            if not going(done):
                return
            numbers = self._found(search.query, partial(going, done))
            if numbers is None:
                return
            yield SavedSearch(
                search.name,
                search.query,
                search.order,
                total=len(numbers),
                unread=len(numbers) - _common(numbers, self._library.flagged("read")),
                new=_above(numbers, search.seen),
                seen=search.seen,
            )

    def save_search(
        self,
        name: str,
        query: str,
        order: Order = Order.DATE,
        reviewer: str | None = None,
        *,
        seen: int | None = None,
    ) -> None:
        """Keep a search under a name, in the place of one of the same name; what is found now is not new to it.

        With `SavedSearch.seen` one that was deleted comes back with what was new to it.
        """
        self._library.put_search(name, query, order, reviewer or self.reviewer, seen=seen)

    def rename_search(self, name: str, new: str, reviewer: str | None = None) -> None:
        """Call a saved search otherwise. `KurilError` where that cannot be."""
        self._library.rename_search(name, new, reviewer or self.reviewer)

    def delete_search(self, name: str, reviewer: str | None = None) -> None:
        """Forget a saved search. `KurilError` where there is none of that name."""
        self._library.delete_search(name, reviewer or self.reviewer)

    def visited(self, name: str | None = None) -> None:
        """Note that the reader has seen what is in a saved search now; without a name, what is in the library.

        The first decides `SavedSearch.new`, the second the flag "new": call it when the reader leaves, so that what
        was new stays so until then.
        """
        self._library.visit(name)

    def history(self) -> list[str]:
        """The reader's queries, latest first, each once, at most 200."""
        return self._library.history()

    def asked(self, query: str) -> None:
        """Keep a query in the history: one that was meant, not each that was half typed."""
        self._library.put_query(query)

    # --- near-duplicates

    def group(self, number: int) -> Sequence[int]:
        """An article with its near-duplicates, lowest number first."""
        return self._library.group(number)

    def alike(self, number: int) -> list[Row]:
        """The near-duplicates of an article, earliest first, undated last."""
        others = [other for other in self._library.group(number) if other != number]
        return sorted(self.rows(others), key=lambda row: (row.published is None, row.published or "", row.number))

    def differences(self, number: int, other: int) -> Differences:
        """Where two articles differ, sentence by sentence."""
        return differences(number, self._library.article(number), other, self._library.article(other))

    def fold(self, numbers: Sequence[int]) -> tuple[Sequence[int], int]:
        """A list with only the first of each group of near-duplicates, and how many were left out."""
        return self._folder.fold(numbers)

    # --- time

    def months(self, numbers: Sequence[int]) -> list[MonthCount]:
        """How many of these articles fall into each month that has any, in order; undated ones are not counted."""
        return self._timeline.months(numbers)

    def bars(self, numbers: Sequence[int], most: int) -> list[Bar]:
        """The same for a line of at most `most` bars, with the empty ones; see `Timeline.bars`."""
        return self._timeline.bars(numbers, most)

    # --- of the whole desk

    @abstractmethod
    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """What the list shows of articles."""

    @abstractmethod
    def _found(self, query: str, wanted: Callable[[], bool]) -> Sequence[int] | None:
        """All that a query finds, asked when the reader waits for nothing; None when it is not wanted any more."""


def _common(numbers: Sequence[int], others: Sequence[int]) -> int:
    """How many of one list are in another, without holding up the threads that draw."""
    import numpy as np

    return int(np.isin(np.asarray(numbers, dtype=np.int64), np.asarray(others, dtype=np.int64), kind="table").sum())


def _above(numbers: Sequence[int], least: int) -> int:
    import numpy as np

    return int((np.asarray(numbers, dtype=np.int64) > least).sum())
