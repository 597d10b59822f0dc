"""Who holds an office that a phrase names, and which outlet passes on what others say."""

from __future__ import annotations

import re

from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.owners import owner
from kurilreader.analysis.page import Page
from kurilreader.analysis.parties import Reading, Standing, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import DOCUMENTS, OFFICIAL, OTHERS, OUTLETS, PREPOSITIONS, TITLES
from kurilreader.domain import EntityType, Span

_OUTLET_HEADS = frozenset(
    "news newspaper times post daily agency shimbun television tv radio paper broadcaster press gazette"
    " herald tribune journal network".split()
)
_ACTING = frozenset("speaking delivered also talking acting".split())
_BACKED = frozenset("backed supported joined seconded echoed flanked".split())
_CLITIC = frozenset({"’s", "'s"})
#: how far from its head the words stand that say whose an office is
_REACH = 5
_HOME = ("government", "prime", "foreign", "defence", "defense", "interior")
SPOKES = frozenset("spokesman spokeswoman spokesperson".split())
_DIPLOMATS = (
    "ambassador",
    "envoy",
    "consul",
    "minister",
    "spokes",
    "chargé",
    "negotiator",
    "diplomat",
    "secretary",
    "representative",
)


#: what an office of state is an office of, where it is not the state's own name
_STATELY = frozenset(
    "state states government cabinet ministry ministries minister president parliament senate duma diet congress house"
    " council assembly army navy air marine military armed forces force fleet guard police border customs security"
    " foreign defence defense interior affairs embassy mission delegation department office agency administration"
    " commission authority republic kingdom federation region province prefecture district oblast island islands"
    " security treasury intelligence service nation national-security staff command secretariat court"
    " relations negotiations talks trade fisheries energy agriculture economy finance justice health water transport"
    " environment education culture information protocol policy press communications".split()
)
_OF = re.compile(r"\b(?:of|for|at|with)\s+(?:the\s+)?((?:[\w’'&.-]+\s*)+)")
_LOCAL = frozenset(
    "campaign city county town municipal union club league company firm university college law attorney nypd".split()
)
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms)\b")


def private(scene: Scene, role: str | None) -> bool:
    """Whether a role is one in a union, a company, a think tank: nobody's word but their own.

    "president of the Teachers' Federation" names a body that is neither a party's nor an office of state.
    """
    if role is None:
        return False
    lows = {word.lower() for word in role.split()}
    if (
        _COURTESY.search(role)
        or (lows & _LOCAL and not {"attorney", "general"} <= lows)
        or (lows & DOCUMENTS and not lows & (OFFICIAL - DOCUMENTS))
    ):
        return True
    found = _OF.search(role)
    if found is None or not any(word[0].isupper() for word in found[1].split()):
        return False
    words = [word.lower().strip(".’'") for word in found[1].split()]
    if any(word.removesuffix("’s").removesuffix("'s") in _STATELY for word in words):
        return False
    named = scene.gazetteer.find(Page(found[1]))
    whole = len(found[1].strip())
    return not any(
        hit.start == 0 and (hit.entry.party or (hit.entry.role is Role.NONE and hit.end >= whole)) for hit in named
    )


def holder(registry: Registry, role: str, parties: tuple[str, ...], first: int, last: int) -> Known | None:
    """The person who holds the office that a phrase like "the diplomat" names, mentioned last before it."""
    scene = registry.scene
    best: Known | None = None
    best_at = -1
    title = _title(scene, role, first, last)
    for person in registry.known:
        if person.other or (parties and person.party is not None and person.party not in parties):
            continue
        office = (person.role or "").lower()
        fits = title in office and ("deputy" not in office or title == role or "deputy" in title)
        fits = fits or (" " in title and set(title.split()) <= person.called)
        if not fits and role in {"diplomat", "envoy"}:
            fits = any(word in office for word in _DIPLOMATS)
        if not fits and role in SPOKES:
            fits = any(word in office for word in SPOKES)
        if not fits and role in {"official", "leader", "chief", "head"}:
            fits = bool(office) and role in {"official", "leader"}
        if not fits or (parties and person.party is None):
            continue
        if (role == "spokeswoman" and person.gender == "m") or (role == "spokesman" and person.gender == "f"):
            continue
        at = max((number for number in person.places if number < first), default=-1)
        if at > best_at:
            best, best_at = person, at
    if best is None or (not parties and indefinite(scene, first)):
        return None
    return best


