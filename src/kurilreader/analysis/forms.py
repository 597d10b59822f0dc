"""What form a text has: news, a speech, a transcript, a joint text, what a body gives out."""

from __future__ import annotations

import re
from enum import Enum

from kurilreader.analysis import joint
from kurilreader.analysis.belonging import Belonging
from kurilreader.analysis.heading import CALLING, Heading
from kurilreader.analysis.notes import note
from kurilreader.analysis.resolutions import clauses
from kurilreader.analysis.rules.turns import turns, unlabelled
from kurilreader.analysis.scene import Scene

_SPEECH = re.compile(
    r"\b(?:remarks|address|speech|statement|message|lecture|opening words|words spoken|keynote|intervention|letter|"
    r"article|op-ed|greeting|toast|testimony|homily|reception|explanation of vote|right of reply)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|We|we|our|Our|us|my|My|me)\b")
_I = re.compile(r"\b(?:I|[Mm]y)\b(?!\.)")
_RELEASE = re.compile(
    r"\b(?:press (?:release|statement|item|note|communiqu[eé])|(?:official )?statement|communiqu[eé]|note verbale|"
    r"declaration|commentary|comment|fact ?sheet|briefing note|readout|information (?:for the press|note)|media (?:note"
    r"|release|advisory)|response (?:to|of|by)|position (?:paper|on)|demarche|protest)\b|^no[.:]",
    re.I | re.M,
)
#: "TOKYO, May 4 (Agency) - "
_AGENCY = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,30}(?:,[^.—–\n-]{2,30})?\s*(?:\([^)\n]{2,40}\)\s*)?[—–-]{1,2}\s")
_REPORTED = re.compile(r"\b(?:said|told (?:reporters|journalists|a news|parliament))\b")
#: how a paragraph of the record of a meeting begins
MEETING = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?: [A-ZÀ-Þ’'.-]+)+(?: \(|, )|(?:[Tt]he |[Aa]n? )?(?:representative|delegate"
    r"|speaker|observer|envoy) (?:of|for|from) |[A-Z][\w’' -]{2,30}[’']s? (?:representative|delegate|speaker)\b)",
)
#: what an office or a body of a party weighs in a heading
_OFFICE = 4.0


#: of a text that calls on its listeners, and of any text, the most words for one of the first person
_SPARSE = 150
_DENSE = 25
#: the most words of a line that calls on those who listen
_CALL = 12
_BODY = re.compile(r"\b(?:MFA|MOFA|ministry|embassy|government|foreign office|secretariat|mission)\b", re.I)


class Form(Enum):
    """How the words of a text are shared out."""

    #: turns under labels
    TURNS = "turns"
    #: an interview whose questions stand in paragraphs of their own
    ASKED = "asked"
    #: the record of a meeting, paragraph by paragraph somebody else
    RECORD = "record"
    #: what several sign
    JOINT = "joint"
    #: a person speaks or writes from end to end
    SPEECH = "speech"
    #: a ministry, an embassy, an organisation gives out a text
    ISSUED = "issued"
    NEWS = "news"


def form_of(scene: Scene, head: Heading, belonging: Belonging) -> tuple[Form, tuple[str, ...]]:
    """The form of a text, and those who sign it where it is a joint one."""
    page = scene.page
    if turns(page):
        return Form.TURNS, ()
    if sum(MEETING.match(page.text, span.start, span.end) is not None for span in page.paragraphs) >= 2:
        return Form.RECORD, ()
    first = [m.start() for m in _FIRST_PERSON.finditer(page.text) if not page.quoted(m.start())]
    plain = sum(1 for m in _I.finditer(page.text) if not page.quoted(m.start()))
    if unlabelled(page):
        return Form.ASKED, ()
    if plain < 2:
        signed = joint.signatories(scene, belonging)
        if signed:
            return Form.JOINT, signed
    if _spoken(scene, head, len(first), plain):
        return Form.SPEECH, ()
    return (Form.ISSUED if _released(scene, head, first=bool(first)) else Form.NEWS), ()


def _spoken(scene: Scene, head: Heading, first: int, plain: int) -> bool:
    """Whether the text outside quotations is in the first person, as its title says or by its sheer number."""
    count = len(scene.page.tokens)
    person = head.principal()
    if _SPEECH.search(head.text) and (plain or person is not None):
        return first >= 3 or first * 120 >= count > 0
    if first and first * _SPARSE >= count and _called(scene, head):
        return True
    if first >= 2 and head.noted and person is not None and max(head.parties().values(), default=0.0) >= _OFFICE:
        return True
    if plain and first >= 3 and first * _DENSE >= count:
        return True
    return first >= 5 and first * 50 >= count and (plain > 0 or not _RELEASE.search(head.text))


def _called(scene: Scene, head: Heading) -> bool:
    """Whether the text begins by calling on those who listen: "Mr President,", "Officers, ranks, families,"."""
    page = scene.page
    opened = [span for span in page.paragraphs if span.start >= head.body][:3]
    return any(
        CALLING.match(page.text, span.start, span.end) is not None
        or (page.text[span.end - 1] in ",!" and len(page.text[span.start : span.end].split()) <= _CALL)
        for span in opened
    )


def _released(scene: Scene, head: Heading, *, first: bool) -> bool:
    """Whether a body gives the text out as its own, and no agency reports what it said."""
    page = scene.page
    if page.paragraphs and any(_AGENCY.match(page.text, span.start, span.end) for span in page.paragraphs[:2]):
        return False
    if note(scene) is not None:
        return True
    told = sum(1 for match in _REPORTED.finditer(page.text) if not page.quoted(match.start()))
    title = _RELEASE.match(scene.title) is not None or head.dated or head.issuer or bool(clauses(page))
    if told >= 2 and not first and not title:
        return False
    if not (title or _RELEASE.search(head.text)):
        return False
    return bool(head.parties() or first or head.place or _BODY.search(head.text))
