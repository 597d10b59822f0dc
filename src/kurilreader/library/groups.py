"""Groups of near-duplicates: found as articles come in, kept beside them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kurilreader.domain import NotInLibrary
from kurilreader.library.likeness import ALIKE, BAND, resemblance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: bands held loosely before they are sorted in with the others
_MOST_LOOSE = 200_000
#: so few are looked up without sorting, which takes longer than looking at all there are
_FEW = 20


class Bands:
    """The articles by the bands of their signatures, the first of each band only. Filled from the record.

    Used inside a transaction that writes, so by one thread at a time, and only ever filled with what was committed:
    a transaction that fails leaves nothing here. A hundred thousand articles take 30 MB.
    """

    def __init__(self) -> None:
        import numpy as np

        self._seen = 0
        self._sorted: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._owners: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._loose: dict[int, int] = {}
        #: read at once and not sorted in yet: articles, and the bands of each in a row
        self._unsorted: tuple[NDArray[np.int64], NDArray[np.uint64]] | None = None

    def catch_up(self, connection: sqlite3.Connection) -> None:
        """Learn of the articles that came in since the last time, by whichever process."""
        import numpy as np

        rows = connection.execute(
            "SELECT number, signature FROM likeness WHERE number > ? ORDER BY number", (self._seen,)
        ).fetchall()
        if not rows:
            return
        numbers = np.array([number for number, _ in rows], dtype=np.int64)
        keys = _bands(b"".join(signed for _, signed in rows), len(rows))
        self._seen = int(numbers[-1])
        if keys.size < _MOST_LOOSE:
            for number, row in zip(numbers.tolist(), keys.tolist(), strict=True):
                for key in row:
                    self._loose.setdefault(key, number)
            if len(self._loose) >= _MOST_LOOSE:
                self._sort()
        else:
            self._sort()
            self._unsorted = numbers, keys

    def sharing(self, signatures: Sequence[bytes]) -> list[set[int]]:
        """For each signature the articles that share a band with it, the first of each band."""
        import numpy as np

        keys = _bands(b"".join(signatures), len(signatures))
        found = [{self._loose[key] for key in row if key in self._loose} for row in keys.tolist()]
        if self._unsorted is not None and len(signatures) > _FEW:
            self._sort()
        if self._unsorted is not None:
            numbers, known = self._unsorted
            for place, row in enumerate(keys):
                equal = known == row
                found[place].update(numbers[equal.argmax(axis=0)[equal.any(axis=0)]].tolist())
        if len(self._sorted):
            at = np.minimum(np.searchsorted(self._sorted, keys), len(self._sorted) - 1)
            for place, column in zip(*np.nonzero(self._sorted[at] == keys), strict=True):
                found[place].add(int(self._owners[at[place, column]]))
        return found

    def _sort(self) -> None:
        """Sort in what is not."""
        import numpy as np

        loose = len(self._loose)
        keys = [
            self._sorted,
            np.fromiter(self._loose, dtype=np.uint64, count=loose),
        ]
        owners = [self._owners, np.fromiter(self._loose.values(), dtype=np.int64, count=loose)]
        if self._unsorted is not None:
            numbers, known = self._unsorted
            keys.append(known.reshape(-1))
            owners.append(np.repeat(numbers, known.shape[1]))
        # The first of equals stays. Which one matters little: they are alike, or one is as good a candidate as another.
        self._sorted, first = np.unique(np.concatenate(keys), return_index=True)
        self._owners = np.concatenate(owners)[first]
        self._loose, self._unsorted = {}, None


def place(connection: sqlite3.Connection, bands: Bands, signed: Sequence[tuple[int, bytes]]) -> None:
    """Put new articles, given with their signatures in the order of their numbers, into the groups they belong to.

    An article joins the group of the one that is most like it, if any is alike enough; groups are never joined, so
    that a chain of small changes does not put everything into one.
    """
    bands.catch_up(connection)
    found = bands.sharing([signature for _, signature in signed])
    #: of this batch
    fresh: dict[int, int] = {}
    rows = _bands(b"".join(signature for _, signature in signed), len(signed)).tolist()
    for (number, signature), candidates, keys in zip(signed, found, rows, strict=True):
        candidates.update(fresh[key] for key in keys if key in fresh)
        for key in keys:
            fresh.setdefault(key, number)
        connection.execute(
            "INSERT INTO likeness (number, head, signature) VALUES (?, ?, ?)",
            (number, _head(connection, signature, candidates) or number, signature),
        )


def group(connection: sqlite3.Connection, number: int) -> Sequence[int]:
    """The articles of the group of one, itself among them, lowest number first."""
    record = connection.execute(
        "SELECT coalesce(head, number) FROM articles LEFT JOIN likeness USING (number) WHERE number = ?", (number,)
    ).fetchone()
    if record is None:
        raise NotInLibrary(f"no article has the number {number}")
    (head,) = record
    others = connection.execute(
        "SELECT number FROM likeness WHERE head = ? AND head <> number ORDER BY number", (head,)
    )
    return array("q", [head, *(other for (other,) in others)])


def followers(connection: sqlite3.Connection) -> tuple[Sequence[int], Sequence[int]]:
    """All articles that are not the head of their group, and their heads."""
    rows = connection.execute("SELECT number, head FROM likeness WHERE head <> number ORDER BY number").fetchall()
    return array("q", [number for number, _ in rows]), array("q", [head for _, head in rows])


def _head(connection: sqlite3.Connection, signature: bytes, candidates: set[int]) -> int | None:
    """The head of the group of whichever candidate is most like it, the first of equals; None if none is enough."""
    if not candidates:
        return None
    rows = connection.execute(
        "SELECT head, signature FROM likeness WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(sorted(candidates)),),
    ).fetchall()
    likeness, head = max(((resemblance(signature, other), -head) for head, other in rows), default=(0.0, 0))
    return -head if likeness >= ALIKE else None


def _bands(signatures: bytes, count: int) -> NDArray[np.uint64]:
    """The bands of signatures as numbers that say, too, which band it is; one row for each signature."""
    import numpy as np

    values = np.frombuffer(signatures, dtype=f"<u{BAND}").astype(np.uint64).reshape(count, -1)
    return values | (np.arange(values.shape[1], dtype=np.uint64) << np.uint64(8 * BAND))
