"""What a known name is in this article where it can be several things: a word of two nations, a city with a treaty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kurilreader.analysis.gazetteer import Gazetteer, Hit, Role
from kurilreader.analysis.page import Page
from kurilreader.domain import EntityType

#: what is called after the city where it was made or sits: "the Minsk agreements", "The Hague court"
_MADE = frozenset(
    "agreement agreements accord accords treaty treaties convention conventions protocol protocols process talks summit"
    " declaration declarations memorandum conference tribunal court format communiqué communique principles pact"
    " formula negotiations round ruling award judgment judgement charter rules".split()
)
_NAMES = frozenset({Role.STATE, Role.METONYM, Role.BODY})


def settled(page: Page, hits: list[Hit], title: Sequence[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """The hits, each as what it names here."""
    counts = Counter(hit.entry.party for hit in (*hits, *title) if hit.entry.role in _NAMES)
    return [_city(page, _nation(page, hit, counts, gazetteer)) for hit in hits]


def _nation(page: Page, hit: Hit, counts: Counter[str | None], gazetteer: Gazetteer) -> Hit:
    """Give a word that two nations share to the one that the article names."""
    if hit.entry.role is not Role.ADJECTIVE:
        return hit
    shared = gazetteer.shared.get(page.text[hit.start : hit.end])
    if shared is None:
        return hit
    best = max((hit.entry, *shared), key=lambda entry: counts[entry.party])
    return hit if best is hit.entry else replace(hit, entry=best)


def _city(page: Page, hit: Hit) -> Hit:
    """Take from a capital its state where it only tells a treaty or a court from others."""
    if hit.entry.role is not Role.METONYM or hit.entry.type is not EntityType.PLACE or hit.last >= len(page.tokens):
        return hit
    after = page.tokens[hit.last]
    if after.low not in _MADE or after.start != hit.end + 1:
        return hit
    return replace(hit, entry=replace(hit.entry, role=Role.NONE, party=None))
