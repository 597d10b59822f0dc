"""Statements that a query finds: many, in order, and quick to be looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kurilreader.domain.record import StatementAt

#: bits of a key for the place in an article
_PLACE = 24


class Among:
    """Statements by article number and place, in the order given: newest article first."""

    def __init__(self, numbers: Sequence[int], places: Sequence[int]) -> None:
        import numpy as np

        self._keys = (np.asarray(numbers, dtype=np.int64) << _PLACE) | np.asarray(places, dtype=np.int64)
        self._sorted = np.sort(self._keys)

    def __contains__(self, at: StatementAt) -> bool:
        key = (at.number << _PLACE) | at.place
        found = int(self._sorted.searchsorted(key))
        return found < len(self._sorted) and int(self._sorted[found]) == key

    def chunks(self, size: int, after: StatementAt | None) -> Iterator[list[StatementAt]]:
        """All of them in lists of `size`, from the one behind `after` on if that is among them, else from the first."""
        import numpy as np

        start = 0
        if after is not None:
            known = np.flatnonzero(self._keys == (after.number << _PLACE) | after.place)
            start = int(known[0]) + 1 if len(known) else 0
        mask = (1 << _PLACE) - 1
        for at in range(start, len(self._keys), size):
            yield [StatementAt(key >> _PLACE, key & mask) for key in self._keys[at : at + size].tolist()]
