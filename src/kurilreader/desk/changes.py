"""How a party's statements move along time: new, repeated, hardened, softened. No input or output.

A point is what statements of one party on one topic have in common in what they are about (see `points`). On a point,
offers, conditions and refusals are compared with each other, which is the line along which a party hardens or
softens; every other kind only with itself, and only where both affirm or both deny.

A statement is compared with the latest one before it on its point: of an earlier day, or of the same kind on the same
day, since what a party says in one breath is no change. The first on a point is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import NamedTuple

from kurilreader.desk.points import ALIKE, OF_ALL, Gist, agree, likeness
from kurilreader.domain import Kind
from kurilreader.domain.record import Movement, StatementAt

_STEPS = {Kind.OFFER: 0, Kind.CONDITION: 1, Kind.REFUSAL: 2}
#: what offers, conditions and refusals are: one sort
_STEP = "step"
#: stems of two statements together up to which one in common is enough; claims and the like are about anything
_SHORT = 5
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Said:
    """A dated statement of one party as it is compared; `moment` is in seconds since 1970."""

    at: StatementAt
    moment: int
    kind: Kind
    negated: bool
    topics: frozenset[str]
    gist: Gist


class Moved(NamedTuple):
    """A statement's movement, and the one it is compared with; None for a new one."""

    said: Said
    movement: Movement
    before: Said | None


def movements(statements: Iterable[Said]) -> list[Moved]:
    """The movement of each of one party's statements, oldest first; the order they are given in does not matter."""
    points = _Points()
    moved = []
    for said in sorted(statements, key=lambda each: (each.moment, each.at)):
        point = points.of(said)
        before = next((other for other in reversed(point) if _comparable(other, said)), None)
        moved.append(Moved(said, _movement(before, said), before))
        point.append(said)
    return moved


def _comparable(before: Said, said: Said) -> bool:
    """Whether an earlier statement on the point is one to compare with: not said in one breath, not quite another."""
    if before.kind is not said.kind and before.moment // _DAY == said.moment // _DAY:
        return False
    if before.topics.isdisjoint(said.topics) or before.gist.words.isdisjoint(said.gist.words):
        return False
    return agree(before.gist, said.gist)


def _movement(before: Said | None, said: Said) -> Movement:
    if before is None:
        return Movement.NEW
    if before.kind is said.kind:
        return Movement.REPEATED
    return Movement.HARDENED if _STEPS[said.kind] > _STEPS[before.kind] else Movement.SOFTENED


class _Points:
    """The points of one party so far."""

    def __init__(self) -> None:
        self._said: list[tuple[Said, list[Said]]] = []
        #: how many stems each has
        self._sizes: list[int] = []
        #: which of them hold a stem, by what is compared with each other, topic by topic
        self._holding: dict[tuple[object, str, str], list[int]] = {}

    def of(self, said: Said) -> list[Said]:
        """The earlier statements on its point, oldest first: those of the one most like it, the latest of equals."""
        sort = _sort(said)
        sharing: dict[int, int] = {}
        for topic in said.topics:
            holding = (self._holding.get((sort, topic, stem), ()) for stem in said.gist.words)
            sharing |= Counter(chain.from_iterable(holding))
        best, point = (0.0, 0), None
        size = len(said.gist.words)
        for place, shared in sharing.items():
            # `likeness` with what is known already; of equals the latest.
            of_both = size + self._sizes[place]
            alike = shared / min(size, self._sizes[place])
            if alike < ALIKE or (alike, place) <= best or shared < OF_ALL * (of_both - shared):
                continue
            if shared == 1 and of_both > _SHORT and sort != _STEP:
                continue
            other, others = self._said[place]
            if agree(said.gist, other.gist):
                best, point = (alike, place), others
        if point is None:
            point = []
        for key in product((sort,), said.topics, said.gist.words):
            self._holding.setdefault(key, []).append(len(self._said))
        self._said.append((said, point))
        self._sizes.append(size)
        return point


def _sort(said: Said) -> object:
    """Statements of one sort are compared with each other."""
    return _STEP if said.kind in _STEPS else (said.kind, said.negated)


def standing(statements: Sequence[Said]) -> list[Said]:
    """A party's latest statement on each point whatever its kind, newest first: where it stands now."""
    latest: list[Said] = []
    for said in sorted(statements, key=lambda each: (each.moment, each.at), reverse=True):
        if not any(said.topics & other.topics and likeness(said.gist, other.gist) >= ALIKE for other in latest):
            latest.append(said)
    return latest
