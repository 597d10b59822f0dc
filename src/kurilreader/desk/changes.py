"""How a party's statements move along time: new, repeated, hardened, softened. No input or output.

A point is what statements of one party on one topic have in common in what they are about (see `points`). On a point,
offers, conditions and refusals are compared with each other, which is the line along which a party hardens or
softens; every other kind only with itself, and only where both affirm or both deny.

A statement is compared with the latest one before it on its point: of an earlier day, or of the same kind on the same
day, since what a party says in one breath is no change; and never of the same article, which tells one thing twice, or
a part of it for itself. The first on a point is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import NamedTuple

from kurilreader.desk.points import ALIKE, OF_ALL, Gist, agree, likeness
from kurilreader.domain import Kind
from kurilreader.domain.record import Movement, StatementAt

_STEPS = {Kind.OFFER: 0, Kind.CONDITION: 1, Kind.REFUSAL: 2}
#: what offers, conditions and refusals are: one sort
_STEP = "step"
#: what may be about anything: two of these need more in common than words that the party uses all the time, …
_ABOUT_ANYTHING = {Kind.CLAIM, Kind.ACCUSATION, Kind.SUPPORT, Kind.WARNING}
#: … which are those in so many of its statements so far, and in one of so many
_OFTEN, _ONE_IN = 6, 16
#: these say what an offer is about, which may change in nothing else; other kinds are about islands, two or four
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
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


class _Heard(NamedTuple):
    """A statement with the stems by which it is compared."""

    said: Said
    words: frozenset[str]


def movements(statements: Iterable[Said]) -> list[Moved]:
    """The movement of each of one party's statements, oldest first; the order they are given in does not matter."""
    points = _Points()
    moved = []
    for said in sorted(statements, key=lambda each: (each.moment, each.at)):
        heard = _Heard(said, _about(said))
        point = points.of(heard)
        before = next((each.said for each in reversed(point)
                       if _comparable(each.said, said) and points.one(each, heard)), None)  # fmt: skip
        moved.append(Moved(said, _movement(before, said), before))
        point.append(heard)
    return moved


def _comparable(before: Said, said: Said) -> bool:
    """Whether an earlier statement on the point is one to compare with: not said in one breath, not quite another."""
    if before.at.number == said.at.number:
        return False
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
        self._heard: list[tuple[_Heard, list[_Heard]]] = []
        #: how many stems each has
        self._sizes: list[int] = []
        #: which of them hold a stem, by what is compared with each other, topic by topic
        self._holding: dict[tuple[object, str, str], list[int]] = {}
        #: in how many statements each stem stands
        self._often: Counter[str] = Counter()

    def of(self, heard: _Heard) -> list[_Heard]:
        """The earlier statements on its point, oldest first: those of the one most like it, the latest of equals."""
        said, words = heard
        sort = _sort(said)
        sharing: dict[int, int] = {}
        for topic in said.topics:
            holding = (self._holding.get((sort, topic, stem), ()) for stem in words)
            sharing |= Counter(chain.from_iterable(holding))
        point = next((each for other, each in self._like(len(words), sharing)
                      if agree(said.gist, other.said.gist) and self.one(other, heard)), None)  # fmt: skip
        if point is None:
            point = []
        for key in product((sort,), said.topics, words):
            self._holding.setdefault(key, []).append(len(self._heard))
        self._heard.append((heard, point))
        self._sizes.append(len(words))
        for stem in words:
            self._often[stem] += 1
        return point

    def _like(self, size: int, sharing: Mapping[int, int]) -> Iterator[tuple[_Heard, list[_Heard]]]:
        """Those that are like one of so many stems, the most first; given is how many each has in common with it."""
        sizes = self._sizes
        found = []
        for place, shared in sharing.items():
            other = sizes[place]
            # Most have one word of many in common: they are passed over before anything is reckoned.
            if shared == 1 and size > 2 and other > 2:
                continue
            # `likeness` with what is known already.
            alike = shared / (size if size < other else other)
            if alike >= ALIKE and shared >= OF_ALL * (size + other - shared):
                found.append((alike, place))
        found.sort(reverse=True)
        return (self._heard[place] for _, place in found)

    def one(self, before: _Heard, heard: _Heard) -> bool:
        """Whether what two of a sort have in common can make them one point, or is a mere fragment or usual words."""
        one, other, kind = before.words, heard.words, heard.said.kind
        if one == other:
            return True
        if len(one) == 1 or len(other) == 1:
            return False
        if kind in _STEPS:
            return True
        shared = one & other
        if len(shared) < 2:
            return False
        often = max(_OFTEN, len(self._heard) / _ONE_IN)
        return kind not in _ABOUT_ANYTHING or any(self._often[stem] < often for stem in shared)


def _sort(said: Said) -> object:
    """Statements of one sort are compared with each other."""
    return _STEP if said.kind in _STEPS else (said.kind, said.negated)


def _about(said: Said) -> frozenset[str]:
    """The stems by which it is compared."""
    return said.gist.words if said.kind in _STEPS else said.gist.words - _NUMBERS


def standing(statements: Sequence[Said]) -> list[Said]:
    """A party's latest statement on each point whatever its kind, newest first: where it stands now."""
    latest: list[Said] = []
    for said in sorted(statements, key=lambda each: (each.moment, each.at), reverse=True):
        if not any(said.topics & other.topics and likeness(said.gist, other.gist) >= ALIKE for other in latest):
            latest.append(said)
    return latest
