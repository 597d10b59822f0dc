"""For whom one voice speaks that a whole text, or all turns under one label, belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from kurilreader.analysis.belonging import Belonging
from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.heading import Heading
from kurilreader.analysis.people import Known
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import AUXILIARIES, FRIENDS, OFFICIAL, adverb
from kurilreader.domain import Span

_OWN_NAME = re.compile(
    r"\b(?:[Mm]y fellow|[Ww]e,?(?: the)?(?: peoples? of)?|[Ww]e in|here in|[Aa]s (?:an? )?"
    r"|I (?:speak|stand here|am here) for|(?:[Oo]ur|[Mm]y) (?:own |beloved |dear )?(?:country|nation|government"
    r"|homeland|people),?"
    r"|[Oo]n behalf of(?: the (?:[Gg]overnment|people|[Pp]resident|[Rr]epublic))?(?: and (?:the )?people)?(?: of)?"
    r"(?: the)?)\s+(?=[A-Z])"
)
_BEHALF = re.compile(
    r"\b(?:I|We) (?:have the (?:honou?r|pleasure) (?:to|of) )?(?:am |are )?(?:speak(?:ing)?|tak(?:e|ing) the floor"
    r"|deliver(?:ing)?(?: this statement)?|mak(?:e|ing) this (?:joint )?statement)(?P<also> also)? (?:today |here )*"
    r"(?:on behalf (?P<too>also )?of|for|in the name of)\b|\bstatement is (?:made|delivered) on behalf of\b"
)
_STANCE = frozenset(
    "rejects condemns calls urges welcomes demands reaffirms reiterates stands supports regrets deplores expresses"
    " protests reserves remains considers believes requests appeals insists recognises recognizes denounces invites"
    " notes attaches shares opposes upholds expects proposes offers undertakes intends wishes continues maintains"
    " affirms draws asks backs thanks hopes seeks warns stresses respects objects repudiates denies does has is"
    " will shall cannot".split()
)
_DENIES = frozenset("doesn isn won hasn".split())
_READY = frozenset("ready prepared open committed determined willing not always never no".split())
_NATIONS = frozenset({Role.STATE, Role.METONYM})
_NAMING = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})
_GUESTS = frozenset("allies counterparts counterpart hosts guests brothers sisters neighbours neighbors".split())
_ASKED = frozenset("ask asks urge on upon tell expect want warn invite remind advise demand request that".split())
_CLAIMED = 1.5
_MOST = 3.5
#: what the office of a person weighs
_OFFICE = 4.0
#: what the place weighs where the text was given out
_PLACE = 2.0
#: offices of organisations that are called without their name
_OFFICES = (
    (re.compile(r"\bHigh Representative\b(?! for (?:Bosnia|Disarmament))"), "eu"),
    (re.compile(r"\b[ap]\.m\. E[DS]?T\b"), "US"),
    (re.compile(r"\bForeign, Commonwealth and Development\b"), "GB"),
    (re.compile(r"\bSecretary-General(?:[’']s)?\b|\bSecurity Council\b"), "un"),
)


def spoken_for(
    scene: Scene, belonging: Belonging, head: Heading, person: Known | None, said: Sequence[Span]
) -> str | None:
    """The party of a voice: what is said of its office, or where the lines above and its own words point to."""
    named = _named(scene, said)
    if named is not None:
        return named
    scores: defaultdict[str, float] = defaultdict(float)
    for party, value in head.parties().items():
        scores[party] += value
    if head.place is not None:
        scores[head.place] += _PLACE
    if person is not None and person.party is not None:
        scores[person.party] += _OFFICE
    elif person is not None and (beside := head.beside(person)) is not None:
        scores[beside] += _OFFICE
    if not any(value >= 4 for value in scores.values()):
        for called, party in _OFFICES:
            if called.search(head.text) and not any(each.islower() and scores[each] >= 1 for each in scores):
                scores[party] += 3.0
        low = head.text.lower()
        for title, party in scene.gazetteer.offices.items():
            if re.search(rf"\b{re.escape(title)}\b", low):
                scores[party] += 3.0 if belonging.counts[party] else 1.5
    for party, value in ourselves(scene, said).items():
        scores[party] += max(-_MOST, min(_MOST, value))
    real = _real(scene, head)
    for party, count in belonging.counts.items():
        # the own side is spoken of more than a third one
        scores[party] += 0.05 * min(count, 6)
    ranked = sorted((party for party in scores if party in real), key=lambda party: -scores[party])
    if ranked and scores[ranked[0]] > 0:
        return ranked[0]
    return next((party for party, _ in belonging.counts.most_common() if scores[party] >= 0), None)


def _real(scene: Scene, head: Heading) -> Collection[str]:
    """The parties that something else than a body with a name that many have ("Foreign Office") speaks of."""
    hits = [*scene.hits, *head.scene.hits]
    return (
        {
            party
            for hit in hits
            if (party := hit.entry.party or hit.entry.country) is not None
            and (hit.entry.role is not Role.BODY or party.islower())
        }
        | {party for _, party in _OFFICES}
        | set(scene.gazetteer.offices.values())
        | {hit.entry.party for hit in hits if hit.entry.party and _single(hits, hit)}
    )


def _single(hits: Sequence[Hit], hit: Hit) -> bool:
    return not any(other.entry.party not in {None, hit.entry.party} for other in hits)


def _named(scene: Scene, said: Sequence[Span]) -> str | None:
    """The party somebody calls the own one: "my fellow Norwegians", "we, the people of Kiribati"."""
    page = scene.page
    for found in _OWN_NAME.finditer(page.text):
        if page.quoted(found.start()) or not any(span.start <= found.start() < span.end for span in said):
            continue
        hit = scene.hit_at(page.index(found.end()))
        if hit is not None and hit.entry.party and hit.entry.role is not Role.PERSON:
            return hit.entry.party
    return None


def on_behalf(scene: Scene, own: str | None) -> tuple[str, ...]:
    """Those for whom an orator says to speak, or the own party alone."""
    page = scene.page
    for found in _BEHALF.finditer(page.text):
        if page.quoted(found.start()):
            continue
        first = page.index(found.end())
        last = next((n for n in range(first, len(scene.tokens)) if scene.tokens[n].raw in {".", ";"}), first)
        hits = [hit for hit in scene.hits_in(first, last) if hit.entry.party and hit.entry.role in _NAMING]
        parties = [hit.entry.party for hit in hits if hit.entry.party]
        if any(scene.tokens[n].low in {"country", "own"} for n in range(first, last)) or found["also"] or found["too"]:
            parties = [*([own] if own else []), *parties]
        if parties:
            return tuple(dict.fromkeys(parties))
    return (own,) if own is not None else ()


def ourselves(scene: Scene, said: Sequence[Span]) -> dict[str, float]:
    """How far a voice speaks of each party as its own side, in the first person or as a ministry does in the third."""
    page = scene.page
    scores: defaultdict[str, float] = defaultdict(float)
    for span in said:
        first, last = scene.range_of(span)
        if page.quoted(span.start) or page.text[span.end - 1 : span.end + 1].rstrip().endswith("?"):
            continue
        lows = {token.low for token in scene.tokens[first:last]}
        ours = bool(lows & {"we", "our", "us", "ours", "my"})
        hits = [hit for hit in scene.hits_in(first, last) if hit.entry.party and hit.entry.role is not Role.PERSON]
        hits = [hit for hit in hits if not page.quoted(hit.start)]
        for hit in hits:
            scores[hit.entry.party or ""] += _own(scene, hit, first, last, ours=ours, actor=bool(lows & {"we", "i"}))
        if ours and len({hit.entry.party for hit in hits}) == 1 and scores[hits[0].entry.party or ""] == 0:
            # nobody else is spoken of where "we" are
            scores[hits[0].entry.party or ""] += 0.2
    return scores


def _own(scene: Scene, hit: Hit, first: int, last: int, *, ours: bool, actor: bool) -> float:
    """What one mention of a party tells of whether the speaker speaks for it."""
    tokens = scene.tokens
    before = [token.low for token in tokens[max(first, hit.first - 7) : hit.first]]
    while before and before[-1] in {"the", "of", "government", "territory", "republic", "people"}:
        if before[-1] == "of" and len(before) > 1 and before[-2] == "part":
            return _CLAIMED
        before.pop()
    after = [token.low for token in tokens[hit.last : min(last, hit.last + 3)]]
    last_before = before[-1] if before else ""
    if after and after[0] in FRIENDS | _GUESTS and (ours or last_before == "dear"):
        return -2.5
    if last_before in {"in", "to"} and before[-2:-1] and before[-2] in OFFICIAL and "our" in before[-4:-2]:
        # "our Embassy in Moscow"
        return -2.0
    if last_before in {"in", "for", "as"} and hit.first - first <= 3 and (ours or last_before == "for"):
        return 2.5 if ours else 1.5
    if (last_before in {"is", "are", "remain", "remains"} and hit.entry.role is Role.ADJECTIVE) or (
        last_before == "to" and before[-2:-1] in (["belongs"], ["belong"], ["belonged"])
    ):
        return _CLAIMED
    if last_before in _ASKED and actor:
        return -2.5
    comma = next((n for n in range(first, min(hit.first, first + 8)) if tokens[n].raw == ","), first - 1)
    if all(_leads(token.low) for token in tokens[comma + 1 : hit.first]):
        return _subject(scene, hit, last, ours=ours)
    if last_before in {"if", "unless", "with", "from", "against", "by", "to"}:
        return -1.0 if actor else 0.0
    return 0.0


def _leads(low: str) -> bool:
    """Whether a word may stand before the subject with which a sentence begins."""
    return (
        adverb(low)
        or low.isdigit()
        or low
        in {"the", "of", "government", "republic", "people", "and", "but", ",", ".", ")", "(", "for", "therefore"}
    )


def _subject(scene: Scene, hit: Hit, last: int, *, ours: bool) -> float:
    """What a party does with whose name a sentence begins: a ministry says "Peru protests", not "Moscow must"."""
    tokens = scene.tokens
    at = hit.last
    if at < last and tokens[at].low in {"’s", "'s"}:
        return 0.0
    while at < last and (
        tokens[at].low in OFFICIAL
        or adverb(tokens[at].low)
        or tokens[at].low in {"republic", "side", "once", "again", "as"}
    ):
        at += 1
    low = tokens[at].low if at < last else ""
    if low in {"must", "should", "needs", "ought"}:
        return -1.5
    if low in {"has", "have"} and tokens[at + 1 : at + 2] and tokens[at + 1].low == "no":
        # "Argentina has no claim": mostly said of the other side
        return -0.5
    ready = any(token.low in _READY for token in tokens[at + 1 : min(last, at + 3)])
    if low in _DENIES or (low in _STANCE and (ready or low not in AUXILIARIES)):
        return 1.5
    if low in {"will", "shall", "cannot", "can"}:
        return 0.5
    if ours:
        return 0.0 if ready else -0.3
    return 0.1 if low.endswith("s") and low not in AUXILIARIES else 0.0
