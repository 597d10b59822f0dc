import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.intake.clean import clean_line, clean_paragraphs, clean_text

#: every character that may not stand in a text: all controls but the newline, and what hides or reorders
FORBIDDEN = {chr(code) for code in range(0xA0)} - {chr(code) for code in range(0x20, 0x7F)} - {"\n"}
FORBIDDEN |= set(
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u2028\u2029"
)


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from(sorted(FORBIDDEN))))
def test_nothing_forbidden_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert not FORBIDDEN & set(cleaned)
    assert not any(unicodedata.category(char) == "Cs" for char in cleaned)
    assert clean_text(cleaned) == cleaned
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip(" \n")


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert "\n" not in clean_line(text)
    assert clean_line(text) == clean_line(clean_line(text))


def test_escape_sequences_lose_their_escape() -> None:
    assert clean_text("a\x1b[31mred\x9b0m") == "a[31mred0m"


def test_newlines_of_every_kind() -> None:
    assert clean_paragraphs("one\r\ntwo\rthree\r\n\r\nfour\x0cfive") == ["one\ntwo\nthree", "four", "five"]


def test_hidden_and_reordering_characters_go() -> None:
    assert clean_text("Shi\u200bko\u00adtan \u202enatsi\u202c \u2066x\u2069") == "Shikotan natsi x"


def test_joiners_stay_where_a_script_needs_them() -> None:
    persian = "می‌خواهد"
    assert clean_text(persian) == persian
    assert clean_text("Shi\u200ckotan") == "Shikotan"


def test_blanks_become_one_space_but_the_ideographic_one_is_kept_inside() -> None:
    assert clean_text("4\u00a0March\t \u2009 2025  ") == "4 March 2025"
    assert clean_text("\u3000日本\u3000ロシア\u3000") == "日本\u3000ロシア"


def test_code_points_are_not_normalised() -> None:
    assert clean_text("e\u0301") == "e\u0301"


def test_piles_of_marks_are_cut() -> None:
    assert clean_text("a" + "\u0301" * 500) == "a" + "\u0301" * 4
