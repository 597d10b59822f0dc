from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import register as registers
from kurilreader.domain.register import KINDS, WRITTEN, Register, after, stamp

START = datetime(2026, 1, 1, tzinfo=UTC)
ANNOTATION = {"span": [0, 4], "words": "some", "by": "ann", "on": None}


def made(second: int) -> str:
    return stamp(START + timedelta(seconds=second))


def value(kind: str, text: str | None) -> Any:
    if text is None:
        return None
    return {**ANNOTATION, "note": text, "tags": [text]} if kind == "annotation" else text


@st.composite
def folders(draw: st.DrawFn) -> tuple[str, list[Register]]:
    """Three copies of one folder's register, each written further apart from the others, at times that may meet."""
    kind = draw(st.sampled_from(KINDS))
    texts = st.sampled_from(["a", "b", "c", None])
    begun = Register.of(value(kind, draw(texts)), made(0))
    copies = []
    for _ in range(3):
        copy, second = begun, 0
        for text, step in draw(st.lists(st.tuples(texts, st.integers(1, 3)), max_size=3)):
            second += step
            copy = copy.put(kind, value(kind, text), made(second))
        copies.append(copy)
    return kind, copies


@given(folders())
def test_merging_is_the_same_in_any_order_and_as_often_as_one_likes(given_: tuple[str, list[Register]]) -> None:
    kind, copies = given_
    ends = set()
    for first, second, third in permutations(copies):
        left = first.merged(kind, second).merged(kind, third)
        right = first.merged(kind, second.merged(kind, third))
        assert left == right == left.merged(kind, first) == left.merged(kind, left)
        ends.add(repr((left.versions, sorted(left.past))))
    assert len(ends) == 1


@given(folders())
def test_no_word_that_was_written_last_is_lost(given_: tuple[str, list[Register]]) -> None:
    kind, copies = given_
    merged = copies[0].merged(kind, copies[1]).merged(kind, copies[2])
    replaced = {version for copy in copies for version in copy.past}
    lasting = [copy.versions[-1] for copy in copies if copy.versions[-1].id not in replaced]
    if kind in WRITTEN:
        assert {version.id for version in lasting} == {version.id for version in merged.versions}
    else:
        assert merged.versions == (max((copy.versions[-1] for copy in copies), key=lambda each: each.order),)


def test_notes_written_apart_stand_one_below_the_other_until_somebody_writes_again() -> None:
    begun = Register.of("begun", made(0))
    here, there = begun.put("note", "here", made(1)), begun.put("note", "there", made(2))
    both = here.merged("note", there)
    assert both.value("note") == "here\n\nthere"
    again = both.put("note", "both, in one", made(3))
    assert again.merged("note", here).merged("note", there).value("note") == "both, in one"


def test_what_is_written_outlives_that_it_was_taken_away_elsewhere() -> None:
    begun = Register.of("begun", made(0))
    merged = begun.put("note", "more", made(1)).merged("note", begun.put("note", None, made(2)))
    assert merged.value("note") == "more"
    assert begun.put("note", None, made(1)).merged("note", begun).value("note") is None


def test_annotations_written_apart_keep_all_words_and_tags() -> None:
    begun = Register.of(value("annotation", "a"), made(0))
    merged = begun.put("annotation", value("annotation", "c"), made(1)).merged(
        "annotation", begun.put("annotation", value("annotation", "b"), made(2))
    )
    assert merged.value("annotation") == {**ANNOTATION, "note": "c\n\nb", "tags": ["b", "c"]}


def test_of_other_kinds_the_last_one_holds() -> None:
    earlier, later = Register.of(True, made(1)), Register.of(None, made(2))
    assert earlier.merged("tag", later) == later.merged("tag", earlier) == later
    assert earlier.put("tag", None, made(3)).past == frozenset()


def test_time_goes_on_where_a_clock_went_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "now", lambda: made(0))
    assert after() == made(0)
    assert after(made(5), made(7)) == stamp(START + timedelta(seconds=7, microseconds=1))
