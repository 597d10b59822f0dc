"""Published dates as numbers that sort."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHORT = re.compile(r"(\d{4})(?:-(\d{2}))?")


def moment(published: str | None) -> int | None:
    """Seconds since 1970-01-01T00:00Z of an ISO 8601 date, month, year or moment; None where there is none to read.

    A moment without a zone is taken as UTC, a date as its first second there.
    """
    if not published:
        return None
    try:
        if short := _SHORT.fullmatch(published):
            at = datetime(int(short[1]), int(short[2] or 1), 1, tzinfo=UTC)
        else:
            at = datetime.fromisoformat(published)
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return int((at - _EPOCH).total_seconds())
    except (ValueError, OverflowError):
        return None
