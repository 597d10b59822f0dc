"""For whom somebody speaks in this text: what a noun phrase says about its party, and what the surroundings do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kurilreader.analysis.collectives import collective, listed, mainland, styled
from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.surroundings import nearest
from kurilreader.analysis.words import (
    DOCUMENTS,
    FRIENDS,
    OFFICIAL,
    OTHERS,
    PREPOSITIONS,
    TITLES,
)


class Standing(Enum):
    """What a noun phrase is to a dispute."""

    #: a state or organisation, or what stands for it
    PARTY = "party"
    #: somebody or something that speaks for one
    OFFICIAL = "official"
    #: a voice that is no party's
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says by itself: its standing, the parties it names, its head word."""

    standing: Standing
    parties: tuple[str, ...]
    head: str
    capital: bool = False


_APART = frozenset(
    "opposition far-right far-left village tribal clan former"
    " ex-president ex-minister retired exiled dissident one-time sometime"
    " separatist student independent"
    " unnamed-source private".split()
)
_SPOKES = frozenset("spokesman spokeswoman spokesperson".split())
_FREE = frozenset("independent non-governmental nongovernmental nonprofit non-profit private advocacy charity".split())
_BELONG = frozenset({"of", "for", "from"})
_SIDES = frozenset(
    "sides countries governments parties nations neighbours neighbors states capitals ministers leaders"
    " delegations presidents premiers ministries allies".split()
)
_BOTH = frozenset({"both", "two", "three"})
_CLITIC = frozenset({"’s", "'s", "’", "'"})
_PARTY_ROLES = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})
_SHARED = frozenset("sides countries governments capitals delegations parties camps".split())
#: heads that may be anybody's, and belong to the office where they sit: "a source at the Chinese Embassy"
_UNNAMED = frozenset(
    "source sources official officials diplomat diplomats officer officers person figure aide adviser advisor staff"
    " director member members lawyer minister ministers commander commanders spokesman spokeswoman spokesperson".split()
)
_DOCUMENT_HEADS = DOCUMENTS | frozenset({"message", "paper", "letter"})
_HUMAN_OTHERS = frozenset({"man", "woman", "men", "women", "people", "paper", "papers"})


