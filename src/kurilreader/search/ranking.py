"""In which order results stand.

Relevance is BM25F (Robertson, Zaragoza, Taylor 2004: the frequencies of the fields are weighted and added before they
saturate; the weights are given when an article is indexed, see `document`), with a mild prior for what is recent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kurilreader.domain import Order
from kurilreader.search.evaluate import Evaluator, Found
from kurilreader.search.query import And, Near, Node, Or, Words
from kurilreader.search.schema import NO_MOMENT
from kurilreader.search.view import Mask, View

K1 = 1.2
B = 0.75
#: how much the newest article is lifted over a very old one, and the age in days at which half of that is gone
RECENCY = 0.15
RECENCY_HALF = 730.0


def ordered(evaluator: Evaluator, node: Node | None, mask: Mask, order: Order, limit: int | None) -> NDArray[np.int64]:
    """The documents of a mask in an order, at most `limit`."""
    view = evaluator.view
    if order is Order.RELEVANCE:
        return _by_score(evaluator, node, mask, limit)
    documents = view.by_source() if order is Order.SOURCE else view.newest()
    return documents[mask[documents]][:limit]


def _by_score(evaluator: Evaluator, node: Node | None, mask: Mask, limit: int | None) -> NDArray[np.int64]:
    view = evaluator.view
    docs = np.flatnonzero(mask)
    scores = score(evaluator, node)[docs] * (1.0 + RECENCY * _recency(view)[docs])
    if limit is not None and 0 < limit * 4 < len(docs):
        edge = np.partition(scores, len(docs) - limit)[len(docs) - limit]
        kept = scores >= edge
        docs, scores = docs[kept], scores[kept]
    return docs[np.lexsort((-view.numbers[docs], -view.moments[docs], -scores))][:limit]


def score(evaluator: Evaluator, node: Node | None) -> NDArray[np.float64]:
    """BM25F of every document for the words of a query that are wanted in it."""
    view = evaluator.view
    out = np.zeros(view.count, dtype=np.float64)
    for words in _wanted(node):
        evaluator.check()
        add(view, out, evaluator.found(words))
    return out


def add(view: View, scores: NDArray[np.float64], found: Found) -> None:
    """Add what one word contributes to the scores."""
    docs, frequency = found
    if not len(docs):
        return
    idf = np.log1p((view.count - len(docs) + 0.5) / (len(docs) + 0.5))
    length = 1.0 - B + B * view.lengths[docs] / max(view.average_length, 1.0)
    scores[docs] += idf * frequency * (K1 + 1.0) / (frequency + K1 * length)


def _wanted(node: Node | None) -> list[Words]:
    if isinstance(node, Words):
        return [node]
    if isinstance(node, Near):
        return list(node.items)
    if isinstance(node, And | Or):
        return [words for item in node.items for words in _wanted(item)]
    return []


def _recency(view: View) -> NDArray[np.float64]:
    """1 for the newest article, falling by half every `RECENCY_HALF` days; 0 for articles without a date."""
    if "recency" not in view.cache:
        age = (view.newest_moment() - view.moments).astype(np.float64) / 86400.0
        prior = np.exp2(-np.clip(age, 0.0, 1e6) / RECENCY_HALF)
        view.cache["recency"] = np.where(view.moments > NO_MOMENT, prior, 0.0)
    prior_: NDArray[np.float64] = view.cache["recency"]
    return prior_
