from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Literal

import pytest

from kurilreader.desk import Desk
from kurilreader.domain import Analysis, Article, Kind, NotInLibrary, Quote, Span, Speaker, Statement, article_id
from kurilreader.domain.record import Ask, Cursor, Movement, Relation, Stated, StatementAt
from kurilreader.domain.review import Judgement, Verdict
from kurilreader.library import Library

Tell = Callable[..., int]


@pytest.fixture
def tell(library: Library) -> Tell:
    """Stores an article that carries statements; returns its number."""
    count = 0

    def store(
        day: str | None,
        *stated: tuple[str | None, Kind, str] | tuple[str | None, Kind, str, tuple[str, ...]],
        source: str | None = "Wire",
    ) -> int:
        nonlocal count
        count += 1
        parts = [text for _, _, text, *_ in stated]
        text = f"{' '.join(parts)} Report {count}."
        statements, at = [], 0
        for place, (party, kind, words, *topics) in enumerate(stated):
            speaker = Speaker(0, 1, text[:1], f"Minister of {party}") if party else None
            statements.append(
                Statement(
                    f"s{place + 1}", party, speaker, None, (Span(at, at + len(words)),), words, Quote.INDIRECT, kind,
                    topics[0] if topics else ("visits",),
                )
            )  # fmt: skip
            at += len(words) + 1
        article = Article(article_id(text), f"Title {count}", text, source=source, published=day, language="en")
        number = library.add(article).number
        library.put_analysis(number, Analysis("1", statements=tuple(statements)))
        return number

    return store


GRAVES = "visits to the family graves in summer"


def test_the_same_statement_in_many_outlets_is_one_line(desk: Desk, tell: Tell) -> None:
    first = tell("2025-03-01", ("RU", Kind.OFFER, GRAVES), source="Wire")
    newest = tell("2025-03-03", ("RU", Kind.OFFER, GRAVES.upper()), source="Herald")
    tell("2025-03-02", ("RU", Kind.OFFER, GRAVES), source="Wire")
    (line,) = desk.stated(Ask()).lines
    assert line.at == StatementAt(newest, 0)
    assert line.outlets == ("Herald", "Wire")
    assert line.others == (StatementAt(first + 2, 0), StatementAt(first, 0))
    assert line.speaker == "Minister of RU"
    assert line.content == (Span(0, len(GRAVES)),)
    assert desk.stated_count(Ask()) == 1


def test_a_line_is_shown_where_it_was_asked_for(desk: Desk, tell: Tell) -> None:
    first = tell("2025-03-01", ("RU", Kind.OFFER, GRAVES))
    second = tell("2025-03-03", ("RU", Kind.OFFER, GRAVES))
    (line,) = desk.stated(Ask(until="2025-03-02")).lines
    assert line.at.number == first
    assert [at.number for at in line.others] == [second]


def test_pages_follow_each_other_without_gap_or_double(desk: Desk, tell: Tell) -> None:
    for day in range(1, 8):
        words = [("RU", Kind.CLAIM, f"claim {day} {place}", (f"t{place % 3}",)) for place in range(5)]
        tell(f"2025-03-{day:02}", *words, ("JP", Kind.CLAIM, f"theirs {day}"))
    tell(None, ("RU", Kind.CLAIM, "undated"), ("RU", Kind.CLAIM, "about nothing known", ()))
    tell("2025-03-04", ("RU", Kind.CLAIM, "claim 3 1", ("t1",)))
    orders: tuple[Literal["newest", "topic"], ...] = ("newest", "topic")
    for order in orders:
        for ask in (Ask(), Ask(party="RU"), Ask(topic="t1"), Ask(party="RU", since="2025-03-03"), Ask(query="claim")):
            whole = desk.stated(ask, order=order, limit=1000)
            assert whole.next is None
            for size in (1, 4):
                lines: list[Stated] = []
                after: Cursor | None = None
                while True:
                    page = desk.stated(ask, order=order, limit=size, after=after)
                    lines += page.lines
                    after = page.next
                    if after is None:
                        break
                assert [line.at for line in lines] == [line.at for line in whole.lines]
            assert len(whole.lines) == desk.stated_count(ask) == len(set(whole.lines))