def read_phrase(scene: Scene, first: int, last: int) -> Reading:  # noqa: PLR0915 (a list of cases)
    """Read the noun phrase of tokens `[first, last)`."""
    tokens = scene.tokens
    together = listed(scene, first, last)
    if together:
        return Reading(Standing.PARTY, together, tokens[last - 1].low, True)
    while last - first > 1 and scene.tokens[last - 1].low in {"there", "here", "too", "also"}:
        last -= 1
    last = _in_charge(scene, first, last)
    core_end = first
    while core_end < last:
        token = tokens[core_end]
        if core_end > first and (
            token.raw in {",", "(", "—", "–"}
            or (token.low in PREPOSITIONS and not _covered(scene, core_end))
            or token.low in {"who", "which"}
            or (token.low == "close" and core_end + 1 < last and tokens[core_end + 1].low == "to")
        ):
            break
        core_end += 1
    there = core_end - first > 1 and core_end < len(tokens) and tokens[core_end - 1].low in {"there", "here"}
    core_end -= there
    there = there or (core_end < len(tokens) and tokens[core_end].low == "there")
    hits = [hit for hit in scene.hits_in(first, core_end) if hit.entry.role in _PARTY_ROLES and hit.entry.party]
    words = [token for token in tokens[first:core_end] if token.raw[0].isalnum()]
    if not words:
        return Reading(Standing.UNKNOWN, (), "")
    top = words[-1]
    low = top.low
    if words[0].low in {"neither", "no", "nobody", "none", "few"}:
        return Reading(Standing.OTHER, (), low)
    owners = [hit for hit in hits if hit.last < core_end and tokens[hit.last].low in _CLITIC]
    if owners and len(hits) > 1 and hits[-1].last < core_end:
        # "Serbia's Kosovo office"
        hits = [hit for hit in hits if hit.first <= owners[-1].first]
    parties = _unique(hit.entry.party for hit in hits if hit.entry.party)
    final = scene.hit_at(core_end - 1)
    coordinated = any(token.low == "and" for token in tokens[first:core_end])
    if (
        final is not None
        and final.entry.party
        and final.entry.role in {Role.STATE, Role.METONYM, Role.BODY}
        and (coordinated or len(hits) == 1 or final is hits[-1])
    ):
        named = parties if coordinated else (final.entry.party,)
        apart = any(token.low in OTHERS for token in tokens[first : final.first]) and not coordinated
        if not apart:
            return Reading(Standing.PARTY, named, low, top.capital)
    if low in {"mainland", "Mainland"} or (core_end - first > 1 and any(token.low == "mainland" for token in words)):
        over = mainland(scene)
        if over is not None and not hits:
            return Reading(Standing.PARTY if low == "mainland" else Standing.OFFICIAL, (over,), low)
    if (body := collective(scene, first, words)) is not None:
        return Reading(Standing.PARTY, (body,), low, top.capital)
    if any(token.low in _APART for token in words):
        return Reading(Standing.OTHER, (), low, top.capital)
    if any(token.low in _BOTH for token in words) and low in _SIDES:
        return Reading(Standing.PARTY, ("*",), low)
    if (low in {"parties", "sides"} and len(words) <= 2) or (low == "both" and len(words) == 1):
        return Reading(Standing.PARTY, ("*",), low)
    if final is not None and final.entry.role is Role.ADJECTIVE:
        # "the Russians", "the Briton"
        return Reading(
            Standing.OFFICIAL if low.endswith("s") or words[0].low == "the" else Standing.OTHER, parties, low, True
        )
    if _independent(scene, core_end, last) or (low in _SPOKES and _of_a_trade(scene, core_end, last)):
        return Reading(Standing.OTHER, (), low, top.capital)
    official, other = low in OFFICIAL or low in TITLES or low in DOCUMENTS, low in OTHERS
    if low == "paper" and any(token.low in {"white", "position", "working", "policy"} for token in words):
        other = False
    if low.endswith("-turned-envoy"):
        official = True
    if low in _UNNAMED and not parties and (seat := _seat(scene, core_end, last)) is not None:
        return Reading(Standing.OFFICIAL, (seat,), low)
    if there and not parties and low in _UNNAMED:
        # "The presidential office waved it away. … an official there"
        place = nearest(scene, first, scene.paragraph(first)[0])
        if place is not None:
            return Reading(Standing.OFFICIAL, (place[0],), low)
    official = official or (low in {"service", "services"} and any(token.low in _SERVICES for token in words))
    if low in {"member", "members"} and _employed(scene, core_end, last):
        # "a member of the Polish delegation"
        return Reading(Standing.OFFICIAL, (_behind(scene, core_end, last) or parties)[-1:], low)
    if low in {"source", "sources", "person", "people"} and core_end + 1 < last and tokens[core_end].low == "close":
        # "a source close to the Polish prime minister"
        court = read_phrase(scene, core_end + 2, last)
        if court.standing in {Standing.OFFICIAL, Standing.PARTY}:
            return Reading(Standing.OFFICIAL, court.parties, low)
    unnamed = words[0].low in {"a", "an"} and low in {"diplomat", "official", "source"}
    stately = any(token.low in OFFICIAL - {low} for token in tokens[first:core_end]) or _employed(scene, core_end, last)
    if unnamed and not stately and not parties and not _behind(scene, core_end, last):
        return Reading(Standing.OTHER, (), low)
    if low in {"source", "sources"} and stately:
        return Reading(Standing.OFFICIAL, parties[-1:], low)
    if low in FRIENDS:
        near = [
            hit.entry.party for hit in scene.hits_in(first, last) if hit.entry.party and hit.entry.role in _PARTY_ROLES
        ]
        if near:
            return Reading(Standing.OFFICIAL, (near[-1],), low)
    if (
        low in {"observer", "observers"}
        and (sent := _behind(scene, core_end, last) or parties)
        and (any(token.low in _CLITIC for token in tokens[first:core_end]) or not parties)
    ):
        return Reading(Standing.OFFICIAL, sent, low)
    if (
        low in {"experts", "investigators", "inspectors", "peacekeepers", "monitors"}
        and parties
        and parties[-1].islower()
    ):
        return Reading(Standing.OFFICIAL, parties[-1:], low)
    shared = core_end < last and any(
        token.low in {"both", "either", "two", "all"} and tokens[at + 1].low in _SHARED
        for at, token in enumerate(tokens[core_end : last - 1], core_end)
    )
    if shared and not parties and low in OFFICIAL:
        return Reading(Standing.PARTY, ("*",), low)
    if low == "diplomats" and len(words) == 1:
        return Reading(Standing.OTHER, (), low)
    if official and not other:
        if not parties or low in _DOCUMENT_HEADS:
            behind = _behind(scene, core_end, last)
            coordinated = coordinated or (not parties and len(behind) > 1)
            parties = parties or behind
        if not parties and _of_others(scene, core_end, last):
            return Reading(Standing.OTHER, (), low, top.capital)
        if not parties:
            parties = _unique(hit.entry.country for hit in scene.hits_in(first, core_end) if hit.entry.country)
        if not parties and (crown := styled(scene, first, core_end)) is not None:
            parties = (crown,)
        if not parties and low in _SERVING and core_end < last and tokens[core_end].low == "to":
            parties = _unique(hit.entry.party for hit in scene.hits_in(core_end, last) if hit.entry.party)[:1]
        if not parties and core_end < last and tokens[core_end].low in _BELONG:
            # "the governor of Sakhalin": the province lies in a country
            parties = _unique(hit.entry.country for hit in scene.hits_in(core_end, last) if hit.entry.country)
        return Reading(Standing.OFFICIAL, parties if coordinated else parties[-1:], low, top.capital)
    if official and other:
        if parties and not (low in _HUMAN_OTHERS and not _possessed(scene, first, core_end)):
            return Reading(Standing.OFFICIAL, parties[-1:], low, top.capital)
        return Reading(Standing.OTHER, (), low, top.capital)
    if low in {"sources", "source"} and core_end < last:
        of = [
            hit.entry.party
            for hit in scene.hits_in(core_end, last)
            if hit.entry.party and hit.entry.role in _PARTY_ROLES
        ]
        if of and any(token.low in OFFICIAL for token in tokens[core_end:last]):
            return Reading(Standing.OFFICIAL, _unique(of), low)
    if other:
        return Reading(Standing.OTHER, (), low, top.capital)
    if parties and any(token.low in OFFICIAL for token in words) and not low.endswith(("firm", "firms")):
        return Reading(Standing.OFFICIAL, parties[-1:], low, top.capital)
    return Reading(Standing.UNKNOWN, parties[-1:], low, top.capital)


