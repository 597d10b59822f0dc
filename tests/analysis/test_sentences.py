from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.sentences import paragraphs, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert cut("The ship left. It came back! Why? Nobody said.") == [
        "The ship left.",
        "It came back!",
        "Why?",
        "Nobody said.",
    ]


def test_abbreviations_and_initials_end_nothing() -> None:
    assert cut("Gen. A. B. Orlov met Dr. Mori on Jan. 5 in St. Helier. They talked.") == [
        "Gen. A. B. Orlov met Dr. Mori on Jan. 5 in St. Helier.",
        "They talked.",
    ]


def test_u_s_ends_a_sentence_only_before_a_word_that_begins_one() -> None:
    assert cut("He left the U.S. The U.S. Navy stayed.") == ["He left the U.S.", "The U.S. Navy stayed."]


def test_closing_marks_belong_to_the_sentence_they_close() -> None:
    assert cut("“We wait.” Then he left.") == ["“We wait.”", "Then he left."]


def test_russian_and_japanese_stops() -> None:
    assert cut("Это было в 1956 г. в Москве. Потом всё изменилось.") == [
        "Это было в 1956 г. в Москве.",
        "Потом всё изменилось.",
    ]
    assert cut("条約はない。「対話が必要だ。」と述べた。") == ["条約はない。", "「対話が必要だ。」", "と述べた。"]


def test_numbered_points_and_turns_begin_new_sentences() -> None:
    assert cut("1. The parties agree\n2. The parties will meet") == ["1. The parties agree", "2. The parties will meet"]


def test_a_wrapped_line_continues_its_sentence() -> None:
    text = "The delegation returned to the capital late on Tuesday and made\nno comment on the talks."
    assert cut(text) == [text]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    text = "\n\nOne.\nStill one.\n \n\nTwo.\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.\nStill one.", "Two."]


@given(st.text(alphabet="Ab .!?“”\"'\n。1U.S", max_size=120))
def test_sentences_hold_all_but_white_space_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    for start, end in spans:
        assert any(outer.start <= start and end <= outer.end for outer in paragraphs(text))