def _title(scene: Scene, role: str, first: int, last: int) -> str:
    """The office as far as the phrase names it: "prime minister", "deputy foreign minister"."""
    lows = [token.low for token in scene.tokens[first:last]]
    if role not in lows:
        return role
    end = lows.index(role)
    start = end
    while start > 0 and lows[start - 1] in {
        "prime",
        "deputy",
        "foreign",
        "defence",
        "defense",
        "vice",
        "energy",
        "finance",
        "army",
        "navy",
        "field",
    }:
        start -= 1
    return " ".join(lows[start : end + 1])


def indefinite(scene: Scene, first: int) -> bool:
    """Whether a phrase begins like one that names nobody in particular."""
    return scene.tokens[first].low in {"a", "an", "another", "one"}


def outlet(scene: Scene, first: int, core: int) -> str | None:
    """The news agency, paper or broadcaster that tokens `[first, core)` name."""
    tokens = scene.tokens
    words = [token for token in tokens[first:core] if token.raw[0].isalnum()]
    if not words:
        return None
    final = words[-1].low
    named = any(token.low in OUTLETS and token.capital for token in words)
    if named or (final in _OUTLET_HEADS and (words[-1].capital or final not in {"agency", "post", "press", "network"})):
        if final == "agency" and not named and not any(token.low in {"news", "press", "state"} for token in words[:-1]):
            return None
        if final == "agency" and not named and any(token.low in OFFICIAL - {"agency"} for token in words):
            return None
        hit = scene.hit_at(core - 1)
        if hit is not None and hit.entry.party and hit.entry.role in {Role.STATE, Role.BODY}:
            return None
        span = scene.page.text[tokens[first].start : tokens[core - 1].end]
        return " ".join(span.split())
    return None


def represented(scene: Scene, source: Span) -> tuple[tuple[str, ...], bool]:
    """The parties on whose behalf the sentence of a source says that it speaks, and whether for these alone.

    "speaking also on behalf of Y" adds Y, "on behalf of Y" is Y's word alone.
    """
    page, tokens = scene.page, scene.tokens
    sentence = page.sentences[page.sentence_at(source.start)]
    start, end = scene.range_of(Span(sentence.start, sentence.end))
    backed = _backed(scene, page.index(source.start), min(end, page.index(source.end) + 12))
    if backed:
        return backed, False
    if "behalf" not in page.text[sentence.start : sentence.end]:
        return (), False
    at = next(
        (
            n
            for n in range(start, end - 2)
            if tokens[n].low == "behalf" and (tokens[n + 1].low == "of" or tokens[n + 2].low == "of")
        ),
        None,
    )
    if at is None or page.quoted(tokens[at].start):
        return (), False
    lows = {token.low for token in tokens[max(start, at - 5) : at]}
    also = "also" in lows or tokens[at + 1].low == "also"
    if not lows & _ACTING and not also and at != start + 1:
        return (), False
    stop = at + 2 + (tokens[at + 1].low == "also")
    while stop < end and not (
        tokens[stop].raw in {";", ":"}
        or tokens[stop].low in {"said", "told"}
        or (tokens[stop].raw == "," and (stop + 1 == end or scene.hit_at(stop + 1) is None))
    ):
        stop += 1
    named = dict.fromkeys(hit.entry.party for hit in scene.hits_in(at + 2, stop) if hit.entry.party)
    return tuple(named), not also


def _backed(scene: Scene, first: int, end: int) -> tuple[str, ...]:
    """Those of whom a source says that they stand with it: "France, supported by Spain,", "speaking also for Fiji"."""
    tokens = scene.tokens
    for number in range(first, end - 1):
        low, after = tokens[number].low, tokens[number + 1].low
        backed = low in _BACKED and after == "by" and tokens[number - 1].raw == ","
        also = (
            low == "also"
            and {after, tokens[number - 1].low} & {"speaking", "for"}
            and "for" in {token.low for token in tokens[number + 1 : number + 3]}
        )
        if not (backed or also):
            continue
        named: list[str] = []
        at = number + 2
        while at < len(tokens):
            hit = scene.hit_at(at)
            if hit is not None and hit.entry.party and hit.entry.role in {Role.STATE, Role.METONYM, Role.BODY}:
                named.append(hit.entry.party)
                at = hit.last
            elif tokens[at].low in {"and", "the", "for", "by", "both"} or (
                tokens[at].raw == "," and (scene.hit_at(at + 1) is not None or tokens[at + 1].low == "and")
            ):
                at += 1
            else:
                break
        return tuple(dict.fromkeys(named))
    return ()


