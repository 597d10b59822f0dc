"""Who speaks: sources resolved to named speakers and their parties, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kurilreader.analysis.belonging import Belonging, Last
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.joint import together
from kurilreader.analysis.missing import completed
from kurilreader.analysis.offices import (
    at_home,
    holder,
    indefinite,
    office_before,
    one_of_them,
    outlet,
    private,
    represented,
)
from kurilreader.analysis.parties import Reading, Standing, nearest, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import BODIES, DOCUMENTS, OFFICIAL, OTHERS, PREPOSITIONS
from kurilreader.domain import Span

_FEMININE = frozenset({"she", "her"})
_MASCULINE = frozenset({"he", "his"})
_THINGS = frozenset({"it", "its"})
_HUMAN_ROLES = frozenset(
    "minister president premier chancellor ambassador envoy diplomat official secretary negotiator"
    " commissioner governor"
    " general admiral commander chairman chairwoman leader chief delegate representative king mayor lawmaker senator"
    " spokesman spokeswoman spokesperson king emir monarch director head mediator rapporteur speaker".split()
)
_DESKS = frozenset("service office channel account website bulletin newsletter press".split())
_QUOTING = frozenset("quoting citing quoted cited according".split())
_REPORTING = frozenset({"officials", "sources", "government", "official", "diplomats", "ministry"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands behind an attribution. `parties` is empty for other voices, and several for joint statements."""

    name: str | None
    role: str | None
    parties: tuple[str, ...]
    reported_by: str | None = None
    #: lowers the confidence where the party was only inferred
    sure: bool = True


_NOBODY = Voice(None, None, ())


