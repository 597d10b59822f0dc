from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kurilreader.domain import Article, Hits
from kurilreader.search import marker

Mark = Callable[[str, Article], Hits]


@pytest.fixture
def mark(new_record: Callable[[], Any], aliases: Sequence[Sequence[str]]) -> Mark:
    return lambda query, article: marker(query, new_record(), aliases).hits(1, article, None)


@pytest.mark.parametrize(
    ("query", "text", "language", "marked"),
    [
        ("islands", "An island, ISLANDS.", "en", ["island", "ISLANDS"]),
        ('"northern territories"', "the Northern\n   Territories and", "en", ["Northern\n   Territories"]),
        ("trea*", "treaties treat tea", "en", ["treaties", "treat"]),
        ("traety~", "a treaty, a trial", "en", ["treaty"]),
        ("treatey~", "a treaty", "en", ["treaty"]),
        ("=island", "island islands", "en", ["island"]),
        ("курилы", "На Курилах", "ru", ["Курилах"]),
        ("iturup", "Этот Итуруп, Etorofu", "ru", ["Итуруп", "Etorofu"]),
        ("領土", "北方領土問題", "ja", ["領土"]),
        ("peace -war", "war and peace", "en", ["peace"]),
        ("a NEAR/2 b", "a x b", "en", ["a", "b"]),
        ("a NEAR/2 b", "a x x x b a", "en", ["b", "a"]),
        ("a NEAR/1 b NEAR/1 c", "a x b x c x x x b c x x x a b", "en", ["a", "b", "c"]),
        ('"a b" NEAR/1 c', "c x a b x x c", "en", ["c", "a b"]),
        ("a NEAR/3 a", "a a x x x x a", "en", ["a", "a"]),
        ("領土 NEAR/3 日本", "日本の北方領土と日本政府との話の領土", "ja", ["日本", "領土", "日本"]),
        ("title:treaty entity:nemuro", "treaty, Nemuro", "en", ["Nemuro"]),
        ('peace OR "peace treaty"', "peace treaty", "en", ["peace treaty"]),
        ("negotia", "negotiation", "en", ["negotiation"]),
        ("party:JP date:2022", "party jp", "en", []),
        ("élysée", "Elysee Élysée’s", "fr", ["Elysee", "Élysée’s"]),
        ("", "text", "en", []),
    ],
)
def test_hits_are_marked(mark: Mark, query: str, text: str, language: str | None, marked: list[str]) -> None:
    assert [text[a:b] for a, b in mark(query, Article("", "", text, language=language)).text] == marked


def test_words_of_a_title_are_hits_in_it_alone(mark: Mark) -> None:
    found = mark("title:treaty peace", Article("", "A peace treaty", "treaty, peace"))
    assert (found.title, found.text) == (((2, 7), (8, 14)), ((8, 13),))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30), text=st.text(max_size=120))
def test_marks_are_in_order_and_apart(mark: Mark, query: str, text: str) -> None:
    last = 0
    for start, end in mark(query, Article("", "", text)).text:
        assert last <= start < end <= len(text)
        last = end


def test_marking_loads_no_index() -> None:
    code = (
        "import sys; from kurilreader.domain import Article; from kurilreader.search import marker;"
        "assert marker('islands', None).hits(1, Article('', '', 'island', language='en'), None).text;"
        "print([m for m in sys.modules if m.startswith(('whoosh.', 'numpy')) and not m.startswith('whoosh.lang')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
