"""A party's statements on a topic along time, a lane for each kind. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kurilreader.domain import Kind
from kurilreader.tui.facts import day

#: from the hardest to the softest: what hardens goes up
HARDNESS = (
    Kind.REFUSAL, Kind.WARNING, Kind.ACCUSATION, Kind.DEMAND, Kind.CONDITION, Kind.CLAIM, Kind.COMMITMENT,
    Kind.SUPPORT, Kind.OFFER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lanes:
    """For each kind that occurs, the hardest first, how many were stated in each stretch of time, as one sign each."""

    lanes: tuple[tuple[Kind, str], ...]
    first: date
    last: date
    width: int

    def column(self, when: date) -> int:
        """Where a day stands."""
        whole = (self.last - self.first).days
        return (when - self.first).days * (self.width - 1) // whole if whole else 0

    def axis(self) -> str:
        """The years under the lanes, each where it begins, as far as they do not touch."""
        line = str(self.first.year)
        for year in range(self.first.year + 1, self.last.year + 1):
            at = self.column(date(year, 1, 1))
            if at > len(line) and at + 4 <= self.width:
                line = line.ljust(at) + str(year)
        return line.ljust(self.width)


def lanes(dated: Sequence[tuple[date, Kind]], width: int, one: str) -> Lanes | None:
    """Lanes of so many statements by day and kind, at most `width` wide; `one` is the sign of a single one.

    None where there is none.
    """
    if not dated or width < 1:
        return None
    first, last = min(when for when, _ in dated), max(when for when, _ in dated)
    made = Lanes((), first, last, max(1, width))
    counts: dict[Kind, dict[int, int]] = {}
    for when, kind in dated:
        lane = counts.setdefault(kind, {})
        lane[made.column(when)] = lane.get(made.column(when), 0) + 1
    drawn = tuple(
        (kind, "".join(_sign(counts[kind].get(at, 0), one) for at in range(made.width)))
        for kind in HARDNESS
        if kind in counts
    )
    return Lanes(drawn, first, last, made.width)


def utc_day(published: str | None) -> date | None:
    """The day of an ISO date or moment, in UTC; None when there is none or it is no date."""
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return day(published)
    return (found if found.tzinfo is None else found.astimezone(UTC)).date()


def _sign(count: int, one: str) -> str:
    return " " if not count else one if count == 1 else str(count) if count < 10 else "+"
