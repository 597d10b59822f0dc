"""Styles laid over stretches of a text, several deep, answered line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of the text, and the name of the style that lies on it."""

    start: int
    end: int
    style: str


@dataclass(slots=True)
class Layer:
    """Marks in order of their start, none inside another's place: later marks begin where earlier ones have ended."""

    marks: list[Mark] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> Layer:
        """A layer of these marks; where two overlap, the earlier and longer one stays and the other is cut."""
        layer = cls()
        reached = 0
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
            start = max(mark.start, reached)
            if start < mark.end:
                layer.marks.append(Mark(start, mark.end, mark.style))
                layer._ends.append(mark.end)
                reached = mark.end
        return layer

    def within(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that touch a stretch."""
        index = bisect_left(self._ends, start + 1)
        found = []
        while index < len(self.marks) and self.marks[index].start < end:
            found.append(self.marks[index])
            index += 1
        return found


def pieces(layers: Sequence[Layer], start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """A stretch cut where styles change: start, end and the styles there, the lowest layer first."""
    touching = [layer.within(start, end) for layer in layers]
    cuts = {start, end}
    for marks in touching:
        for mark in marks:
            cuts.add(max(start, mark.start))
            cuts.add(min(end, mark.end))
    edges = sorted(cuts)
    return [
        (
            left,
            right,
            tuple(mark.style for marks in touching for mark in marks if mark.start <= left and right <= mark.end),
        )
        for left, right in pairwise(edges)
    ]
