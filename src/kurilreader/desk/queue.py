"""Queues of statements to be reviewed: read as far as they are looked at, so that the first is there at once."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from kurilreader.domain.record import StatementAt
from kurilreader.library import Library

#: statements read at once
_PAGE = 200
#: bits of a place in a key of number and place
_PLACE = 20


class Queue(Sequence[StatementAt]):
    """All statements that a reviewer (None: nobody in particular) has not judged, newest article first.

    As it was when it was made: what is read stays, and verdicts given meanwhile do not move it.
    """

    def __init__(self, library: Library, reviewer: str | None) -> None:
        self._library = library
        self._reviewer = reviewer
        self._numbers = array("q")
        self._places = array("q")
        self._last: tuple[StatementAt, int] | None = None
        self._whole = False
        self._lock = threading.Lock()
        self._length = library.count_unjudged(reviewer)

    def __len__(self) -> int:
        return len(self._numbers) if self._whole else max(self._length, len(self._numbers))

    @overload
    def __getitem__(self, place: int) -> StatementAt: ...

    @overload
    def __getitem__(self, place: slice) -> list[StatementAt]: ...

    def __getitem__(self, place: int | slice) -> StatementAt | list[StatementAt]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        with self._lock:
            while place >= len(self._numbers) and not self._whole:
                self._read()
        if not 0 <= place < len(self._numbers):
            raise IndexError(f"the queue has no statement {place}")
        return StatementAt(self._numbers[place], self._places[place])

    def __iter__(self) -> Iterator[StatementAt]:
        place = 0
        while True:
            try:
                yield self[place]
            except IndexError:
                return
            place += 1

    def _read(self) -> None:
        page = self._library.unjudged(self._reviewer, self._last, _PAGE)
        for at, _ in page:
            self._numbers.append(at.number)
            self._places.append(at.place)
        if page:
            self._last = page[-1]
        self._whole = len(page) < _PAGE


class Found(Sequence[StatementAt]):
    """Statements that are known, as two arrays: numbers and places."""

    def __init__(self, numbers: Sequence[int], places: Sequence[int]) -> None:
        self._numbers = numbers
        self._places = places

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> StatementAt: ...

    @overload
    def __getitem__(self, place: slice) -> list[StatementAt]: ...

    def __getitem__(self, place: int | slice) -> StatementAt | list[StatementAt]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return StatementAt(int(self._numbers[place]), int(self._places[place]))


def without(
    found: tuple[Sequence[int], Sequence[int]], others: tuple[Sequence[int], Sequence[int]]
) -> tuple[Sequence[int], Sequence[int]]:
    """The statements (numbers, places) that are not among others, in their order."""
    import numpy as np

    numbers, places, known, at = (np.asarray(part, dtype=np.int64) for part in (*found, *others))
    left = ~np.isin((numbers << _PLACE) | places, (known << _PLACE) | at)
    return array("q", numbers[left].tobytes()), array("q", places[left].tobytes())
