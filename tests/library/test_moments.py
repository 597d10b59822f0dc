from __future__ import annotations

import pytest

from kurilreader.library.moments import moment


@pytest.mark.parametrize(
    ("published", "seconds"),
    [
        ("1970-01-01", 0),
        ("1970-01-02", 86400),
        ("1969-12-31", -86400),
        ("1970-01-01T09:00:00+09:00", 0),
        ("1970-01-01T00:00:10", 10),
        ("1970-01-01T00:00:10Z", 10),
        ("1970", 0),
        ("1970-02", 31 * 86400),
        (None, None),
        ("", None),
        ("soon", None),
        ("2025-13-01", None),
        ("0001-01-01T00:00:00+23:59", -62135596800 - 86340),
    ],
)
def test_dates_become_seconds(published: str | None, seconds: int | None) -> None:
    assert moment(published) == seconds
