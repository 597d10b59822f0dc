"""Which cue belongs to which source, and which content to which cue: a learned score in place of mere nearness.

Every span is the mean of its pieces' link vectors, as the network gives them. A pair scores the product of two such
vectors plus weights for how the two stand to each other: signed distance in words, other cues between them, sentence
and paragraph ends between them. It is the pairwise scorer of arc-factored dependency parsing (Dozat and Manning, 2017)
on spans.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: dimensions of each of the four projections: cue asks for source, source, content asks for cue, cue
WIDTH = 64
#: farther apart than this many words, nothing is linked
REACH = 250
_EDGES = np.array([1, 2, 3, 5, 8, 13, 21, 41, 81])
_NEAR = 3
#: asking spans scored at once, which bounds memory on texts full of quotes
_BLOCK = 32
#: rows of the weight table: distances, then cues between, then sentence ends, then paragraph ends
DISTANCES = 2 * (len(_EDGES) + 1)
STEPS = 2 * (_NEAR + 1)
ROWS = DISTANCES + 3 * STEPS


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of one role in a text: first and last-plus-one word, and the mean link vector of each."""

    first: Ints
    last: Ints
    vectors: Floats

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands between two words, as running counts per word (one longer than the text)."""

    sentences: Ints
    paragraphs: Ints


@dataclass(frozen=True, slots=True)
class Weights:
    """What the linker learned: a weight for each relation and row, and the score of having no partner.

    Relation 0 is cue to source, relation 1 content to cue.
    """

    #: shape (2, ROWS): cue to source, content to cue
    table: Floats
    #: shape (2,)
    none: Floats


def relations(asking: tuple[Ints, Ints], asked: tuple[Ints, Ints], cues: Ints, ground: Ground) -> Ints:
    """Rows of the weight table that hold for each pair: shape (asking, asked, 4).

    Both sides are given as first and last-plus-one words, `cues` as the first words of all cues in order.
    """
    first_a, last_a = asking[0][:, None], asking[1][:, None]
    first_b, last_b = asked[0][None, :], asked[1][None, :]
    after = first_b >= first_a
    low = np.where(after, last_a, last_b)
    high = np.maximum(np.where(after, first_b, first_a), low)
    side = after.astype(np.int64)
    distance = np.searchsorted(_EDGES, high - low, side="right") * 2 + side
    between = np.searchsorted(cues, high) - np.searchsorted(cues, low)
    rows = [distance]
    base = DISTANCES
    counts = (between, ground.sentences[high] - ground.sentences[low], ground.paragraphs[high] - ground.paragraphs[low])
    for count in counts:
        rows.append(base + np.minimum(count, _NEAR) * 2 + side)
        base += STEPS
    return np.stack(rows, axis=-1)


def scores(asking: Spans, asked: Spans, cues: Ints, ground: Ground, weights: Weights, *, relation: int) -> Floats:
    """Probability of each partner for each asking span, the last column being "none": (asking, asked + 1)."""
    blocks = [np.zeros((0, len(asked) + 1), dtype=np.float32)]
    for start in range(0, len(asking), _BLOCK):
        part = slice(start, start + _BLOCK)
        some = Spans(asking.first[part], asking.last[part], asking.vectors[part])
        blocks.append(_block(some, asked, cues, ground, weights, relation=relation))
    return np.concatenate(blocks)


def _block(asking: Spans, asked: Spans, cues: Ints, ground: Ground, weights: Weights, *, relation: int) -> Floats:
    ask = asking.vectors[:, 2 * relation * WIDTH : (2 * relation + 1) * WIDTH]
    answer = asked.vectors[:, (2 * relation + 1) * WIDTH : (2 * relation + 2) * WIDTH]
    raw = ask @ answer.T / np.sqrt(np.float32(WIDTH))
    rows = relations((asking.first, asking.last), (asked.first, asked.last), cues, ground)
    raw = raw + weights.table[relation][rows].sum(axis=-1)
    gap = np.maximum(asking.first[:, None], asked.first[None, :]) - np.minimum(
        asking.last[:, None], asked.last[None, :]
    )
    raw = np.where(gap > REACH, np.float32(-1e9), raw)
    raw = np.concatenate([raw, np.full((len(asking), 1), weights.none[relation], dtype=np.float32)], axis=1)
    raw = np.exp(raw - raw.max(axis=1, keepdims=True))
    result: Floats = (raw / raw.sum(axis=1, keepdims=True)).astype(np.float32)
    return result
