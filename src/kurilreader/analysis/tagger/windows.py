"""Windows over long texts: each piece is judged in the one window that has it in its core."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kurilreader.analysis.tagger.pieces import Pieces

#: pieces in a window, the two special ones included
SIZE = 256
#: pieces of context on either side of a core
MARGIN = 12


class Window(NamedTuple):
    """Pieces `first` to `last` are read, `core_first` to `core_last` are judged (half-open)."""

    first: int
    last: int
    core_first: int
    core_last: int


def windows(pieces: Pieces, size: int = SIZE, margin: int = MARGIN) -> list[Window]:
    """Cut a text into windows whose cores cover it without a gap and end with paragraphs where it costs little."""
    count, room = len(pieces), size - 2
    if count <= room:
        return [Window(0, count, 0, count)] if count else []
    opens = pieces.traits >= 8
    fresh = np.r_[True, pieces.words[1:] != pieces.words[:-1]]
    found: list[Window] = []
    start = 0
    while start < count:
        first = max(0, start - margin)
        if count - first <= room:
            found.append(Window(first, count, start, count))
            break
        furthest = first + room - margin
        stop = furthest
        for candidates, back in ((opens, furthest - start), (fresh, 20)):
            low = max(start + 1, furthest - (back // 4 if candidates is opens else back))
            at = np.flatnonzero(candidates[low : furthest + 1])
            if len(at):
                stop = low + int(at[-1])
                break
        found.append(Window(first, min(count, stop + margin), start, stop))
        start = stop
    return found
