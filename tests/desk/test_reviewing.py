from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.desk import Desk
from kurilreader.desk.agreement import agreement
from kurilreader.desk.queue import Found, Queue, without
from kurilreader.desk.reviewing import reviewer_name
from kurilreader.domain import EntityType, Kind, KurilError, Mention, Order, SearchRequest, Span
from kurilreader.domain.record import StatementAt
from kurilreader.domain.review import EntityAct, EntityCorrection, Judgement, Verdict
from kurilreader.library import Library

Put = Callable[..., int]


def right(reviewer: str = "ann") -> Judgement:
    return Judgement(Verdict.RIGHT, reviewer, "")


@pytest.fixture
def numbers(put: Put) -> list[int]:
    stated = [("RU", "visits", Kind.CLAIM), ("JP", "visits", Kind.DEMAND)]
    return [put(f"Article {day}.", *stated, published=f"2026-01-0{day}") for day in range(1, 6)]


def every(numbers: list[int]) -> list[StatementAt]:
    return [StatementAt(number, place) for number in reversed(numbers) for place in (0, 1)]


def test_a_queue_is_a_sequence_that_reads_as_far_as_one_looks(
    desk: Desk, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilreader.desk.queue._PAGE", 3)
    asked: list[int] = []
    unjudged = desk._library.unjudged

    def counted(
        reviewer: str | None, after: tuple[StatementAt, int] | None, limit: int
    ) -> list[tuple[StatementAt, int]]:
        asked.append(limit)
        return unjudged(reviewer, after, limit)

    monkeypatch.setattr(desk._library, "unjudged", counted)
    queue = desk.queue()
    assert (len(queue), asked) == (10, [])
    assert queue[0] == every(numbers)[0]
    assert len(asked) == 1
    assert list(queue) == every(numbers)
    assert (queue[-1], queue[8:], len(queue)) == (every(numbers)[-1], every(numbers)[8:], 10)
    with pytest.raises(IndexError):
        queue[10]


def test_verdicts_given_meanwhile_do_not_move_the_queue(
    desk: Desk, numbers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilreader.desk.queue._PAGE", 3)
    queue = desk.queue(reviewer="ann")
    for place in range(10):
        desk.judge(queue[place], right())
    assert list(queue) == every(numbers)
    assert list(desk.queue(reviewer="ann")) == []
    assert len(desk.queue(reviewer="ben")) == len(desk.queue(reviewer="ann", all_=True)) == 10


def test_a_queue_of_a_query_leaves_out_what_was_judged(desk: Desk, numbers: list[int]) -> None:
    queue = desk.queue("party:JP", "ann")
    assert list(queue) == [StatementAt(number, 1) for number in reversed(numbers)]
    assert desk.judge_all(queue[:2], right()) == 2
    assert list(desk.queue("party:JP", "ann")) == list(queue)[2:]
    assert len(desk.queue("party:JP", "ann", all_=True)) == 5
    assert desk.search(SearchRequest("verdict:right", Order.DATE)).numbers == [numbers[4], numbers[3]]
    assert list(desk.queue("party:JP -verdict:any", all_=True)) == list(queue)[2:]
    assert desk.undo("ann") == "right: 2 statements"
    assert len(desk.queue("party:JP", "ann")) == 5


@given(
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9))),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9))),
)
def test_leaving_out_is_as_looking_one_by_one(found: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    split = [([number for number, _ in pairs], [place for _, place in pairs]) for pairs in (found, others)]
    assert list(Found(*without(split[0], split[1]))) == [pair for pair in found if pair not in others]


def test_without_a_name_the_login_reviews(desk: Desk, numbers: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.reviewer == reviewer_name() == getpass.getuser()
    assert reviewer_name(" Ann\x1b \n Lee ") == "Ann Lee"
    with pytest.raises(KurilError, match="needs a name"):
        reviewer_name("\x1b ")

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert reviewer_name() == "reader"


def test_disagreements_within_a_query(desk: Desk, numbers: list[int]) -> None:
    for number in numbers[:2]:
        desk.judge(StatementAt(number, 0), right())
        desk.judge(StatementAt(number, 0), replace(right("ben"), verdict=Verdict.WRONG))
    assert desk.disagreements() == [StatementAt(numbers[1], 0), StatementAt(numbers[0], 0)]
    assert desk.disagreements("date:2026-01-01") == [StatementAt(numbers[0], 0)]
    assert desk.reviewers() == ["ann", "ben"]
    # Twice "right" against "wrong": less agreement than chance would give.
    found = desk.agreement()
    assert (found.statements, found.kappa) == (2, 0.0)
    assert found.alpha == pytest.approx(-0.5)


def test_agreement_is_krippendorff_s_with_what_not_everybody_judged() -> None:
    # Five statements, of which one reviewer alone judged the last two: they count for nothing.
    said = {"ann": "rrww-", "ben": "rrw--", "cyd": "rww-r"}
    ratings = [
        (StatementAt(1, place), reviewer, {"r": "right", "w": "wrong"}[verdict])
        for reviewer, verdicts in said.items()
        for place, verdict in enumerate(verdicts)
        if verdict != "-"
    ]
    found = agreement(ratings)
    assert (found.reviewers, found.statements, found.kappa) == (("ann", "ben", "cyd"), 3, None)
    pairs = {0: "rrr", 1: "rrw", 2: "www"}
    observed = (
        sum(
            sum(a != b for i, a in enumerate(each) for j, b in enumerate(each) if i != j) / (len(each) - 1)
            for each in pairs.values()
        )
        / 9
    )
    expected = 2 * 5 * 4 / (9 * 8)
    assert found.alpha == pytest.approx(1 - observed / expected)


# --- names


@pytest.fixture
def named(library: Library, put: Put) -> list[int]:
    numbers = []
    for text in ("Orlova left.", "Vera Orlova came.", "Nobody else spoke."):
        number = put(text, ("RU", "visits", Kind.CLAIM))
        found = library.analysis(number)
        assert found is not None
        name = text.rsplit(" ", 1)[0]
        mention = Mention(0, len(name), name, EntityType.PERSON, name.casefold().replace(" ", "-"), name)
        library.put_analysis(number, replace(found, entities=(mention,)))
        numbers.append(number)
    return numbers


def entities(desk: Desk, numbers: list[int]) -> list[list[str]]:
    found = [desk.reading(number).analysis for number in numbers]
    return [[each.entity for each in analysis.entities] for analysis in found if analysis]


def test_a_correction_for_all_reaches_every_article_that_mentions_it(desk: Desk, named: list[int]) -> None:
    desk.catch_up()
    merge = EntityCorrection(EntityAct.MERGE, "orlova", "vera-orlova", "Vera Orlova")
    assert desk.correct(merge, "ann")
    assert entities(desk, named) == [["vera-orlova"], ["vera-orlova"], ["nobody-else"]]
    assert sorted(desk.search(SearchRequest('person:"Vera Orlova"')).numbers) == named[:2]
    assert desk._library.unsettled() == []
    assert not desk.correct(merge, "ben")
    assert desk.undo("ann") == "merge: Vera Orlova"
    assert entities(desk, named)[0] == ["orlova"]
    assert desk.search(SearchRequest('person:"Vera Orlova"')).numbers == [named[1]]


def test_what_a_kill_left_unsettled_is_settled_with_the_next_act(desk: Desk, named: list[int]) -> None:
    never = EntityCorrection(EntityAct.NEVER, "", words="Vera Orlova")
    desk._library.correct(never, "ann")
    assert desk._library.unsettled() == [(never, True)]
    desk.settle()
    assert desk._library.unsettled() == []
    assert entities(desk, named)[1] == []


def test_who_leaves_while_articles_are_looked_for_leaves_a_correction_unsettled(
    desk: Desk, named: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.catch_up()
    never = EntityCorrection(EntityAct.NEVER, "", words="Vera Orlova")
    with monkeypatch.context() as context:
        context.setattr(desk._asking, "later", lambda *_: None)
        with pytest.raises(KurilError, match="closed"):
            desk.correct(never, "ann")
    assert desk._library.unsettled() == [(never, True)]
    desk.settle()
    assert entities(desk, named)[1] == []


@pytest.mark.parametrize(
    "correction",
    [
        EntityCorrection(EntityAct.MERGE, "a"),
        EntityCorrection(EntityAct.MERGE, "a", "a"),
        EntityCorrection(EntityAct.SPLIT, "a", "b"),
        EntityCorrection(EntityAct.RETYPE, "a"),
        EntityCorrection(EntityAct.NEVER, "a"),
        EntityCorrection(EntityAct.LEARN, "", "RU"),
        EntityCorrection(EntityAct.LEARN, "", "RU", "Moskva", number=1),
    ],
)
def test_a_correction_that_says_nothing_is_refused(desk: Desk, correction: EntityCorrection) -> None:
    with pytest.raises(KurilError):
        desk.correct(correction, "ann")
    assert desk.corrections() == []


def test_learned_names_are_known_to_the_next_analysis(desk: Desk, home: Path) -> None:
    from kurilreader.analysis.dossier import load_dossiers
    from kurilreader.settings import dossier_folder

    before = load_dossiers(["kuril"], dossier_folder())
    person = before[0].people[0]
    for correction in (
        EntityCorrection(EntityAct.LEARN, "", person.name, "the old fox"),
        EntityCorrection(EntityAct.LEARN, "", "JP", "the Chrysanthemum House"),
        EntityCorrection(EntityAct.LEARN, "JP", "Aya Mori", "Aya Mori"),
    ):
        desk.correct(correction, "ann")
    kuril, general = load_dossiers(["kuril"], dossier_folder())
    assert "the old fox" in next(each for each in kuril.people if each.name == person.name).aliases
    assert "the Chrysanthemum House" in next(each for each in kuril.parties if each.id == "JP").names
    assert [(each.party) for each in general.people if each.name == "Aya Mori"] == ["JP"]
    assert kuril.digest != before[0].digest
    (home / "config" / "kurilreader" / "dossiers" / "learned.toml").write_text("title = [", encoding="utf-8")
    with pytest.raises(KurilError, match="cannot be read"):
        desk.correct(EntityCorrection(EntityAct.LEARN, "", "JP", "Moon House"), "ann")


def test_notes_are_written_by_who_is_at_the_desk(desk: Desk, numbers: list[int]) -> None:
    key = desk.annotate(numbers[0], Span(0, 7), "which?", ["ask"])
    (written,) = desk.annotations(numbers[0])
    assert (written.key, written.reviewer, written.words) == (key, desk.reviewer, "Article")
    desk.amend_annotation(key, "this one", ["ask"])
    desk.drop_annotation(key)
    assert [desk.undo() is not None for _ in range(4)] == [True, True, True, False]


def test_queues_may_be_asked_from_any_thread(desk: Desk, numbers: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setattr("kurilreader.desk.queue._PAGE", 1)
    queue = Queue(desk._library, "ann")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(queue.__getitem__, range(10))) == every(numbers)
