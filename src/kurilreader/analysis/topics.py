"""What statements are about: key terms of the dossiers' topics, weighed by how near they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis.dossier import Topic
from kurilreader.domain import Span

#: topic → weight, 0 where there is none
Weights = defaultdict[str, float]

MOST = 3


@dataclass(frozen=True, slots=True)
class Shares:
    """How much each place counts for what a statement is about; chosen on marked texts, see docs/accuracy.md."""

    #: the rest of the sentence, beside 1 for the content itself
    sentence: float = 0.6
    #: what the statement before it in the text was about
    running: float = 0.6
    #: the rest of the paragraph, as a share of all its terms
    paragraph: float = 0.8
    title: float = 0.7
    #: the first paragraph, as a share of all its terms
    lead: float = 0.5
    #: the whole article, as a share of all its terms
    article: float = 0.6
    #: below this share of the strongest, a topic that the content names itself is left out
    own_floor: float = 0.34
    #: below this weight, a topic that only the surroundings name is left out
    floor: float = 0.45


def _term(term: str) -> str:
    words = [re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in term.lower().split()]
    body = r"[\s-]+".join(words)
    return body if term.endswith("*") else body + r"(?:s|’s|'s)?(?!\w)"


class Topics:
    """The topics of some dossiers, ready to be looked for."""

    def __init__(self, topics: Sequence[Topic], shares: Shares | None = None) -> None:
        merged: dict[str, list[str]] = {}
        for topic in topics:
            merged.setdefault(topic.id, []).extend(topic.terms)
        self.ids = list(merged)
        self.shares = shares or Shares()
        self._patterns = [
            (
                identifier,
                re.compile(
                    r"(?<!\w)(?:" + "|".join(sorted({_term(term) for term in terms}, key=len, reverse=True)) + ")"
                ),
            )
            for identifier, terms in merged.items()
        ]

    def find(self, text: str) -> list[tuple[int, str, float]]:
        """Where each key term stands and what it weighs; a phrase weighs more than a word."""
        low = text.lower()
        if len(low) != len(text):
            low = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
        found = [
            (match.start(), identifier, 1.0 + 0.5 * match.group().count(" "))
            for identifier, pattern in self._patterns
            for match in pattern.finditer(low)
        ]
        found.sort()
        return found

    def read(self, text: str, title: str, lead: Span) -> Reading:
        """An article whose statements are to be taken in the order of the text; `lead` is its first paragraph."""
        return Reading(self, text, title, lead)


class Reading:
    """One article on the way through its statements."""

    def __init__(self, topics: Topics, text: str, title: str, lead: Span) -> None:
        self._shares = topics.shares
        self._found = topics.find(text)
        self._starts = [start for start, _, _ in self._found]
        counted: Weights = defaultdict(float)
        for _, identifier, weight in topics.find(title):
            counted[identifier] += weight
        self._title = _share(counted)
        self._lead = _share(self.within([lead]))
        self._article = _share(self.within([Span(0, len(text))]))
        self._running: Weights = defaultdict(float)

    def within(self, spans: Sequence[Span]) -> Weights:
        """The weight of each topic inside some spans."""
        counts: Weights = defaultdict(float)
        for start, end in spans:
            for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                _, identifier, weight = self._found[at]
                counts[identifier] += weight
        return counts

    def about(self, content: Sequence[Span], sentence: Span, paragraph: Span) -> tuple[str, ...]:
        """The topics of a statement, three at most, the surest first.

        Those that its own words name come first; then the one that the sentence, the statement before, the paragraph,
        the title and the rest of the article point to together.
        """
        shares = self._shares
        own = self.within(content)
        near = self.within([sentence])
        around = self.within([paragraph])
        for each in own:
            near[each] = max(0.0, near[each] - own[each])
            around[each] = max(0.0, around[each] - own[each])
        around = _share(around)
        context: Weights = defaultdict(float)
        for weights, share in (
            (near, shares.sentence),
            (self._running, shares.running),
            (around, shares.paragraph),
            (self._title, shares.title),
            (self._lead, shares.lead),
            (self._article, shares.article),
        ):
            for each, weight in weights.items():
                context[each] += share * weight
        scores = {each: own[each] + context[each] for each in {*own, *context}}
        named = sorted((each for each in own if own[each] > 0), key=lambda each: (-scores[each], each))
        chosen = [each for each in named if own[each] >= shares.own_floor * own[named[0]]][: MOST - 1]
        behind = sorted((each for each in context if each not in chosen), key=lambda each: (-context[each], each))
        room = 1 if chosen else MOST - 1
        chosen += [each for each in behind[:room] if context[each] >= shares.floor]
        if not chosen:
            chosen = [each for each in behind[:1] if context[each] > 0]
        self._running = defaultdict(float)
        for each in chosen:
            self._running[each] += scores[each] / sum(scores[other] for other in chosen)
        return tuple(chosen[:MOST])


def _share(weights: Weights) -> Weights:
    """Weights that add up to 1, or none."""
    total = sum(weights.values())
    return defaultdict(float, {each: weight / total for each, weight in weights.items()} if total else {})
