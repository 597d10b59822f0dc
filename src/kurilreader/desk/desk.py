"""The desk: one open library with its intake, analysis and search, as both fronts use it.

What lists and readers need (rows, readings, states, the empty query) comes from the library alone; intake, analysis
and search are loaded when something needs them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kurilreader.desk.asking import Asking
from kurilreader.desk.briefing import Briefings
from kurilreader.desk.dossiers import Describing, library_settings
from kurilreader.desk.importing import Importing
from kurilreader.desk.likeness import Folder
from kurilreader.desk.parties import Parties
from kurilreader.desk.passages import passages
from kurilreader.desk.record import Recording
from kurilreader.desk.reports import Finding, PartyInfo, PositionRecord, Progress, Reading, Watcher
from kurilreader.desk.reviewing import Reviewing, reviewer_name
from kurilreader.desk.shelving import Shelving
from kurilreader.desk.state import Exchanging
from kurilreader.desk.timeline import Timeline
from kurilreader.domain import (
    Completion,
    Facet,
    Hits,
    KurilError,
    Order,
    ReadingState,
    Row,
    SearchRequest,
    SearchResult,
    Similar,
    Snippet,
)
from kurilreader.library import Library, open_library
from kurilreader.settings import Settings

if TYPE_CHECKING:
    from kurilreader.search.interface import Search


class Desk(Importing, Shelving, Recording, Briefings, Reviewing, Exchanging, Describing):
    """An open library and all that is done with it. A context manager; its methods may be called from any thread.

    With `background`, search runs in a process of its own and analysis always in another, so that neither ever
    holds the lock under which this process draws and reads keys.
    """

    def __init__(
        self,
        directory: Path,
        settings: Settings,
        library: Library,
        *,
        background: bool = False,
        reviewer: str | None = None,
    ) -> None:
        self.directory = directory
        self.settings = settings
        self.background = background
        self.reviewer = reviewer_name(reviewer)
        self._library = library
        self._parties = Parties(settings)
        self._folder = Folder(library)
        self._timeline = Timeline(library)
        self._asking = Asking()
        self._search: Search | None = None
        self._lock = threading.Lock()
        self._closing = threading.Event()
        Recording.__init__(self)

    @classmethod
    def open(
        cls,
        directory: Path,
        settings: Settings,
        *,
        create: bool = True,
        background: bool = False,
        reviewer: str | None = None,
    ) -> Self:
        """Open the library in a folder. Raises `LibraryBusy`, `LibraryBroken`; `KurilError` for no name."""
        named = reviewer_name(reviewer)
        library = open_library(directory, create=create)
        settings = library_settings(settings, library)
        return cls(directory, settings, library, background=background, reviewer=named)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and processes; what is under way in other threads is cancelled and keeps what is done."""
        self.stop()
        self._library.close()

    def stop(self) -> None:
        """Cancel what is under way in other threads, and search no more; the library can still be read and written.

        For one who leaves: these threads are then waited for, their work is not.
        """
        self._closing.set()
        self._asking.close()
        with self._lock:
            if self._search is not None:
                self._search.close()
                self._search = None

    # --- coming in

    def analyse_pending(self, progress: Watcher | None = None, *, stale: bool = True) -> int:
        """Analyse what has no analysis by the present engine; returns how many articles were. See `analysing`.

        Without `stale` only what has none at all.
        """
        from kurilreader.desk.analysing import analyse_pending

        self.settle()
        watcher = self._watched(progress)
        done = analyse_pending(
            self._library, self.directory, self.settings, watcher, apart=self.background, stale=stale
        )
        if done and not self._closing.is_set():
            self.catch_up(progress)
        return done

    # --- finding

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a query. Raises `Superseded` (see `search.interface`) when a newer request came in."""
        if request.query.strip():
            return self._asking.now(self._searching(), request)
        numbers = self._library.numbers(Order.DATE if request.order is Order.RELEVANCE else request.order)
        return SearchResult(request, numbers[: request.limit] if request.limit is not None else numbers, len(numbers))

    def _found(self, query: str, wanted: Callable[[], bool]) -> Sequence[int] | None:
        result = self._asked_later(query, wanted)
        return None if result is None else result.numbers

    def _asked_later(self, query: str, wanted: Callable[[], bool]) -> SearchResult | None:
        request = SearchRequest(query)
        return self._asking.later(self._searching(), request, wanted) if query.strip() else self.search(request)

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, Snippet]:
        """The best stretch of each article for a query."""
        return self._searching().snippets(query, numbers) if query.strip() and numbers else {}

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hits]:
        """All places of a query's words in articles, their statements that answer it, and the best stretch of each."""
        return self._searching().hits(query, numbers) if query.strip() and numbers else {}

    def marked(self, query: str, reading: Reading) -> Hits | None:
        """The same for an article that is at hand, without asking the index; None for an empty query."""
        if not query.strip():
            return None
        from kurilreader.search import marker

        found = marker(query, self._library, self._parties.aliases())
        return found.hits(reading.number, reading.article, reading.analysis)

    def matching(self, query: str) -> SearchResult:
        """All that a query finds, to be acted on as a whole; an empty one finds everything.

        Waits until the reader's own question is answered. What could not be read of it is in `complaints`.
        """
        found = self._asked_later(query, lambda: True)
        if found is None:
            raise KurilError("the library was closed")
        return found

    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements of the articles a query finds that answer it: article numbers, and places in their analyses.

        All statements of these articles where the query asks nothing of statements; newest article first.
        """
        return self._searching().statements(query)

    def facets(self, query: str, most: int = 20) -> dict[str, tuple[Facet, ...]]:
        """How the results of a query spread over sources, months, parties, topics, kinds, entities, languages, tags.

        The commonest `most` values of each; months all of them, in order. Of the whole library for an empty query.
        """
        found = self._searching().facets(query, most)
        return {**found, "tag": self._tag_facet(query, most)}

    def _tag_facet(self, query: str, most: int) -> tuple[Facet, ...]:
        """Asked of the library, as the index knows of no tags."""
        tags = self.tags()
        numbers = set(self._found(query, lambda: True) or ()) if tags else set()
        counts = [(len(numbers.intersection(self._library.tagged(tag))), tag) for tag, _ in tags]
        best = sorted((-count, tag) for count, tag in counts if count)[:most]
        return tuple(Facet(tag, -against, f"tag:{tag}") for against, tag in best)

    def complete(self, query: str, cursor: int) -> Completion:
        """What the word or value before the cursor of a query could become."""
        return self._searching().complete(query, cursor)

    def similar(self, number: int, limit: int = 20) -> list[Similar]:
        """The articles most like one, with the reasons; `NotInLibrary` where there is no such article."""
        return self._searching().similar(number, limit)

    def catch_up(self, progress: Watcher | None = None) -> int:
        """Index what changed in the library; returns how many articles were indexed."""
        return self._searching().catch_up(_counting("indexing", self._watched(progress)))

    def reindex(self, progress: Watcher | None = None) -> int:
        """Index the whole library anew; returns how many articles were indexed."""
        return self._searching().rebuild(_counting("indexing", self._watched(progress)))

    def count(self) -> int:
        """How many articles there are."""
        return self._library.count()

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """What the list shows of these, in the order asked; missing ones left out."""
        return [self._parties.marked(row) for row in self._library.rows(numbers)]

    def number(self, id_: str) -> int:
        """The number behind an article id or the beginning of one, or `NotInLibrary`."""
        return self._library.number(id_)

    # --- reading

    def reading(self, number: int) -> Reading:
        """One article with all its reader needs, or `NotInLibrary`."""
        from kurilreader.analysis.sentences import paragraphs as spans_of_paragraphs
        from kurilreader.analysis.sentences import sentences

        article = self._library.article(number)
        paragraphs = spans_of_paragraphs(article.text)
        return Reading(
            number=number,
            article=article,
            analysis=self._parties.named(self._library.analysis(number)),
            state=self._library.state(number),
            sentences=sentences(article.text),
            paragraphs=paragraphs,
            passages=passages(article, paragraphs),
        )

    def put_state(self, number: int, state: ReadingState) -> None:
        """Keep where the reader left an article."""
        self._library.put_state(number, state, self.reviewer)

    def recall(self, key: str) -> str | None:
        """A small value kept between runs."""
        return self._library.recall(key)

    def remember(self, key: str, value: str) -> None:
        """Keep a small value between runs."""
        self._library.remember(key, value)

    def party(self, id_: str) -> PartyInfo:
        """A party's name and mark; one that nothing is known of is called by its id."""
        return self._parties.info(id_)

    def topic(self, id_: str) -> str:
        """A topic's name in words."""
        return self._parties.topic(id_)

    def party_called(self, words: str) -> str:
        """The id of the party that is called so, by id or name in any case; words that name none, as they are."""
        return self._parties.called(words)

    def topic_called(self, words: str) -> str:
        """The id of the topic that is called so, likewise."""
        return self._parties.topic_called(words)

    def positions(
        self,
        *,
        party: str | None = None,
        topic: str | None = None,
        since: str | None = None,
        until: str | None = None,
        query: str = "",
    ) -> Iterator[PositionRecord]:
        """Positions across articles, newest article first; see `positions.positions`.

        With a query those in the articles it finds; where it asks for statements, those that rest on one of them.
        """
        from kurilreader.desk.positions import positions

        among: dict[int, set[int]] = {}
        if query.strip():
            for number, place in zip(*self.statements(query), strict=True):
                among.setdefault(number, set()).add(place)
        found = among if query.strip() else None
        return positions(
            self._library, self._parties.named, party=party, topic=topic, since=since, until=until, among=found
        )

    # --- keeping

    def revision(self) -> int:
        """A counter that grows whenever any process adds, analyses or removes an article. Cheap."""
        return self._library.revision()

    def doctor(self) -> list[Finding]:
        """Look at files, records, index and analyses; say how each is and what to do."""
        from kurilreader.desk.doctor import examine

        return examine(self._library, self.directory, self.settings)

    def _watched(self, progress: Watcher | None) -> Watcher:
        """A watcher that also cancels when the desk is closed."""
        return lambda step: not self._closing.is_set() and (progress is None or progress(step))

    def _searching(self) -> Search:
        with self._lock:
            if self._closing.is_set():
                raise KurilError("the library was closed")
            if self._search is None:
                from kurilreader.search import open_search

                self._search = open_search(
                    self.directory, "process" if self.background else "inline", self._parties.aliases()
                )
            return self._search


def _counting(what: str, progress: Watcher) -> Callable[[int, int], bool]:
    """A watcher of the desk as one of the search."""
    return lambda done, total: progress(Progress(what, done, total))
