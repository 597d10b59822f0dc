"""Communiqués and joint statements: texts that several parties sign, and what they say together in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from kurilreader.analysis.belonging import Belonging
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.page import Page
from kurilreader.analysis.rules.turns import parted
from kurilreader.analysis.scene import Scene
from kurilreader.domain import Span

_JOINT = re.compile(
    r"\b(?:(?:joint|common|final|trilateral|tripartite|quadrilateral|concluding) (?:communiqu[eé]|statement|declaration"
    r"|press (?:release|statement|communiqu[eé])|conclusions|readout|vision|message)|communiqu[eé]|outcome document"
    r"|agreed minutes"
    r"|(?:chair|chairman|chairwoman|chairperson|co-chair|president)s?[’']?s? (?:summary|statement|conclusions)"
    r"|(?:statement|press release|communiqu[eé]|minutes|protocol|readout)"
    r" (?:on|of|following|after) the (?:[\w-]+ ){0,4}?"
    r"(?:meeting|session|round|talks|consultations)\b|declaration of|declaration (?:by|on)\b)",
    re.I,
)
_WE_THE = re.compile(r"\b(?:We|They), the [^.]{5,240}")
_MEMBERS = (
    r"(?:parties|(?:contracting |member |signatory )?(?:sides|states|parties|countries|governments)|ministers|leaders|"
    r"presidents|premiers|delegations|heads|participants|signatories|principals|secretaries|monarchs|(?:foreign|defen[cs]e|"
    r"prime|water|interior|energy|trade|state) (?:ministers|secretaries)|co-chairs|delegates|members|neighbou?rs)"
)
_COLLECTIVE = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:(?:all )?the (?:(?:two|both|three|four|five|six|seven|high|coastal|littoral) )*"
    + _MEMBERS
    + r"|they|both(?: (?:sides|parties|countries|governments|ministers|leaders|delegations|presidents|states))?"
    r"|the (?:two|three|four|five|six|seven)|the meeting|the summit|the conference)\b",
    re.I,
)
_RESOLVES = re.compile(
    r"\b(?:will|shall|oppose|undertake|agree|reaffirm|commit|decide|condemn|welcome|express|recogni[sz]e|call|stress|"
    r"confirm|underline|resolve|intend|urge|support|note|reject|propose|consider|regret|remain|stand|reiterate|share"
    r"|insist|believe|acknowledge|deplore|demand|hold|affirm|emphasi[sz]e|pledge|appeal|attach"
    r"|are (?:ready|determined|convinced|concerned|committed|of the)|pay|encourage|seek|look forward|renew"
    r"|value|respect|warn|invite|plan)"
)
#: who met where, who thanked the host: nothing that anybody holds
_PROTOCOL = re.compile(
    r"\b(?:hospitality|met (?:in|at|on|for)|held (?:a|their|the|consultations|talks)|will (?:next )?meet (?:again|next)"
    r"|next (?:meeting|session|round|consultations) (?:will|shall|is)|equally authentic|done (?:in|at)|warm welcome)\b",
    re.I,
)
_PLURAL = frozenset(
    "they both we ministers presidents premiers secretaries heads leaders sides parties governments delegations"
    " participants signatories states countries principals negotiators envoys chairs co-chairs monarchs"
    " delegates".split()
)
_TOGETHER = re.compile(
    r"\b(?:joint|common|trilateral|tripartite|quadrilateral|bilateral|agreed|summit|ministers|leaders|presidents|heads)\b",
    re.I,
)
_CHAIRED = re.compile(r"^\W*(?:co-)?(?:chair|presiden)\w*[’']?s?[’']? (?:summary|statement|conclusions)", re.I)
_MET = re.compile(r"\b(?:represented by|met|agreed|held|concluded|meeting|having)\b")
_NAMING = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})
_LEAD = 600


def signatories(scene: Scene, belonging: Belonging) -> tuple[str, ...]:
    """Those who sign a joint text, or nobody: "We, the foreign ministers of A and B", "Joint communiqué of A and B"."""
    page = scene.page
    if not (
        _JOINT.search(scene.title) or (page.plain and _JOINT.search(page.text[page.plain[0].start : page.plain[0].end]))
    ):
        return ()
    opening = _WE_THE.search(page.text)
    if opening is not None:
        first, last = scene.range_of(Span(*opening.span()))
        stop = next(
            (n for n in range(first + 2, last) if scene.tokens[n].low in {"met", "meeting", "gathered", "having"}), last
        )
        named = [hit.entry.party for hit in scene.hits_in(first, stop) if hit.entry.party]
        if named:
            return tuple(dict.fromkeys(named))
    chaired = _CHAIRED.search(scene.title) is not None
    if (chaired or not _TOGETHER.search(scene.title)) and (body := _organisation(scene, chaired=chaired)) is not None:
        return (body,)
    titled = tuple(party for party in dict.fromkeys(scene.title_parties) if len(party) == 2)
    if len(titled) >= 2 and not chaired:
        return titled
    collective = sum(1 for span in page.plain if _COLLECTIVE.match(page.text[span.start : span.end]))
    return _convened(scene) or (belonging.principals() if collective >= 2 or opening is not None else ())


def _organisation(scene: Scene, *, chaired: bool) -> str | None:
    """The organisation for which a chair speaks: named before what it is about, or the subject of its sentences."""
    page = scene.page
    about = re.search(r":\s|\b(?:on|regarding|concerning|about)\b", scene.title)
    title = Page(scene.title[: about.start()] if about is not None else scene.title)
    hits = sorted(scene.gazetteer.find(title), key=lambda hit: hit.entry.role is not Role.STATE)
    named = [hit.entry.party for hit in hits if hit.entry.party and hit.entry.role is not Role.PERSON]
    if named or not chaired:
        return named[0] if named and all(each.islower() for each in named) else None
    subjects = Counter(
        hit.entry.party
        for span in page.plain
        for hit in scene.hits_in(scene.range_of(Span(*span))[0], scene.range_of(Span(*span))[0] + 4)
        if hit.entry.party is not None and hit.entry.party.islower()
    )
    return max(subjects, key=lambda each: subjects[each], default=None)


def _convened(scene: Scene) -> tuple[str, ...]:
    """The parties that the first sentences list as those who met: "The Heads of State of A, B and C met in …"."""
    page = scene.page
    for span in page.plain[:6]:
        if span.start > _LEAD:
            break
        words = page.text[span.start : span.end]
        member = re.search(r"(?i)(?<!both )(?<!two )\b(?:" + _MEMBERS + r")\b", words)
        opens = scene.hit_at(scene.range_of(span)[0]) is not None and _MET.search(words) is not None
        if member is None and not opens:
            continue
        hits = [
            hit
            for hit in scene.hits_in(*scene.range_of(span))
            if hit.entry.party and len(hit.entry.party) == 2 and hit.entry.role in _NAMING
        ]
        listed = _listed(scene, hits)
        if len(listed) >= 2:
            return listed
    return ()


def _listed(scene: Scene, hits: Sequence[Hit]) -> tuple[str, ...]:
    """The first of these names that a list joins: "A, B and C", "of A and of B", "the X of A and the Y of B"."""
    tokens = scene.tokens
    found: list[str] = []
    for hit, after in zip_longest(hits, hits[1:]):
        found.append(hit.entry.party or "")
        if after is None:
            break
        between = tokens[hit.last : after.first]
        joined = len(between) <= 12 and any(token.low == "and" or token.raw == "," for token in between)
        if not joined or any(token.low in {"met", "in", "at", "with", "on"} for token in between):
            if len(dict.fromkeys(found)) >= 2:
                break
            found.clear()
    return tuple(dict.fromkeys(found))


def together(scene: Scene, signed: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a source of tokens `[first, last)` is all who sign: "They", "Both sides", "The Heads of State"."""
    tokens = scene.tokens
    words = tokens[first:last]
    head = next((token for token in reversed(words[: _core(words)]) if token.raw[0].isalnum()), None)
    if head is None or not (head.low in _PLURAL or (words[0].low in {"both", "they", "we"} and len(words) <= 3)):
        return False
    if any(token.low in {"some", "several", "most", "many", "other", "few", "neither"} for token in words[:2]):
        return False
    named = {hit.entry.party for hit in scene.hits_in(first, last) if hit.entry.party and hit.entry.role in _NAMING}
    return not named or (len(named) >= 2 and named <= set(signed))