_SERVING = frozenset("adviser advisor aide advisers advisors aides counsel secretary assistant".split())


def _seat(scene: Scene, core_end: int, last: int) -> str | None:
    """The party of the embassy, ministry or town that somebody is said to sit in: "in South Block"."""
    tokens = scene.tokens
    if core_end >= last or tokens[core_end].low not in {"in", "at", "inside", "within"}:
        return None
    stop = next((n for n in range(core_end, last) if tokens[n].raw == ","), last)
    for hit in scene.hits_in(core_end + 1, stop):
        if hit.entry.role is Role.PERSON:
            continue
        office = any(token.low in OFFICIAL or token.low in _SEATS for token in tokens[hit.last : hit.last + 3])
        if hit.entry.party and (hit.entry.role in {Role.METONYM, Role.BODY} or office):
            return hit.entry.party
        if hit.entry.country:
            return hit.entry.country
    return None


def _in_charge(scene: Scene, first: int, last: int) -> int:
    """One past a phrase without what somebody is in charge of: "an official in charge of Russian affairs"."""
    tokens = scene.tokens
    for number in range(first + 1, last - 1):
        if (tokens[number].low, tokens[number + 1].low) in {("in", "charge"), ("responsible", "for")}:
            return number
    return last


def _employed(scene: Scene, core_end: int, last: int) -> bool:
    """Whether somebody is said to work in an office of state: "an official at the Ministry of Works"."""
    tokens = scene.tokens
    return (
        core_end < last
        and tokens[core_end].low in {"at", "in", "of", "from", "with", "inside"}
        and any(token.low in _SEATS for token in tokens[core_end + 1 : min(last, core_end + 5)])
    )


