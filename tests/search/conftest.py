"""A library in memory, and articles to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from kurilreader.domain import (
    Analysis,
    Article,
    EntityType,
    Kind,
    Mention,
    NotInLibrary,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
    article_id,
)
from kurilreader.library import Change
from kurilreader.search.engine import Engine


class MemoryRecord:
    """What the search asks of a library, in dictionaries."""

    def __init__(self) -> None:
        self.articles: dict[int, Article] = {}
        self.analyses: dict[int, Analysis] = {}
        self.read: set[int] = set()
        self.tag_names: dict[str, set[int]] = {}
        self.taken_in: dict[int, int] = {}
        self._changes: dict[int, Change] = {}
        self._revision = 0
        self._next = 1
        self.asked = 0

    def put(
        self,
        text: str,
        title: str = "",
        *,
        analysis: Analysis | None = None,
        source: str | None = None,
        published: str | None = None,
        language: str | None = "en",
        author: str | None = None,
    ) -> int:
        number = self._next
        self._next += 1
        self.articles[number] = Article(article_id(text), title, text, source, author, published, language)
        if analysis is not None:
            self.analyses[number] = analysis
        self.touch(number)
        return number

    def touch(self, number: int) -> None:
        self._revision += 1
        self._changes[number] = Change(number, self._revision, number not in self.articles)

    def remove(self, number: int) -> None:
        del self.articles[number]
        self.touch(number)

    def close(self) -> None:
        return

    def article(self, number: int) -> Article:
        self.asked += 1
        if number not in self.articles:
            raise NotInLibrary(str(number))
        return self.articles[number]

    def analysis(self, number: int) -> Analysis | None:
        return self.analyses.get(number)

    def count(self) -> int:
        return len(self.articles)

    def revision(self) -> int:
        return self._revision

    def changes(self, since: int, limit: int = 500) -> Sequence[Change]:
        later = [change for change in self._changes.values() if change.revision > since]
        return sorted(later, key=lambda change: change.revision)[:limit]

    def flagged(self, flag: str) -> Sequence[int]:
        return sorted(self.read if flag == "read" else ())

    def tagged(self, tag: str) -> Sequence[int]:
        return sorted(self.tag_names.get(tag, ()))

    def added(self, since: int | None, until: int | None) -> Sequence[int]:
        return [n for n, at in self.taken_in.items() if (since or 0) <= at and (until is None or at < until)]

    def noting(self, words: str) -> Sequence[int]:
        return []

    def judged(self, which: str) -> tuple[Sequence[int], Sequence[int]]:
        return [], []

    def tags(self) -> Sequence[tuple[str, int]]:
        return [(tag, len(numbers)) for tag, numbers in sorted(self.tag_names.items())]


@pytest.fixture
def record() -> MemoryRecord:
    return MemoryRecord()


@pytest.fixture(scope="session")
def new_record() -> Callable[[], MemoryRecord]:
    return MemoryRecord


ALIASES = (
    ("Northern Territories", "Southern Kurils", "Южные Курилы", "北方領土"),
    ("Iturup", "Etorofu", "Итуруп", "択捉島"),
)


@pytest.fixture
def aliases() -> Sequence[Sequence[str]]:
    return ALIASES


@pytest.fixture
def engine(tmp_path: Path, record: MemoryRecord, aliases: Sequence[Sequence[str]]) -> Iterator[Engine]:
    made = Engine(tmp_path, record, aliases)
    yield made
    made.close()


Said = tuple[str | None, Kind, tuple[str, ...], str]


@pytest.fixture
def analysed() -> Callable[..., Analysis]:
    """Makes an analysis of statements (party, kind, topics, words) and names, for the text of those words joined."""

    def make(*said: Said, names: dict[str, EntityType] | None = None, speaker: str = "a spokesman") -> Analysis:
        statements = []
        at = 0
        for i, (party, kind, topics, words) in enumerate(said):
            content = (Span(at, at + len(words)),)
            who = Speaker(0, 0, speaker)
            statements.append(
                Statement(f"s{i + 1}", party, who, None, content, words, Quote.INDIRECT, kind, tuple(topics))
            )
            at += len(words) + 1
        known = {"JP": "Japan", "RU": "Russia"}
        return Analysis(
            "test",
            tuple(
                Mention(0, len(name), name, type_, name.lower().replace(" ", "-"), name)
                for name, type_ in (names or {}).items()
            ),
            tuple(statements),
            tuple(
                Position(s.party, known.get(s.party, s.party), s.topics, s.kind, s.text, (s.id,))
                for s in statements
                if s.party
            ),
        )

    return make
