"""What near-duplicates have in common and what not, and lists with one of each."""

from __future__ import annotations

import threading
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import filterfalse

from kurilreader.domain import Article, Span
from kurilreader.library import Library

#: two sentences with at least this share of words in common, in order, are one that was changed
_CHANGED = 0.6
#: pairs of sentences compared word by word; texts with more differences have little in common
_MOST_PAIRS = 10_000
#: numbers looked through at once when a list is folded
_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Differences:
    """Where two articles differ, sentence by sentence; spans count code points into the text they are of.

    `changed` are pairs of sentences that say it a little differently; `here` and `there` stand in the one and in the
    other alone; `same` sentences stand in both but for case, spacing and punctuation.
    """

    number: int
    other: int
    changed: tuple[tuple[Span, Span], ...]
    here: tuple[Span, ...]
    there: tuple[Span, ...]
    same: int


def differences(number: int, one: Article, other_number: int, other: Article) -> Differences:
    """Compare two articles by their sentences."""
    from kurilreader.analysis.sentences import sentences

    first = [(span, _words(one.text, span)) for span in sentences(one.text)]
    second = [(span, _words(other.text, span)) for span in sentences(other.text)]
    first, second = [item for item in first if item[1]], [item for item in second if item[1]]
    here, there = _alone(first, second), _alone(second, first)
    changed = _changed(here, there)
    paired_here, paired_there = {pair[0] for pair in changed}, {pair[1] for pair in changed}
    return Differences(
        number,
        other_number,
        changed=tuple(changed),
        here=tuple(span for span, _ in here if span not in paired_here),
        there=tuple(span for span, _ in there if span not in paired_there),
        same=len(first) - len(here),
    )


class Folder:
    """Leaves one of each group of near-duplicates in a list. Knows the groups as long as the library is as it was.

    The first rows of a start wait for it: so no numpy, whose import alone takes longer than a hundred thousand numbers.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._revision = -1
        #: of every article that is not alone in its group: the head of it
        self._groups: dict[int, int] = {}

    def fold(self, numbers: Sequence[int]) -> tuple[Sequence[int], int]:
        """The first of each group in the order given, and how many were left out."""
        groups = self._known()
        if not groups:
            return numbers, 0
        seen: set[int] = set()
        out: set[int] = set()
        for part in _parts(numbers):
            for number in filter(groups.__contains__, part):
                head = groups[number]
                if head in seen:
                    out.add(number)
                seen.add(head)
        if not out:
            return numbers, 0
        kept = array("q")
        for part in _parts(numbers):
            kept.extend(filterfalse(out.__contains__, part))
        return kept, len(out)

    def _known(self) -> dict[int, int]:
        with self._lock:
            revision = self._library.revision()
            if revision != self._revision:
                followers, heads = self._library.followers()
                self._groups = dict(zip(heads, heads, strict=True))
                self._groups.update(zip(followers, heads, strict=True))
                self._revision = revision
            return self._groups


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Stretches that are looked through at once. In between Python lets other threads go on, within it does not."""
    return (numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE))


_Sentence = tuple[Span, tuple[str, ...]]


def _words(text: str, span: Span) -> tuple[str, ...]:
    """What a sentence says: its words, without case, spacing and punctuation."""
    folded = unicodedata.normalize("NFKC", text[span.start : span.end]).casefold()
    return tuple("".join(c if c.isalnum() else " " for c in folded).split())


def _alone(these: Sequence[_Sentence], those: Sequence[_Sentence]) -> list[_Sentence]:
    """The sentences of one text that the other lacks; one that stands twice needs two of its kind."""
    left = Counter(words for _, words in those)
    alone = []
    for span, words in these:
        if left[words]:
            left[words] -= 1
        else:
            alone.append((span, words))
    return alone


def _changed(here: Sequence[_Sentence], there: Sequence[_Sentence]) -> list[tuple[Span, Span]]:
    """Pairs of sentences of which each is the most like the other of those left, in the order of the first."""
    if len(here) * len(there) > _MOST_PAIRS:
        return []
    likeness: list[tuple[float, int, int]] = []
    for j, (_, theirs) in enumerate(there):
        # It is quick to compare many with one second sequence.
        matcher = SequenceMatcher(b=_units(theirs), autojunk=False)
        for i, (_, ours) in enumerate(here):
            matcher.set_seq1(_units(ours))
            if matcher.real_quick_ratio() >= _CHANGED and matcher.quick_ratio() >= _CHANGED:
                likeness.append((-matcher.ratio(), i, j))
    taken_here: dict[int, int] = {}
    for against, i, j in sorted(likeness):
        if -against >= _CHANGED and i not in taken_here and j not in taken_here.values():
            taken_here[i] = j
    return [(here[i][0], there[j][0]) for i, j in sorted(taken_here.items())]


def _units(words: tuple[str, ...]) -> Sequence[str]:
    """Words, or the characters of a sentence in a script without spaces."""
    return words if len(words) > 3 else "".join(words)
