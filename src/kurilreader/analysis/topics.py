"""What statements are about: key terms of the dossiers' topics, weighed by how near they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kurilreader.analysis.dossier import Topic
from kurilreader.domain import Span

#: topic → weight, 0 where there is none
Weights = defaultdict[str, float]


def _term(term: str) -> str:
    words = [re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in term.lower().split()]
    body = r"[\s-]+".join(words)
    return body if term.endswith("*") else body + r"(?:s|’s|'s)?(?!\w)"


class Topics:
    """The topics of some dossiers, ready to be looked for."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        merged: dict[str, list[str]] = {}
        for topic in topics:
            merged.setdefault(topic.id, []).extend(topic.terms)
        self.ids = list(merged)
        self._patterns = [
            (
                identifier,
                re.compile(
                    r"(?<!\w)(?:" + "|".join(sorted({_term(term) for term in terms}, key=len, reverse=True)) + ")"
                ),
            )
            for identifier, terms in merged.items()
        ]

    def index(self, text: str) -> TopicIndex:
        """All key terms of a text."""
        low = text.lower()
        if len(low) != len(text):
            low = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
        found = [
            (match.start(), identifier, 1.0 + 0.5 * match.group().count(" "))
            for identifier, pattern in self._patterns
            for match in pattern.finditer(low)
        ]
        found.sort()
        return TopicIndex(found)

    def title(self, title: str) -> Weights:
        """How often each topic's terms stand in a title."""
        counts: Weights = defaultdict(float)
        for identifier, pattern in self._patterns:
            counts[identifier] = len(pattern.findall(title.lower()))
        return counts


class TopicIndex:
    """Where key terms stand in one text."""

    def __init__(self, found: list[tuple[int, str, float]]) -> None:
        self._found = found
        self._starts = [start for start, _, _ in found]

    def within(self, spans: Sequence[Span]) -> Weights:
        """The weight of each topic inside some spans."""
        counts: Weights = defaultdict(float)
        for start, end in spans:
            for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                _, identifier, weight = self._found[at]
                counts[identifier] += weight
        return counts


def choose(
    index: TopicIndex, content: Sequence[Span], sentence: Span, paragraph: Span, title: Weights
) -> tuple[str, ...]:
    """The topics of a statement, three at most: those of its words, else of its sentence, then what is around."""
    own = index.within(content)
    near = index.within([sentence])
    around = index.within([paragraph])
    scores: dict[str, float] = {}
    total = sum(around.values()) or 1.0
    for identifier in {*own, *near, *around, *title}:
        scores[identifier] = (
            3 * own[identifier] + near[identifier] + 1.5 * around[identifier] / total + 0.3 * title[identifier]
        )
    ranked = sorted(scores, key=lambda each: (-scores[each], each))
    chosen = [identifier for identifier in ranked if own[identifier] > 0][:2]
    if not chosen:
        chosen = [each for each in ranked if near[each] > 0][:1]
    # what the paragraph and the title are about comes last, where they leave no doubt
    context = {each: around[each] / total + 0.4 * title[each] for each in (*around, *title)}
    main = max(sorted(context), key=lambda each: context[each], default=None)
    if main is not None and main not in chosen and context[main] >= 0.3:
        chosen.append(main)
    if not chosen and ranked and scores[ranked[0]] >= 0.3:
        chosen = ranked[:1]
    return tuple(chosen[:3])
