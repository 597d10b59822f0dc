from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.domain import Analysis, EntityType, Kind, Order, SearchRequest
from kurilreader.search.engine import Engine
from kurilreader.search.known import KNOWN, Known
from kurilreader.search.parser import FIELDS

JP, RU = "JP", "RU"


def ask(engine: Engine, query: str, order: Order = Order.DATE) -> list[int]:
    return list(engine.search(SearchRequest(query, order)).numbers)


def answering(engine: Engine, query: str, number: int) -> list[str]:
    return [statement.id for statement in engine.hits(query, [number])[number].statements]


@pytest.fixture
def shelf(record: Any) -> dict[str, int]:
    """Six articles in four languages."""
    return {
        "treaty": record.put(
            "Russia will return to negotiations.\n\nThe islands of Etorofu and the Northern\nTerritories matter.",
            "Moscow ties treaty talks",
            source="Kyodo News",
            published="2025-03-04",
            author="A. Writer",
        ),
        "darwin": record.put(
            "The Northern Territory of Australia and an island.", "Darwin", source="ABC", published="2024-01-02"
        ),
        "ja": record.put(
            "日本政府は北方領土問題について、択捉島の島民。", "北方領土", source="朝日", published="2023", language="ja"
        ),
        "ru": record.put(
            "На Итурупе и Курильских островах, у южных Курил.",
            "Острова",
            source="ТАСС",
            published="2022-05",
            language="ru",
        ),
        "ko": record.put("북방영토의 문제", "쿠릴", language="ko"),
        "old": record.put("The treaty of Shimoda: treaty, treaty.", "Treaty", source="abc", published="1855-02-07"),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("islands", {"treaty", "darwin"}),
        ("ISLAND treaty", {"treaty"}),
        ('"islands of etorofu"', {"treaty"}),
        ('"the island"', set()),
        ("=island", {"darwin"}),
        ("island*", {"treaty", "darwin"}),
        ("iland~", {"darwin"}),
        ("islands -treaty", {"darwin"}),
        ("darwin OR shimoda", {"darwin", "old"}),
        ("negotiations NEAR/3 russia", {"treaty"}),
        ("negotiations NEAR/1 russia", set()),
        ("russia NEAR/3 negotiations", {"treaty"}),
        ("title:treaty", {"treaty", "old"}),
        ("title:negotiations", set()),
        ("source:kyodo", {"treaty"}),
        ("source:abc", {"darwin", "old"}),
        ('author:"a writer"', {"treaty"}),
        ("lang:ja", {"ja"}),
        ("lang:ja,ru", {"ja", "ru"}),
        ("date:2022..2023", {"ru", "ja"}),
        ("date:<1900", {"old"}),
        ("northern territories", {"treaty", "ja", "ru"}),
        ("iturup", {"treaty", "ja", "ru"}),
        ("择捉", set()),
        ('"iturup"', set()),
        ('"northern territories"', {"treaty"}),
        ("北方領土", {"treaty", "ja", "ru"}),
        ("島", {"ja"}),
        ("領土問題", {"ja"}),
        ("領土 問題", {"ja"}),
        ("問題領土", set()),
        ("остров", {"ru"}),
        ("курилы", {"ru"}),
        ("문제", {"ko"}),
        ("영토", {"ko"}),
        ("negotia", {"treaty"}),
        ("negotia peace", set()),
        ("*", {"treaty", "darwin", "ja", "ru", "ko", "old"}),
        ("", {"treaty", "darwin", "ja", "ru", "ko", "old"}),
        ("()", set()),
    ],
)
def test_a_query_finds(engine: Engine, shelf: dict[str, int], query: str, found: set[str]) -> None:
    assert set(ask(engine, query)) == {shelf[name] for name in found}


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.DATE, ["treaty", "darwin", "ja", "ru", "old", "ko"]),
        (Order.SOURCE, ["darwin", "old", "treaty", "ru", "ja", "ko"]),
    ],
)
def test_results_stand_in_order(engine: Engine, shelf: dict[str, int], order: Order, names: list[str]) -> None:
    assert ask(engine, "*", order) == [shelf[name] for name in names]
    assert list(engine.search(SearchRequest("*", order, 2)).numbers) == [shelf[name] for name in names[:2]]


def test_relevance_puts_the_title_and_the_denser_text_first(engine: Engine, shelf: dict[str, int]) -> None:
    assert ask(engine, "treaty", Order.RELEVANCE) == [shelf["old"], shelf["treaty"]]
    assert ask(engine, "treaty sort:date", Order.RELEVANCE) == [shelf["treaty"], shelf["old"]]