def _core(words: Sequence[object]) -> int:
    """How many of the words stand before "of", a comma or a bracket."""
    for number, token in enumerate(words):
        if number and getattr(token, "low", "") in {"of", ",", "(", "for", "from", "who", "meeting", "having"}:
            return number
    return len(words)


def sentences(scene: Scene, signed: tuple[str, ...], found: Sequence[Attribution]) -> dict[Span, tuple[str, ...]]:
    """Sentences in which all who sign speak: "The parties will …", "We undertake …", "X and Y undertake …"."""
    page = scene.page
    answer: dict[Span, tuple[str, ...]] = {}
    for span in page.plain:
        start, end = span
        if any(start <= each.content[0].start < end for each in found):
            continue
        text = page.text[start:end]
        number = re.match(r"\(?(?:\d+(?:\.\d+)*|[a-z])[.)]\s*", text)
        start += number.end() if number else 0
        first, last = scene.range_of(Span(start, end))
        parties: tuple[str, ...] = ()
        if re.match(r"We (?!, the)", page.text[start:end]) or _COLLECTIVE.match(page.text[start:end]):
            parties = signed
        else:
            hits = [
                hit
                for hit in scene.hits_in(first, min(last, first + 6))
                if hit.entry.party and hit.entry.role in {Role.STATE, Role.METONYM}
            ]
            if len(hits) == 2 and hits[0].first == first and scene.tokens[hits[0].last].low == "and":
                parties = tuple(hit.entry.party for hit in hits if hit.entry.party)
        if parties and len(text.split()) >= 5 and _RESOLVES.search(text) and not protocol(text):
            for part in parted(page.text, start, end):
                answer[part] = parties
    return answer


def protocol(text: str) -> bool:
    """Whether a sentence only tells who met where, or thanks the host."""
    return _PROTOCOL.search(text) is not None
