"""A desk in memory that keeps a record of statements, and what tests of the screens across articles share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kurilreader.domain import Kind, Quote, Span, article_id
from kurilreader.domain.record import (
    Ask,
    Cell,
    Change,
    Matrix,
    Meeting,
    Movement,
    Relation,
    Stated,
    StatementAt,
)
from kurilreader.domain.review import Annotation, EntityCorrection, Judgement

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk

#: what each of the article's statements says, by its place in the analysis
SAID = (
    ("RU", "Anna Ivanova", Kind.CONDITION, ("peace-treaty",),
     "Russia will return to the talks only when Tokyo lifts its measures"),
    ("JP", "Ken Mori", Kind.COMMITMENT, ("peace-treaty",), "Japan seeks a treaty"),
    ("JP", "Ken Mori", Kind.CLAIM, ("sovereignty",), "the islands, Shikotan among them, inherent territory"),
)  # fmt: skip
LONG = (
    "A visit without visas can be talked about once the measures are gone, and once ferries, which have lain in their "
    "harbours since the first of them was announced, are let out again by those who keep them there"
)


@dataclass(frozen=True)
class Page:
    lines: tuple[Stated, ...]
    next: int | None


@dataclass
class Deeds:
    """What reviewers did."""

    judged: list[tuple[StatementAt, Judgement]] = field(default_factory=list)
    corrected: list[EntityCorrection] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)


def stated(number: int, place: int, **changes: Any) -> Stated:
    party, speaker, kind, topics, text = SAID[place % len(SAID)]
    if place >= len(SAID):
        text, kind = LONG, list(Kind)[place % len(Kind)]
    source = "Agency" if number % 2 else "The Post"
    made = Stated(
        StatementAt(number, place),
        f"s{place + 1}",
        article_id(str(number)),
        f"Article {number}",
        source,
        f"20{24 - number % 4}-03-{number % 28 + 1:02d}",
        party,
        speaker,
        kind,
        topics,
        text,
        (Span(0, len(text)),),
        Quote.INDIRECT,
        False,
        others=(StatementAt(number + 1, place),) if not number % 3 else (),
        outlets=(source, "Evening News") if not number % 3 else (source,),
    )
    return replace(made, **changes)


def record_desk(base: type[FakeDesk]) -> type[FakeDesk]:
    """The desk in memory with a record over it."""

    class RecordDesk(base):  # type: ignore[valid-type, misc]
        reviewer = "ann"

        def __init__(self, count: int = 12, statements: int = 60, **options: Any) -> None:
            super().__init__(count, **options)
            # `changes` is a method here, and nothing changes behind the reader's back.
            del self.changes
            self.statements = statements
            self.asked_for: list[tuple[Ask, str, int]] = []
            self.made = 0
            self.deeds = Deeds()

        def revision(self) -> int:
            return 0

        def _lines(self, ask: Ask) -> list[int]:
            """Numbers of the statements that are asked for, newest first; not made yet."""
            return [
                index
                for index in range(self.statements)
                if ask.party in {None, SAID[index % 3][0]}
                and (ask.topic is None or ask.topic in SAID[index % 3][3])
                and (ask.kind is None or ask.kind is SAID[index % 3][2])
                and (ask.since is None or (self._one(index).published or "") >= ask.since)
                and (not ask.query or ask.query in SAID[index % 3][4])
            ]

        def _one(self, index: int) -> Stated:
            return stated(max(1, self.size - index // 3 % max(1, self.size)), index % 3)

        def stated(self, ask: Ask, *, order: str = "newest", limit: int = 200, after: Any = None) -> Page:
            self.asked_for.append((ask, order, limit))
            found = self._lines(ask)
            if order == "topic":
                found.sort(key=lambda index: SAID[index % 3][3])
            begin = after or 0
            self.made += len(found[begin : begin + limit])
            lines = tuple(self._one(index) for index in found[begin : begin + limit])
            return Page(lines, begin + limit if begin + limit < len(found) else None)

        def stated_count(self, ask: Ask) -> int:
            return len(self._lines(ask))

        def statement(self, at: StatementAt) -> Stated:
            found = stated(*at)
            said = tuple(each for place, each in reversed(self.deeds.judged) if place == at)
            return replace(found, judgements=said, content=(self._place(found.text),))

        def _place(self, words: str) -> Span:
            start = self.text.find(words)
            return Span(max(0, start), max(0, start) + len(words))

        def matrix(self, ask: Ask, parties: int = 12, topics: int = 12) -> Matrix:
            if not self.statements:
                return Matrix((), (), {})
            cells = {
                (party, topic): Cell(party, topic, 7 * place + 5, stated(place + 2, place, topics=(topic,)))
                for place, (party, _, _, (topic,), _) in enumerate(SAID)
            }
            return Matrix(("RU", "JP"), ("peace-treaty", "sovereignty"), cells)

        def meetings(self, first: str, second: str, topic: str) -> list[Meeting]:
            return [
                Meeting(Relation.DISAGREE, stated(3, 0), stated(4, 1), "a condition against a commitment"),
                Meeting(Relation.AGREE, stated(5, 0), stated(6, 1), "both speak for a treaty"),
            ]

        def changes(self, ask: Ask) -> Iterator[Change]:
            moves = [Movement.HARDENED, Movement.REPEATED, Movement.SOFTENED, Movement.NEW]
            for index in self._lines(ask):
                movement = moves[index % 4]
                now = self._one(index)
                earlier = stated(now.at.number, now.at.place + 3, published="2020-11-02", kind=Kind.OFFER)
                yield Change(movement, now, None if movement is Movement.NEW else earlier)

        def kinds_along(self, party: str, topic: str) -> list[tuple[date, Kind]]:
            kinds = [Kind.OFFER, Kind.CONDITION, Kind.REFUSAL]
            return [
                (date(2022 + month // 12, month % 12 + 1, 5), kinds[month % 3])
                for month in (0, 1, 3, 4, 8, 12, 15, 17, 22, 26)
            ]

        def queue(self, query: str, reviewer: str, *, all_: bool = False) -> Sequence[StatementAt]:
            judged = {at for at, each in self.deeds.judged if each.reviewer == reviewer}
            found = [StatementAt(number, place) for number in range(self.size, 0, -1) for place in range(3)]
            return [at for at in found if all_ or at not in judged]

        def judge(self, at: StatementAt, judgement: Judgement) -> None:
            self.deeds.judged.append((at, judgement))

        def undo(self, reviewer: str) -> str | None:
            if not self.deeds.judged:
                return None
            at, judgement = self.deeds.judged.pop()
            self.deeds.undone.append(judgement.verdict.value)
            return f"{judgement.verdict.value} on statement {at.place + 1} of article {at.number}"

        def redo(self, reviewer: str) -> str | None:
            return self.deeds.undone.pop() if self.deeds.undone else None

        def disagreements(self, query: str = "") -> list[StatementAt]:
            return [StatementAt(2, 0)]

        def reviewers(self) -> list[str]:
            return ["ann", "kurt"]

        def correct(self, correction: EntityCorrection, reviewer: str) -> None:
            self.deeds.corrected.append(correction)

        def annotate(
            self, number: int, span: Span, note: str, tags: Sequence[str], reviewer: str, *, statement: str = ""
        ) -> int:
            key = len(self.deeds.annotations) + 1
            words = self.text[span.start : span.end]
            self.deeds.annotations.append(
                Annotation(key, number, span, words, note, tuple(tags), "2024-05-01T00:00:00Z", reviewer, statement)
            )
            return key

        def annotations(self, number: int) -> list[Annotation]:
            return [each for each in self.deeds.annotations if each.number == number]

        def drop_annotation(self, key: int, reviewer: str) -> None:
            self.deeds.annotations = [each for each in self.deeds.annotations if each.key != key]

        def briefing(self, chosen: Ask | Sequence[StatementAt], form: str = "md") -> str:
            count = len(chosen) if not isinstance(chosen, Ask) else self.stated_count(chosen)
            if not count:
                return ""
            return f"# Briefing\n\n## Russia\n\n{count} statements [1]\n\n1. Agency, 4 March 2024\n"

    return RecordDesk


MakeDesk = Callable[..., "FakeDesk"]


@pytest.fixture
def new_record(new_desk: type[FakeDesk]) -> type[FakeDesk]:
    return record_desk(new_desk)
