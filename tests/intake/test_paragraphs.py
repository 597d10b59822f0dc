import textwrap

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.intake.paragraphs import unwrap

WORDS = st.lists(
    st.sampled_from("islands talks ministry the a of Tokyo Moscow treaty Shikotan said only".split()),
    min_size=25,
    max_size=90,
)


@given(st.lists(WORDS, min_size=1, max_size=4), st.integers(60, 80))
def test_wrapping_by_hand_is_undone(paragraphs: list[list[str]], width: int) -> None:
    whole = [" ".join(words) + "." for words in paragraphs]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in whole)
    assert unwrap(text) == whole


def test_one_paragraph_a_line() -> None:
    lines = ["The ministry said that the talks would go on. " * 6, "Tokyo protested. " * 12, "Nobody answered. " * 9]
    assert unwrap("\n".join(lines)) == [line.strip() for line in lines]


def test_short_lines_stand_for_themselves() -> None:
    wrapped = textwrap.fill("The ministry said that the talks would go on as they had for years and years. " * 3, 72)
    assert unwrap(f"{wrapped}\n\nNo time to read?\nGet a summary\nPrevious Article")[1:] == [
        "No time to read?", "Get a summary", "Previous Article",
    ]  # fmt: skip


def test_japanese_lines_are_joined_without_a_space() -> None:
    text = "ロシア外務省の報道官は会見で、日本との対話は東京の姿勢次第だと述べ、\n制裁の撤回を求めた。日本は抗議した。"
    assert unwrap(text) == [text.replace("\n", "")]


def test_lists_and_indented_paragraphs() -> None:
    assert unwrap("The parties agreed:\n- to meet\n- to talk") == ["The parties agreed:", "- to meet", "- to talk"]
    assert unwrap("　日本は抗議した。\n　ロシアは拒否した。") == ["日本は抗議した。", "ロシアは拒否した。"]


def test_rules_are_dropped_and_hyphens_kept() -> None:
    assert unwrap("One.\n-----\nTwo.") == ["One.", "Two."]


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    joined = "".join("".join(unwrap(text)).split())
    assert all(char in joined for char in text if char.isalpha() and char.isascii())
