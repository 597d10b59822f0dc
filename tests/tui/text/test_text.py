"""Wrapping, documents and styles of spans."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kurilreader.analysis.sentences import paragraphs, sentences
from kurilreader.domain import Span
from kurilreader.tui.text.cells import fit, flow, pad
from kurilreader.tui.text.document import Subject, summarised, whole
from kurilreader.tui.text.spans import Layer, Mark, pieces
from kurilreader.tui.text.wrap import NO_END, NO_START, wrap

LETTERS = st.text(
    st.sampled_from("ab c d-e—\t\u3000\n、。「」（）ャー日本語北方領土Курилы\u0301👩\u200d🚀"), max_size=200
)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, Span(0, len(text)), width)]


@given(LETTERS, st.integers(2, 40))
def test_lines_fit_and_lose_nothing_but_space(text: str, width: int) -> None:
    found = wrap(text, Span(0, len(text)), width)
    assert all(cell_len(text[start:end]) <= width for start, end in found)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


def test_words_stay_whole() -> None:
    assert lines("Moscow ties treaty talks", 12) == ["Moscow ties", "treaty talks"]
    assert lines("a verylongwordindeed b", 8) == ["a", "verylong", "wordinde", "ed b"]


@pytest.mark.parametrize("width", range(4, 30))
def test_japanese_lines_begin_and_end_as_they_may(width: int) -> None:
    text = (
        "岸田首相は「北方領土問題を解決し、平和条約を締結する」と述べた。ロシア側は（制裁を理由に）交渉をしないという。"
    )
    for line in lines(text, width):
        assert line[0] not in NO_START
        assert line[-1] not in NO_END


def test_wide_characters_count_two_cells() -> None:
    assert lines("北方領土の日", 8) == ["北方領土", "の日"]


@pytest.mark.parametrize(("width", "expected"), [(9, "Moscow"), (3, "Mo…"), (1, "M"), (0, "")])
def test_fitting(width: int, expected: str) -> None:
    assert fit("Moscow", width) == expected


@given(LETTERS, st.integers(0, 30))
def test_fitting_never_takes_more(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width
    assert cell_len(pad(text.replace("\u200d", ""), width)) == width


@given(LETTERS, st.integers(4, 30), st.integers(1, 4))
def test_flowing_keeps_to_its_limits(text: str, width: int, limit: int) -> None:
    found = flow(text, width, limit)
    assert len(found) <= limit
    assert all(cell_len(line) <= width for line in found)


TEXT = "One is here. Two is longer than one is.\n\nThree begins a paragraph. Four ends it."


def subject(text: str = TEXT) -> Subject:
    return Subject(text, "A title", "facts", paragraphs(text))


@pytest.mark.parametrize("width", range(8, 60, 5))
def test_offsets_and_lines_agree(width: int) -> None:
    document = whole(subject(), sentences(TEXT), width)
    for offset, letter in enumerate(TEXT):
        if letter.isspace():
            continue
        line = document.lines[document.line_of(offset)]
        assert line.start <= offset < line.end
        unit = document.units[document.unit_at(offset)]
        assert unit.start <= offset < unit.end
    for span in document.units:
        assert document.unit_near(document.lines_of(span).start) <= document.unit_at(span.start)


def test_an_empty_text_has_lines_and_no_sentence() -> None:
    document = whole(subject(""), (), 40)
    assert document.units == () and document.line_of(3) == 0 and document.unit_near(0) == 0


def test_a_summary_tells_the_paragraph_of_each_sentence() -> None:
    found = sentences(TEXT)
    document = summarised(subject(), (found[0], found[2]), 40, "¶")
    words = [line.words for line in document.lines]
    assert "No time to read?" in words and words.index("¶1") < words.index("¶2")
    assert len(document.units) == 2


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=12), st.integers(0, 40))
def test_pieces_cover_a_stretch_with_the_styles_on_it(given_: list[tuple[int, int]], start: int) -> None:
    marks = [Mark(begin, begin + length, f"m{index}") for index, (begin, length) in enumerate(given_)]
    layers = [Layer.of(marks), Layer.of([Mark(10, 20, "over")])]
    end = start + 15
    found = pieces(layers, start, end)
    assert [left for left, _, _ in found] == [start, *(right for _, right, _ in found[:-1])]
    assert found[-1][1] == end
    for left, right, names in found:
        for offset in range(left, right):
            assert ("over" in names) == (10 <= offset < 20)
            covered = any(mark.start <= offset < mark.end for mark in marks)
            assert covered == any(name != "over" for name in names)
