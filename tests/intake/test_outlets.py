"""Names of outlets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.intake.outlets import outlet_name


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("Harbour Post", "Harbour Post"),
        ("  Harbour   Post ", "Harbour Post"),
        ("Harbour Post - Home", "Harbour Post"),
        ("Harbour Post | Latest News & Headlines", "Harbour Post"),
        ("Harbour Post RSS Feed", "Harbour Post"),
        ("RSS: Harbour Post", "Harbour Post"),
        ("Top stories - Harbour Post", "Harbour Post"),
        ("HARBOUR POST", "Harbour Post"),
        ("THE ISLE OF KUNASHIR TIMES", "The Isle of Kunashir Times"),
        ("NHK WORLD", "NHK World"),
        ("TASS", "TASS"),
        ("BBC News", "BBC News"),
        ("Harbour Post®", "Harbour Post"),
        ("https://www.Example.org/", "example.org"),
        ("www.example.org", "example.org"),
        ("Курильский вестник - Последние новости", "Курильский вестник"),
        ("Home", "Home"),
        ("Ｈａｒｂｏｕｒ Ｐｏｓｔ", "Harbour Post"),
        ("", None),
        (None, None),
    ],
)
def test_names(given_: str | None, expected: str | None) -> None:
    assert outlet_name(given_) == expected


@given(st.text(max_size=60))
def test_a_name_once_made_stays(name: str) -> None:
    once = outlet_name(name)
    assert outlet_name(once) == once
