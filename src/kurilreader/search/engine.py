"""The search of one library within this process: what the service runs, and what commands run directly."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from whoosh.index import LockError

from kurilreader.domain import (
    Analysis,
    Article,
    Completion,
    Facet,
    Hits,
    NotInLibrary,
    SearchRequest,
    SearchResult,
    Similar,
    Snippet,
)
from kurilreader.search import facets
from kurilreader.search.aliases import Aliases
from kurilreader.search.completing import complete
from kurilreader.search.document import make_document
from kurilreader.search.evaluate import Evaluator
from kurilreader.search.fuzzy import suggestion
from kurilreader.search.known import Flags
from kurilreader.search.memory import give_back
from kurilreader.search.parser import parse
from kurilreader.search.query import Everything, How, Node, Parsed, Words, leaves
from kurilreader.search.ranking import ordered
from kurilreader.search.related import similar
from kurilreader.search.snippet import QueryMarker
from kurilreader.search.view import KEY, Files, IndexDamaged, IndexMissing, Mask, View
from kurilreader.search.writer import FULL, ArrayWriter

#: folder of the index within that of the library
FOLDER = "index"
REBUILT = "The search index was missing or damaged and has been rebuilt."
REBUILDING = "The search index was missing or damaged and is being rebuilt; not all articles are found yet."

Progress = Callable[[int, int], bool]


class _Change(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def revision(self) -> int: ...
    @property
    def removed(self) -> bool: ...


class Record(Flags, Protocol):
    """What the search asks of the library (see `library.interface`)."""

    def close(self) -> None:
        """Release the files."""
        ...

    def article(self, number: int) -> Article:
        """One article, or `NotInLibrary`."""
        ...

    def analysis(self, number: int) -> Analysis | None:
        """Its analysis."""
        ...

    def count(self) -> int:
        """How many articles there are."""
        ...

    def revision(self) -> int:
        """The change counter."""
        ...

    def changes(self, since: int, limit: int = 500) -> Sequence[_Change]:
        """Changes after a revision, oldest first."""
        ...


class Engine:
    """Searches and indexes one library. A newer `search` supersedes an older one under way."""

    def __init__(self, directory: Path, record: Record, aliases: Sequence[Sequence[str]] = ()) -> None:
        self.record = record
        self.aliases = Aliases(aliases)
        self.files = Files(directory / FOLDER)
        self._latest = 0
        self._counting = threading.Lock()
        self._searching = threading.Lock()
        self._indexing = threading.Lock()

    def close(self) -> None:
        """Let go of the library."""
        self.record.close()

    # --- searching

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer from the index as it is, brought up to date before; a missing or damaged one is rebuilt."""
        notice = None
        try:
            behind = self.files.view().revision < self.record.revision()
            if behind:
                self.catch_up()
        except (IndexMissing, IndexDamaged):
            if self.rebuild():
                notice = REBUILT
        return self.answer(request, notice)

    def answer(self, request: SearchRequest, notice: str | None = None) -> SearchResult:
        """Answer from the index as it is, or raise `Superseded`, `IndexMissing` or `IndexDamaged`."""
        with self._counting:
            self._latest += 1
            mine = self._latest
        with self._searching:
            view = self.files.view()
            return _answer(Evaluator(view, self.record, lambda: self._latest == mine), self.aliases, request, notice)

    def supersede(self) -> None:
        """Stop a search under way."""
        with self._counting:
            self._latest += 1

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, Snippet]:
        """The best stretch of each article for the query."""
        return {number: found.snippet for number, found in self.hits(query, numbers).items()}

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hits]:
        """All the places of the query's words in articles, and the statements that answer it."""
        marker = QueryMarker(query, self.aliases, self.record)
        out: dict[int, Hits] = {}
        for number in numbers:
            try:
                out[number] = marker.hits(number, self.record.article(number), self.record.analysis(number))
            except NotInLibrary:
                continue
        return out

    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements of the articles a query finds that answer it: article numbers and places, newest first."""
        with self._searching:
            evaluator = Evaluator(self.files.view(), self.record)
            view, parsed = evaluator.view, parse(query)
            node: Node | None = self.aliases.widen(parsed)
            if node is None and not parsed.complaints:
                node = Everything()
            keys = evaluator.answering(node)
            docs, places = keys >> KEY, keys & ((1 << KEY) - 1)
            rank = np.empty(view.count, dtype=np.int64)
            rank[view.newest()] = np.arange(view.count)
            order = np.lexsort((places, rank[docs]))
            return array("q", view.numbers[docs[order]].tobytes()), array("q", places[order].tobytes())

    def facets(self, query: str, most: int = 20) -> dict[str, tuple[Facet, ...]]:
        """How the results of a query spread, see `facets`; of all articles for an empty one."""
        with self._searching:
            evaluator = Evaluator(self.files.view(), self.record)
            return facets.count(evaluator.view, _mask(evaluator, self.aliases, parse(query)), most)

    def complete(self, query: str, cursor: int) -> Completion:
        """What the word or value before the cursor could become."""
        with self._searching:
            return complete(self.files.view(), query, cursor, self.record)

    def similar(self, number: int, limit: int = 20) -> list[Similar]:
        """The articles most like one, with the reasons; `NotInLibrary` where there is no such article."""
        article, analysis = self.record.article(number), self.record.analysis(number)
        with self._searching:
            return similar(Evaluator(self.files.view(), self.record), number, article, analysis, limit)

    def revision(self) -> int:
        """How far the index has followed the library; -1 where there is no index that can be read."""
        try:
            return self.files.view().revision
        except (IndexMissing, IndexDamaged):
            return -1

    # --- indexing

    def catch_up(self, progress: Progress | None = None) -> int:
        """Index what changed in the library; 0 while another process does. A missing or damaged index is made anew."""
        with self._indexing:
            try:
                view = self.files.view()
            except (IndexMissing, IndexDamaged):
                return self._rebuild(progress)
            if view.revision > self.record.revision():  # the library was replaced by an older one
                return self._rebuild(progress)
            return self._follow(progress)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Index the whole library anew."""
        with self._indexing:
            return self._rebuild(progress)

    def _rebuild(self, progress: Progress | None) -> int:
        self.files.make()
        return self._follow(progress)

    def _follow(self, progress: Progress | None) -> int:
        done = 0
        wanted = True
        while wanted:
            # What an import before, or the commit before, has left.
            give_back()
            try:
                writer = ArrayWriter(self.files.open())
            except LockError:
                return done
            try:
                before = done
                reached, done, wanted = self._fill(writer, done, progress)
                if reached is None:
                    writer.cancel()
                    return done
                writer.commit_at(reached)
            except BaseException:
                if not writer.is_closed:
                    writer.cancel()
                raise
            wanted = wanted and (done > before or reached < self.record.revision())
        return done

    def _fill(self, writer: ArrayWriter, done: int, progress: Progress | None) -> tuple[int | None, int, bool]:
        """Take changes in until there are no more, or the writer is full, or nobody wants more of it."""
        reached: int | None = None
        known = self.files.view()
        since = known.revision
        replaced: set[int] = set()
        while True:
            changes = self.record.changes(since)
            if not changes:
                return self._finish(writer, known, replaced, reached, done, wanted=False)
            for change in changes:
                replaced.add(change.number)
                writer.forget(change.number)
                if not change.removed:
                    try:
                        article = self.record.article(change.number)
                        writer.add(make_document(change.number, article, self.record.analysis(change.number)))
                    except NotInLibrary:
                        pass
                    done += 1
                since = reached = change.revision
                if progress is not None and not progress(done, max(done, self.record.count())):
                    return self._finish(writer, known, replaced, reached, done, wanted=False)
                if writer.size >= FULL:
                    return self._finish(writer, known, replaced, reached, done, wanted=True)

    def _finish(
        self, writer: ArrayWriter, known: View, replaced: set[int], reached: int | None, done: int, *, wanted: bool
    ) -> tuple[int | None, int, bool]:
        """Delete the older versions of what was taken in."""
        if known.count and replaced:
            writer.remove(np.flatnonzero(known.mask_of_numbers(replaced) & known.live).tolist())
        return reached, done, wanted


