"""Two folders of one library, edited apart and merged into each other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurilreader.desk import Desk
from kurilreader.domain import Article, Kind, Order, ReadingState, Span, article_id
from kurilreader.domain.record import StatementAt
from kurilreader.domain.register import KINDS
from kurilreader.domain.review import EntityAct, EntityCorrection, Judgement, Verdict
from kurilreader.settings import Settings

Act = Callable[[Desk], object]


def said(verdict: Verdict, reviewer: str = "ann", **others: object) -> Judgement:
    return Judgement(verdict, reviewer, "", **others)  # type: ignore[arg-type]


#: what may be done to a library whose articles have the numbers 1 and 2, with a statement each
ACTS: dict[str, Act] = {
    "star": lambda desk: desk.put_flag([1], "starred"),
    "no star": lambda desk: desk.put_flag([1, 2], "starred", False),
    "read": lambda desk: desk.put_flag([1, 2], "read"),
    "place": lambda desk: desk.put_state(2, ReadingState(True, False, 0.5, 2)),
    "tag": lambda desk: desk.tag([1, 2], "fish"),
    "untag": lambda desk: desk.untag([1], "fish"),
    "note": lambda desk: desk.put_note(1, "ask whom?"),
    "other note": lambda desk: desk.put_note(1, "ask Nemuro"),
    "no note": lambda desk: desk.put_note(1, ""),
    "search": lambda desk: desk.save_search("mine", "fish"),
    "other search": lambda desk: desk.save_search("mine", "boats", Order.RELEVANCE),
    "no search": lambda desk: desk.delete_search("mine") if desk.saved() else None,
    "right": lambda desk: desk.judge(StatementAt(1, 0), said(Verdict.RIGHT)),
    "wrong": lambda desk: desk.judge(StatementAt(1, 0), said(Verdict.WRONG)),
    "party": lambda desk: desk.judge(StatementAt(1, 0), said(Verdict.WRONG_PARTY, "ben", party="CN")),
    "annotate": lambda desk: desk.annotate(2, Span(0, 5), "look", ["fish"]),
    "never": lambda desk: desk.correct(EntityCorrection(EntityAct.NEVER, "", words="Tokyo", number=2)),
    "undo": lambda desk: desk.undo(),
    "redo": lambda desk: desk.redo(),
}


@pytest.fixture
def pair(put: Callable[..., int], library: object, directory: Path, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """A library and a copy of its folder."""
    put("Moscow keeps the harbour shut.", ("RU", "visits", Kind.CLAIM))
    put("Tokyo asks for the boats.", ("JP", "visits", Kind.DEMAND))
    library.close()  # type: ignore[attr-defined]
    shutil.copytree(directory, tmp_path / "copy")
    with (
        Desk.open(directory, Settings(library=directory), reviewer="ann") as here,
        Desk.open(tmp_path / "copy", Settings(library=directory), reviewer="ann") as there,
    ):
        yield here, there


def state(desk: Desk) -> list[str]:
    return list(desk.export_state())


def view(desk: Desk) -> tuple[object, ...]:
    """What lists and views show, however it came about."""
    analysis = desk.reading(1).analysis
    assert analysis is not None
    return (
        desk.rows([1, 2]),
        [desk.note(number) for number in (1, 2)],
        [desk.reading(number).state for number in (1, 2)],
        [(each.name, each.query, each.order) for each in desk.saved()],
        [(each.stands, each.party) for each in analysis.statements],
        [(each.verdict, each.reviewer) for each in desk.judgements(StatementAt(1, 0))],
        [(each.span, each.note, each.tags) for each in desk.annotations(2)],
        desk.corrections(),
        desk.tags(),
    )


def exchange(here: Desk, there: Desk) -> None:
    ours, theirs = state(here), state(there)
    assert here.import_state(theirs, "there").failures == 0
    assert there.import_state(ours, "here").failures == 0


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=5), st.lists(st.sampled_from(sorted(ACTS)), max_size=5))
def test_edited_apart_and_merged_into_each_other_they_are_the_same(
    pair: tuple[Desk, Desk], ours: list[str], theirs: list[str]
) -> None:
    here, there = pair
    for desk, names in ((here, ours), (there, theirs)):
        for name in names:
            ACTS[name](desk)
    exchange(here, there)
    assert state(here) == state(there)
    assert view(here) == view(there)
    merged = state(here)
    assert here.import_state(merged, "again").changed == 0
    assert state(here) == merged


def test_nothing_of_either_side_is_lost(pair: tuple[Desk, Desk]) -> None:
    here, there = pair
    for name in ("star", "tag", "note", "search", "wrong"):
        ACTS[name](here)
    for name in ("read", "untag", "other note", "other search", "party", "annotate", "never"):
        ACTS[name](there)
    exchange(here, there)
    for desk in pair:
        assert desk.note(1) == "ask whom?\n\nask Nemuro"
        assert sorted(each.query for each in desk.saved()) == ["boats", "fish"]
        assert desk.saved()[0].name == "mine"
        assert list(desk.flagged("starred")) == [1]
        assert list(desk.flagged("read")) == [1, 2]
        assert desk.tags() == [("fish", 2)]
        assert {each.reviewer for each in desk.judgements(StatementAt(1, 0))} == {"ann", "ben"}
        assert desk.disagreements() == [StatementAt(1, 0)]
        assert len(desk.annotations(2)) == len(desk.corrections()) == 1
    here.put_note(1, "ask both")
    exchange(here, there)
    assert there.note(1) == "ask both"


def test_one_s_own_acts_are_undone_after_a_merge(pair: tuple[Desk, Desk]) -> None:
    here, there = pair
    ACTS["star"](here)
    ACTS["note"](there)
    exchange(here, there)
    assert here.undo() == 'star: "Moscow keeps the har"'
    assert here.undo() is None
    assert here.note(1) == "ask whom?"


def test_state_of_an_article_that_is_not_here_waits_for_it(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    here, _ = pair
    for name in ("star", "tag", "note", "wrong"):
        ACTS[name](here)
    with Desk.open(tmp_path / "third", Settings(library=tmp_path / "third")) as third:
        report = third.import_state(state(here), "here")
        assert (report.failures, third.tags(), third.count()) == (0, [], 0)
        assert state(third) == state(here)
        text = "Moscow keeps the harbour shut."
        added = third._library.add(Article(article_id(text), "T", text))
        assert (third.note(added.number), third.tags()) == ("ask whom?", [("fish", 1)])
        assert list(third.flagged("starred")) == [added.number]
        analysis = here._library.analysis(1)
        assert analysis is not None
        third._library.put_analysis(added.number, analysis)
        assert third.judgements(StatementAt(added.number, 0))[0].verdict is Verdict.WRONG


def test_lines_that_cannot_be_read_are_named_and_the_rest_goes_on(pair: tuple[Desk, Desk]) -> None:
    here, there = pair
    ACTS["star"](here)
    report = there.import_state(["{", "", *state(here), '{"schema": "kurilreader.state/1"}'], "file")
    assert [str(error) for error in report.failed] == [
        "file, line 1: it is no JSON",
        f"file, line 4: kind is one of {', '.join(KINDS)}",
    ]
    assert (report.failures, report.read, report.changed) == (2, 1, 1)
    assert list(there.flagged("starred")) == [1]


def test_it_can_be_cancelled_and_gone_on_with(pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kurilreader.desk.state._BATCH", 2)
    here, there = pair
    for name in ("tag", "star", "note"):
        ACTS[name](here)
    report = there.import_state(state(here), "here", lambda progress: False)
    assert report.cancelled and report.read == 2
    assert not there.import_state(state(here), "here").cancelled
    assert view(here) == view(there)