class Speakers:
    """Resolves the sources of one article, from its beginning to its end."""

    def __init__(self, scene: Scene, registry: Registry) -> None:
        self.scene = scene
        self.registry = registry
        self.belonging = Belonging(scene, registry)
        self._by_span: dict[Span, Voice] = {}
        self._last: Voice | None = None
        self._last_at = -1
        self._last_party = Last()
        #: the office and party of somebody quoted without a name
        self._unnamed: tuple[str, str, Span] | None = None
        self._named: dict[Span, Voice] = {}

    def resolve(self, attributions: Sequence[Attribution]) -> list[Voice]:
        """One voice for each attribution, all in text order."""
        attributions = completed(self.scene, self.registry, attributions)
        self.belonging.introduce(attributions)
        voices = [self._one(each) for each in attributions]
        return [
            self._named.get(each.source, voice) if each.source is not None else voice
            for each, voice in zip(attributions, voices, strict=True)
        ]

    def _one(self, attribution: Attribution) -> Voice:
        if attribution.source is None:
            voice = (
                self._last
                if self._last is not None and attribution.cue is not None and self._near(attribution)
                else None
            )
            return voice or _NOBODY
        unnamed = self._unnamed
        known = self._by_span.get(attribution.source)
        if known is not None and attribution.cue is None:
            return known
        voice = (
            known
            if known is not None and attribution.source.end - attribution.source.start > 5
            else self._voice(attribution)
        )
        if unnamed is not None and self._unnamed is unnamed and attribution.cue is not None and voice.name is not None:
            # somebody else spoke in between
            self._unnamed = None
        added, alone = represented(self.scene, attribution.source)
        if added:
            voice = replace(voice, parties=added if alone else tuple(dict.fromkeys((*voice.parties, *added))))
        self._by_span[attribution.source] = voice
        self._last, self._last_at = voice, attribution.source.start
        if len(voice.parties) == 1:
            self._last_party = Last(voice.parties[0], self._last_at)
        return voice

    def _near(self, attribution: Attribution) -> bool:
        page = self.scene.page
        return page.paragraph_at(attribution.content[0].start) - page.paragraph_at(max(0, self._last_at)) <= 1

    def _voice(self, attribution: Attribution) -> Voice:
        source = attribution.source
        assert source is not None
        first, last = self.scene.range_of(source)
        if first >= last:
            return _NOBODY
        tokens = self.scene.tokens
        core = self._core(first, last)
        if self.belonging.signed and together(self.scene, self.belonging.signed, first, last):
            return Voice(None, None, self.belonging.signed)
        person = self.registry.at(first, core) or self.registry.apposed(first, core, last)
        if person is not None:
            return self._person(person, attribution, first, last)
        low = tokens[first].low
        if last - first == 1 or low in _THINGS | _FEMININE | _MASCULINE | {"their"}:
            pronoun = self._pronoun(low, attribution, first)
            if pronoun is not None:
                role = tokens[core - 1].low
                if low in _THINGS and role in _HUMAN_ROLES and len(pronoun.parties) == 1:
                    # "its prime minister said": the name may follow
                    self._unnamed = (role.capitalize(), pronoun.parties[0], source)
                return pronoun
        if (
            low in {"one", "some", "another", "others"}
            and last - first >= 3
            and tokens[first + 1].low == "of"
            and tokens[first + 2].low in {"them", "the"}
        ):
            return Voice(None, None, one_of_them(self.scene, first))
        if low == "neither" and last - first <= 3:
            return Voice(None, None, self._both(first))
        paper = outlet(self.scene, first, core)
        if paper is not None:
            return self._reported(paper, attribution, last)
        return self._phrase(read_phrase(self.scene, first, last), attribution, first, last)

    def _core(self, first: int, last: int) -> int:
        """One past the head of the source, before anything that only qualifies it."""
        tokens = self.scene.tokens
        for number in range(first + 1, last):
            token = tokens[number]
            if token.raw in {",", "("} or token.low in {"who", "which"}:
                return number
            if token.low in PREPOSITIONS and self.scene.hit_at(number) is None:
                following = self.registry.at(number, min(last, number + 3))
                if following is None or token.low != "of" or tokens[number - 1].low not in {"words", "remarks"}:
                    return number
        return last

    def _person(self, person: Known, attribution: Attribution, first: int, last: int) -> Voice:
        if person.other:
            return Voice(person.name, person.role, ())
        if person.party is None:
            if private(self.scene, person.role):
                return Voice(person.name, person.role, ())
            reading = read_phrase(self.scene, first, last)
            if reading.standing is Standing.OTHER and not person.official:
                person.other = True
                return Voice(person.name, person.role, ())
            if person.official or self._addressed(reading):
                person.party = (
                    self._office_before(person, first)
                    or self._home(person.role, first)
                    or self.belonging.infer(attribution, first, self._last_party, person.role)
                )
                return Voice(person.name, person.role, (person.party,) if person.party else (), None, False)
            if self._unnamed is not None and first <= person.places[0] < last:
                # "Russia's ambassador said … “…,” Igor Lapshin told": the name comes with the second quotation
                person.role, person.party, person.official = self._unnamed[0], self._unnamed[1], True
                voice = Voice(person.name, person.role, (person.party,), None, False)
                self._named[self._unnamed[2]] = voice
                self._unnamed = None
                return voice
            return Voice(person.name, person.role, ())
        return Voice(person.name, person.role, (person.party,))

    def _home(self, role: str | None, first: int) -> str | None:
        home = at_home(self.scene, role, first)
        return home if home in self.belonging.acting else None

    def _office_before(self, person: Known, first: int) -> str | None:
        """The party whose office was named before with the same word: "the United Nations envoy …", "The envoy, X"."""
        role = (person.role or "").lower().split()
        if not role or role[-1] not in {"envoy", "mediator", "ambassador", "delegate", "commissioner", "rapporteur"}:
            return None
        return self.belonging.body(role[-1], min(person.places[0], first) - 1)

    def _addressed(self, reading: Reading) -> bool:
        return reading.head in OFFICIAL and reading.standing is Standing.OFFICIAL

    def _pronoun(self, low: str, attribution: Attribution, first: int) -> Voice | None:
        if low in _FEMININE | _MASCULINE:
            return self._third_person("f" if low in _FEMININE else "m", first, attribution)
        if low in _THINGS:
            return self._thing(first)
        if low in {"they", "their"}:
            floor, _ = self.scene.paragraph(first)
            for number in range(first - 1, floor - 1, -1):
                if self.scene.tokens[number].low in OTHERS and self.scene.tokens[number].low.endswith("s"):
                    return _NOBODY
            return self._last or _NOBODY
        if low in {"we", "i"}:
            return self._last or _NOBODY
        if low in {"who", "one", "you"}:
            return _NOBODY
        return None

    def _third_person(self, gender: str, first: int, attribution: Attribution) -> Voice:
        """He, she: the last person of that gender, unless somebody without a name came in between."""
        tokens, content = self.scene.tokens, attribution.content
        floor, _ = self.scene.paragraph(first)
        last_here = self._last if self._last_at >= tokens[floor].start else None
        stop = self.scene.page.index(self._last_at) if last_here is not None else floor
        for number in range(first - 1, stop, -1):
            token = tokens[number]
            if self.scene.page.quoted(token.start):
                continue
            person = self.registry.at(number, number + 1)
            if person is not None and person.gender in {None, gender} and self._stands_first(number):
                person.gender = gender
                return self._person(person, attribution, number, number + 1)
            if any(span.start <= token.start < span.end for span in content):
                continue
            if (
                token.low in OTHERS
                and token.low not in BODIES
                and not token.low.endswith("s")
                and self._indefinite(number)
            ):
                return _NOBODY
        if self._last is not None:
            known = next((each for each in self.registry.known if each.name == self._last.name), None)
            if self._last.name is None or known is None or known.gender in {None, gender}:
                if known is not None:
                    known.gender = known.gender or gender
                return self._last
        for person in sorted(
            self.registry.known, key=lambda each: -max((n for n in each.places if n < first), default=-1)
        ):
            if person.places[0] < first and person.gender in {None, gender}:
                return self._person(person, attribution, first, first + 1)
        return self._last or _NOBODY

    def _indefinite(self, number: int) -> bool:
        tokens = self.scene.tokens
        return any(tokens[at].low in {"a", "an", "one", "another"} for at in range(max(0, number - 3), number))

    def _stands_first(self, number: int) -> bool:
        """Whether a mention is no mere object: nothing like "with" or "to" right before it."""
        before = self.scene.tokens[number - 1].low if number else ""
        return before not in {"with", "to", "by", "against", "from", "of", "about"}

    def _thing(self, first: int) -> Voice:
        """It: the party or body that was the subject before."""
        page, tokens = self.scene.page, self.scene.tokens
        sentence = page.sentences[page.sentence_at(tokens[first].start)]
        start, _ = self.scene.range_of(Span(sentence.start, sentence.end))
        for hit in reversed(self.scene.hits_in(start, first)):
            if (
                hit.entry.party
                and hit.entry.role in {Role.STATE, Role.METONYM, Role.BODY}
                and self._subject_of(hit, first)
            ):
                return Voice(None, None, (hit.entry.party,))
        if (
            self._last is not None
            and self._last.name is None
            and self._last_at >= tokens[self.scene.paragraph(first)[0]].start
        ):
            return self._last
        floor, _ = self.scene.paragraph(first)
        named = nearest(self.scene, start, floor)
        if named is not None:
            return Voice(None, None, (named[0],))
        return Voice(None, None, self._last.parties) if self._last is not None else _NOBODY

    def _subject_of(self, hit: Hit, first: int) -> bool:
        tokens = self.scene.tokens
        before = tokens[hit.first - 1] if hit.first else None
        if before is not None and (before.low in PREPOSITIONS or self.scene.page.quoted(hit.start)):
            return False
        return hit.last < first and tokens[hit.last].low not in {"’s", "'s"}

    def _reported(self, paper: str, attribution: Attribution, last: int) -> Voice:
        """A paper or agency passes on what a government lets it know; by itself it is no party."""
        tokens, page = self.scene.tokens, self.scene.page
        sentence = page.sentences[page.sentence_at(attribution.source.start if attribution.source else 0)]
        start, end = self.scene.range_of(Span(sentence.start, sentence.end))
        lows = {token.low for token in tokens[start:end]}
        if not (lows & _QUOTING and lows & _REPORTING):
            return Voice(None, None, (), paper)
        first = page.index(attribution.content[0].start)
        for number in range(last, end):
            if tokens[number].low in _REPORTING:
                reading = read_phrase(self.scene, max(last, number - 3), number + 1)
                if reading.parties:
                    return Voice(None, None, reading.parties[-1:], paper)
        hits = [hit for hit in self.scene.hits_in(first, first + 3) if hit.entry.party]
        if hits and hits[0].entry.party:
            return Voice(None, None, (hits[0].entry.party,), paper)
        party = self.belonging.infer(attribution, page.index(sentence.start), self._last_party)
        return Voice(None, None, (party,) if party else (), paper, False)

    def _phrase(self, reading: Reading, attribution: Attribution, first: int, last: int) -> Voice:
        if reading.standing is Standing.OTHER:
            return _NOBODY
        if reading.parties == ("*",):
            return Voice(None, None, self._both(first))
        if reading.standing is Standing.PARTY:
            return Voice(None, None, reading.parties)
        if reading.standing is Standing.OFFICIAL:
            return self._official(reading, attribution, first, last)
        if reading.head in _DESKS and any(token.low in OFFICIAL for token in self.scene.tokens[first:last]):
            # "the navy's press service"
            party = next(iter(reading.parties), None) or self.belonging.infer(attribution, first, self._last_party)
            return Voice(None, None, (party,) if party else (), None, False)
        possessor = self.registry.at(first, last)
        if possessor is not None and not possessor.other and possessor.party:
            return Voice(possessor.name, possessor.role, (possessor.party,), None, False)
        if reading.parties and any(token.low in {"’s", "'s"} for token in self.scene.tokens[first:last]):
            return Voice(None, None, reading.parties)
        return _NOBODY

    def _both(self, first: int) -> tuple[str, ...]:
        """The two parties that "both" or "the two sides" stands for: those of the paragraph, else the article's."""
        floor, _ = self.scene.paragraph(first)
        before = dict.fromkeys(
            hit.entry.party
            for hit in self.scene.hits_in(floor, first)
            if hit.entry.party and len(hit.entry.party) == 2 and hit.entry.role in {Role.STATE, Role.METONYM}
        )
        principals = self.belonging.principals()
        return tuple(before) if len(before) == 2 and len(principals) == 2 else principals

    def _official(self, reading: Reading, attribution: Attribution, first: int, last: int) -> Voice:
        role = reading.head
        person = holder(self.registry, role, reading.parties, first, last) if role in _HUMAN_ROLES else None
        if person is not None:
            return self._person(person, attribution, first, last)
        if reading.parties:
            if role in _HUMAN_ROLES and len(reading.parties) == 1 and not indefinite(self.scene, first):
                self._unnamed = (role.capitalize(), reading.parties[0], attribution.source or Span(0, 0))
            return Voice(None, None, reading.parties)
        if role in {"diplomats", "sources"} and not reading.parties and not self._definite(first):
            return _NOBODY
        document = role in DOCUMENTS | {"paper"} and not self.belonging.opened(*self._sentence_floor(first))
        if document and self._last is not None:
            return Voice(None, None, self._last.parties, None, False)
        if role in {
            "ministry",
            "embassy",
            "government",
            "cabinet",
            "agency",
            "bloc",
            "union",
            "alliance",
            "commission",
            "council",
            "movement",
            "front",
            "organisation",
            "organization",
            "department",
            "delegation",
            "administration",
            "group",
        }:
            body = self.belonging.body(role, first)
            if body is not None:
                return Voice(None, None, (body,))
        taken_up = (
            office_before(self.scene, role, first)
            if role in _HUMAN_ROLES and not role.endswith("s") and self.scene.tokens[first].low == "the"
            else None
        )
        party = taken_up or self.belonging.infer(attribution, first, self._last_party)
        if role in _HUMAN_ROLES and party is not None and not indefinite(self.scene, first):
            self._unnamed = (role.capitalize(), party, attribution.source or Span(0, 0))
        return Voice(None, None, (party,) if party else (), None, False)

    def _definite(self, first: int) -> bool:
        return self.scene.tokens[first].low in {"the", "its", "their", "his", "her", "these", "those"}

    def _sentence_floor(self, first: int) -> tuple[int, int]:
        page = self.scene.page
        floor, _ = self.scene.paragraph(first)
        return floor, self.scene.page.index(page.sentences[page.sentence_at(self.scene.tokens[first].start)].start)
