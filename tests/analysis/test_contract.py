from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.contract import SCHEMA, from_json, to_json, to_storage
from kurilreader.domain import Analysis, Cue, EntityType, Kind, Mention, Position, Quote, Span, Speaker, Statement

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

TEXT = (
    "Iceland refused to sign the map. “We shall keep the cape,” Foreign Minister Ada Lund said in Reykjavik.\n\n"
    "Norway, Kyodo reported quoting officials, would answer soon. A retired captain said nobody cared."
)

spans = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
words = st.text(max_size=12)
speakers = st.builds(
    lambda at, text, name, role: Speaker(at[0], at[1], text, name, role),
    spans,
    words,
    st.none() | words,
    st.none() | words,
)
statements = st.builds(
    Statement,
    id=words,
    party=st.none() | words,
    speaker=st.none() | speakers,
    cue=st.none() | st.builds(lambda at, text: Cue(at[0], at[1], text), spans, words),
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    text=words,
    quote=st.sampled_from(Quote),
    kind=st.sampled_from(Kind),
    topics=st.lists(words, max_size=3).map(tuple),
    negated=st.booleans(),
    reported_by=st.none() | words,
    confidence=st.floats(0, 1),
)
analyses = st.builds(
    Analysis,
    version=words,
    entities=st.lists(
        st.builds(
            lambda at, text, what, party: Mention(at[0], at[1], text, what, "id", "name", party),
            spans,
            words,
            st.sampled_from(EntityType),
            st.none() | words,
        ),
        max_size=3,
    ).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    positions=st.lists(
        st.builds(Position, words, words, st.tuples(words), st.sampled_from(Kind), words, st.tuples(words)), max_size=2
    ).map(tuple),
    summary=st.lists(spans, max_size=3).map(tuple),
)


@given(analyses)
def test_an_analysis_survives_being_stored(analysis: Analysis) -> None:
    assert from_json(json.loads(json.dumps(to_storage(analysis)))) == analysis


def test_the_json_has_the_fields_of_the_contract(reader: Reader) -> None:
    article = reader.article(TEXT, "Maps", "2025-03-04")
    data = to_json(article, reader.engine.analyse(article))
    assert data["schema"] == SCHEMA == "kurilreader.analysis/1"
    assert set(data) == {"schema", "article", "entities", "statements", "positions", "summary", "version"}
    assert data["article"] == {
        "id": article.id,
        "title": "Maps",
        "text": TEXT,
        "published": "2025-03-04",
        "source": None,
        "language": None,
    }
    assert {tuple(sorted(each)) for each in data["statements"]} == {
        tuple(sorted("id party speaker cue content text quote kind topics negated reported_by confidence".split()))
    }
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    assert from_json(data) == reader.engine.analyse(article)


def test_positions_rest_on_statements_that_are_there(reader: Reader) -> None:
    analysis = reader.analyse(TEXT)
    ids = {each.id: each for each in analysis.statements}
    assert analysis.positions
    for position in analysis.positions:
        assert {ids[each].party for each in position.statements} == {position.party}


@pytest.mark.parametrize("broken", [{}, {"version": "1", "entities": [{}]}])
def test_what_is_not_of_the_schema_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(broken)
