"""Resolutions: clauses that begin with what their body does, "1. Condemns …;", "Calls upon …"."""

from __future__ import annotations

import re

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.page import Page
from kurilreader.domain import Span

_HOW = (
    r"(?:(?:strongly|firmly|again|also|further|once (?:again|more)|deeply|urgently|solemnly|categorically|resolutely"
    r"|unequivocally|fully|likewise|moreover|furthermore),? )*"
)
_FEELING = (
    r"(?:(?:full|deep|grave|serious|profound|strong|sincere|utmost|its|firm|unwavering|continued) )*"
    r"(?:gratitude|appreciation|thanks|concern|alarm|regret|support|solidarity|conviction|readiness|willingness"
    r"|opposition|determination|hope|commitment|sympathy|indignation)"
)
_DOES = (
    r"(?:condemns|deplores|denounces|considers|demands|rejects|invites|declares|warns|undertakes|calls (?:up)?on"
    r"|calls for|urges|requests|reaffirms|reiterates|affirms|underlines|underscores|stresses|emphasi[sz]es"
    r"|welcomes|supports|endorses|regrets|encourages|insists(?: on)?|believes|recogni[sz]es|refuses"
    r"|commits(?: itself)?|appeals to|resolves|proposes|opposes|protests(?: against)?|objects to|asserts"
    r"|maintains|deems|is of the (?:view|opinion)"
    rf"|expresses {_FEELING}(?: (?:to|at|about|over|for|with|in|of))?"
    r"|is (?:ready|prepared|willing|convinced|deeply concerned|concerned|alarmed)(?: (?:by|about|at))?)"
)
_CLAUSE = re.compile(
    rf"\W*(?:(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s*|Article \d+[.:]?\s*)?(?P<cue>{_HOW}{_DOES})\b:?\s+(?:that\s+)?",
    re.I,
)
#: a resolution has at least so many of these clauses
_FEWEST = 3
_EDGES = " \n;,.:"


def clauses(page: Page) -> tuple[Attribution, ...]:
    """What each clause of a resolution says, with the words by which it begins; none in any other text."""
    known = page.memo.get("clauses")
    if isinstance(known, tuple):
        return known
    found: list[Attribution] = []
    for paragraph in page.paragraphs:
        begun = _CLAUSE.match(page.text, paragraph.start, paragraph.end)
        if begun is None or page.quoted(begun.start("cue")):
            continue
        end = page.plain[page.plain_at(begun.start("cue"))].end
        words = page.text[begun.end() : end].removesuffix(" and").rstrip(_EDGES).removesuffix(", and").rstrip(_EDGES)
        if len(words.split()) > 2:
            found.append(
                Attribution((Span(begun.end(), begun.end() + len(words)),), Span(*begun.span("cue")), None, 0.8)
            )
    answer = tuple(found) if len(found) >= _FEWEST else ()
    page.memo["clauses"] = answer
    return answer
