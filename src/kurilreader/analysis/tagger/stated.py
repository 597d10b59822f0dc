"""What the network says is stated, and of which kind: spans, and a scale for words that others found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kurilreader.analysis.finding import Weight
from kurilreader.analysis.tagger import decode
from kurilreader.domain import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text by the pieces that stand for them, and what the network said of each.

    `WordScale` of a text read in parts holds one of these for each part.
    """

    #: code points, half-open, ascending
    starts: Ints
    ends: Ints
    #: (words, STATED_TAGS), probabilities
    stated: Floats
    #: (words, kinds), scores
    kinds: Floats


class WordScale:
    """Weighs words by the mean of what the network said of each."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def weigh(self, content: Sequence[Span]) -> Weight:
        """What is told of these words together; of no words at all, that nobody states them."""
        words = self._words
        chosen = np.zeros(len(words.starts), dtype=bool)
        for start, end in content:
            chosen |= (words.starts < end) & (words.ends > start)
        if not chosen.any():
            return Weight(0.0, 0.0, dict.fromkeys(decode.KINDS, 1 / len(decode.KINDS)))
        shares = words.stated[chosen].mean(axis=0)
        kinds = decode.softmax(words.kinds[chosen].mean(axis=0))
        return Weight(
            float(shares[1] + shares[2]),
            float(shares[3] + shares[4]),
            dict(zip(decode.KINDS, map(float, kinds), strict=True)),
        )


def joined(parts: Sequence[tuple[int, Words]]) -> Words:
    """The words of a text that was read in parts, each beginning at an offset."""
    return Words(
        np.concatenate([words.starts + at for at, words in parts]),
        np.concatenate([words.ends + at for at, words in parts]),
        np.concatenate([words.stated for _, words in parts]),
        np.concatenate([words.kinds for _, words in parts]),
    )
