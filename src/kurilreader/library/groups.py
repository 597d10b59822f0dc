"""Groups of near-duplicates: found as articles come in, kept beside them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kurilreader.domain import NotInLibrary
from kurilreader.library.likeness import ALIKE, BAND, BANDS, resemblance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: bands held loosely before they are sorted in with the others
_MOST_LOOSE = 100_000
#: rows of the record read at a time
_CHUNK = 20_000
#: so few are looked up without sorting, which takes longer than looking at all there are
_FEW = 20


class Bands:
    """The articles by the bands of their signatures, the first of each band only. Filled from the record.

    Used inside a transaction that writes, so by one thread at a time, and only ever filled with what was committed:
    a transaction that fails leaves nothing here. A hundred thousand articles take 20 MB.
    """

    def __init__(self) -> None:
        import numpy as np

        self._seen = 0
        #: for each band the values known, ascending, and an article of each
        self._sorted: list[NDArray[np.uint32]] = [np.empty(0, dtype=np.uint32) for _ in range(BANDS)]
        self._owners: list[NDArray[np.uint32]] = [np.empty(0, dtype=np.uint32) for _ in range(BANDS)]
        self._loose: list[dict[int, int]] = [{} for _ in range(BANDS)]
        #: read at once and not sorted in yet: articles, and the bands of each in a row
        self._unsorted: list[tuple[NDArray[np.uint32], NDArray[np.uint32]]] = []

    def catch_up(self, connection: sqlite3.Connection) -> None:
        """Learn of the articles that came in since the last time, by whichever process."""
        import numpy as np

        cursor = connection.execute(
            "SELECT number, signature FROM likeness WHERE number > ? ORDER BY number", (self._seen,)
        )
        while rows := cursor.fetchmany(_CHUNK):
            keys = _bands(b"".join(signed for _, signed in rows), len(rows))
            self._seen = rows[-1][0]
            if keys.size >= _MOST_LOOSE:
                self._unsorted.append((np.array([number for number, _ in rows], dtype=np.uint32), keys))
                continue
            for (number, _), row in zip(rows, keys.tolist(), strict=True):
                for known, key in zip(self._loose, row, strict=True):
                    known.setdefault(key, number)
            if sum(map(len, self._loose)) >= _MOST_LOOSE:
                self._sort()

    def sharing(self, signatures: Sequence[bytes]) -> list[set[int]]:
        """For each signature the articles that share a band with it, the first of each band."""
        import numpy as np

        keys = _bands(b"".join(signatures), len(signatures))
        found: list[set[int]] = [
            {known[key] for known, key in zip(self._loose, row, strict=True) if key in known} for row in keys.tolist()
        ]
        if self._unsorted and len(signatures) > _FEW:
            self._sort()
        for numbers, rows in self._unsorted:
            for place, row in enumerate(keys):
                equal = rows == row
                found[place].update(numbers[equal.argmax(axis=0)[equal.any(axis=0)]].tolist())
        for band, (known, owners) in enumerate(zip(self._sorted, self._owners, strict=True)):
            if len(known):
                at = np.minimum(np.searchsorted(known, keys[:, band]), len(known) - 1)
                for place in np.flatnonzero(known[at] == keys[:, band]).tolist():
                    found[place].add(int(owners[at[place]]))
        return found

    def _sort(self) -> None:
        """Sort in what is not, one band at a time, so that little is held twice."""
        import numpy as np

        for band in range(BANDS):
            loose = self._loose[band]
            keys = [self._sorted[band], np.fromiter(loose, dtype=np.uint32, count=len(loose))]
            owners = [self._owners[band], np.fromiter(loose.values(), dtype=np.uint32, count=len(loose))]
            for numbers, rows in self._unsorted:
                keys.append(rows[:, band])
                owners.append(numbers)
            # The first of equals stays. Which one matters little: they are alike, or one is as good as another.
            self._sorted[band], first = np.unique(np.concatenate(keys), return_index=True)
            self._owners[band] = np.concatenate(owners)[first]
            self._loose[band] = {}
        self._unsorted = []


def place(connection: sqlite3.Connection, bands: Bands, signed: Sequence[tuple[int, bytes]]) -> None:
    """Put new articles, given with their signatures in the order of their numbers, into the groups they belong to.

    An article joins the group of the one that is most like it, if any is alike enough; groups are never joined, so
    that a chain of small changes does not put everything into one.
    """
    bands.catch_up(connection)
    found = bands.sharing([signature for _, signature in signed])
    #: of this batch
    fresh: dict[tuple[int, int], int] = {}
    rows = _bands(b"".join(signature for _, signature in signed), len(signed)).tolist()
    for (number, signature), candidates, row in zip(signed, found, rows, strict=True):
        keys = list(enumerate(row))
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


def _bands(signatures: bytes, count: int) -> NDArray[np.uint32]:
    """The bands of signatures as numbers; one row for each signature, one column for each band."""
    import numpy as np

    return np.frombuffer(signatures, dtype=f"<u{BAND}").astype(np.uint32).reshape(count, -1)
