from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.search import words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Tokyo’s policy", ["tokyo", "policy"]),
        ("the U.S. said", ["the", "us", "said"]),
        ("l’île d'Itouroup", ["ile", "itouroup"]),
        ("Ещё й й", ["еще", "й", "й"]),
        ("北方領土", ["北方", "方領", "領土", "土"]),
        ("2020年3月", ["2020", "年", "3", "月"]),
        ("セルゲイ・ラブロフ", ["セル", "ルゲ", "ゲイ", "イ", "ラブ", "ブロ", "ロフ", "フ"]),
        ("북방영토 문제", ["북방", "방영", "영토", "토", "문제", "제"]),
        ("Russo-Japanese_war", ["russo", "japanese", "war"]),
        ("ＦＵＬＬ", ["full"]),
    ],
)
def test_text_becomes_words(text: str, forms: list[str]) -> None:
    assert words.forms(text) == forms


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("islands", "island", "en"),
        ("курилах", "курилы", "ru"),
        ("итурупе", "итуруп", "ru"),
        ("verhandlungen", "verhandlung", "de"),
        ("курил", "курилы", "ru"),
        ("treaties", "treaty", "ja"),
    ],
)
def test_forms_of_one_word_share_their_stem(one: str, other: str, language: str) -> None:
    assert words.stem(one, language) == words.stem(other, language)


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert words.stem("wyspy", "pl") == "wyspy"
    assert words.stem("2022", "en") == "2022"


@given(st.text())
def test_tokens_agree_with_forms_and_stand_where_they_say(text: str) -> None:
    tokens = list(words.tokens(text))
    assert sum(len(t.form) if words.unspaced(t.form) else 1 for t in tokens) == len(words.forms(text))
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert len(token.form) <= words.LONGEST or words.unspaced(token.form)
