"""Notes verbales: who sends one, in the third person, and to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.scene import Scene
from kurilreader.domain import Span

_BODY = r"(?:Ministry|Embassy|(?:Permanent )?(?:Mission|Representation|Delegation)|Consulate|Secretariat|Department)"
_COMPLIMENTS = re.compile(
    rf"\b(?P<own>{_BODY})\b[^.;]{{0,160}}?\bpresents? its compliments to (?:the )?"
    rf"(?P<to>(?P<other>{_BODY})\b[^.;]{{0,120}}?)"
    r"(?=,? and (?:has|wishes|would|acknowledges|refers|with)\b|,? (?:has the honou?r|referring|with reference)\b|[.;])"
)
_HONOURED = re.compile(r"(?:the |that |this )?(?:honou?rable|esteemed|distinguished) (?:\w+ )?(?P<body>\w+)$", re.I)
_SEATED = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})


@dataclass(frozen=True, slots=True)
class Note:
    """Whom a note is sent to, and by what word its text calls the two bodies."""

    own: str
    other: str
    party: str
    sender: str | None = None

    def addressed(self, source: str) -> bool:
        """Whether words name the addressee: "the Honourable Embassy", or "the Embassy" in the note of a ministry."""
        honoured = _HONOURED.match(source)
        if honoured is not None:
            return honoured["body"].lower() == self.other
        return self.own != self.other and source.lower() in {f"the {self.other}", f"that {self.other}"}


def note(scene: Scene) -> Note | None:
    """The note that a text is, if it is one and says to whom it goes."""
    found = _COMPLIMENTS.search(scene.page.text)
    if found is None:
        return None
    party, sender = _first(scene, Span(*found.span("to"))), _first(scene, Span(found.start(), found.start("to")))
    if party is None:
        return None
    return Note(found["own"].lower().split()[-1], found["other"].lower().split()[-1], party, sender)


def _first(scene: Scene, span: Span) -> str | None:
    """The first party that some words name."""
    hits = scene.hits_in(*scene.range_of(span))
    return next((hit.entry.party for hit in hits if hit.entry.party and hit.entry.role in _SEATED), None)
