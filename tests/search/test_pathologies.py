"""Queries that make other engines stall: each ends in a bounded number of steps, and can be stopped."""

from __future__ import annotations

from typing import Any

import pytest

from kurilreader.domain import Order, SearchRequest
from kurilreader.search.engine import Engine
from kurilreader.search.evaluate import Evaluator
from kurilreader.search.interface import Superseded
from kurilreader.search.parser import parse
from kurilreader.search.ranking import ordered

QUERIES = {
    "one letter": "w*",
    "star": "*",
    "long": "word " * 2000,
    "long word": "w" * 10_000,
    "brackets": "(" * 10_000,
    "five hundred": " OR ".join(f"word{i}" for i in range(500)),
    "in every article": "everywhere",
    "phrase of common words": '"everywhere and everywhere"',
    "fuzzy": "everywhare~",
}


@pytest.fixture
def full(engine: Engine, record: Any) -> Engine:
    for i in range(300):
        record.put(f"everywhere and everywhere word{i} word{i + 1}")
    engine.catch_up()
    return engine


@pytest.mark.parametrize("name", QUERIES)
def test_it_is_answered_in_a_bounded_number_of_steps(full: Engine, name: str) -> None:
    steps = 0

    def wanted() -> bool:
        nonlocal steps
        steps += 1
        return True

    parsed = parse(QUERIES[name])
    evaluator = Evaluator(full.files.view(), full.record, wanted)
    mask = evaluator.mask(parsed.node)
    ordered(evaluator, parsed.node, mask, Order.RELEVANCE, 50)
    assert steps <= 4 * 1000 + 20
    result = full.search(SearchRequest(QUERIES[name], Order.RELEVANCE, 50))
    assert result.total is not None
    assert len(result.numbers) <= 50


@pytest.mark.parametrize("name", ["five hundred", "long", "phrase of common words"])
def test_it_can_be_stopped_between_any_two_steps(full: Engine, name: str) -> None:
    left = 3

    def wanted() -> bool:
        nonlocal left
        left -= 1
        return left > 0

    with pytest.raises(Superseded):
        Evaluator(full.files.view(), full.record, wanted).mask(parse(QUERIES[name]).node)
    assert left == 0


def test_one_letter_reads_one_stretch_of_each_segment(full: Engine) -> None:
    view = full.files.view()
    extents = list(view.prefixed("text", "w"))
    assert len(extents) == len(view.segments)
    assert sum(extent.size for _, extent in extents) == 600
