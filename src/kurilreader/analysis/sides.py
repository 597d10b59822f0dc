"""Sides of a dispute that no dossier knows: movements and authorities that a text says fight, rule or break away.

A name alone makes no party: there must be words that say what it is ("the self-declared …", "…, which controls the
port", "…, a rebel group").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kurilreader.analysis.gazetteer import Entry, Hit, Role, slug
from kurilreader.analysis.page import Page
from kurilreader.domain import EntityType

_HEAD = (
    r"(?:Front|Movement|Army|Republic|Authority|Administration|Alliance|Coalition|Forces|Council|Congress|Resistance"
    r"|Militia|Union|Emirate|Brigades?)"
)
_NAME = (
    rf"(?:[A-Z][\w’'-]+ (?:(?:of|for|the|and|de) )*){{1,5}}{_HEAD}"
    r"(?: (?:of|for) (?:the )?(?:[A-Z][\w’'-]+ ?){1,3})?\b"
)
_REBEL = (
    r"(?:self-(?:declared|proclaimed|styled)|breakaway|separatist|secessionist|rebel|insurgent|guerrilla|armed"
    r"|unrecogni[sz]ed|independence|resistance|liberation)"
)
_CALLED = re.compile(rf"\b{_REBEL} (?:\w+ ){{0,2}}?(?P<name>{_NAME})")
_TOLD = re.compile(
    rf"(?P<name>{_NAME})(?: \([A-Z]{{2,6}}\))?, (?:which|who) (?:has |have )?"
    r"(?:controls?|governs?|rules?|runs?|holds?|held|administers?|fights?|fought|took|seized|seeks? independence"
    r"|declared)\b"
)
_MADE = re.compile(
    rf"(?P<name>{_NAME})(?: \([A-Z]{{2,6}}\))?, (?:an?|the) (?:[\w-]+ ){{0,3}}?{_REBEL} (?:[\w-]+ )?"
    r"(?:group|movement|force|body|authority|government|administration|republic|army|alliance|coalition|organi[sz]ation|militia)\b"
)


def sides(page: Page, hits: Sequence[Hit]) -> list[Hit]:
    """Every mention of such sides by their full name, in text order; none where a known name stands."""
    known = [(hit.start, hit.end) for hit in hits if hit.entry.party and hit.entry.role is not Role.ADJECTIVE]
    found: list[Hit] = []
    for name in dict.fromkeys(_names(page.text)):
        entry = Entry(slug(name), name, EntityType.ORGANIZATION, Role.STATE, slug(name))
        for match in re.finditer(rf"\b{re.escape(name)}\b", page.text):
            if any(start < match.end() and match.start() < end for start, end in known):
                continue
            first = page.index(match.start())
            last = first
            while last < len(page.tokens) and page.tokens[last].start < match.end():
                last += 1
            found.append(Hit(match.start(), match.end(), first, last, entry))
    return sorted(found, key=lambda each: each.start)


def _names(text: str) -> Iterator[str]:
    for pattern in (_CALLED, _TOLD, _MADE):
        for match in pattern.finditer(text):
            yield re.sub(r"^(?:The|A|An) ", "", match["name"]).strip()
