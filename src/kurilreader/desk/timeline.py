"""Articles along time: how many of a list fall into each month."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kurilreader.library import Library

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: of an article without a date
_UNDATED = -(2**31)


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many articles a month ("2025-03", in UTC as `date:` has it) holds."""

    month: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """How many articles the months from `first` to `last` ("2025-03") hold."""

    first: str
    last: str
    count: int


class Timeline:
    """The month of every article, read once; what came in since is read when something is asked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._seen = 0
        #: months since 1970-01 by article number
        self._months: NDArray[np.int32] | None = None

    def months(self, numbers: Sequence[int]) -> list[MonthCount]:
        """The months that hold any of these articles, in order; those without a date are not counted."""
        import numpy as np

        found, counts = np.unique(self._of(numbers), return_counts=True)
        return [MonthCount(_name(month), count) for month, count in zip(found.tolist(), counts.tolist(), strict=True)]

    def bars(self, numbers: Sequence[int], most: int) -> list[Bar]:
        """At most `most` stretches of equally many months, from the first to the last article; empty ones, too.

        The last stretch ends with the last article's month, so it may be shorter.
        """
        import numpy as np

        found = self._of(numbers)
        if not len(found) or most < 1:
            return []
        first, last = int(found.min()), int(found.max())
        width = -(-(last - first + 1) // most)
        counts = np.bincount((found - first) // width).tolist()
        return [
            Bar(_name(first + place * width), _name(min(first + (place + 1) * width - 1, last)), count)
            for place, count in enumerate(counts)
        ]

    def _of(self, numbers: Sequence[int]) -> NDArray[np.int32]:
        """The months of those that have one."""
        import numpy as np

        wanted = np.asarray(numbers, dtype=np.int64)
        known = self._known()
        found: NDArray[np.int32] = known[wanted[(wanted >= 0) & (wanted < len(known))]]
        return np.asarray(found[found != _UNDATED])

    def _known(self) -> NDArray[np.int32]:
        import numpy as np

        with self._lock:
            known = np.empty(0, dtype=np.int32) if self._months is None else self._months
            numbers, moments = self._library.moments(self._seen)
            if len(numbers):
                at = np.array(numbers, dtype=np.int64)
                grown = np.full(int(at.max()) + 1, _UNDATED, dtype=np.int32)
                grown[: len(known)] = known
                dated = np.array(moments, dtype=np.int64).astype("datetime64[s]").astype("datetime64[M]")
                grown[at] = dated.astype(np.int64)
                known = grown
                self._seen = len(known) - 1
            self._months = known
            return known


def _name(month: int) -> str:
    year, place = divmod(month, 12)
    return f"{1970 + year:04}-{place + 1:02}"