def office_before(scene: Scene, role: str, first: int) -> str | None:
    """The party of the office that a definite phrase takes up: "the Ambassador of China …", "The Ambassador said"."""
    tokens = scene.tokens
    for number in range(first - 1, -1, -1):
        if tokens[number].low != role:
            continue
        start = number
        while (
            start > 0
            and number - start < _REACH
            and (tokens[start - 1].raw[0].isalpha() or tokens[start - 1].low in _CLITIC)
        ):
            start -= 1
        end = min(number + _REACH, first)
        reading = read_phrase(scene, start, number + 1)
        if len(reading.parties) != 1:
            reading = read_phrase(scene, number, end)
        if len(reading.parties) == 1 and reading.parties != ("*",):
            return reading.parties[0]
    return None


def body_before(scene: Scene, body: list[str], first: int) -> str | None:
    """Whose a body is that the paragraph names before: "China's coast guard … Coast guard spokesman Gan …"."""
    if body[-1] not in OFFICIAL - {"government"}:
        return None
    tokens = scene.tokens
    floor, _ = scene.paragraph(first)
    for number in range(first - len(body) - 1, floor, -1):
        if [token.low for token in tokens[number : number + len(body)]] != body or number + 2 * len(body) > first:
            continue
        if tokens[number - 1].low == "its":
            return owner(scene, number - 1) or None
        reading = read_phrase(scene, max(floor, number - 2), number + len(body))
        return reading.parties[0] if len(reading.parties) == 1 and reading.parties != ("*",) else None
    return None


def at_home(scene: Scene, role: str | None, first: int) -> str | None:
    """The country whose capital the dateline names, for an office of its own: "the government spokesman".

    None where the office is no government's, or where the paragraph names a party before token `first`.
    """
    page = scene.page
    if not (role or "").lower().startswith(_HOME) or not page.paragraphs:
        return None
    floor, _ = scene.paragraph(first)
    if any(hit.entry.party and not page.quoted(hit.start) for hit in scene.hits_in(floor, first)):
        return None
    opening = page.index(page.paragraphs[0].start)
    hits = [hit for hit in scene.hits_in(opening, opening + 3) if page.text[hit.start : hit.end].isupper()]
    return next((hit.entry.party or hit.entry.country for hit in hits), None)


def one_of_them(scene: Scene, first: int) -> tuple[str, ...]:
    """The parties of the officials in the plural named last in the paragraph before "one of them", if any."""
    tokens = scene.tokens
    floor, _ = scene.paragraph(first)
    for number in range(first - 1, floor - 1, -1):
        low = tokens[number].low
        if low.endswith("s") and (low in OFFICIAL or low in OTHERS):
            start = number
            while start > floor and tokens[start - 1].raw[0].isalpha() and number - start < 3:
                start -= 1
            reading = read_phrase(scene, start, number + 1)
            return reading.parties if reading.standing is Standing.OFFICIAL else ()
    return ()


def whence(scene: Scene, core: int, last: int) -> str | None:
    """The party of the place that a phrase says somebody is from: "her colleague from Seoul", "… in Algiers"."""
    tokens = scene.tokens
    for hit in scene.hits_in(core, last):
        before = tokens[hit.first - 1].low if hit.first else ""
        if before == "the" and hit.first > 1:
            before = tokens[hit.first - 2].low
        if before in {"from", "in", "at", "of", "for"} and (party := hit.entry.party or hit.entry.country):
            return party
    return None


def joined(registry: Registry, person: Known, first: int, last: int) -> str | None:
    """The party of the second of two who speak together: "Foreign Minister X and his Polish colleague Y"."""
    tokens = registry.scene.tokens
    for number in range(first + 1, last - 1):
        if tokens[number].low in {"who", "which"} or tokens[number].low in PREPOSITIONS - {"of", "for"}:
            return None
        if tokens[number].low != "and":
            continue
        other = registry.at(number + 1, last)
        if other is not None and other is not person and not other.other and other.party != person.party:
            return other.party
    return None


def behind_portfolio(registry: Registry, first: int, core: int, last: int) -> Known | None:
    """Who is named behind what their office is of: "Minister for Transport Ada Lund"."""
    tokens = registry.scene.tokens
    if core <= first or tokens[core - 1].low not in {"minister", "secretary", "commissioner"}:
        return None
    for number in range(core, last):
        person = registry.at(number, number + 1)
        if person is not None or not (tokens[number].capital or tokens[number].low in {"of", "for", "and", "the"}):
            return person if tokens[number].low not in TITLES else None
    return None


def regional(scene: Scene, roles: frozenset[str], reading: Reading, first: int, last: int) -> bool:
    """Whether a body no list has is named after a river, a sea or a region that is no one state's."""
    if not reading.capital or reading.head in roles:
        return False
    return any(
        hit.entry.party is None and hit.entry.country is None and hit.entry.type is EntityType.PLACE
        for hit in scene.hits_in(first, min(last, first + 4))
    )