def test_of_two_equal_texts_the_newer_comes_first(engine: Engine, record: Any) -> None:
    old = record.put("peace talks one", "Talks", published="2001-01-01")
    new = record.put("peace talks two", "Talks", published="2025-01-01")
    assert ask(engine, "peace", Order.RELEVANCE) == [new, old]


def test_what_the_reader_did_is_asked_of_the_library(engine: Engine, shelf: dict[str, int], record: Any) -> None:
    generation = engine.search(SearchRequest("*")) and engine.files.view().generation
    record.read = {shelf["ja"], shelf["ko"]}
    record.tag_names = {"law": {shelf["ru"]}}
    record.taken_in = {shelf["old"]: 86_400}
    assert set(ask(engine, "is:read")) == record.read
    assert set(ask(engine, "is:unread lang:ja,ru")) == {shelf["ru"]}
    assert ask(engine, "tag:Law") == [shelf["ru"]]
    assert ask(engine, "added:<1970-02") == [shelf["old"]]
    assert engine.files.view().generation == generation


def test_a_misspelt_word_gets_a_suggestion_and_total_counts_all(engine: Engine, shelf: dict[str, int]) -> None:
    result = engine.search(SearchRequest("teh negotiatons", limit=1))
    assert (list(result.numbers), result.total) == ([], 0)
    assert result.suggestion == "teh negotiations"
    assert engine.search(SearchRequest("islands", limit=1)).total == 2


# --- statements


@pytest.fixture
def said(record: Any, analysed: Callable[..., Analysis]) -> dict[str, int]:
    return {
        "both": record.put(
            "visits only if graves open talks are refused",
            analysis=analysed(
                (JP, Kind.CONDITION, ("visits",), "visits only if graves open"),
                (RU, Kind.REFUSAL, ("peace-treaty",), "talks are refused"),
                names={"Sergei Lavrov": EntityType.PERSON, "Nemuro": EntityType.PLACE},
                speaker="Minister Mori",
            ),
        ),
        "apart": record.put(
            "visits are ours fish only if talks",
            analysis=analysed(
                (JP, Kind.CLAIM, ("visits",), "visits are ours"),
                (JP, Kind.CONDITION, ("fisheries",), "fish only if talks"),
            ),
        ),
        "voice": record.put(
            "analysts doubt it", analysis=analysed((None, Kind.CLAIM, ("visits",), "analysts doubt it"))
        ),
        "bare": record.put("visits without an analysis"),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("party:JP", {"both", "apart"}),
        ("party:japan", {"both", "apart"}),
        ("party:JP kind:condition topic:visits", {"both"}),
        ("party:JP kind:condition", {"both", "apart"}),
        ("party:RU kind:condition", set()),
        ("party:JP (kind:claim OR kind:offer)", {"apart"}),
        ("party:JP -topic:visits", {"apart"}),
        ("party:JP -kind:refusal", {"both", "apart"}),
        ("-party:JP", {"voice", "bare"}),
        ("(party:JP kind:condition) (party:RU kind:refusal)", {"both"}),
        ("(party:JP kind:condition) OR kind:claim", {"both", "apart", "voice"}),
        ("kind:cond", {"both", "apart"}),
        ("speaker:mori", {"both"}),
        ('speaker:"minister mori" kind:refusal stated:talks', {"both"}),
        ("stated:fish topic:visits", set()),
        ('stated:"only if"', {"both", "apart"}),
        ("person:lavrov", {"both"}),
        ("place:lavrov", set()),
        ("entity:nemuro", {"both"}),
        ('entity:"lavrov nemuro"', set()),
        ("visits -party:*", {"both", "apart", "bare"}),
    ],
)
def test_what_is_asked_of_statements_holds_for_one(
    engine: Engine, said: dict[str, int], query: str, found: set[str]
) -> None:
    if query.endswith("party:*"):
        result = engine.search(SearchRequest(query))
        assert result.complaints[0].message.startswith("expected a country")
    assert set(ask(engine, query)) == {said[name] for name in found}


def test_the_matching_statement_is_the_hit_shown(engine: Engine, said: dict[str, int]) -> None:
    query = "party:JP kind:condition"
    assert engine.snippets(query, [said["apart"]])[said["apart"]].text == "fish only if talks"
    assert answering(engine, query, said["apart"]) == ["s2"]
    assert answering(engine, "(party:JP kind:condition) (party:RU kind:refusal)", said["both"]) == ["s1", "s2"]
    assert answering(engine, "visits", said["both"]) == []
    assert answering(engine, "kind:claim OR visits", said["apart"]) == ["s1"]


