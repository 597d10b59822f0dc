from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import Analysis, Kind, Position, Quote, Span, Speaker, Statement
from kurilreader.domain.review import Judgement, Verdict
from kurilreader.domain.standing import (
    anchors,
    carried,
    fold,
    found_again,
    latest,
    says,
    standing,
    with_verdicts,
)

TEXT = "The harbour stays shut. Boats may come after May. Nobody asked the crews."
SPANS = (Span(0, 22), Span(24, 48), Span(50, 72))


def statement(place: int, party: str | None = "RU", kind: Kind = Kind.CLAIM) -> Statement:
    start, end = SPANS[place]
    return Statement(
        f"s{place + 1}", party, Speaker(0, 3, "The"), None, (SPANS[place],), TEXT[start:end], Quote.INDIRECT, kind,
        ("harbour",),
    )  # fmt: skip


def judgement(verdict: Verdict, reviewer: str = "ann", made: int = 1, **others: object) -> Judgement:
    return Judgement(verdict, reviewer, f"2026-01-0{made}", **others)  # type: ignore[arg-type]


def stands(*given_: Judgement) -> Statement:
    return standing(statement(0), given_, lambda: TEXT)


# --- finding statements again


def test_joint_statements_and_repeated_ones_have_marks_of_their_own() -> None:
    same = replace(statement(0), id="s4")
    marks = [each.mark for each in anchors("a1", [statement(0), statement(0, "JP"), same, statement(1)])]
    assert len(set(marks)) == 4
    assert marks[2] == f"{marks[0]}-2"
    assert anchors("a2", [statement(0)])[0].mark != marks[0]


def test_a_verdict_finds_its_statement_by_words_however_they_are_set() -> None:
    (old,) = anchors("a1", [statement(0)])
    moved = replace(statement(0), text="“The  HARBOUR stays shut”", content=(Span(30, 55),), party="JP")
    assert found_again([old], anchors("a1", [statement(1), moved])) == {old.mark: 1}


def test_of_the_same_words_that_of_the_same_party_is_meant_then_the_nearest() -> None:
    (old,) = anchors("a1", [statement(0, "JP")])
    far = replace(statement(0, "JP"), content=(Span(50, 72),), text="The harbour stays shut!")
    near = replace(statement(0, "RU"), text="the harbour stays shut")
    assert found_again([replace(old, mark="gone")], anchors("a1", [near, far])) == {"gone": 1}
    assert found_again([replace(old, mark="gone")], anchors("a1", [replace(far, party="RU"), near])) == {"gone": 1}


@pytest.mark.parametrize(("end", "found"), [(11, True), (10, False), (44, True), (45, False)])
def test_a_verdict_finds_the_statement_that_shares_half_of_its_span(end: int, found: bool) -> None:
    (old,) = anchors("a1", [statement(0)])
    other = replace(statement(0), content=(Span(0, end),), text="quite other words")
    assert bool(found_again([old], anchors("a1", [other]))) is found


def test_nothing_is_found_in_an_empty_analysis() -> None:
    assert found_again(anchors("a1", [statement(0)]), ()) == {}


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# --- what stands


def test_one_reviewer_decides_alone() -> None:
    assert stands(judgement(Verdict.RIGHT)) == statement(0)
    assert not stands(judgement(Verdict.WRONG)).stands
    assert stands(judgement(Verdict.UNSURE)) == statement(0)
    assert stands(judgement(Verdict.WRONG_PARTY, party="JP")).party == "JP"
    assert stands(judgement(Verdict.WRONG_PARTY, party="")).party is None
    assert stands(judgement(Verdict.WRONG_KIND, kind=Kind.OFFER)).kind is Kind.OFFER
    spanned = stands(judgement(Verdict.WRONG_SPAN, content=(Span(4, 11), Span(18, 22))))
    assert (spanned.content, spanned.text) == ((Span(4, 11), Span(18, 22)), "harbour shut")
    assert stands(judgement(Verdict.WRONG_SPAN, content=(Span(4, 999),))).content == (SPANS[0],)


def test_most_decide_and_the_last_where_they_are_as_many() -> None:
    wrong, right = judgement(Verdict.WRONG, "ann", 1), judgement(Verdict.RIGHT, "ben", 2)
    assert stands(wrong, right).stands
    assert not stands(replace(right, made="2026-01-01"), replace(wrong, made="2026-01-02")).stands
    assert not stands(wrong, right, judgement(Verdict.WRONG, "cyd", 1)).stands
    assert stands(wrong, judgement(Verdict.UNSURE, "ben", 2), right).stands


