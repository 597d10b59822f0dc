"""How words become postings."""

from __future__ import annotations

import random
from array import array
from collections import defaultdict

from kurilreader.search.writer import _Gathered


def test_postings_are_those_of_a_plain_count() -> None:
    dice = random.Random(3)
    vocabulary = [*"abcdefgh", "щи", "щ", "aa", "\udcff"]
    gathered = _Gathered()
    expected: dict[bytes, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for doc in range(40):
        forms = dice.choices(vocabulary, k=dice.randrange(60))
        weights = bytearray(dice.choice([2, 3, 6]) for _ in forms)
        gathered.add(doc, forms, array("I", range(len(forms))), weights)
        for place, (form, weight) in enumerate(zip(forms, weights, strict=True)):
            expected[form.encode("utf-8", "surrogatepass")][doc].append((place, weight))
    found = gathered.arrays()
    assert list(found.terms) == sorted(expected)
    places = iter(found.positions.tolist())
    for number, term in enumerate(found.terms):
        for at in range(found.starts[number], found.starts[number + 1]):
            these = expected[term].pop(int(found.docs[at]))
            assert [next(places) for _ in range(found.counts[at])] == [place for place, _ in these]
            assert found.weights[at] == min(255, sum(weight for _, weight in these))
        assert not expected[term]
    assert list(places) == []


def test_nothing_gathered_is_no_postings() -> None:
    gathered = _Gathered()
    gathered.add(0, [], array("I"), None)
    found = gathered.arrays()
    assert (list(found.terms), found.starts.tolist(), len(found.docs), len(found.positions)) == ([], [0], 0, 0)
