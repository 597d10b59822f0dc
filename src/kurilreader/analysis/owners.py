"""Whose something is: the state or body behind "its ministry", the other side behind "his counterpart"."""

from __future__ import annotations

from kurilreader.analysis.collectives import collective
from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import PREPOSITIONS
from kurilreader.domain import EntityType, Span

#: an owner that is no party
NOBODY = ""
#: an owner that is a body of a country not named with it
UNTOLD = "?"
COUNTERPARTS = frozenset("counterpart counterparts colleague colleagues homologue number host hosts guest".split())
_SEATS = frozenset({Role.STATE, Role.METONYM, Role.BODY})
_CLITIC = frozenset({"’s", "'s", "’", "'"})
_SIDES = frozenset("side government delegation ministry authorities authority army military party cabinet".split())
_ACCOUNTS = frozenset("account version answer response reaction position".split())
_COLLECTIVES = frozenset(
    "opposition cooperative co-operative association league union company firm consortium guild chamber council"
    " newspaper broadcaster institute university coalition faction club federation committee charity".split()
)
_BODIES = frozenset("ministry government army navy embassy cabinet presidency delegation mission authorities".split())
_OPENING = 9


def owner(scene: Scene, number: int) -> str | None:
    """The party that "its" at a token stands for, `NOBODY` for the thing that is no party, None where nothing is named.

    The subject before it in the sentence; else the subject, or the agent behind "by", of the sentence before.
    """
    page, tokens = scene.page, scene.tokens
    at = page.sentence_at(tokens[number].start)
    start = page.index(page.sentences[at].start)
    here = [each for each in _subjects(scene, start, number) if each[1] is not None]
    if here:
        return _told(here[-1][1])
    for before in range(at - 1, max(-1, at - 4), -1):
        sentence = page.sentences[before]
        if page.quoted(sentence.start) and page.quoted(sentence.end - 1):
            continue
        first, end = scene.range_of(Span(sentence.start, sentence.end))
        found = _subjects(scene, first, end)
        agents = [party for place, party in found if place > first and tokens[place - 1].low == "by"]
        if agents:
            return _told(agents[-1])
        if found:
            return _told(found[0][1])
    return None


def _told(party: str) -> str | None:
    return None if party == UNTOLD else party


def _subjects(scene: Scene, first: int, end: int) -> list[tuple[int, str]]:
    """The places and parties of what can be a subject between two tokens; other bodies have the party `NOBODY`."""
    tokens, page = scene.tokens, scene.page
    found: list[tuple[int, str]] = []
    for hit in scene.hits_in(first, end):
        if hit.entry.party is None or page.quoted(hit.start) or hit.last >= end or not _subject(scene, hit):
            continue
        found.append((_begin(scene, hit, first), hit.entry.party))
    taken = {number for hit in scene.hits_in(first, end) for number in range(hit.first, hit.last)}
    named = [each for each in scene.names if each.type is EntityType.ORGANIZATION and first <= each.first < end]
    for each in named:
        if each.first in taken or page.quoted(tokens[each.first].start):
            continue
        place = each.first - 1 if each.first > first and tokens[each.first - 1].low == "the" else each.first
        before = tokens[place - 1].low if place > first else ""
        if before == "by" or (before not in PREPOSITIONS and each.first - first < _OPENING):
            found.append((place, _body(scene, first, place, each.last)))
    for number in range(first, min(end, first + _OPENING)):
        if tokens[number].low in _BODIES and number not in taken and not found and number - first < 6:
            # "The foreign ministry pressed for …": a party, but whose is not said
            found.append((first, _seated(scene, first, number, number + 1)))
            break
        if tokens[number].low in _COLLECTIVES and not page.quoted(tokens[number].start):
            found.append((first, NOBODY))
            break
        if tokens[number].raw in {",", ";"}:
            break
    found.sort(key=lambda each: each[0])
    return found


def _body(scene: Scene, first: int, place: int, last: int) -> str:
    """The party of a body of a name no list has: a ministry's, the one that "the Commission" is short for, or none."""
    if scene.tokens[last - 1].low in _BODIES:
        return _seated(scene, first, place, last)
    return collective(scene, place, scene.tokens[place:last]) or NOBODY


def _seated(scene: Scene, first: int, place: int, last: int) -> str:
    """The party of a ministry that is said to be somewhere: "In Moscow, the Foreign Ministry repeated …"."""
    if last < len(scene.tokens) and scene.tokens[last].low == "in":
        behind = scene.hit_at(last + 1)
        if behind is not None and behind.entry.party:
            return behind.entry.party
    named = (hit.entry.party for hit in scene.hits_in(first, place) if hit.first == first + 1)
    return (next(named, None) if scene.tokens[first].low == "in" else None) or UNTOLD


def _begin(scene: Scene, hit: Hit, first: int) -> int:
    return hit.first - 1 if hit.first > first and scene.tokens[hit.first - 1].low == "the" else hit.first


def _subject(scene: Scene, hit: Hit) -> bool:
    """Whether a known name can be the subject of its clause, or the agent behind "by"."""
    tokens = scene.tokens
    before = tokens[hit.first - 1].low if hit.first else ""
    if before == "the" and hit.first > 1:
        before = tokens[hit.first - 2].low
    if before in PREPOSITIONS and before not in {"by", "for"}:
        return False
    after = tokens[hit.last : hit.last + 3]
    if hit.entry.role is Role.ADJECTIVE:
        return any(token.low in _SIDES for token in after)
    if hit.entry.role not in _SEATS:
        return False
    if after and after[0].low in _CLITIC:
        return any(token.low in _SIDES | _ACCOUNTS for token in after[1:])
    return True


def other_side(ranked: list[str], own: str | None) -> str | None:
    """Of the parties of an article the first that is not one's own."""
    return next((party for party in ranked if party != own), None)


__all__ = ["COUNTERPARTS", "NOBODY", "other_side", "owner"]
