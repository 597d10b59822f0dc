from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.intake.dates import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04T09:30:00+09:00", "2025-03-04T09:30:00+09:00"),
        ("2025-03-04T09:30Z", "2025-03-04T09:30:00+00:00"),
        ("2025-03-04 09:30", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("Tue, 04 Mar 2025 09:30:00 GMT", "2025-03-04T09:30:00+00:00"),
        ("Tue, 4 Mar 2025 09:30:00 +0300", "2025-03-04T09:30:00+03:00"),
        ("March 4, 2025", "2025-03-04"),
        ("Mar. 4th, 2025 at 3:05 PM EST", "2025-03-04T15:05:00-05:00"),
        ("4 марта 2025 г., 12:01 МСК", "2025-03-04T12:01:00+03:00"),
        ("2025年3月4日", "2025-03-04"),
        ("令和7年3月4日", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("04.03.2025", "2025-03-04"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("4. März 2025", "2025-03-04"),
        ("4 de marzo de 2025", "2025-03-04"),
        ("7 février 1855", "1855-02-07"),
    ],
)
def test_habits_of_writing_dates(text: str, date: str) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text",
    [None, "", "3/4/2025", "March 4", "soon", "2025-13-40", "31 February 2025", "1956", "room 20250304b", "9" * 500],
)
def test_no_date_is_made_up(text: str | None) -> None:
    assert parse_date(text) is None


def test_relative_dates_need_a_now() -> None:
    now = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
    assert parse_date("2 hours ago", now=now) == "2025-03-04T10:00+00:00"
    assert parse_date("Yesterday", now=now) == "2025-03-03"
    assert parse_date("3日前", now=now) == "2025-03-01"
    assert parse_date("2 hours ago") is None


@given(st.datetimes(min_value=datetime(1600, 1, 1), max_value=datetime(2199, 1, 1), timezones=st.just(UTC)))
def test_iso_moments_survive(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert parse_date(moment.isoformat()) == moment.isoformat()


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    found = parse_date(text, now=datetime(2025, 3, 4, tzinfo=UTC))
    assert found is None or datetime.fromisoformat(found)
