"""Where two parties meet on a topic: statements on one point that agree or disagree. No input or output.

Only what follows from the kinds of two statements is told; what does not is passed over in silence. A statement that
was overtaken by a later one of its party on the point is not looked at, nor are two of quite different times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kurilreader.desk.changes import Said, standing
from kurilreader.desk.points import ALIKE, likeness
from kurilreader.domain import Kind
from kurilreader.domain.record import Relation

#: stems that two statements on one point have in common at least; claims, which are about anything, need more
_SHARED, _SHARED_BY_CLAIMS = 2, 3
#: seconds that two statements that meet are apart at most: two years
_APART = 2 * 366 * 86400
_READY = frozenset((Kind.OFFER, Kind.COMMITMENT, Kind.SUPPORT))


class Met(NamedTuple):
    """Two statements, what they are to each other, and why."""

    relation: Relation
    first: Said
    second: Said
    why: str


def meetings(first: Sequence[Said], second: Sequence[Said]) -> list[Met]:
    """Where two parties meet, the latest word first; each statement meets one at most, the one most like it."""
    pairs = []
    ours, theirs = standing(first), standing(second)
    for one in ours:
        for other in theirs:
            told = _relation(one, other)
            shared = len(one.gist.words & other.gist.words)
            least = _SHARED_BY_CLAIMS if one.kind is Kind.CLAIM else _SHARED
            if (
                told is None
                or shared < least
                or abs(one.moment - other.moment) > _APART
                or not one.topics & other.topics
            ):
                continue
            # Each names the other, so that the parties named need not be the same.
            alike = likeness(one.gist._replace(parties=frozenset()), other.gist)
            if alike >= ALIKE:
                pairs.append(
                    (-alike, -max(one.moment, other.moment), one.at, other.at, Met(told[0], one, other, told[1]))
                )
    taken = set()
    found = []
    for *_, at, other_at, met in sorted(pairs, key=lambda pair: pair[:4]):
        if (0, at) not in taken and (1, other_at) not in taken:
            taken |= {(0, at), (1, other_at)}
            found.append(met)
    return sorted(found, key=lambda met: (-max(met.first.moment, met.second.moment), met.first.at, met.second.at))


def _relation(one: Said, other: Said) -> tuple[Relation, str] | None:
    """What the kinds of two statements on one point say, in words; None where they say nothing."""
    kinds = one.kind, other.kind
    if kinds == (Kind.CLAIM, Kind.CLAIM):
        if one.negated == other.negated:
            return Relation.AGREE, "both claim it" if not one.negated else "both deny it"
        return Relation.DISAGREE, "one claims what the other denies"
    if Kind.REFUSAL in kinds:
        rest = other.kind if one.kind is Kind.REFUSAL else one.kind
        return (Relation.DISAGREE, _REFUSED[rest]) if rest in _REFUSED else None
    if one.kind in _READY and other.kind in _READY:
        same = one.kind is other.kind
        return Relation.AGREE, _BOTH[one.kind] if same else "both are ready for it"
    if Kind.DEMAND in kinds and (other.kind in _READY or one.kind in _READY):
        return Relation.AGREE, "one is ready for what the other demands"
    return None


_BOTH = {Kind.OFFER: "both offer it", Kind.COMMITMENT: "both commit themselves to it", Kind.SUPPORT: "both support it"}
_REFUSED = {
    Kind.OFFER: "one refuses what the other offers",
    Kind.DEMAND: "one refuses what the other demands",
    Kind.CONDITION: "one refuses what the other makes a condition of or for",
    Kind.COMMITMENT: "one refuses what the other commits itself to",
    Kind.SUPPORT: "one refuses what the other supports",
}