def test_newest_first_with_the_undated_last_and_by_topic_with_the_unknown_last(desk: Desk, tell: Tell) -> None:
    tell(None, ("RU", Kind.CLAIM, "undated", ("a",)))
    tell("2025-03-01", ("RU", Kind.CLAIM, "old", ("b", "a")), ("RU", Kind.CLAIM, "no topic", ()))
    tell("2025-03-02", ("RU", Kind.CLAIM, "new", ("b",)), (None, Kind.CLAIM, "somebody else"))
    assert [line.text for line in desk.stated(Ask()).lines] == ["new", "old", "no topic", "undated"]
    assert [line.text for line in desk.stated(Ask(), order="topic").lines] == ["undated", "new", "old", "no topic"]
    assert [line.topics for line in desk.stated(Ask(topic="a")).lines] == [("b", "a"), ("a",)]


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        (Ask(party="JP"), ["theirs"]),
        (Ask(kind=Kind.OFFER), ["offer"]),
        (Ask(speaker="minister of jp"), ["theirs"]),
        (Ask(since="2025-03-02"), ["theirs"]),
        (Ask(until="2025-03-01"), ["offer", "claim"]),
        (Ask(until="2025"), ["theirs", "offer", "claim"]),
        (Ask(until="2025-02"), []),
        (Ask(topic="fish"), ["theirs"]),
        (Ask(party="RU", topic="visits", kind=Kind.CLAIM), ["claim"]),
        (Ask(query="kind:offer"), ["offer"]),
        (Ask(query="party:JP", kind=Kind.OFFER), []),
    ],
)
def test_what_is_asked_for(desk: Desk, tell: Tell, ask: Ask, found: list[str]) -> None:
    tell("2025-03-01", ("RU", Kind.OFFER, "offer"), ("RU", Kind.CLAIM, "claim"))
    tell("2025-03-05", ("JP", Kind.DEMAND, "theirs", ("fish",)))
    tell(None, ("US", Kind.WARNING, "undated", ("war",)))
    assert [line.text for line in desk.stated(ask).lines if line.text != "undated"] == found
    assert desk.stated_count(ask) == len(desk.stated(ask).lines)
    counted: dict[tuple[str | None, str], int] = {}
    for line in desk.stated(ask).lines:
        for topic in line.topics:
            if ask.topic in {None, topic}:
                counted[line.party, topic] = counted.get((line.party, topic), 0) + 1
    assert {key: cell.count for key, cell in desk.matrix(ask).cells.items()} == counted


def test_the_matrix_has_counts_and_where_each_party_stands(desk: Desk, tell: Tell) -> None:
    tell("2025-03-01", ("RU", Kind.REFUSAL, "no boats", ("fish",)), ("JP", Kind.CLAIM, "ours", ("fish", "visits")))
    tell("2025-03-02", ("RU", Kind.CLAIM, "a long story", ("fish",)), ("RU", Kind.OFFER, "boats", ("fish",)))
    tell("2025-03-02", ("RU", Kind.OFFER, "boats", ("fish",)), source="Herald")
    matrix = desk.matrix(Ask())
    assert matrix.parties == ("RU", "JP")
    assert matrix.topics == ("fish", "visits")
    assert {key: cell.count for key, cell in matrix.cells.items()} == {
        ("RU", "fish"): 3, ("JP", "fish"): 1, ("JP", "visits"): 1,
    }  # fmt: skip
    assert matrix.cells["RU", "fish"].current.text == "boats"
    assert matrix.cells["RU", "fish"].count == len(desk.stated(Ask(party="RU", topic="fish")).lines)
    assert desk.matrix(Ask(), parties=1, topics=1).cells.keys() == {("RU", "fish")}
    assert desk.matrix(Ask(until="2025-03-01")).cells["RU", "fish"].current.text == "no boats"
    assert desk.matrix(Ask(party="US")).cells == {}


