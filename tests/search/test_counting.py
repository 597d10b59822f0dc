"""Facets, completion, and articles like one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kurilreader.domain import Analysis, EntityType, Kind, SearchRequest
from kurilreader.search.engine import Engine
from kurilreader.search.facets import NAMES, quoted


@pytest.fixture
def full(engine: Engine, record: Any, analysed: Callable[..., Analysis]) -> Engine:
    for i in range(12):
        record.put(
            f"fisheries talks number{i} {'shikotan' if i % 2 else 'habomai'} quota",
            f"Talks {i}",
            source="Kyodo News" if i % 3 else "TASS",
            published=f"2025-0{1 + i % 4}-01",
            analysis=analysed(
                ("JP" if i % 2 else "RU", Kind.DEMAND if i % 4 else Kind.CLAIM, ("fisheries",), "fisheries talks"),
                names={"Sergei Lavrov" if i % 2 else "Taro Aso": EntityType.PERSON},
            ),
        )
    record.tag_names = {"law": {1}, "lake": {2}}
    engine.catch_up()
    return engine


def test_every_facet_adds_up_and_each_value_finds_what_it_counts(full: Engine) -> None:
    facets = full.facets("talks")
    assert set(facets) == set(NAMES)
    for name, values in facets.items():
        assert values, name
        for facet in values:
            found = full.search(SearchRequest(f"talks {facet.query}"))
            assert (found.total, found.complaints) == (facet.count, ())
    assert [(f.value, f.count) for f in facets["source"]] == [("Kyodo News", 8), ("TASS", 4)]
    assert {f.value for f in facets["party"]} == {"JP", "RU"}
    assert [f.value for f in facets["month"]] == ["2025-01", "2025-02", "2025-03", "2025-04"]


def test_facets_count_only_the_results(full: Engine, record: Any) -> None:
    assert [(f.value, f.count) for f in full.facets("shikotan")["entity"]] == [("Sergei Lavrov", 6)]
    assert full.facets("nothing-of-the-kind")["source"] == ()
    record.remove(2)
    full.catch_up()
    assert [(f.value, f.count) for f in full.facets("shikotan")["entity"]] == [("Sergei Lavrov", 5)]


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("so", ("source:", "sort:")),
        ("talks par", ("party:",)),
        ("-tit", ("title:",)),
        ("fisher", ("fisheries",)),
        ("source:ky", ('"Kyodo News"',)),
        ("source:new", ('"Kyodo News"',)),
        ("party:", ("jp", "ru")),
        ("party:JP,r", ("ru",)),
        ("person:lav", ('"Sergei Lavrov"',)),
        ('person:"sergei l', ('"Sergei Lavrov"',)),
        ("kind:d", ("demand",)),
        ("is:st", ("starred",)),
        ("has:", ("note", "tag")),
        ("tag:la", ("lake", "law")),
        ("sort:r", ("relevance",)),
        ("zzz", ()),
        ("talks ", ()),
    ],
)
def test_what_is_typed_can_be_completed(full: Engine, query: str, options: tuple[str, ...]) -> None:
    completion = full.complete(query, len(query))
    assert completion.options == options
    for option in options:
        whole = query[: completion.start] + option + query[completion.end :]
        if not option.endswith(":"):
            assert full.search(SearchRequest(whole)).complaints == ()


@pytest.mark.parametrize("value", ["plain", "two words", 'a "quoted" one', "a:b", "(x)", "北方領土"])
def test_a_value_is_quoted_so_that_it_can_stand_behind_a_field(full: Engine, value: str) -> None:
    assert full.search(SearchRequest(f"source:{quoted(value)}")).complaints == ()


def test_articles_like_one_come_with_the_reasons(full: Engine) -> None:
    similar = full.similar(2, 5)
    assert [s.number % 2 for s in similar] == [0] * 5
    assert 2 not in [s.number for s in similar]
    assert {"Sergei Lavrov", "shikotan"} & set(similar[0].reasons)
    assert all(0 < s.likeness <= 1 for s in similar)
    assert [s.likeness for s in similar] == sorted((s.likeness for s in similar), reverse=True)
