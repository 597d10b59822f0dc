"""What the rest of the program may ask of the library: the one interface behind which the record is kept.

Today a folder with SQLite stands behind it; nothing outside this package may know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from kurilreader.domain import Analysis, Article, Kind, Order, ReadingState, Row
from kurilreader.domain.record import Ask, Cursor, Saying, Stated, StatementAt
from kurilreader.library.among import Among
from kurilreader.library.arrivals import Added, Feeds, Jobs
from kurilreader.library.reviews import Annotations, Review

#: what `Shelves.flagged` knows: set by the reader; or following from tags, notes, and the last visit
FLAGS = ("read", "unread", "starred", "reviewed", "tagged", "noted", "new")
#: those a reader sets and clears
SETTABLE = ("read", "starred", "reviewed")


@dataclass(frozen=True, slots=True)
class Change:
    """Article `number` changed (text, analysis or what the index holds of it) or went, at `revision`."""

    number: int
    revision: int
    removed: bool


@dataclass(frozen=True, slots=True)
class StoredSearch:
    """A saved search: `seen` is the highest article number there was when it was last visited."""

    name: str
    query: str
    order: Order
    seen: int


class Likeness(Protocol):
    """Near-duplicates: articles that share most of their wording, found as they come in.

    Every article is in one group, most often alone; a group is called by the lowest number in it, its head.
    """

    def group(self, number: int) -> Sequence[int]:
        """The articles of its group, itself among them, lowest number first; `NotInLibrary`."""
        ...

    def followers(self) -> tuple[Sequence[int], Sequence[int]]:
        """All articles that are not the head of their group, and the head of each, in the order of the first."""
        ...


class Shelves(Protocol):
    """What the reader put on articles: flags, tags, notes; and saved searches. Known to the library alone."""

    def flagged(self, flag: str) -> Sequence[int]:
        """Numbers of the articles with a flag, ascending: one of `FLAGS`; `ValueError` for another.

        `unread` lists most of a library: where a complement will do, ask for `read`.
        """
        ...

    def put_flag(self, numbers: Sequence[int], flag: str, on: bool, reviewer: str = "") -> int:
        """Set or clear one of `SETTABLE` on articles, in one transaction; returns on how many it was otherwise.

        This and all that changes something below is an act of `reviewer` that `Review.undo` takes back.
        """
        ...

    def tags(self) -> list[tuple[str, int]]:
        """All tags in use with the number of articles of each, by name."""
        ...

    def tagged(self, tag: str) -> Sequence[int]:
        """Numbers of the articles with a tag, or with one on a stretch of them, ascending.

        `tag` is as `tag_name` writes it, "*" at its end for a prefix.
        """
        ...

    def tags_of(self, number: int) -> tuple[str, ...]:
        """The tags of an article, by name."""
        ...

    def tag(self, numbers: Sequence[int], tag: str, reviewer: str = "") -> int:
        """Put a tag on articles, in one transaction; returns how many did not have it. `KurilError` for no name."""
        ...

    def untag(self, numbers: Sequence[int], tag: str, reviewer: str = "") -> int:
        """Take a tag off articles, in one transaction; returns how many had it."""
        ...

    def note(self, number: int) -> str:
        """The note on an article, empty where there is none."""
        ...

    def put_note(self, number: int, text: str, reviewer: str = "") -> None:
        """Keep a note on an article in the place of an older one; an empty one is no note. `NotInLibrary`."""
        ...

    def noting(self, words: str) -> Sequence[int]:
        """Numbers of the articles with a note that holds all of these words (or parts of words), ascending.

        Case is ignored; notes on stretches count too.
        """
        ...

    def searches(self) -> list[StoredSearch]:
        """The saved searches, by name."""
        ...

    def put_search(self, name: str, query: str, order: Order, reviewer: str = "", *, seen: int | None = None) -> None:
        """Save a search under a name, in the place of an older one of that name. `KurilError` for no name.

        What there is now counts as seen; with `seen` (of a search that is brought back) what has no higher number.
        """
        ...

    def rename_search(self, name: str, new: str, reviewer: str = "") -> None:
        """Call a saved search otherwise; `KurilError` where there is none of that name, or one of the new name."""
        ...

    def delete_search(self, name: str, reviewer: str = "") -> None:
        """Forget a saved search; `KurilError` where there is none of that name."""
        ...

    def visit(self, name: str | None = None) -> None:
        """Everything in a saved search (None: in the library) has been seen: what comes in from now on is new."""
        ...

    def history(self, limit: int = 200) -> list[str]:
        """Queries as they were asked, latest first, each once."""
        ...

    def put_query(self, query: str) -> None:
        """Keep a query in the history; the latest 200 are kept."""
        ...


class CellAt(NamedTuple):
    """How many lines a party stated on a topic, and where the newest stands."""

    party: str
    topic: str
    lines: int
    latest: StatementAt


class Record(Protocol):
    """What parties stated, across articles, as it stands after review; other voices are not in it.

    The same statement carried by several articles is one line (see `statements`), listed where the newest of it stands
    that was asked for. `among` narrows everything to statements that a query found.
    """

    def lines(
        self, ask: Ask, among: Among | None, *, by_topic: bool = False, limit: int = 200, after: Cursor | None = None
    ) -> tuple[list[StatementAt], Cursor | None]:
        """A page of lines and where the list goes on, None at its end.

        Newest first, undated ones last; or by the first topic of each, those without one last, and then so. `Ask.query`
        is not looked at: `among` is what it found.
        """
        ...

    def count_lines(self, ask: Ask, among: Among | None) -> int:
        """How many lines there are."""
        ...

    def stated(self, places: Sequence[StatementAt]) -> list[Stated]:
        """Statements with all that is shown of them, in the order given; those that are not there are left out.

        Also of other voices, and those that do not stand.
        """
        ...

    def cells(self, ask: Ask, among: Among | None) -> list[CellAt]:
        """How much each party stated on each topic, in no order. Counts are kept; only with filters is it counted."""
        ...

    def along(self, party: str, topic: str) -> list[tuple[int, Kind]]:
        """When (in seconds since 1970) a party said something first on a topic, and of which kind, oldest first."""
        ...

    def sayings(self, party: str, topic: str, since: int | None, until: int | None, limit: int = -1) -> list[Saying]:
        """What a party said on a topic, each line where it was said first, oldest first; undated ones are left out.

        Of `since <= moment < until` in seconds since 1970, None is open; at most `limit`, the latest.
        """
        ...

    def spoken(self, party: str | None, topic: str | None, since: int, until: int) -> dict[str, list[str]]:
        """Which parties spoke on which topics at `since <= moment < until`; of one party or topic where it is given."""
        ...

    def span(self, ask: Ask) -> tuple[int, int]:
        """The moments of the first and the last dated statement asked for by `since`, `until`, party and topic.

        Of none the first is later than the last.
        """
        ...

    def fitting(self, places: Sequence[StatementAt], ask: Ask) -> set[StatementAt]:
        """Those of these statements that were asked for."""
        ...


class Library(Record, Likeness, Shelves, Review, Annotations, Jobs, Feeds, Protocol):
    """The record of articles, analyses and reading state. Safe for several processes; each thread uses its own."""

    def close(self) -> None:
        """Release the files."""
        ...

    def add(self, article: Article) -> Added:
        """Store an article; the same text (by `Article.id`) or page (by its address) is stored once. Durable then."""
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

    def moments(self, after: int = 0) -> tuple[Sequence[int], Sequence[int]]:
        """Articles with a date and a number above this one, ascending, and the date of each: seconds since 1970."""
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

    def refill(self, limit: int) -> int:
        """Draw the statements of at most `limit` articles from their findings again, where an earlier version did.

        Returns how many articles it were; 0 when none is left. Until then they are listed, each as a line of its own.
        """
        ...

    def analysis(self, number: int) -> Analysis | None:
        """The analysis as it stands after review, whatever version made it.

        Statements that do not stand stay in it, so that the places of the others hold.
        """
        ...

    def unanalysed(self, version: str | None) -> Sequence[int]:
        """Articles without an analysis of this version (None: without any), newest first."""
        ...

    def stating(
        self, party: str | None = None, topic: str | None = None, since: str | None = None, until: str | None = None
    ) -> Sequence[int]:
        """Articles with a statement of this party (None: of any), on this topic, since and until a day (ISO 8601).

        Newest first; voices that are no party do not count.
        """
        ...

    def state(self, number: int) -> ReadingState:
        """Where the reader left it."""
        ...

    def put_state(self, number: int, state: ReadingState, reviewer: str = "") -> None:
        """Keep where the reader left it. A star, and making unread what was read, is an act that can be undone."""
        ...

    def added(self, since: int | None, until: int | None) -> Sequence[int]:
        """Numbers of the articles taken in at `since <= moment < until`, in seconds since 1970; None is open."""
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