def test_changes_are_told_newest_first_with_both_sentences(desk: Desk, tell: Tell) -> None:
    tell("2024-01-10", ("RU", Kind.OFFER, f"We are ready for {GRAVES}"))
    tell("2025-03-01", ("RU", Kind.CONDITION, f"There can be {GRAVES} only with a visa"), (None, Kind.OFFER, "other"))
    tell("2025-03-02", ("RU", Kind.CONDITION, f"There can be {GRAVES} only with a visa"), source="Herald")
    tell("2025-06-01", ("JP", Kind.REFUSAL, f"We reject {GRAVES}"))
    jp, hardened, new = list(desk.changes(Ask()))
    assert [change.movement for change in (jp, hardened, new)] == [Movement.NEW, Movement.HARDENED, Movement.NEW]
    assert hardened.before is not None
    assert (hardened.before.published, hardened.now.published, hardened.days) == ("2024-01-10", "2025-03-01", 416)
    assert hardened.now.outlets == ("Wire", "Herald")
    assert [change.movement for change in desk.changes(Ask(since="2025-02", party="RU"))] == [Movement.HARDENED]
    assert list(desk.changes(Ask(kind=Kind.REFUSAL))) == [jp]
    assert list(desk.changes(Ask(topic="fish"))) == []
    assert list(islice(desk.changes(Ask(query="visa")), 3)) == [hardened]


def test_a_change_does_not_depend_on_how_much_is_asked_for(desk: Desk, tell: Tell) -> None:
    for year, kind in zip(range(2015, 2025), [Kind.OFFER, Kind.REFUSAL] * 5, strict=True):
        tell(f"{year}-05-05", ("RU", kind, GRAVES))
    every = [(change.now.at, change.movement) for change in desk.changes(Ask())]
    assert len(every) == 10
    for year in range(2015, 2025):
        some = [(change.now.at, change.movement) for change in desk.changes(Ask(since=str(year)))]
        assert some == every[: len(some)]


def test_lanes_go_from_the_oldest_without_the_undated(desk: Desk, tell: Tell) -> None:
    tell(None, ("RU", Kind.OFFER, "undated"))
    late = tell("2025-03-03", ("RU", Kind.OFFER, GRAVES))
    early = tell("2025-03-01", ("RU", Kind.OFFER, GRAVES))
    tell("2025-05-01", ("RU", Kind.REFUSAL, "no more"))
    lanes = desk.lanes("RU", "visits")
    assert [(line.text, line.at.number) for line in lanes] == [(GRAVES, early), ("no more", late + 2)]
    assert desk.kinds_along("RU", "visits") == [(date(2025, 3, 1), Kind.OFFER), (date(2025, 5, 1), Kind.REFUSAL)]


def test_meetings_show_both_sentences(desk: Desk, tell: Tell) -> None:
    tell("2025-03-01", ("RU", Kind.REFUSAL, f"We rule out {GRAVES}"))
    tell("2025-03-05", ("JP", Kind.DEMAND, f"Russia must allow {GRAVES}"))
    (meeting,) = desk.meetings("RU", "JP", "visits")
    assert meeting.relation is Relation.DISAGREE
    assert (meeting.first.party, meeting.second.party) == ("RU", "JP")
    assert meeting.why == "one refuses what the other demands"
    assert desk.meetings("RU", "JP", "fish") == []


def test_what_is_judged_wrong_leaves_the_record_and_comes_back(desk: Desk, tell: Tell) -> None:
    number = tell("2025-03-01", ("RU", Kind.OFFER, GRAVES), ("RU", Kind.CLAIM, "something else"))
    desk.judge(StatementAt(number, 0), Judgement(Verdict.WRONG, desk.reviewer, ""))
    assert [line.text for line in desk.stated(Ask()).lines] == ["something else"]
    assert desk.stated_count(Ask(party="RU", topic="visits")) == 1
    assert desk.matrix(Ask()).cells["RU", "visits"].count == 1
    assert desk.statement(StatementAt(number, 0)).judgements[0].verdict is Verdict.WRONG
    desk.undo()
    assert len(desk.stated(Ask()).lines) == 2


def test_another_party_moves_a_statement(desk: Desk, tell: Tell) -> None:
    number = tell("2025-03-01", ("RU", Kind.OFFER, GRAVES))
    desk.judge(StatementAt(number, 0), Judgement(Verdict.WRONG_PARTY, desk.reviewer, "", party="JP"))
    assert [line.party for line in desk.stated(Ask()).lines] == ["JP"]
    assert desk.stated_count(Ask(party="RU")) == 0


def test_one_statement_of_any_voice(desk: Desk, tell: Tell) -> None:
    number = tell("2025-03-01", (None, Kind.CLAIM, "a fisherman's view"))
    assert desk.statement(StatementAt(number, 0)).party is None
    with pytest.raises(NotInLibrary):
        desk.statement(StatementAt(number, 1))
    assert desk.statements_at([StatementAt(number, 0), StatementAt(99, 0)]) == [desk.statement(StatementAt(number, 0))]
