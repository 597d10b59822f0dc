"""For whom an office without a country speaks: every party of an article weighed by what stands around the words.

No single sign decides. The nearest subject, the place where the sentence says it is, who spoke last, who is addressed,
and what the content says of whom each add or take away. How a name sounds is no sign: it would be a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.surroundings import heads
from kurilreader.analysis.words import DETERMINERS, MODALS, OUTLETS, PREPOSITIONS
from kurilreader.domain import Span

NEAREST = 3.0
#: the same where it is only a place or an object
ASIDE = 1.5
GOES_ON = 2.2
ANSWERS = -2.5
BEFORE = 0.9
PLACED = 4.0
#: the same where it is the capital right before: "In Tokyo, the ministry …"
SEATED = 7.0
#: a mere "Spokesman X" after the government or ministry of the sentence before
SAME = 2.5
PLACED_AFTER = 2.0
OPENED = 3.0
OWN_SUBJECT = 2.5
MENTIONED = -0.6
REPROACHED = -2.5
ADDRESSED = -3.0
AT_HOME = 1.2
TITLE = 0.8
ISSUED = 3.0
UNDER = 2.5
#: how much all else that somebody says can count
MOST = 2.5

_SEATS = frozenset({Role.STATE, Role.METONYM, Role.BODY})
_CLITIC = frozenset({"’s", "'s", "’", "'"})
_PRESS = frozenset(
    "reporters journalists correspondent correspondents newspaper daily television tv radio agency news press magazine"
    " weekly broadcaster viewers channel media".split()
)
_ENVOYS = frozenset("ambassador ambassadors envoy envoys chargé consul attaché diplomat diplomats embassy".split())
_OPENING = 8
_SPOKES = frozenset("spokesman spokeswoman spokesperson".split())
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_OUGHT = frozenset("should must ought needs need has".split())


def said_of(scene: Scene, content: Sequence[Span], scores: defaultdict[str, float]) -> None:
    """Take away from whom the content speaks of, and add to whom it opens with as its own subject."""
    tokens, page = scene.tokens, scene.page
    for span in content:
        first, end = scene.range_of(span)
        for hit in scene.hits_in(first, end):
            party = hit.entry.party
            if party is None or hit.entry.role is Role.PERSON:
                continue
            after = tokens[hit.last].low if hit.last < len(tokens) else ""
            opens = hit.first <= first + 1 and hit.entry.role in _SEATS
            if (
                after in _OUGHT
                and hit.entry.role in _SEATS
                and not (after == "has" and tokens[hit.last + 1].low != "to")
            ):
                scores[party] += REPROACHED
            elif opens and not page.quoted(hit.start) and (after in MODALS or after in _AUXILIARY):
                scores[party] += OWN_SUBJECT
            elif opens and after not in _CLITIC:
                scores[party] += 0.3
            else:
                scores[party] += MENTIONED


_AUXILIARY = frozenset("was is has had wants wanted remains remained does did sees saw stands stood".split())


def addressed(scene: Scene, cue: Span | None, content: Sequence[Span], scores: defaultdict[str, float]) -> None:
    """Take away from whom the words are said to: "reminded Tokyo", "told the Gabonese ambassador"."""
    if cue is None:
        return
    tokens = scene.tokens
    first = scene.page.index(cue.start)
    begun = scene.page.index(content[0].start)
    stop = begun if begun > first else min(len(tokens), scene.page.index(cue.end) + 6)
    for hit in scene.hits_in(first, stop):
        if hit.entry.party is None or hit.entry.role is Role.PERSON:
            continue
        after = tokens[hit.last : hit.last + 4]
        before = tokens[hit.first - 1].low if hit.first else ""
        if before in {"in", "at", "near", "from"}:
            continue
        press = any(token.low in _PRESS or token.low in OUTLETS for token in after) or (
            bool(after) and after[0].low in _CLITIC and len(after) > 1 and after[1].capital
        )
        if press:
            continue
        gap = tokens[scene.page.index(cue.end) : hit.first]
        if not any(token.raw in {",", ".", ";", "“", "”", '"'} for token in gap):
            scores[hit.entry.party] += ADDRESSED


def received(scene: Scene, start: int, end: int) -> set[str]:
    """The parties whose diplomats are told, called in or sent away between two tokens: they do not speak there."""
    tokens, page = scene.tokens, scene.page
    found: set[str] = set()
    for hit in scene.hits_in(start, end):
        if hit.entry.party is None or hit.entry.role is not Role.ADJECTIVE or page.quoted(hit.start):
            continue
        after = tokens[hit.last : hit.last + 3]
        if not any(token.low in _ENVOYS for token in after) or heads(scene, hit):
            continue
        at = hit.first - 1
        while at > start and tokens[at].low in DETERMINERS:
            at -= 1
        if tokens[at].low not in {"by", "from", "of", "as"}:
            found.add(hit.entry.party)
    return found


def seated(scene: Scene, start: int, first: int) -> bool:
    """Whether a sentence begins "In Tokyo, " right before an office at token `first`."""
    tokens = scene.tokens
    hit = scene.hit_at(start + 1)
    if tokens[start].low != "in" or hit is None or hit.entry.role not in {Role.STATE, Role.METONYM}:
        return False
    return first - hit.last <= 2 and tokens[min(hit.last, first)].raw in {",", tokens[first].raw}


def of_the_same(scene: Scene, named: int, first: int, start: int) -> bool:
    """Whether a spokesman at a token is told without a country, and the name stands in the sentence before."""
    tokens, page = scene.tokens, scene.page
    if not any(token.low in _SPOKES for token in tokens[first : first + 3]) or tokens[first].low in _INDEFINITE:
        return False
    return page.sentence_at(tokens[start].start) - page.sentence_at(tokens[named].start) <= 1


def under(scene: Scene, start: int, first: int, content: Sequence[Span]) -> str | None:
    """The state whose act a sentence tells before it names an office: "Norway sent him off for what the ministry …"."""
    tokens, page = scene.tokens, scene.page
    for hit in scene.hits_in(start, min(first, start + _OPENING)):
        if hit.entry.party is None or hit.entry.role not in _SEATS or not heads(scene, hit) or page.quoted(hit.start):
            continue
        if any(span.start <= hit.start < span.end for span in content) or hit.last >= first:
            return None
        after = tokens[hit.last]
        return hit.entry.party if after.low not in _CLITIC and after.raw[0].isalpha() else None
    return None


def home(scene: Scene) -> tuple[str, ...]:
    """The parties whose cities the dateline names."""
    page = scene.page
    if not page.paragraphs:
        return ()
    opening = page.index(page.paragraphs[0].start)
    hits = [hit for hit in scene.hits_in(opening, opening + 4) if page.text[hit.start : hit.end].isupper()]
    return tuple(dict.fromkeys(party for hit in hits if (party := hit.entry.party or hit.entry.country)))


def subject_of(scene: Scene, hit: Hit) -> bool:
    """Whether a hit is no mere object of a preposition."""
    before = scene.tokens[hit.first - 1].low if hit.first else ""
    return before not in PREPOSITIONS
