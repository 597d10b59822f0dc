from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.search import marker


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
        ('peace OR "peace treaty"', "peace treaty", "en", ["peace treaty"]),
        ("negotia", "negotiation", "en", ["negotiation"]),
        ("party:JP date:2022", "party jp", "en", []),
        ("élysée", "Elysee Élysée’s", "fr", ["Elysee", "Élysée’s"]),
        ("", "text", "en", []),
    ],
)
def test_hits_are_marked(
    query: str, text: str, language: str, marked: list[str], aliases: Sequence[Sequence[str]]
) -> None:
    assert [text[a:b] for a, b in marker(query, aliases).marks(text, language)] == marked


@given(st.text(max_size=30), st.text(max_size=120))
def test_marks_are_in_order_and_apart(query: str, text: str) -> None:
    last = 0
    for start, end in marker(query).marks(text):
        assert last <= start < end <= len(text)
        last = end


def test_marking_loads_no_index() -> None:
    code = (
        "import sys; from kurilreader.search import marker; assert marker('islands').marks('island', 'en');"
        "print([m for m in sys.modules if m.startswith(('whoosh.', 'numpy')) and not m.startswith('whoosh.lang')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
