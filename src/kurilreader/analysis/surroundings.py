"""Which parties the words around a place name: those that act, where one is, who was named last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    OFFICIAL,
    SUBORDINATORS,
)
from kurilreader.domain import Span

_CLITIC = frozenset({"’s", "'s", "’", "'"})
_PARTY_ROLES = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})
_SEATS = frozenset({Role.STATE, Role.METONYM, Role.BODY})
_GRADES = frozenset("senior top high-ranking leading chief deputy other both two three several many some".split())


def party_subjects(scene: Scene) -> Counter[str]:
    """How often each party is named, twice where it is the subject of a clause."""
    counts: Counter[str] = Counter()
    tokens = scene.tokens
    for hit in scene.hits:
        party = hit.entry.party
        if party is None and hit.entry.country is not None:
            # a province says where one is at home, if less than a name of the country
            counts[hit.entry.country] += 1
        if party is None or hit.entry.role not in _PARTY_ROLES:
            continue
        before = tokens[hit.first - 1].low if hit.first else "."
        counts[party] += 1 if before in {"in", "at", "to", "from", "near", "off"} else 2
    for party in scene.title_parties:
        counts[party] += 3
    return counts


def acting(scene: Scene) -> frozenset[str]:
    """The parties that do something in the article, rather than being only where something happens."""
    tokens = scene.tokens
    found = set(scene.title_parties)
    for hit in scene.hits:
        if hit.entry.party is None or hit.entry.role not in _PARTY_ROLES:
            continue
        before = tokens[hit.first - 1].low if hit.first else ""
        if before not in {"in", "at", "near", "from", "to", "off"}:
            found.add(hit.entry.party)
    return frozenset(found)


def located(scene: Scene, first: int, last: int, content: Sequence[Span] = ()) -> str | None:
    """The party whose capital or body a sentence says it is in: "In Tokyo, …", "… told reporters in Jakarta"."""
    tokens = scene.tokens
    for hit in scene.hits_in(first, last):
        entry = hit.entry
        party = entry.party if entry.role in {Role.STATE, Role.METONYM, Role.BODY} else entry.country
        if party is None or hit.first == 0 or any(span.start <= hit.start < span.end for span in content):
            continue
        before = tokens[hit.first - 1].low
        if before == "the" and hit.first > 1:
            before = tokens[hit.first - 2].low
        if before in {"in", "at", "told", "near"} or (before == "to" and entry.country):
            return party
    return None


def nearest(scene: Scene, number: int, floor: int, content: Sequence[Span] = ()) -> tuple[str, int, bool] | None:
    """The party named last before a token, and where; none as a place ("in Tokyo") unless nothing else is.

    The last part tells whether it is more than such a place: a subject, officials.
    """
    fallback: tuple[str, int, bool] | None = None
    tokens = scene.tokens
    for hit in reversed(scene.hits_in(floor, number)):
        party = hit.entry.party
        if party is None and hit.entry.country and _officials(scene, hit):
            # "The Sakhalin authorities were delighted"
            return hit.entry.country, hit.first, True
        if party is None or hit.entry.role not in _PARTY_ROLES:
            continue
        if any(span.start <= hit.start < span.end for span in content):
            continue
        before = tokens[hit.first - 1].low if hit.first else ""
        if before == "the" and hit.first > 1:
            before = tokens[hit.first - 2].low
        if before == "of" and hit.first > 1 and tokens[hit.first - 2].low == "behalf":
            continue
        if before in {"in", "to", "with", "from", "against", "at", "on", "by"} or (
            hit.entry.role is Role.ADJECTIVE and not _officials(scene, hit)
        ):
            fallback = fallback or (party, hit.first, False)
            continue
        if _subject(scene, hit) or hit.entry.role is Role.ADJECTIVE:
            return party, hit.first, True
        fallback = fallback or (party, hit.first, False)
    return fallback


def _officials(scene: Scene, hit: Hit) -> bool:
    """Whether a nationality word belongs to officials who head a clause: "Pakistani officials reject …"."""
    tokens = scene.tokens
    after = list(takewhile(lambda token: token.raw[0].isalnum(), tokens[hit.last : hit.last + 3]))
    return (
        heads(scene, hit)
        and any(token.low in OFFICIAL for token in after)
        and not any(token.low in {"counterpart", "counterparts"} for token in after)
    )


def heads(scene: Scene, hit: Hit) -> bool:
    """Whether a clause can begin with a name and what stands before it: no verb or preposition goes before."""
    tokens = scene.tokens
    at = hit.first - 1
    while at >= 0 and (tokens[at].low in DETERMINERS or tokens[at].low in _GRADES):
        at -= 1
    if at < 0 or not tokens[at].raw[0].isalnum() or tokens[at].low in COORDINATORS | SUBORDINATORS:
        return True
    return scene.page.paragraph_at(tokens[at].start) != scene.page.paragraph_at(hit.start)


def _subject(scene: Scene, hit: Hit) -> bool:
    tokens = scene.tokens
    if hit.last >= len(tokens):
        return False
    after = tokens[hit.last]
    if hit.entry.role in _SEATS and heads(scene, hit):
        return True
    return after.low in _CLITIC or after.low in AUXILIARIES or after.low.endswith(("s", "ed")) or after.raw == ","
