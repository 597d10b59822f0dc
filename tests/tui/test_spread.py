"""Bars over time, and queries narrowed by a facet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import Facet
from kurilreader.tui.marks import ASCII, UNICODE
from kurilreader.tui.spread import narrowed, spark


@pytest.mark.parametrize(
    ("query", "part", "without", "expected"),
    [
        ("", "party:JP", False, "party:JP"),
        ("talks", "party:JP", False, "talks party:JP"),
        ("talks", 'source:"The Post"', True, 'talks -source:"The Post"'),
        ("talks party:JP", "party:JP", False, "talks party:JP"),
        ("talks OR treaty", "party:JP", False, "(talks OR treaty) party:JP"),
    ],
)
def test_a_facet_narrows_a_query(query: str, part: str, without: bool, expected: str) -> None:
    assert narrowed(query, part, without=without) == expected


_MONTHS = st.dictionaries(st.tuples(st.integers(1950, 2030), st.integers(1, 12)), st.integers(1, 10**6), min_size=1)


@given(_MONTHS, st.integers(1, 200))
def test_bars_fit_and_show_every_month(months: dict[tuple[int, int], int], width: int) -> None:
    facets = [Facet(f"{year}-{month:02d}", count, "") for (year, month), count in sorted(months.items())]
    for levels in (UNICODE.levels, ASCII.levels):
        found = spark(facets, width, levels)
        assert found is not None and len(found.bars) <= width
        assert levels[-1] in found.bars
        for facet in facets:
            assert found.bars[found.place(facet.value)] != levels[0]


def test_no_months_no_bars() -> None:
    assert spark((), 20, ASCII.levels) is None
    assert spark((Facet("unknown", 3, ""),), 20, ASCII.levels) is None
