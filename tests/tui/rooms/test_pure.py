"""What needs no screen: stretches that grow, lanes, kinds and their letters, days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import Kind, KurilError, Span
from kurilreader.tui.lanes import HARDNESS, lanes, utc_day
from kurilreader.tui.screens.asking import day_of
from kurilreader.tui.stated import LETTERS, kind_of, kinds_legend
from kurilreader.tui.text.selecting import Selection, fitted

TEXT = "Tokyo won't move. 北方領土は what they say (again)! Nothing follows."


def test_letters_and_numbers_name_each_kind_once() -> None:
    assert set(LETTERS) == set(Kind) == set(HARDNESS) and len(set(LETTERS.values())) == len(Kind)
    assert [kind_of(str(number)) for number in range(1, 10)] == list(LETTERS)
    assert all(kind_of(letter) is kind for kind, letter in LETTERS.items())
    assert kind_of("0") is kind_of("z") is kind_of("") is None
    assert kinds_legend(30) == "c condition  w warning" and kinds_legend(3) == ""


@given(
    st.text("ab .,'北方-\n", min_size=1, max_size=60),
    st.lists(st.sampled_from(["on", "back", "other", "sentence", "unsentence"]), max_size=25),
    st.data(),
)
def test_a_selection_is_never_empty_and_stays_in_the_text(text: str, steps: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    selection = Selection(text, start, data.draw(st.integers(start + 1, len(text))))
    sentences = [Span(at, min(at + 7, len(text))) for at in range(0, len(text), 7)]
    for step in steps:
        selection = {
            "on": lambda each: each.by_word(1),
            "back": lambda each: each.by_word(-1),
            "other": lambda each: each.other(),
            "sentence": lambda each: each.by_sentence(1, sentences),
            "unsentence": lambda each: each.by_sentence(-1, sentences),
        }[step](selection)
        assert 0 <= selection.start < selection.end <= len(text)
        assert selection.start <= selection.edge.start < selection.edge.end <= selection.end


def test_words_are_words_in_every_script() -> None:
    selection = Selection(TEXT, 0, 5)
    assert selection.by_word(1).words == "Tokyo won't"
    assert selection.by_word(3).words == "Tokyo won't move."
    assert selection.by_word(4).words.endswith("北") and selection.by_word(5).words.endswith("北方")
    assert selection.by_word(1).by_word(-1) == selection
    assert selection.by_word(-1) == selection, "the last word stays"


@given(st.integers(0, 40), st.integers(1, 40))
def test_pieces_keep_the_gap_of_the_cue(start: int, length: int) -> None:
    content = (Span(5, 10), Span(15, 22))
    found = fitted(content, Span(start, start + length))
    assert found[0].start == start and found[-1].end == start + length
    assert all(each.start < each.end for each in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_lanes_stand_where_their_days_are() -> None:
    statements = [
        (date(2020, 1, 1), Kind.OFFER),
        (date(2020, 1, 2), Kind.OFFER),
        (date(2024, 1, 1), Kind.REFUSAL),
    ]
    found = lanes(statements, 41, "x")
    assert found is not None
    assert [(kind, line.strip()) for kind, line in found.lanes] == [(Kind.REFUSAL, "x"), (Kind.OFFER, "2")]
    assert found.lanes[0][1].index("x") == 40 and found.lanes[1][1].index("2") == 0
    assert found.axis().split() == ["2020", "2021", "2022", "2023"]
    assert lanes([], 10, "x") is None and lanes(statements, 0, "x") is None


@given(st.lists(st.dates(date(1850, 1, 1), date(2100, 1, 1)), min_size=1, max_size=30), st.integers(1, 100))
def test_lanes_fill_their_width_and_lose_nothing(days: list[date], width: int) -> None:
    found = lanes([(each, Kind.CLAIM) for each in days], width, "x")
    assert found is not None and len(found.axis()) >= width
    assert all(len(line) == width for _, line in found.lanes)
    counted = sum(
        1 if sign == "x" else 10 if sign == "+" else int(sign)
        for _, line in found.lanes
        for sign in line
        if sign != " "
    )
    assert counted <= len(days) and (counted == len(days) or "+" in found.lanes[0][1])


@pytest.mark.parametrize(
    ("words", "day"),
    [("2024", "2024-01-01"), ("2024-03", "2024-03-01"), (" 2024-03-15 ", "2024-03-15"), ("2w", "2024-05-18"),
     ("10D", "2024-05-22"), ("1y", "2023-06-02"), ("3 m", "2024-03-02")],
)  # fmt: skip
def test_days_as_people_type_them(words: str, day: str) -> None:
    assert day_of(words, date(2024, 6, 1)) == day


@pytest.mark.parametrize("words", ["", "soon", "2024-13", "20240315x", "w", "-3d"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(KurilError, match="is no day"):
        day_of(words, date(2024, 6, 1))


def test_days_are_those_of_greenwich() -> None:
    assert utc_day("2024-03-04T01:00:00+09:00") == date(2024, 3, 3)
    assert utc_day("2024-03-04T01:00:00") == utc_day("2024-03-04") == date(2024, 3, 4)
    assert utc_day(None) is None and utc_day("soon") is None
