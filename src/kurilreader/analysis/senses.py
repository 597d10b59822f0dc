"""What a known name is in this article where it can be several things: a word of two nations, a city with a treaty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kurilreader.analysis.gazetteer import Entry, Gazetteer, Hit, Role, slug
from kurilreader.analysis.nametypes import ORGANISATION, PLACE
from kurilreader.analysis.page import Page
from kurilreader.analysis.words import DETERMINERS, OFFICIAL, OTHERS, TITLES
from kurilreader.domain import EntityType

#: what is called after the city where it was made or sits: "the Minsk agreements", "The Hague court"
_MADE = frozenset(
    "agreement agreements accord accords treaty treaties convention conventions protocol protocols process talks summit"
    " declaration declarations memorandum conference tribunal court format communiqué communique principles pact"
    " formula negotiations round ruling award judgment judgement charter rules".split()
)
_POINTS = frozenset(
    "north south east west northern southern eastern western central new old upper lower greater".split()
)
_WORDS = ORGANISATION | PLACE | OFFICIAL | OTHERS | TITLES
_NAMES = frozenset({Role.STATE, Role.METONYM, Role.BODY})


def settled(page: Page, hits: list[Hit], title: Sequence[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """The hits, each as what it names here."""
    hits = [hit for hit in hits if not _somebody(page, hit, hits)]
    hits = sorted([*hits, *_initials(page, hits)], key=lambda hit: hit.start)
    counts = Counter(hit.entry.party for hit in (*hits, *title) if hit.entry.role in _NAMES)
    return [_city(page, _nation(page, hit, counts, gazetteer)) for hit in hits]


def _somebody(page: Page, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a province of a far country is somebody's name here: "Lola Baca", "Captain Kossi Ameho"."""
    tokens = page.tokens
    if hit.entry.role is not Role.NONE or hit.entry.type is not EntityType.PLACE or hit.last >= len(tokens):
        return False
    if _surname(page, hit, hits):
        return True
    if hit.entry.country is None or hit.entry.dossier:
        return False
    after = tokens[hit.last]
    return (
        hit.last - hit.first == 1
        and after.capital
        and after.start == hit.end + 1
        and not after.raw.isupper()
        and after.low not in _WORDS
        and all(other.first != hit.last for other in hits)
    )


def _surname(page: Page, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a town follows a first name behind an office: "the mediator, Miro Kos,"."""
    tokens = page.tokens
    if hit.last - hit.first != 1 or hit.first < 2 or any(other.last == hit.first for other in hits):
        return False
    before, office = tokens[hit.first - 1], tokens[hit.first - 2]
    if office.raw == "," and hit.first > 2:
        office = tokens[hit.first - 3]
    named = before.capital and before.end + 1 == hit.start and before.low not in _WORDS | _POINTS | DETERMINERS
    return named and office.low in OFFICIAL | TITLES | OTHERS and tokens[hit.last].low not in _WORDS


def _initials(page: Page, hits: Sequence[Hit]) -> Iterator[Hit]:
    """What an article calls a body of a state for short: "the Botswana Defence Force (BDF)", "the BDF"."""
    tokens = page.tokens
    known = {hit.first for hit in hits}
    for hit in hits:
        end = hit.last
        while end < len(tokens) and (tokens[end].capital or tokens[end].low in {"of", "for", "and"}):
            end += 1
        if hit.entry.party is None or hit.last == end or end + 2 >= len(tokens):
            continue
        short = tokens[end + 1]
        letters = "".join(token.raw[0] for token in tokens[hit.first : end] if token.capital)
        if tokens[end].raw != "(" or tokens[end + 2].raw != ")" or short.raw != letters or len(letters) < 2:
            continue
        name = page.text[hit.start : tokens[end - 1].end]
        entry = Entry(slug(name), name, EntityType.ORGANIZATION, Role.BODY, hit.entry.party)
        for number, token in enumerate(tokens):
            if token.raw == letters and number not in known:
                yield Hit(token.start, token.end, number, number + 1, entry)


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
