"""Who issues a text that is a statement, a press release or a communiqué: whoever "we" and "the Ministry" are in it."""

from __future__ import annotations

import re
from collections import Counter

from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.page import Page
from kurilreader.analysis.scene import Scene

_PAPER = re.compile(
    r"\b(?:press (?:release|statement|communiqu[eé]|note)|statement|communiqu[eé]|commentary|comment by|information for"
    r" the press|briefing note|readout|response to|responses? of|note verbale|conclusions|demarche|position on"
    r"|transcript|government response|for immediate release|no:? ?\d+)\b",
    re.I,
)
_CHAIR = re.compile(
    r"\b(?:chair|chairman|chairwoman|chairperson|presidency|co-chairs?)[’']?s?[’']? (?:summary|statement)", re.I
)
_ABOUT = re.compile(r":| [–—-] |\b(?:on|regarding|about|concerning|following|after|to|in response)\b", re.I)
_BY = re.compile(
    r"\b(?:statement|release|communiqu[eé]|commentary|comment|responses?|remarks|note|conclusions|presented to \w+"
    r"|issued|spokes\w+|position) (?:by|of|from) (?=(?:the |His |Her )?[A-Z])",
    re.I,
)
_JOINT = re.compile(r"\b(?:joint|common|trilateral|tripartite|agreed minutes|ministerial meeting|two sides)\b", re.I)
_WE_THE = re.compile(r"\bWe, the\b")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\b|\b\d{1,2}[./]\d{1,2}\b|\b(?:19|20)\d\d\b"
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|us)\b", re.I)
_SEATS = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})
_SHORT = 16


def issuer(scene: Scene) -> str | None:
    """The party that issues the text, None where it is no such text or does not say."""
    page = scene.page
    opening = [page.text[each.start : each.end].strip() for each in page.paragraphs[:3]]
    heads = [scene.title, *(line for line in opening if len(line.split()) < _SHORT and not line.endswith((".", "”")))]
    dated = next((line for line in heads[1:] if _MONTH.search(line) and len(line.split()) <= 5), None)
    before, colon, _ = scene.title.partition(": ")
    ours = any(not page.quoted(match.start()) for match in _FIRST_PERSON.finditer(page.text))
    presented = bool(colon) and ours and _official(before)
    if dated is None and not presented and not _PAPER.search(scene.title):
        return None
    if _JOINT.search(scene.title) or any(_WE_THE.search(line) for line in opening):
        return None
    if _CHAIR.search(scene.title):
        ranked = Counter(hit.entry.party for hit in scene.hits if hit.entry.party and hit.entry.party.islower())
        named = _first(scene, scene.title, lower=True)
        return named or (ranked.most_common(1)[0][0] if ranked else None)
    for head in heads:
        about = _ABOUT.search(head)
        by = _BY.search(head)
        if by is not None and (about is None or by.start() < about.start() or head is not scene.title):
            about = _ABOUT.search(head, by.end())
            party = _first(scene, head[by.end() : about.start() if about else len(head)])
            if party is not None:
                return party
    for head in heads:
        about = _ABOUT.search(head)
        if head is dated or (head is scene.title and about is None):
            continue
        part = head[: about.start() if about else len(head)]
        party = _first(scene, part) if _official(part) else None
        if party is not None:
            return party
    if dated is not None:
        place = _first(scene, dated, places=True)
        if place is not None:
            return place
    return None


def _official(part: str) -> bool:
    return (
        re.search(
            r"\b(?:ministry|government|embassy|mission|office|department|spokes\w+|secretary|chairperson|commission|minister"
            r"|president|council|[A-Z]{3,})\b",
            part,
            re.I,
        )
        is not None
    )


def _first(scene: Scene, text: str, *, places: bool = False, lower: bool = False) -> str | None:
    """The first party that some words name."""
    for hit in scene.gazetteer.find(Page(text)):
        party = hit.entry.party or (hit.entry.country if places else None)
        if party and hit.entry.role is not Role.PERSON and (places or hit.entry.role in _SEATS):
            if lower and not party.islower():
                continue
            if any(party == each.entry.party for each in scene.hits) or places or hit.entry.role is Role.STATE:
                return party
    return None
