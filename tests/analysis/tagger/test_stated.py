import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.tagger import decode
from kurilreader.analysis.tagger.stated import Words, WordScale, joined
from kurilreader.domain import Kind, Span


def words(*shares: tuple[float, ...], kind: int = 0) -> Words:
    """Words of four code points with a blank behind each."""
    count = len(shares)
    kinds = np.zeros((count, len(decode.KINDS)), dtype=np.float32)
    kinds[:, kind] = 4.0
    starts = np.arange(count, dtype=np.int64) * 5
    return Words(starts, starts + 4, np.array(shares, dtype=np.float32).reshape(count, decode.STATED_TAGS), kinds)


OUTSIDE, PARTY, OTHER = (1.0, 0.0, 0.0, 0.0, 0.0), (0.0, 0.5, 0.5, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0, 0.0)


def test_words_weigh_as_the_mean_of_each() -> None:
    scale = WordScale(words(OUTSIDE, PARTY, PARTY, OTHER, kind=2))
    assert scale.weigh([Span(5, 14)]).party == 1.0
    half = scale.weigh([Span(0, 9)])
    assert (half.party, half.other) == (0.5, 0.0)
    assert scale.weigh([Span(0, 4), Span(15, 19)]).other == 0.5
    assert max(half.kinds, key=lambda kind: half.kinds[kind]) is Kind.REFUSAL


def test_no_words_weigh_nothing() -> None:
    weight = WordScale(words(PARTY)).weigh([Span(100, 120)])
    assert (weight.party, weight.other) == (0.0, 0.0)
    assert round(sum(weight.kinds.values()), 6) == 1


def test_parts_are_joined_at_their_offsets() -> None:
    whole = joined([(0, words(PARTY, PARTY)), (100, words(OTHER))])
    assert whole.starts.tolist() == [0, 5, 100]
    assert WordScale(whole).weigh([Span(100, 104)]).other == 1.0


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_shares_stay_shares(pairs: list[tuple[int, int]]) -> None:
    scale = WordScale(words(OUTSIDE, PARTY, OTHER, PARTY, OUTSIDE))
    weight = scale.weigh([Span(min(pair), max(pair)) for pair in pairs])
    assert 0 <= weight.party + weight.other <= 1.0001
    assert abs(sum(weight.kinds.values()) - 1) < 1e-5