def test_corrections_of_different_points_add_up() -> None:
    both = stands(
        judgement(Verdict.WRONG_PARTY, "ann", 1, party="JP"), judgement(Verdict.WRONG_KIND, "ben", 2, kind=Kind.OFFER)
    )
    assert (both.party, both.kind) == ("JP", Kind.OFFER)
    assert (
        stands(judgement(Verdict.WRONG_PARTY, "ann", 1, party="JP"), judgement(Verdict.RIGHT, "ben", 2)).party == "RU"
    )


def test_who_corrects_again_keeps_what_was_corrected_before() -> None:
    party = judgement(Verdict.WRONG_PARTY, party="JP", note="see the title")
    kind = judgement(Verdict.WRONG_KIND, made=2, kind=Kind.OFFER)
    assert carried(party, kind) == replace(kind, party="JP", note="see the title")
    assert carried(party, judgement(Verdict.RIGHT)) == judgement(Verdict.RIGHT)
    assert carried(judgement(Verdict.WRONG), kind) == carried(None, kind) == kind


def test_the_last_verdict_of_each_reviewer_counts() -> None:
    first, last = judgement(Verdict.WRONG), judgement(Verdict.RIGHT, made=3)
    other = judgement(Verdict.WRONG, "ben", 2)
    assert latest([last, first, other]) == (last, other)


def test_equal_opinions_say_the_same() -> None:
    assert says(judgement(Verdict.UNSURE)) is None
    assert says(judgement(Verdict.RIGHT, note="x")) == says(judgement(Verdict.RIGHT, "ben"))
    told = {says(judgement(Verdict.WRONG_PARTY, party=party)) for party in ("JP", "", "RU", None)}
    assert len(told) == 4


# --- positions


def analysis() -> Analysis:
    statements = (statement(0), statement(1), statement(2, "JP"))
    return Analysis(
        "1",
        statements=statements,
        positions=(
            Position("RU", "Russia", ("harbour",), Kind.CLAIM, "Shut, in short", ("s1", "s2")),
            Position("JP", "Japan", ("harbour",), Kind.CLAIM, "Nobody asked", ("s3",)),
        ),
    )


def judged(place: int, given_: Judgement) -> Analysis:
    return with_verdicts(analysis(), {place: [given_]}, lambda: TEXT)


def test_a_statement_judged_wrong_leaves_its_position_and_keeps_its_place() -> None:
    found = judged(0, judgement(Verdict.WRONG))
    assert [each.id for each in found.statements] == ["s1", "s2", "s3"]
    assert [(each.party, each.text, each.statements) for each in found.positions] == [
        ("RU", "Boats may come after May", ("s2",)),
        ("JP", "Nobody asked", ("s3",)),
    ]
    assert [each.party for each in judged(2, judgement(Verdict.WRONG)).positions] == ["RU"]


def test_a_statement_of_another_party_goes_to_that_party() -> None:
    found = judged(1, judgement(Verdict.WRONG_PARTY, party="JP"))
    assert [(each.name, each.text, each.statements) for each in found.positions] == [
        ("Russia", "Shut, in short", ("s1",)),
        ("Japan", "Nobody asked", ("s3", "s2")),
    ]
    alone = judged(1, judgement(Verdict.WRONG_PARTY, party="CN")).positions[-1]
    assert (alone.party, alone.name, alone.statements) == ("CN", "CN", ("s2",))
    assert [each.statements for each in judged(1, judgement(Verdict.WRONG_PARTY, party="")).positions] == [
        ("s1",),
        ("s3",),
    ]


def test_a_statement_of_another_kind_makes_a_position_of_its_own() -> None:
    found = judged(0, judgement(Verdict.WRONG_KIND, kind=Kind.OFFER)).positions
    assert [(each.kind, each.statements) for each in found] == [
        (Kind.CLAIM, ("s2",)),
        (Kind.CLAIM, ("s3",)),
        (Kind.OFFER, ("s1",)),
    ]


def test_what_nobody_changes_stays_the_same_object() -> None:
    found = analysis()
    assert with_verdicts(found, {0: [judgement(Verdict.RIGHT)]}, lambda: TEXT) is found
