from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.search.dates import NoDate, period

TODAY = date(2025, 3, 31)


def _at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2022", "2022-01-01", "2023-01-01"),
        ("2022-12", "2022-12-01", "2023-01-01"),
        ("2022-03-05", "2022-03-05", "2022-03-06"),
        ("2022-03..2023", "2022-03-01", "2024-01-01"),
        ("..2020", None, "2021-01-01"),
        ("2020..", "2020-01-01", None),
        ("<2020", None, "2020-01-01"),
        ("<=2020", None, "2021-01-01"),
        (">2020", "2021-01-01", None),
        (">=2020-02", "2020-02-01", None),
        ("today", "2025-03-31", "2025-04-01"),
        ("yesterday", "2025-03-30", "2025-03-31"),
        ("2w..today", "2025-03-17", "2025-04-01"),
        ("3d", "2025-03-28", None),
        ("1m..", "2025-02-28", None),
        ("1y..1m", "2024-03-31", "2025-03-01"),
    ],
)
def test_a_period_has_a_start_and_an_end(text: str, since: str | None, until: str | None) -> None:
    assert period(text, TODAY) == (since and _at(since), until and _at(until))


@pytest.mark.parametrize("text", ["", "..", "soon", "2022-13", "2022-02-30", "2023..2020", "99999y", "0000", "<"])
def test_what_is_no_date_says_what_was_expected(text: str) -> None:
    with pytest.raises(NoDate, match=r"\w+"):
        period(text, TODAY)


@given(st.text(alphabet="0123456789-.<>=dwmytoday", max_size=14))
def test_nothing_typed_raises_anything_else(text: str) -> None:
    try:
        since, until = period(text, TODAY)
    except NoDate:
        return
    assert since is None or until is None or since < until


@given(st.integers(1, 400), st.sampled_from("dwmy"))
def test_going_back_lands_on_a_day_before(amount: int, unit: str) -> None:
    since, until = period(f"{amount}{unit}", TODAY)
    assert until is None
    assert since is not None
    assert since < _at("2025-03-31")