def _answer(evaluator: Evaluator, aliases: Aliases, request: SearchRequest, notice: str | None) -> SearchResult:
    parsed = parse(request.query)
    node = aliases.widen(parsed)
    view = evaluator.view
    mask = _mask(evaluator, aliases, parsed)
    order = parsed.order or request.order
    total = int(np.count_nonzero(mask))
    docs = ordered(evaluator, node, mask, order, request.limit)
    evaluator.check()
    return SearchResult(
        request,
        view.numbers[docs].tolist(),
        total,
        parsed.complaints,
        _suggestion(evaluator, parsed.node, request.query) if not total else None,
        notice,
    )


def _mask(evaluator: Evaluator, aliases: Aliases, parsed: Parsed) -> Mask:
    """The documents that answer a query: all for an empty one, none for one of which nothing could be read."""
    if parsed.node is None and not parsed.complaints:
        return evaluator.view.live
    return evaluator.mask(aliases.widen(parsed))


def _suggestion(evaluator: Evaluator, node: Node | None, query: str) -> str | None:
    """The query with words the index lacks replaced by some it has."""
    out, changed = query, False
    words: list[Any] = [w for w in leaves(node) if isinstance(w, Words) and w.how is How.STEM and len(w.forms) == 1]
    for leaf in reversed(words[-8:]):
        if not len(evaluator.found(leaf).docs) and leaf.field == "text":
            better = suggestion(evaluator.view, leaf.forms[0], evaluator.check)
            if better is not None:
                typed = query[leaf.start : leaf.end]
                kept = typed.startswith('"')
                out = out[: leaf.start] + (f'"{better}"' if kept else better) + out[leaf.end :]
                changed = True
    return out if changed else None