#: what a service of a state does
_SERVICES = frozenset(
    "security intelligence border customs foreign diplomatic migration immigration guard prison coastguard"
    " secret".split()
)
_SEATS = frozenset(
    "embassy ministry office mission consulate palace headquarters capital delegation government cabinet".split()
)


def _covered(scene: Scene, number: int) -> bool:
    hit = scene.hit_at(number)
    return hit is not None and hit.first < number


def _possessed(scene: Scene, first: int, last: int) -> bool:
    return any(token.low in _CLITIC for token in scene.tokens[first:last])


def _unique(parties: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties))  # type: ignore[call-overload]


def _behind(scene: Scene, core_end: int, last: int) -> tuple[str, ...]:
    """The party named by "of X", "for X" behind a head: not "ambassador to X", not "embassy in X"."""
    tokens = scene.tokens
    found: list[str] = []
    at = core_end
    while at < last and tokens[at].low in PREPOSITIONS:
        end = at + 1
        while (
            end < last
            and not (tokens[end].low in PREPOSITIONS and not _covered(scene, end))
            and _continues(scene, end, last)
        ):
            end += 1
        if tokens[at].low in _BELONG:
            hits = [hit for hit in scene.hits_in(at + 1, end) if hit.entry.party and hit.entry.role in _PARTY_ROLES]
            if len(hits) > 1 and tokens[hits[0].last].low in _CLITIC:
                hits = hits[:1]
            found.extend(hit.entry.party for hit in hits if hit.entry.party)
            if found and tokens[end - 1].low != "and":
                break
        at = end
    return _unique(found)


def _continues(scene: Scene, number: int, last: int) -> bool:
    """Whether a token is no comma, or one in a list of parties."""
    if scene.tokens[number].raw != ",":
        return True
    return number + 1 < last and (hit := scene.hit_at(number + 1)) is not None and hit.entry.party is not None


def _independent(scene: Scene, core_end: int, last: int) -> bool:
    """Whether an apposition tells that a body is no state's: "the Commission of Norway, an independent body,"."""
    tokens = scene.tokens
    comma = next((number for number in range(core_end, last) if tokens[number].raw == ","), last)
    return comma + 1 < last and any(token.low in _FREE for token in tokens[comma + 1 : min(last, comma + 5)])


def _of_a_trade(scene: Scene, core_end: int, last: int) -> bool:
    """Whether somebody speaks for a company or a trade, of whatever nation: "for a French manufacturer"."""
    behind = [token.low for token in scene.tokens[core_end + 1 : min(last, core_end + 7)]]
    return (
        core_end < last
        and scene.tokens[core_end].low in _BELONG
        and any(low in OTHERS - OFFICIAL for low in behind)
        and not any(low in OFFICIAL for low in behind)
    )


def _of_others(scene: Scene, core_end: int, last: int) -> bool:
    """Whether "of …" behind a head names people who are no party: "an official of their association"."""
    tokens = scene.tokens
    return (
        core_end < last
        and tokens[core_end].low in _BELONG
        and any(token.low in OTHERS for token in tokens[core_end + 1 : min(last, core_end + 5)])
    )


__all__ = ["Reading", "Standing", "read_phrase"]
