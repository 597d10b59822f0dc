"""Runs a query over a `View`: sets of documents as boolean arrays, phrases and statements by their places.

Every step is one operation of numpy over the postings of a term, and between two steps the evaluation looks whether it
is still wanted. What a search costs grows with the postings read, not with Python, so none needs to stop early.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kurilreader.search import words
from kurilreader.search.codec import Extent
from kurilreader.search.fuzzy import alike
from kurilreader.search.interface import Superseded
from kurilreader.search.known import KNOWN, Flags
from kurilreader.search.query import And, Dates, Flag, How, Near, Node, Not, Or, Whole, Words
from kurilreader.search.schema import NO_MOMENT, STATEMENT_SPAN
from kurilreader.search.stating import about_statements, groups
from kurilreader.search.view import KEY, Keys, Mask, View

#: words a fuzzy word may stand for
MOST_ALIKE = 40
#: words whose postings are kept ready while a query is typed; those of a common word take a megabyte
_MOST_CACHED = 100
#: ways of finding a word that hold for all words of a phrase, not for the last alone
_LASTING = (How.STEM, How.EXACT)
_SPAN_BITS = STATEMENT_SPAN.bit_length() - 1


class Found(NamedTuple):
    """The documents in which words were found, in order, and how often (weighted) in each."""

    docs: NDArray[np.int64]
    frequency: NDArray[np.float32]


class Evaluator:
    """Runs queries over one view. `wanted` returning False ends it with `Superseded`."""

    def __init__(self, view: View, flags: Flags, wanted: Callable[[], bool] = lambda: True) -> None:
        self.view = view
        self.flags = flags
        self.wanted = wanted

    def check(self) -> None:
        """Stop when nobody waits for the answer any more."""
        if not self.wanted():
            raise Superseded("a newer search came in")

    # --- sets

    def mask(self, node: Node | None) -> Mask:
        """The live documents that answer a query."""
        if node is None:
            return np.zeros(self.view.count, dtype=bool)
        return self._mask(node) & self.view.live

    def _mask(self, node: Node) -> Mask:
        self.check()
        view = self.view
        if isinstance(node, Words):
            return self._of_docs(self.found(node).docs)
        if isinstance(node, Not):
            return ~self._mask(node.item)
        if about_statements(node):
            return self._of_docs(self.statements(node) >> KEY)
        if isinstance(node, Whole):
            return self._of_docs(view.postings(self._whole(node)).docs)
        if isinstance(node, Near):
            return self._of_docs(self._near(node) >> KEY)
        if isinstance(node, Dates):
            return self._dates(node)
        if isinstance(node, Flag):
            return self.view.mask_of_numbers(self._flagged(node))
        if isinstance(node, And):
            return self._all(node)
        if isinstance(node, Or):
            out = np.zeros(view.count, dtype=bool)
            for item in node.items:
                out |= self._mask(item)
            return out
        return np.ones(view.count, dtype=bool)

    def _all(self, node: And) -> Mask:
        out = np.ones(self.view.count, dtype=bool)
        about = tuple(item for item in node.items if about_statements(item))
        others = [item for item in node.items if not about_statements(item)]
        positive = [item for item in about if not isinstance(item, Not)]
        if positive:
            out &= self._of_docs(self.statements(And(about)) >> KEY)
        else:
            others.extend(about)
        for item in others:
            out &= self._mask(item)
        return out

    def _of_docs(self, docs: NDArray[np.int64]) -> Mask:
        out = np.zeros(self.view.count, dtype=bool)
        out[docs] = True
        return out

    def _dates(self, node: Dates) -> Mask:
        if node.field == "added":
            return self.view.mask_of_numbers(self.flags.added(node.since, node.until))
        moments = self.view.moments
        out: Mask = moments > NO_MOMENT
        if node.since is not None:
            out &= moments >= node.since
        if node.until is not None:
            out &= moments < node.until
        return out

    def _flagged(self, node: Flag) -> Sequence[int]:
        articles = KNOWN[node.field].articles
        return () if articles is None else articles(self.flags, node.value)

    # --- words

    def found(self, node: Words) -> Found:
        """Where words stand: from the postings for one, by their places for several."""
        cached = self.view.cache.get(node)
        if cached is None:
            if len(self.view.cache) > _MOST_CACHED:
                self.view.cache.clear()
            cached = self.view.cache[node] = self._found(node)
        found: Found = cached
        return found

    def _found(self, node: Words) -> Found:
        parts = self._parts(node)
        if len(parts) == 1:
            field, terms, prefixes = node.field, parts[0].terms, parts[0].prefixes
            lists = [self.view.postings(self.view.extents(field, term)) for term in terms]
            lists += [self.view.postings(self.view.prefixed(field, prefix)) for prefix in prefixes]
            lists = [found for found in lists if len(found.docs)]
            if len(lists) == 1 and not prefixes:
                return Found(lists[0].docs, lists[0].weights)
            if not lists:
                return Found(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
            self.check()
            docs = np.concatenate([found.docs for found in lists])
            weights = np.concatenate([found.weights for found in lists])
            return _of_dense(np.bincount(docs, weights, self.view.count).astype(np.float32))
        keys = self._phrase(node.field, parts)
        docs, counts = np.unique(keys >> KEY, return_counts=True)
        return Found(docs, counts.astype(np.float32))

    def _parts(self, node: Words) -> list[_Part]:
        """What to look up for each word, and how many places it takes."""
        out: list[_Part] = []
        for i, form in enumerate(node.forms):
            last = i == len(node.forms) - 1
            how = node.how if last or node.how in _LASTING else How.EXACT if node.quoted else How.STEM
            if words.unspaced(form):
                cut = how is How.PREFIX or len(form) == 1
                pairs = [form[j : j + 2] for j in range(max(len(form) - 1, 1))]
                if how is How.PREFIX and len(form) > 1:
                    cut = False
                for j, pair in enumerate(pairs):
                    width = len(form) - j if j == len(pairs) - 1 else 1
                    out.append(_Part([], [pair], width) if cut else _Part([pair], [], width))
            elif how is How.PREFIX:
                out.append(_Part([], [form], 1))
            elif how is How.FUZZY:
                out.append(_Part(alike(self.view, node.field, form, self.check, most=MOST_ALIKE), [], 1))
            elif how is How.EXACT:
                out.append(_Part([form], [], 1))
            else:
                terms = self.view.forms(form)
                known = any(True for term in terms for _ in self.view.extents(node.field, term))
                out.append(_Part([], [form], 1) if node.unfinished and not known else _Part(terms, [], 1))
        return out

    def _keys(self, field: str, part: _Part, within: Mask | None = None) -> Keys:
        self.check()
        view = self.view
        lists = [view.keys(view.extents(field, term), within) for term in part.terms]
        lists += [view.keys(view.prefixed(field, prefix), within) for prefix in part.prefixes]
        lists = [keys for keys in lists if len(keys)]
        if not lists:
            return np.empty(0, dtype=np.int64)
        return np.sort(np.concatenate(lists)) if len(lists) > 1 or part.prefixes else lists[0]

    def _docs(self, field: str, part: _Part) -> Mask:
        out = np.zeros(self.view.count, dtype=bool)
        for term in part.terms:
            out[self.view.postings(self.view.extents(field, term)).docs] = True
        for prefix in part.prefixes:
            out[self.view.postings(self.view.prefixed(field, prefix)).docs] = True
        return out

    def _phrase(self, field: str, parts: Sequence[_Part]) -> Keys:
        """Places at which the words follow each other."""
        within = np.ones(self.view.count, dtype=bool)
        for part in parts:
            self.check()
            within &= self._docs(field, part)
            if not within.any():
                return np.empty(0, dtype=np.int64)
        offset = 0
        placed: list[tuple[int, Keys]] = []
        for part in parts:
            placed.append((offset, self._keys(field, part, within)))
            offset += part.width
        placed.sort(key=lambda item: len(item[1]))
        first_offset, first = placed[0]
        keys = first - first_offset
        for offset, other in placed[1:]:
            self.check()
            keys = keys[_among(keys + offset, other)]
        return keys

    def _near(self, node: Near) -> Keys:
        """Places of the first word with all the others near it."""
        places = [self._places(item) for item in node.items]
        keys = places[0]
        previous = keys
        for i, other in enumerate(places[1:]):
            self.check()
            reach = node.distance + _width(node.items[i]) + _width(node.items[i + 1]) - 1
            if i == 0:
                keys = keys[_near_any(keys, other, reach)]
            previous = other[_near_any(other, previous, reach)]
            kept = np.unique(previous >> KEY)
            keys = keys[_among(keys >> KEY, kept)]
        return keys

    def _places(self, node: Words) -> Keys:
        parts = self._parts(node)
        return self._keys(node.field, parts[0]) if len(parts) == 1 else self._phrase(node.field, parts)

    def _whole(self, node: Whole) -> list[tuple[int, Extent]]:
        view = self.view
        fields = ("party", "partyname") if node.field == "party" else (node.field,)
        exact = [] if node.prefix else [e for field in fields for e in view.extents(field, node.value)]
        return exact or [e for field in fields for e in view.prefixed(field, node.value)]

    # --- statements

    def statements(self, node: Node) -> Keys:
        """The statements that answer a query about statements: document << 32 | ordinal, in order.

        Within one pair of brackets (or the query), all that is asked of statements must hold for one and the same.
        """
        self.check()
        if isinstance(node, Words):
            return _ordinals(self._places(node))
        if isinstance(node, Whole):
            return _ordinals(self.view.keys(self._whole(node)))
        if isinstance(node, Flag):
            return self._flagged_statements(node)
        if isinstance(node, Or):
            return np.unique(np.concatenate([self.statements(item) for item in node.items]))
        if isinstance(node, And):
            positive = [item for item in node.items if not isinstance(item, Not)]
            keys = self.statements(positive[0]) if positive else self._any_statement()
            for item in positive[1:]:
                keys = keys[_among(keys, self.statements(item))]
            for negative in [item.item for item in node.items if isinstance(item, Not)]:
                keys = keys[~_among(keys, self.statements(negative))]
            return keys
        if isinstance(node, Not):
            every = self._any_statement()
            return every[~_among(every, self.statements(node.item))]
        return np.empty(0, dtype=np.int64)

    def _flagged_statements(self, node: Flag) -> Keys:
        """Those the library has flagged, as far as their articles are in the index."""
        asked = KNOWN[node.field].statements
        pairs = np.array(list(asked(self.flags, node.value)) if asked else (), dtype=np.int64).reshape(-1, 2)
        docs = self.view.docs_of(pairs[:, 0])
        known = docs >= 0
        return np.unique((docs[known] << KEY) | pairs[known, 1])

    def answering(self, node: Node | None) -> Keys:
        """The statements, in the documents a query finds, that answer it: all where it asks nothing of statements.

        Document << 32 | ordinal, in order.
        """
        asked = groups(node)
        parts = [self.statements(group) for group in asked] if asked else [self._any_statement()]
        keys = np.unique(np.concatenate(parts))
        found: Keys = keys[self.mask(node)[keys >> KEY]]
        return found

    def _any_statement(self) -> Keys:
        return _ordinals(self.view.keys(self.view.prefixed("kind", "")))


class _Part(NamedTuple):
    """One word of a phrase: the terms and the prefixes it may be, and how many places it takes."""

    terms: list[str]
    prefixes: list[str]
    width: int


def _ordinals(keys: Keys) -> Keys:
    low = (1 << KEY) - 1
    return np.unique((keys & ~low) | ((keys & low) >> _SPAN_BITS))


def _of_dense(total: NDArray[np.float32]) -> Found:
    docs = np.flatnonzero(total)
    return Found(docs, total[docs])


def _among(keys: Keys, among: Keys) -> Mask:
    """Which of `keys` are in `among`, which is in order."""
    if not len(among):
        return np.zeros(len(keys), dtype=bool)
    at = np.searchsorted(among, keys)
    at[at == len(among)] = 0
    return np.asarray(among[at] == keys)


def _near_any(keys: Keys, among: Keys, reach: int) -> Mask:
    """Which of `keys` have another of `among` no further than `reach`; a word is not near itself."""
    if not len(among):
        return np.zeros(len(keys), dtype=bool)
    after = np.searchsorted(among, keys, side="right")
    before = np.searchsorted(among, keys, side="left") - 1
    right = np.where(after < len(among), among[np.minimum(after, len(among) - 1)] - keys, reach + 1) <= reach
    left = np.where(before >= 0, keys - among[np.maximum(before, 0)], reach + 1) <= reach
    return np.asarray(right | left)


def _width(node: Words) -> int:
    return sum(len(form) if words.unspaced(form) else 1 for form in node.forms)
