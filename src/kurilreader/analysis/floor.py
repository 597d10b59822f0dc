"""Who has the floor: whose words a place of a text is, where no cue and no source says it right there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kurilreader.analysis import interviews
from kurilreader.analysis.chairs import in_capacity
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.forms import MEETING, Form, form_of
from kurilreader.analysis.heading import heading
from kurilreader.analysis.notes import note
from kurilreader.analysis.orator import on_behalf, spoken_for
from kurilreader.analysis.parties import Standing, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.resolutions import clauses
from kurilreader.analysis.rules.turns import labels, reports, turns, unlabelled
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Speakers, Voice
from kurilreader.analysis.words import OFFICIAL
from kurilreader.domain import Span

_DELEGATE = re.compile(r"\b(?:representative|delegate|speaker|observer|delegation|envoy|ambassador|minister)s?\b", re.I)
_MYSELF = re.compile(
    r"\b(?:[Mm]y name is|I(?:[’']m| am),?) (?P<name>[A-ZÀ-Þ][\w’'-]+(?: (?:[A-ZÀ-Þ][\w’'-]+|de|bin|al|van)){1,3})\b"
    r"|(?P<other>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}) is my name\b"
)


#: how a body speaks of itself in a text that it gives out
ISSUERS = frozenset(
    {"it", "its", "we", "the ministry", "the government", "the embassy", "the department", "the mission", "the office"}
    | {"the ministry of foreign affairs", "the foreign ministry", "the secretariat", "the commission", "the council"}
)


#: how who has the floor calls himself
_OWN = frozenset({"i", "we", "us", "me", "my", "our"})
#: "my Government", "our side": who has the floor, as an office speaks of itself
_OURS = re.compile(
    r"(?:my|our) (?:own )?(?:government|delegation|country|side|ministry|nation|authorities|kingdom|republic|cabinet"
    r"|embassy|mission|department|administration)$"
)
#: by which words an orator brings in what he says himself
_MARKED = re.compile(r"(?:so |and |but )?(?:let me|allow me|permit me|make no mistake|to be clear)\b", re.I)
#: how far into a paragraph its delegate is named
_BEGINNING = 40
_BRIEFING = re.compile(
    r"\b(?:briefing|press conference|news conference|remarks|statement|availability|doorstop"
    r"|questions and answers|q&a)\b",
    re.I,
)


_IN_PERSON = frozenset({Form.TURNS, Form.ASKED, Form.SPEECH})


@dataclass(frozen=True, slots=True)
class Held:
    """The floor at a place: whose words stand there, and the label that says so where the text has one."""

    voice: Voice
    label: Span | None = None


class Floor:
    """Who has the floor at each place of one article."""

    def __init__(self, scene: Scene, registry: Registry, speakers: Speakers, found: Sequence[Attribution] = ()) -> None:
        self.scene = scene
        self.registry = registry
        self.belonging = speakers.belonging
        self.head = heading(scene)
        self._found = found
        self._resolved: list[tuple[Attribution, Voice]] | None = None
        #: what form the text has, and those who sign it where it is a joint one
        self.form, self.signed = form_of(scene, self.head, speakers.belonging)
        self._turns: dict[int, Voice] = {}
        self._note = note(scene) if self.form is Form.ISSUED else None
        self._capacities: list[tuple[Span, Voice]] = []
        #: the one voice of a speech, a release, an interview
        self.own: Voice | None = None
        self._lay()

    def at(self, offset: int) -> Held | None:
        """Who has the floor at an offset of the text; None where it is the author of a report who tells."""
        page = self.scene.page
        number = page.paragraph_at(offset)
        if self.form is Form.TURNS:
            turn = turns(page).get(number)
            if turn is None:
                return Held(self.own) if self.own is not None and self._opening(number) else None
            for span, voice in self._capacities:
                if span.start <= offset < span.end:
                    return Held(voice, turn.label)
            return Held(self._turns[number], turn.label)
        if self.form is Form.ASKED:
            return Held(self.own) if self.own is not None and number in unlabelled(page) else None
        if self.form is Form.RECORD:
            return self._recorded(offset)
        quoted = page.quoted(offset)
        if self.form is Form.SPEECH:
            return Held(self.own) if self.own is not None else None
        carried = self._carried(offset) if quoted else None
        if self.form is Form.NEWS or carried is not None:
            return carried
        if self.form is Form.JOINT:
            return Held(Voice(None, None, self._among(offset)))
        return self._issued(offset)

    def of(self, each: Attribution) -> Held | None:
        """Whose an attribution is that stands for itself, or is told by "we" or "the ministry" that gives out a text.

        None where its source has to tell.
        """
        page, start = self.scene.page, each.content[0].start
        source = page.text[each.source.start : each.source.end].lower() if each.source is not None else ""
        if self.form is Form.ISSUED and self._note is not None and self._note.addressed(source):
            return Held(Voice(None, None, (self._note.party,)))
        if self.form is Form.ISSUED and source in ISSUERS:
            return Held(self.own) if self.own is not None else None
        if each.cue is not None and self.form is Form.ISSUED and self.own is not None:
            cue = each.cue
            if any(one.cue is not None and one.cue.start <= cue.start < one.cue.end for one in clauses(page)):
                return Held(self.own)
        mine = (source in _OWN or _OURS.match(source)) and each.source is not None
        if mine and each.source is not None and not page.quoted(each.source.start):
            return self.at(start)
        if each.cue is not None and each.source is None and self.form in _IN_PERSON:
            words = page.text[each.cue.start : each.cue.end]
            return self.at(start) if _MARKED.match(words) and not page.quoted(each.cue.start) else None
        if each.cue is not None or (each.source is not None and each.source not in labels(page)):
            return None
        reported = self.reported(each.content[0])
        return Held(reported) if reported is not None else self.at(start)

    def spoken(self, each: Attribution, voice: Voice) -> Voice:
        """The voice of a source, named as whoever has the floor where it is the own side: "Norway rejects …"."""
        if voice.name is not None or not voice.parties or self.form not in _IN_PERSON or each.source is None:
            return voice
        held = self.at(each.source.start)
        if held is None or held.voice.parties != voice.parties or self.scene.page.quoted(each.source.start):
            return voice
        return replace(voice, name=held.voice.name, role=held.voice.role)

    def _issued(self, offset: int) -> Held | None:
        """What a body gives out is its own; what follows on a statement of its official, the official's."""
        page, own = self.scene.page, self.own
        if own is None:
            return None
        number = page.paragraph_at(offset)
        said = [
            voice
            for each, voice in self._voices()
            if each.source is not None and each.source.start < offset and page.paragraph_at(each.source.start) == number
        ]
        if said and said[-1].name is not None and said[-1].parties == own.parties:
            return Held(said[-1])
        return Held(own)

    def reported(self, span: Span) -> Voice | None:
        """Whose words the sentence itself says a span of it is, by a cue and a source."""
        for each, voice in self._voices():
            if each.cue is None or each.source is None or not self._apart(each):
                continue
            if span.start <= each.cue.start < span.end or not any(_covers(content, span) for content in each.content):
                continue
            source = self.scene.page.text[each.source.start : each.source.end].lower()
            if self.form is Form.ISSUED and source in ISSUERS:
                return self.own
            if self.form is Form.RECORD and _of_his(source):
                held = self._recorded(each.source.start)
                return held.voice if held is not None else voice
            return voice
        return None

    def _apart(self, each: Attribution) -> bool:
        """Whether an attribution is to somebody else than who has the floor."""
        return self.form in {Form.NEWS, Form.RECORD, Form.JOINT, Form.ISSUED} or reports(self.scene.page, each)

    def _voices(self) -> list[tuple[Attribution, Voice]]:
        if self._resolved is None:
            again = Speakers(self.scene, self.registry)
            again.belonging.signed, again.belonging.orator = self.signed, self.belonging.orator
            self._resolved = list(zip(self._found, again.resolve(self._found), strict=True))
        return self._resolved

    def _lay(self) -> None:
        scene, head = self.scene, self.head
        page = scene.page
        if self.form is Form.TURNS:
            self._turns = interviews.speakers(scene, self.registry, self.belonging, head)
            self._capacities = in_capacity(scene)
            voices = {(voice.name, voice.parties): voice for voice in self._turns.values() if voice.parties}
            self.own = next(iter(voices.values())) if len(voices) == 1 else None
            return
        if self.form not in {Form.ASKED, Form.SPEECH, Form.ISSUED}:
            return
        said = [span for span in page.plain if span.start >= head.body]
        if self.form is Form.ASKED:
            said = [span for span in said if page.paragraph_at(span.start) in unlabelled(page)]
        person = self._person()
        # the office of whoever signs says for whom it is, though the name is not always told
        signer = head.principal()
        if person is None and signer is not None and (signer.official or self.form is not Form.ISSUED):
            party = spoken_for(scene, self.belonging, head, signer, said)
        else:
            party = spoken_for(scene, self.belonging, head, person, said)
        if person is not None and person.other and person.party is None and self.form is not Form.ISSUED:
            self.own = Voice(person.name, person.role, ())
            return
        name, role = (person.name, person.role) if person is not None else (None, None)
        if self._note is not None:
            party = self._note.sender or party
        self.own = Voice(name, role, on_behalf(scene, party), None, False)
        if self.form is Form.SPEECH:
            self.belonging.orator = self.own.parties
        elif self.form is Form.ISSUED and self.belonging.issuer is None and len(self.own.parties) == 1:
            self.belonging.issuer = self.own.parties[0]

    def _person(self) -> Known | None:
        """Who speaks in person, or signs what a body issues."""
        head = self.head
        if self.form is not Form.ISSUED:
            return head.principal() or self._myself()
        signed = head.signed()
        if signed is not None:
            return signed
        person = head.principal()
        return person if person is not None and head.by(person) else None

    def _myself(self) -> Known | None:
        """The name by which an orator introduces himself."""
        page = self.scene.page
        for found in _MYSELF.finditer(page.text):
            if not page.quoted(found.start()):
                return Known(found["name"] or found["other"])
        return None

    def _opening(self, number: int) -> bool:
        """Whether a paragraph before the first label is spoken already: "Good afternoon. Two announcements …"."""
        page = self.scene.page
        if _BRIEFING.search(self.head.text) is None or "interview" in self.head.text.lower():
            return False
        return number < min(turns(page)) and page.paragraphs[number].start >= self.head.body

    def _recorded(self, offset: int) -> Held | None:
        """In the record of a meeting: the delegate whose words the paragraph gives."""
        page = self.scene.page
        paragraph = page.paragraphs[page.paragraph_at(offset)]
        held = self._opened(paragraph)
        for each, voice in self._voices():
            source = each.source
            if source is None or not paragraph.start <= source.start < min(offset, paragraph.end):
                continue
            text = page.text[source.start : source.end]
            begins = source.start < paragraph.start + _BEGINNING
            if voice.parties and (begins or held is None or _DELEGATE.search(text)) and not _of_his(text):
                held = Held(voice)
        return held

    def _opened(self, paragraph: Span) -> Held | None:
        """The delegate whom the first words of a paragraph name."""
        scene = self.scene
        if MEETING.match(scene.page.text, paragraph.start, paragraph.end) is None:
            return None
        first, last = scene.range_of(paragraph)
        hit = next((hit for hit in scene.hits_in(first, min(last, first + 14)) if hit.entry.party), None)
        person = self.registry.at(first, min(last, first + 4))
        if hit is None or hit.entry.party is None:
            return None
        name, role = (person.name, person.role) if person is not None else (None, None)
        return Held(Voice(name, role, (hit.entry.party,)))

    def _carried(self, offset: int) -> Held | None:
        """A quotation without a cue belongs to whoever was quoted last, here or in the paragraph before."""
        page = self.scene.page
        number = page.paragraph_at(offset)
        after: Voice | None = None
        before: Voice | None = None
        for each, voice in self._voices():
            if each.source is None or each.cue is None:
                continue
            at = page.paragraph_at(each.source.start)
            if number - 1 <= at <= number and each.source.start < offset:
                before = voice
            elif at == number and after is None:
                after = voice
        voice_ = before or after
        return Held(voice_) if voice_ is not None else None

    def _among(self, offset: int) -> tuple[str, ...]:
        """Of those who sign, the ones that a sentence of a joint text speaks of alone: "The Somali side …"."""
        scene, page = self.scene, self.scene.page
        sentence = page.plain[page.plain_at(offset)]
        first, last = scene.range_of(Span(*sentence))
        while first < last and (scene.tokens[first].raw in "().–-•" or scene.tokens[first].raw.isdigit()):
            first += 1
        hits = [hit for hit in scene.hits_in(first, min(last, first + 3)) if hit.entry.party]
        if not hits:
            return self.signed
        end = hits[0].last
        while end < last and scene.tokens[end].low in OFFICIAL:
            end += 1
        following = scene.tokens[end].low if end < last else ""
        reading = read_phrase(scene, first, end)
        alone = reading.standing in {Standing.PARTY, Standing.OFFICIAL} and following not in {"and", ",", "’s", "'s"}
        if alone and len(reading.parties) == 1 and set(reading.parties) <= set(self.signed) and len(self.signed) > 1:
            return reading.parties
        if following == "and":
            both = tuple(
                dict.fromkeys(
                    hit.entry.party for hit in scene.hits_in(first, min(last, end + 5)) if hit.entry.party is not None
                )
            )
            if len(both) > 1 and set(both) <= set(self.signed):
                return both
        return self.signed


def _of_his(source: str) -> bool:
    """Whether a source is he who speaks already, or what is his: "His delegation"."""
    return source.split(maxsplit=1)[0].lower() in {"he", "she", "his", "her", "they", "it"}


def _covers(content: Span, span: Span) -> bool:
    """Whether a content found by a rule is the same as a span, or mostly holds it."""
    shared = min(content.end, span.end) - max(content.start, span.start)
    return shared > 0 and shared >= 0.6 * (span.end - span.start) and shared >= 0.4 * (content.end - content.start)