def test_words_of_statements_are_hits_in_those_that_answer(engine: Engine, said: dict[str, int]) -> None:
    number = said["apart"]
    text = engine.record.article(number).text
    found = engine.hits("kind:condition stated:fish", [number])[number]
    assert [(span.start, text[span.start : span.end]) for span in found.text] == [(text.index("fish"), "fish")]
    assert engine.hits("kind:claim stated:fish", [number])[number].text == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("party:JP kind:condition", [("both", 0), ("apart", 1)]),
        ("(party:JP kind:condition) (party:RU kind:refusal)", [("both", 0), ("both", 1)]),
        ("(party:JP kind:condition) OR party:RU", [("both", 0), ("both", 1), ("apart", 1)]),
        ("only if", [("both", 0), ("both", 1), ("apart", 0), ("apart", 1)]),
        ("", [("both", 0), ("both", 1), ("apart", 0), ("apart", 1), ("voice", 0)]),
        ("zebra", []),
        ("kind:nothing", []),
    ],
)
def test_statements_are_found_newest_article_first(
    engine: Engine, said: dict[str, int], query: str, found: list[tuple[str, int]]
) -> None:
    engine.catch_up()
    numbers, places = engine.statements(query)
    assert sorted(zip(numbers, places, strict=True)) == sorted((said[name], place) for name, place in found)
    assert list(numbers) == sorted(numbers, reverse=True)


def test_the_library_may_know_things_of_statements(
    engine: Engine, said: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = {"right": [(said["both"], 1), (said["apart"], 0), (999, 0)], "wrong": []}
    known = Known(("right", "wrong"), statements=lambda _, value: pairs[value])
    monkeypatch.setitem(KNOWN, "verdict", known)
    monkeypatch.setattr("kurilreader.search.parser.FIELDS", (*FIELDS, "verdict"))
    assert set(ask(engine, "verdict:right")) == {said["both"], said["apart"]}
    assert ask(engine, "verdict:right party:RU") == [said["both"]]
    assert ask(engine, "verdict:right party:RU kind:condition") == []
    assert answering(engine, "verdict:right", said["both"]) == ["s2"]
    assert answering(engine, "party:JP -verdict:right", said["apart"]) == ["s2"]
    assert ask(engine, "verdict:wrong") == []
    result = engine.search(SearchRequest("verdict:perhaps"))
    assert result.complaints[0].message == "expected one of right, wrong"


# --- against a plain reading of the texts

_VOCABULARY = ("peace", "treaty", "island", "visit", "zone", "a")
_TEXT = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=8).map(" ".join)
_WORD = st.sampled_from(_VOCABULARY)
_QUERY = st.recursive(
    st.one_of(
        _WORD.map(lambda w: (f"={w}", lambda text: w in text.split())),
        st.tuples(_WORD, _WORD).map(lambda p: (f'"{p[0]} {p[1]}"', lambda text: f" {p[0]} {p[1]} " in f" {text} ")),
        st.sampled_from(("p*", "t*", "is*", "v*")).map(
            lambda p: (p, lambda text: any(w.startswith(p[:-1]) for w in text.split()))
        ),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: (f"({p[0][0]} {p[1][0]})", lambda t: p[0][1](t) and p[1][1](t))),
        st.tuples(inner, inner).map(lambda p: (f"({p[0][0]} OR {p[1][0]})", lambda t: p[0][1](t) or p[1][1](t))),
        inner.map(lambda p: (f"-{p[0]}", lambda t: not p[1](t))),
    ),
    max_leaves=5,
)


@settings(max_examples=60)
@given(texts=st.lists(_TEXT, min_size=1, max_size=12), queries=st.lists(_QUERY, min_size=3, max_size=6), data=st.data())
def test_it_finds_what_a_plain_reading_finds(
    tmp_path_factory: pytest.TempPathFactory,
    new_record: Callable[[], Any],
    texts: list[str],
    queries: list[tuple[str, Callable[[str], bool]]],
    data: st.DataObject,
) -> None:
    record = new_record()
    engine = Engine(tmp_path_factory.mktemp("library"), record)
    for text in texts:
        record.put(text)
        if data.draw(st.booleans()):
            engine.catch_up()
        if record.articles and data.draw(st.integers(0, 3)) == 0:
            record.remove(data.draw(st.sampled_from(sorted(record.articles))))
    for query, holds in queries:
        found = set(ask(engine, query))
        assert found == {number for number, article in record.articles.items() if holds(article.text)}, query
