"""From scores to spans: the best sequence of tags, and how sure the network is of each span."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kurilreader.domain import EntityType, Kind

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROLES = ("source", "cue", "content")
#: tag 0 is "outside"; role r has 1 + 2r where a span begins and 2 + 2r inside it
ROLE_TAGS = 1 + 2 * len(ROLES)
#: what is stated for a party, and what other voices say; numbered like the roles
STATED_TAGS = 1 + 2 * 2
#: in the order of the head that judges them
KINDS = tuple(Kind)
#: in the order of the entity head, tags numbered alike
NAME_TYPES = (
    EntityType.PERSON,
    EntityType.ORGANIZATION,
    EntityType.PLACE,
    EntityType.NATIONALITY,
    EntityType.EVENT,
    EntityType.DATE,
    EntityType.LAW,
    EntityType.QUANTITY,
    EntityType.OTHER,
)
NAME_TAGS = 1 + 2 * len(NAME_TYPES)
_NEVER = np.float32(-1e4)


class Tagged(NamedTuple):
    """Units `first` to `last` (exclusive) carry one class; confidence from 0 to 1."""

    kind: int
    first: int
    last: int
    confidence: float


def allowed(tags: int) -> Floats:
    """Transition scores, from row to column: 0 where a tag may follow, very low for "inside" without its begin."""
    matrix = np.zeros((tags, tags), dtype=np.float32)
    for inside in range(2, tags, 2):
        matrix[:, inside] = _NEVER
        matrix[inside - 1, inside] = matrix[inside, inside] = 0
    return matrix


def best_paths(emissions: list[Floats], transitions: Floats) -> list[Ints]:
    """Viterbi for several sequences at once: the best tag for every unit; rows of `transitions` lead to columns."""
    if not emissions:
        return []
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    lengths = [len(emissions[i]) for i in order]
    longest, tags = lengths[0], len(transitions)
    padded = np.zeros((longest, len(order), tags), dtype=np.float32)
    for column, i in enumerate(order):
        padded[: lengths[column], column] = emissions[i]
    back = np.zeros((longest, len(order), tags), dtype=np.int8)
    best = np.zeros((longest, len(order), tags), dtype=np.float32)
    start = np.zeros(tags, dtype=np.float32)
    start[2::2] = _NEVER
    active = len(order)
    for at in range(longest):
        while active and lengths[active - 1] <= at:
            active -= 1
        if at == 0:
            best[0, :active] = padded[0, :active] + start
            continue
        paths = best[at - 1, :active, :, None] + transitions
        back[at, :active] = paths.argmax(axis=1)
        best[at, :active] = paths.max(axis=1) + padded[at, :active]
    results: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(order)
    for column, i in enumerate(order):
        path = np.zeros(lengths[column], dtype=np.int64)
        if len(path):
            path[-1] = best[len(path) - 1, column].argmax()
        for at in range(len(path) - 1, 0, -1):
            path[at - 1] = back[at, column, path[at]]
        results[i] = path
    return results


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def spans(path: Ints, probabilities: Floats) -> list[Tagged]:
    """Spans of a tag sequence; confidence is the mean probability of the span's class over its units."""
    found = []
    kinds = (path + 1) // 2
    begins = np.flatnonzero((path % 2 == 1) | ((path > 0) & (np.r_[0, kinds[:-1]] != kinds)))
    outside = np.flatnonzero(np.r_[path, 0] == 0)
    for position, first in enumerate(begins):
        stop = outside[np.searchsorted(outside, first)]
        if position + 1 < len(begins):
            stop = min(stop, begins[position + 1])
        tag = 2 * int(kinds[first]) - 1
        sure = float(probabilities[first:stop, tag : tag + 2].sum(axis=1).mean())
        found.append(Tagged(int(kinds[first]) - 1, int(first), int(stop), min(1.0, sure)))
    return found
