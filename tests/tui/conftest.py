"""A desk that answers from memory, and the reader over it."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from kurilreader.analysis.sentences import paragraphs, sentences
from kurilreader.desk import Differences, PartyInfo, Progress, Reading, SavedSearch
from kurilreader.domain import (
    Analysis,
    Article,
    Complaint,
    Completion,
    Cue,
    EntityType,
    Facet,
    Hits,
    Kind,
    Mention,
    NotInLibrary,
    Order,
    PartyCount,
    Position,
    Quote,
    ReadingState,
    Row,
    SearchRequest,
    SearchResult,
    Similar,
    Snippet,
    Span,
    Speaker,
    Statement,
    article_id,
)
from kurilreader.domain.review import Annotation
from kurilreader.settings import Settings
from kurilreader.tui.finding import find
from kurilreader.tui.marks import UNICODE, Icons
from tests.tui.driving import BOUND, Reader, app_over

TEXT = (
    "Russia will return to the talks only when Tokyo lifts its measures, spokeswoman Anna Ivanova said on Monday. "
    "The ministry published her words on Shikotan in full.\n\n"
    "Japan seeks a treaty, minister Ken Mori answered. "
    "He called the islands, Shikotan among them, inherent territory. "
    "An analyst in London expects no change.\n\n"
    "Residents of Nemuro look at the sea. "
    "They have looked at it for decades, and the boats go out before dawn whatever the capitals say about the border."
)
NAMES = {"RU": ("Russia", "R"), "JP": ("Japan", "J")}


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def statement(
    id_: str, party: str | None, speaker: str | None, words: str, kind: Kind, *topics: str, text: str = TEXT
) -> Statement:
    span = place(text, words)
    return Statement(
        id_,
        party,
        Speaker(*place(text, speaker), speaker) if speaker else None,
        Cue(*place(text, "said"), "said"),
        (span,),
        words,
        Quote.INDIRECT,
        kind,
        topics,
    )


def analysis(text: str = TEXT) -> Analysis:
    found = (
        statement(
            "s1",
            "RU",
            "Anna Ivanova",
            "Russia will return to the talks only when Tokyo lifts its measures",
            Kind.CONDITION,
            "peace-treaty",
        ),
        statement("s2", "JP", "Ken Mori", "Japan seeks a treaty", Kind.COMMITMENT, "peace-treaty"),
        statement("s3", "JP", "He", "the islands, Shikotan among them, inherent territory", Kind.CLAIM, "sovereignty"),
        statement("s4", None, "An analyst", "no change", Kind.CLAIM),
    )
    names = [("Russia", EntityType.PLACE), ("Anna Ivanova", EntityType.PERSON), ("Shikotan", EntityType.PLACE)]
    return Analysis(
        "1",
        tuple(Mention(*place(text, words), words, type_, words.lower(), words) for words, type_ in names),
        found,
        (
            Position("RU", "Russia", found[0].topics, found[0].kind, found[0].text, ("s1",)),
            Position("JP", "Japan", found[1].topics, found[1].kind, found[1].text, ("s2", "s3")),
        ),
        (sentences(text)[0], sentences(text)[2]),
    )


class FakeDesk:
    """A desk of `count` articles made on demand; counts what is asked of it."""

    def __init__(self, count: int = 12, *, analysed: bool = True, text: str = TEXT) -> None:
        self.settings = Settings()
        self.size = count
        self.analysed = analysed
        self.text = text
        self.analysis = analysis(text) if text == TEXT else Analysis("1")
        self.states: dict[int, ReadingState] = {}
        self.kept: dict[str, str] = {}
        self.searched: list[SearchRequest] = []
        self.answered: list[str] = []
        self.row_calls: list[int] = []
        self.readings = 0
        self.changes = 0
        self.hold: threading.Event | None = None
        self.complaints: tuple[Complaint, ...] = ()
        self.suggestion: str | None = None
        #: articles that carry the text of others
        self.twins: tuple[int, ...] = ()
        self.snipped: list[tuple[int, ...]] = []
        self.spread: list[str] = []
        self.past: list[str] = []
        self.searches: dict[str, str] = {}
        self.seen: int | None = None
        self.visits: list[str | None] = []
        self.tagged: dict[int, set[str]] = {}
        self.notes: dict[int, str] = {}
        self.acts: list[tuple[list[int], str, str]] = []
        self.stopped = threading.Event()

    def count(self) -> int:
        return self.size

    def revision(self) -> int:
        return self.changes

    def _numbers(self, order: Order) -> Sequence[int]:
        numbers = range(self.size, 0, -1)
        return numbers if order is not Order.SOURCE else range(1, self.size + 1)

    def search(self, request: SearchRequest) -> SearchResult:
        held = self.hold
        self.searched.append(request)
        numbers = self._numbers(request.order)
        if request.query.strip():
            if held is not None:
                held.wait(BOUND)
            words = [word for word in request.query.split() if not word.startswith(("kind:", "source:", "date:"))]
            hit = " ".join(words).casefold() in self.text.casefold()
            numbers = [number for number in numbers if hit and number % 2][: request.limit]
        self.answered.append(request.query)
        return SearchResult(request, numbers, len(numbers), self.complaints, self.suggestion)

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        self.row_calls.append(len(numbers))
        return [self.row(number) for number in numbers if 0 < number <= self.size]

    def row(self, number: int) -> Row:
        state = self.states.get(number, ReadingState())
        parties = (PartyCount("RU", "R", 1), PartyCount("JP", "J", 1)) if self.analysed else ()
        return Row(
            number,
            article_id(str(number)),
            f"Article {number} on the talks between the two capitals",
            "Agency",
            f"2024-03-{number % 28 + 1:02d}",
            "en",
            state.read,
            state.starred,
            self.analysed,
            parties,
            outlets=len(self.twins) if number % 2 else 0,
            noted=bool(self.notes.get(number)),
            tags=self.tags_of(number),
        )

    def reading(self, number: int) -> Reading:
        self.readings += 1
        if not 0 < number <= self.size:
            raise NotInLibrary(f"no article {number}")
        row = self.row(number)
        article = Article(row.id, row.title, self.text, "Agency", None, row.published, "en", "https://example.org/1")
        return Reading(
            number,
            article,
            self.analysis if self.analysed else None,
            self.states.get(number, ReadingState()),
            sentences(self.text),
            paragraphs(self.text),
        )

    def marked(self, query: str, reading: Reading) -> Hits | None:
        if not query.strip():
            return None
        text, found = reading.article.text, find(reading.article.text, query)
        asked = re.findall(r"kind:(\w+)", query)
        stated = tuple(each for each in (reading.analysis or Analysis("1")).statements if each.kind.value in asked)
        return Hits((), tuple(found), stated, Snippet(text[:90], (), 0))

    def matching(self, query: str) -> SearchResult:
        return self.search(SearchRequest(query))

    def act(self, numbers: Sequence[int], act: str, tag: str = "") -> int:
        self.acts.append((list(numbers), act, tag))
        return len(numbers)

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, Snippet]:
        self.snipped.append(tuple(numbers))
        return {number: Snippet(self.text[:90], tuple(find(self.text[:90], query)), 0) for number in numbers}

    def fold(self, numbers: Sequence[int]) -> tuple[Sequence[int], int]:
        kept = [number for number in numbers if number not in self.twins]
        return kept, len(numbers) - len(kept)

    def alike(self, number: int) -> list[Row]:
        return [self.row(twin) for twin in self.twins]

    def differences(self, number: int, other: int) -> Differences:
        spans = sentences(self.text)
        return Differences(number, other, ((spans[0], spans[1]),), (spans[2],), (spans[3],), 4)

    def facets(self, query: str, most: int = 20) -> dict[str, tuple[Facet, ...]]:
        held = self.hold
        self.spread.append(query)
        if held is not None:
            held.wait(BOUND)
        if not self.size:
            return {}
        return {
            "source": (Facet("Agency", 4, "source:Agency"), Facet("The Post", 2, 'source:"The Post"')),
            "month": (Facet("2022-02", 1, "date:2022-02"), Facet("2024-03", 5, "date:2024-03")),
            "party": (Facet("RU", 3, "party:RU"),),
            "topic": (Facet("peace-treaty", 2, "topic:peace-treaty"),),
            "tag": (),
        }

    def topic(self, id_: str) -> str:
        return id_.replace("-", " ")

    def complete(self, query: str, cursor: int) -> Completion:
        options = tuple(name for name in ("party:", "party:JP", "person:") if name.startswith(query[:cursor]))
        return Completion(0, cursor, options)

    def similar(self, number: int, limit: int = 20) -> list[Similar]:
        return [Similar(each, 0.5, ("Shikotan", "treaty")) for each in (3, 5) if self.size >= each]

    def history(self) -> list[str]:
        return self.past

    def asked(self, query: str) -> None:
        self.past = [query, *(each for each in self.past if each != query)]

    def saved(self) -> list[SavedSearch]:
        return [SavedSearch(name, query, Order.DATE) for name, query in sorted(self.searches.items())]

    def counted(self, progress: Callable[[Progress], bool] | None = None) -> Iterator[SavedSearch]:
        for search in self.saved():
            yield replace(search, total=6, unread=4, new=2, seen=10)

    def save_search(self, name: str, query: str, order: Order = Order.DATE, seen: int | None = None) -> None:
        self.searches[name] = query
        self.seen = seen

    def delete_search(self, name: str) -> None:
        del self.searches[name]

    def visited(self, name: str | None = None) -> None:
        self.visits.append(name)

    def tags(self) -> list[tuple[str, int]]:
        counts = Counter(tag for tags in self.tagged.values() for tag in tags)
        return sorted(counts.items())

    def tags_of(self, number: int) -> tuple[str, ...]:
        return tuple(sorted(self.tagged.get(number, ())))

    def tag(self, numbers: Sequence[int], tag: str) -> int:
        for number in numbers:
            self.tagged.setdefault(number, set()).add(tag)
        return len(numbers)

    def untag(self, numbers: Sequence[int], tag: str) -> int:
        had = [number for number in numbers if tag in self.tagged.get(number, ())]
        for number in had:
            self.tagged[number].discard(tag)
        return len(had)

    def note(self, number: int) -> str:
        return self.notes.get(number, "")

    def put_note(self, number: int, text: str) -> None:
        self.notes[number] = text

    def annotations(self, number: int) -> list[Annotation]:
        return []

    def put_state(self, number: int, state: ReadingState) -> None:
        self.states[number] = state

    def recall(self, key: str) -> str | None:
        return self.kept.get(key)

    def remember(self, key: str, value: str) -> None:
        self.kept[key] = value

    def party(self, id_: str) -> PartyInfo:
        name, mark = NAMES.get(id_, (id_, id_.upper()[:2]))
        return PartyInfo(id_, name, mark)

    def analyse_pending(self, progress: Callable[[Progress], bool] | None = None) -> int:
        return 0

    def stop(self) -> None:
        self.stopped.set()


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot takes 30 seconds without an answer for a hang; a busy machine has had longer ones."""
    wait = Pilot._wait_for_screen

    async def patient(self: Pilot[int], timeout: float = BOUND) -> bool:
        return await wait(self, BOUND)

    monkeypatch.setattr(Pilot, "_wait_for_screen", patient)


Open = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def open_reader(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the reader over a desk at a size."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORFGBG", raising=False)

    @asynccontextmanager
    async def opened(
        desk: FakeDesk | None = None, size: tuple[int, int] = (120, 40), signs: Icons = UNICODE
    ) -> AsyncIterator[Reader]:
        desk = desk or FakeDesk()
        app = app_over(desk, signs)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, desk)
            await reader.settle()
            yield reader
        app.reader.across.acts.close()
        app.reader.keeper.close()

    return opened


@pytest.fixture
def new_desk() -> type[FakeDesk]:
    return FakeDesk
