"""Who speaks: sources resolved to named speakers and their parties, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurilreader.analysis.belonging import Last
from kurilreader.analysis.figures import GENDERS, VAGUE, Figure
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.joint import together
from kurilreader.analysis.missing import completed
from kurilreader.analysis.offices import (
    SPOKES,
    at_home,
    behind_portfolio,
    body_before,
    holder,
    joined,
    office_before,
    one_of_them,
    outlet,
    private,
    regional,
    represented,
)
from kurilreader.analysis.parties import Reading, Standing, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.pronouns import DESKS, FEMININE, HUMAN_ROLES, MASCULINE, THINGS, Pronouns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.voices import OTHER_VOICE, Voice, named, told_together
from kurilreader.analysis.words import DOCUMENTS, OFFICIAL, PREPOSITIONS
from kurilreader.domain import Span

#: courts find and rule; they hold no position of a party
_COURTS = frozenset({"icj", "icc"})
_QUOTING = frozenset("quoting citing quoted cited according".split())
_REPORTING = frozenset({"officials", "sources", "government", "official", "diplomats", "ministry"})


class Speakers(Pronouns):
    """Resolves the sources of one article, from its beginning to its end."""

    def __init__(self, scene: Scene, registry: Registry) -> None:
        super().__init__(scene, registry)
        #: those whose office came after their name
        self._named_later: dict[str, Known] = {}

    def resolve(self, attributions: Sequence[Attribution]) -> list[Voice]:
        """One voice for each attribution, all in text order."""
        attributions = completed(self.scene, self.registry, attributions)
        self.belonging.introduce(attributions)
        voices: list[tuple[Voice, Figure | None]] = []
        for each in attributions:
            voice = self._one(each)
            voices.append((voice, self._last_figure if voice.parties or voice.name else None))
        self.figures.advance(len(self.scene.tokens))
        voices = [(self._late(voice), figure) for voice, figure in voices]
        return told_together(self.scene, attributions, [named(voice, figure) for voice, figure in voices])

    def _late(self, voice: Voice) -> Voice:
        """Give somebody of whom first only the name is told the office that comes later."""
        if voice.name is None or voice.parties or not self._named_later:
            return voice
        person = self._named_later.get(voice.name)
        return replace(voice, role=person.role, parties=(person.party,)) if person and person.party else voice

    def _one(self, attribution: Attribution) -> Voice:
        if attribution.source is None:
            if self._last is not None and attribution.cue is not None and self._near(attribution):
                self._figure = self._last_figure
                return self._last
            self._last_figure = None
            return OTHER_VOICE
        self.figures.advance(self.scene.page.index(attribution.source.end))
        self._figure = None
        known = self._by_span.get(attribution.source)
        if known is not None and (attribution.cue is None or attribution.source.end - attribution.source.start > 5):
            voice, self._figure = known
        else:
            voice = self._voice(attribution)
        added, alone = represented(self.scene, attribution.source)
        if added:
            voice = replace(voice, parties=added if alone else tuple(dict.fromkeys((*voice.parties, *added))))
        self._by_span[attribution.source] = voice, self._figure
        self._last, self._last_at, self._last_figure = voice, attribution.source.start, self._figure
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
            return OTHER_VOICE
        tokens = self.scene.tokens
        if first > 1 and tokens[first - 1].low in {"’s", "'s"} and (whose := self.scene.hit_at(first - 2)) is not None:
            # a source cut short: "Nepal's [foreign ministry]"
            first = whose.first
        core = self._core(first, last)
        if self.belonging.signed and together(self.scene, self.belonging.signed, first, last):
            return Voice(None, None, self.belonging.signed)
        person = (
            self.registry.at(first, core)
            or self.registry.apposed(first, core, last)
            or behind_portfolio(self.registry, first, core, last)
        )
        if person is not None and (second := joined(self.registry, person, first, last)) is not None:
            one = self._person(person, attribution, first, last)
            return replace(one, parties=tuple(dict.fromkeys((*one.parties, second))))
        if person is not None:
            return self._person(person, attribution, first, last)
        low = tokens[first].low
        if last - first == 1 or low in THINGS | FEMININE | MASCULINE | {"their"}:
            pronoun = (
                self._pronoun(low, attribution, first)
                if core - first == 1
                else self._possessed(low, attribution, first, core, last)
            )
            if pronoun is not None:
                return pronoun
        if (
            low in {"one", "some", "another", "others"}
            and last - first >= 3
            and tokens[first + 1].low == "of"
            and tokens[first + 2].low in {"them", "the"}
        ):
            return Voice(None, None, one_of_them(self.scene, first))
        if low == "one" and last - first >= 4 and tokens[first + 2].low in {"its", "his", "her", "their"}:
            # "one of its negotiators"
            voice = self._possessed(tokens[first + 2].low, attribution, first + 2, core, last)
            if voice is not None:
                return voice
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
                    or self.belonging.infer(attribution, first, self._last_party, person.role, person.name)
                )
                return Voice(person.name, person.role, (person.party,) if person.party else (), None, False)
            return self._bare(person, attribution, first)
        return Voice(person.name, person.role, (person.party,))

    def _bare(self, person: Known, attribution: Attribution, first: int) -> Voice:
        """Somebody of whom only the name is told: an office just before may be theirs, or the content is."""
        tokens, page = self.scene.tokens, self.scene.page
        floor, _ = self.scene.paragraph(first)
        stop = max(floor, page.index(self._last_at)) if self._last_at >= 0 else floor
        if person.places[0] >= stop and len(person.name.split()) > 1:
            for number in range(first - 1, stop - 1, -1):
                low = tokens[number].low
                if low not in HUMAN_ROLES or page.quoted(tokens[number].start):
                    continue
                office = self._opening_office(number, stop, person.gender or GENDERS.get(low, "f"))
                if office is None:
                    continue
                voice = self._phrase(read_phrase(self.scene, *office), attribution, *office)
                if voice.name is None and len(voice.parties) == 1:
                    person.party, person.official, person.role = voice.parties[0], True, low.capitalize()
                    if self._figure is not None:
                        self._figure.person = person
                    return Voice(person.name, person.role, (person.party,), None, False)
                break
            own = self.belonging.own_subject(attribution)
            if own is not None and self.figures.acts(person.places[0]):
                person.party, person.official = own, True
                return Voice(person.name, person.role, (own,), None, False)
        return Voice(person.name, person.role, ())

    def _home(self, role: str | None, first: int) -> str | None:
        home = at_home(self.scene, role, first)
        return home if home in self.belonging.acting else None

    def _office_before(self, person: Known, first: int) -> str | None:
        """The party whose office was named before with the same word: "the United Nations envoy …", "The envoy, X"."""
        role = (person.role or "").lower().split()
        if len(role) > 1 and (whose := body_before(self.scene, role[:-1], min(person.places[0], first))) is not None:
            return whose
        if not role or role[-1] not in {"envoy", "mediator", "ambassador", "delegate", "commissioner", "rapporteur"}:
            return None
        return self.belonging.body(role[-1], min(person.places[0], first) - 1)

    def _addressed(self, reading: Reading) -> bool:
        return reading.head in OFFICIAL and reading.standing is Standing.OFFICIAL

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
        same = last - first == 3 and self.scene.tokens[first + 1].low == "same"
        if self._taken_up(reading, first, last) or (same and self._last is not None and reading.head in VAGUE):
            return self._again()
        if reading.standing is Standing.OTHER:
            return OTHER_VOICE
        if reading.parties == ("*",):
            return Voice(None, None, self._both(first))
        if reading.standing is Standing.PARTY:
            if set(reading.parties) <= _COURTS:
                return OTHER_VOICE
            return Voice(None, None, reading.parties)
        if reading.standing is Standing.OFFICIAL:
            return self._official(reading, attribution, first, last)
        if reading.head in DESKS and any(token.low in OFFICIAL for token in self.scene.tokens[first:last]):
            # "the navy's press service"
            party = next(iter(reading.parties), None) or self.belonging.infer(attribution, first, self._last_party)
            return Voice(None, None, (party,) if party else (), None, False)
        possessor = self.registry.at(first, last)
        if possessor is not None and not possessor.other and possessor.party:
            return Voice(possessor.name, possessor.role, (possessor.party,), None, False)
        if reading.parties and any(token.low in {"’s", "'s"} for token in self.scene.tokens[first:last]):
            return Voice(None, None, reading.parties)
        return OTHER_VOICE

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
        if (
            role in SPOKES
            and not reading.parties
            and private(self.scene, self.scene.page.text[slice(*attribution.source or (0, 0))])
        ):
            return OTHER_VOICE
        person = holder(self.registry, role, reading.parties, first, last) if role in HUMAN_ROLES else None
        if person is not None:
            return self._person(person, attribution, first, last)
        if reading.parties:
            bare = self._just_named(reading, first, last)
            if bare is not None:
                return self._person(bare, attribution, first, last)
            if role in HUMAN_ROLES and len(reading.parties) == 1:
                self._enter(role, reading.parties[0], first, last)
            return Voice(None, None, reading.parties)
        if role in {"diplomats", "sources"} and last - first == 1:
            return OTHER_VOICE
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
            "secretariat",
            "group",
        }:
            own = self.belonging.issuer
            body = self.belonging.body(role, first) if own is None else None
            if body is not None:
                return Voice(None, None, (body,))
            if own is not None and self._definite(first) and last - first == 2:
                # "The Ministry" in the ministry's own statement
                return Voice(None, None, (own,))
        taken_up = (
            office_before(self.scene, role, first)
            if role in HUMAN_ROLES and not role.endswith("s") and self.scene.tokens[first].low == "the"
            else None
        )
        if role in VAGUE and self.scene.tokens[first].low == "the" and last - first == 2 and self._last is not None:
            floor, _ = self.scene.paragraph(first)
            if self._last_at >= self.scene.tokens[floor].start and (self._last.name or self._last_figure):
                return self._again()
        figure = (
            self.figures.again(role, None, first, last)
            if role in HUMAN_ROLES and self.scene.tokens[first].low in {"the", "that", "this"} and taken_up is None
            else None
        )
        if figure is not None and figure.party is not None:
            self._figure = figure
            return Voice(None, None, (figure.party,), None, figure.sure)
        if taken_up is None and regional(self.scene, HUMAN_ROLES, reading, first, last):
            return OTHER_VOICE
        party = taken_up or self.belonging.infer(attribution, first, self._last_party)
        if role in HUMAN_ROLES and party is not None:
            self._enter(role, party, first, last, sure=False)
        return Voice(None, None, (party,) if party else (), None, False)

    def _just_named(self, reading: Reading, first: int, last: int) -> Known | None:
        """Who spoke last by mere name, and is now "the Polish minister": both in one paragraph."""
        tokens = self.scene.tokens
        if reading.head not in HUMAN_ROLES or len(reading.parties) != 1 or tokens[first].low != "the":
            return None
        if self._last is None or self._last.name is None or self._last.parties:
            return None
        name = self._last.name
        known = next((each for each in self.registry.known if each.name == name), None)
        here = self._last_at >= tokens[self.scene.paragraph(first)[0]].start
        if known is None or known.other or known.official or known.role is not None or not here or last - first > 5:
            return None
        known.party, known.official, known.role = reading.parties[0], True, reading.head.capitalize()
        self._named_later[name] = known
        return known

    def _taken_up(self, reading: Reading, first: int, last: int) -> bool:
        """Whether "the source" is the one that was quoted just before."""
        tokens = self.scene.tokens
        if reading.head not in {"source", "sources"} or last - first != 2 or tokens[first].low != "the":
            return False
        sources = {token.low for token in tokens[self.scene.page.index(self._last_at) :][:8]} if self._last else set()
        return reading.head in sources and self._last_at >= tokens[self.scene.paragraph(first)[0]].start

    def _definite(self, first: int) -> bool:
        return self.scene.tokens[first].low in {"the", "its", "their", "his", "her", "these", "those"}

    def _sentence_floor(self, first: int) -> tuple[int, int]:
        page = self.scene.page
        floor, _ = self.scene.paragraph(first)
        return floor, self.scene.page.index(page.sentences[page.sentence_at(self.scene.tokens[first].start)].start)


__all__ = ["Speakers", "Voice"]
