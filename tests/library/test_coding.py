from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import (
    Analysis,
    Cue,
    EntityType,
    Kind,
    Mention,
    PartyCount,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
)
from kurilreader.library.coding import Undecodable, decode, decode_counts, encode, encode_counts

offsets = st.integers(0, 10**6)
words = st.text(max_size=12)
some = st.none() | words
parties = st.sampled_from(["RU", "JP", "eu", "polisario"])
spans = st.builds(Span, offsets, offsets)
ids = st.lists(words, min_size=1, max_size=3).map(tuple)
statements = st.builds(
    Statement,
    id=words,
    party=st.none() | parties,
    speaker=st.none() | st.builds(Speaker, offsets, offsets, words, some, some),
    cue=st.none() | st.builds(Cue, offsets, offsets, words),
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    text=words,
    quote=st.sampled_from(Quote),
    kind=st.sampled_from(Kind),
    topics=st.lists(words, max_size=2).map(tuple),
    negated=st.booleans(),
    reported_by=some,
    confidence=st.floats(0, 1),
)
analyses = st.builds(
    Analysis,
    version=words,
    entities=st.lists(
        st.builds(Mention, offsets, offsets, words, st.sampled_from(EntityType), words, words, some), max_size=3
    ).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    positions=st.lists(
        st.builds(Position, parties, words, st.lists(words, max_size=2).map(tuple), st.sampled_from(Kind), words, ids),
        max_size=4,
    ).map(tuple),
    summary=st.lists(spans, max_size=3).map(tuple),
)


@given(analyses)
def test_what_is_stored_comes_back(analysis: Analysis) -> None:
    assert decode(analysis.version, encode(analysis)) == analysis


@given(st.binary(max_size=60))
def test_damage_is_told_apart(body: bytes) -> None:
    with pytest.raises(Undecodable):
        decode("1", body)


@given(analyses)
def test_counts_are_of_positions_most_first(analysis: Analysis) -> None:
    counts = decode_counts(encode_counts(analysis))
    assert sum(count.count for count in counts) == len(analysis.positions)
    assert {count.party for count in counts} == {position.party for position in analysis.positions}
    assert [count.count for count in counts] == sorted((count.count for count in counts), reverse=True)


def test_counts_have_marks() -> None:
    assert decode_counts("RU:5 polisario:2") == (PartyCount("RU", "RU", 5), PartyCount("polisario", "PO", 2))
