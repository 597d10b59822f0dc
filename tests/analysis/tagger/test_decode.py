from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.tagger import decode, link

TAGS = 5


def brute(emissions: np.ndarray, transitions: np.ndarray) -> float:
    def score(path: tuple[int, ...]) -> float:
        if path[0] in (2, 4):
            return -1e4
        moves = sum(float(transitions[a, b]) for a, b in pairwise(path))
        return moves + sum(float(emissions[i, t]) for i, t in enumerate(path))

    return max(score(p) for p in product(range(TAGS), repeat=len(emissions)))


@given(st.integers(0, 10_000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_the_path_is_the_best_of_all(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    transitions = (decode.allowed(TAGS) + rng.normal(size=(TAGS, TAGS))).astype(np.float32)
    emissions = [rng.normal(size=(n, TAGS)).astype(np.float32) * 3 for n in lengths]
    for one, path in zip(emissions, decode.best_paths(emissions, transitions), strict=True):
        reached = sum(float(one[i, t]) for i, t in enumerate(path))
        reached += sum(float(transitions[a, b]) for a, b in pairwise(path))
        assert abs(reached - brute(one, transitions)) < 1e-3


@given(st.integers(0, 10_000), st.integers(1, 40))
def test_nothing_is_inside_without_a_beginning(seed: int, count: int) -> None:
    emissions = np.random.default_rng(seed).normal(size=(count, 7)).astype(np.float32) * 5
    (path,) = decode.best_paths([emissions], decode.allowed(7))
    for before, tag in zip([0, *path.tolist()], path.tolist(), strict=False):
        assert tag % 2 == 1 or tag == 0 or before in (tag, tag - 1)


def test_spans_of_a_path() -> None:
    path = np.array([1, 2, 0, 3, 3, 4, 5])
    found = decode.spans(path, np.full((7, 7), 1 / 7, dtype=np.float32))
    assert [(s.kind, s.first, s.last) for s in found] == [(0, 0, 2), (1, 3, 4), (1, 4, 6), (2, 6, 7)]


def test_the_nearer_partner_wins_where_the_weights_say_so() -> None:
    table = np.zeros((2, link.ROWS), dtype=np.float32)
    table[0, : link.DISTANCES] = -np.arange(link.DISTANCES)
    vectors = np.zeros((3, 4 * link.WIDTH), dtype=np.float32)
    cue = link.Spans(np.array([10]), np.array([11]), vectors[:1])
    sources = link.Spans(np.array([1, 8, 400]), np.array([2, 9, 401]), vectors)
    ground = link.Ground(np.zeros(500, dtype=np.int64), np.zeros(500, dtype=np.int64))
    weights = link.Weights(table, np.full(2, -50, dtype=np.float32))
    (row,) = link.scores(cue, sources, cue.first, ground, weights, relation=0)
    assert row.argmax() == 1
    assert row[2] == 0
    assert abs(row.sum() - 1) < 1e-5
