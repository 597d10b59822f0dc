"""More like this: articles that share the telling words and names of one.

The words are weighed by TF-IDF, the usual measure of how telling they are of one text among many (Spärck Jones 1972);
the best of them are asked for together, ranked by BM25F, and each result is told by those it shares.
"""

from __future__ import annotations

import numpy as np

from kurilreader.domain import Analysis, Article, EntityType, Similar
from kurilreader.search import words
from kurilreader.search.evaluate import Evaluator
from kurilreader.search.query import How, Words
from kurilreader.search.ranking import add
from kurilreader.search.view import View

#: telling words, and names, that are asked for
MOST_WORDS, MOST_NAMES = 25, 12
#: how much more a shared name counts than a shared word
NAME_WEIGHT = 1.5
REASONS = 4
_NAMING = frozenset((EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.EVENT, EntityType.LAW))


def similar(
    evaluator: Evaluator, number: int, article: Article, analysis: Analysis | None, limit: int
) -> list[Similar]:
    """The articles most like one of the index, the likest first; without itself."""
    view = evaluator.view
    asked: list[tuple[str, Words, float]] = [(label, leaf, NAME_WEIGHT) for label, leaf in _names(analysis)] + [
        (word, Words((word,), how=How.EXACT), 1.0) for word in _telling(view, article)
    ]
    total = np.zeros(view.count, dtype=np.float64)
    parts: list[tuple[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]] = []
    for label, leaf, weight in asked:
        evaluator.check()
        found = evaluator.found(leaf)
        if not 1 < len(found.docs) <= max(view.total // 3, 10):
            continue
        part = np.zeros(view.count, dtype=np.float64)
        add(view, part, found)
        part *= weight
        total += part
        parts.append((label, part))
    own = view.numbers == number
    best = float(total[own].max()) if own.any() else 0.0
    total[own | ~view.live] = 0.0
    limit = min(limit, int(np.count_nonzero(total)))
    if limit <= 0:
        return []
    docs = np.argpartition(-total, limit - 1)[:limit]
    docs = docs[np.lexsort((-view.numbers[docs], -total[docs]))]
    out: list[Similar] = []
    for doc in docs.tolist():
        shared = sorted(((part[doc], label) for label, part in parts if part[doc] > 0), key=lambda pair: -pair[0])
        reasons = tuple(dict.fromkeys(label for _, label in shared))[:REASONS]
        likeness = min(float(total[doc]) / best, 1.0) if best else 0.0
        out.append(Similar(int(view.numbers[doc]), round(likeness, 4), reasons))
    return out


def _names(analysis: Analysis | None) -> list[tuple[str, Words]]:
    if analysis is None:
        return []
    counts: dict[str, int] = {}
    for mention in analysis.entities:
        if mention.type in _NAMING:
            counts[mention.name] = counts.get(mention.name, 0) + 1
    chosen = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_NAMES]
    named = [(name, tuple(token.form for token in words.tokens(name))) for name in chosen]
    return [(name, Words(forms, "entity", How.EXACT, quoted=True)) for name, forms in named if forms]


def _telling(view: View, article: Article) -> list[str]:
    """The words of an article with the highest TF-IDF, without numbers and the shortest."""
    counts: dict[str, int] = {}
    for form in words.forms(article.title) * 3 + words.forms(article.text)[:5000]:
        if len(form) > 3 or (len(form) == 2 and words.unspaced(form)):
            counts[form] = counts.get(form, 0) + 1
    common = sorted(counts, key=lambda form: -counts[form])[:400]
    weights: dict[str, float] = {}
    for form in common:
        if form.isdigit():
            continue
        documents = sum(extent.size for _, extent in view.extents("text", form))
        if documents > 1:
            weights[form] = float((1 + np.log(counts[form])) * np.log(max(view.total, 2) / documents))
    return sorted(weights, key=lambda form: (-weights[form], form))[:MOST_WORDS]
