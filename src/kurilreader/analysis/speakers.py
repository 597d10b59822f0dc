"""Who speaks: sources resolved to named speakers and their parties, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kurilreader.analysis.belonging import Belonging, Last
from kurilreader.analysis.figures import GENDERS, VAGUE, Figure, Figures
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
    whence,
)
from kurilreader.analysis.owners import COUNTERPARTS, NOBODY, other_side, owner
from kurilreader.analysis.parties import Reading, Standing, nearest, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import AUXILIARIES, BODIES, DOCUMENTS, OFFICIAL, OTHERS, PREPOSITIONS
from kurilreader.domain import Span

_FEMININE = frozenset({"she", "her"})
_MASCULINE = frozenset({"he", "his"})
_THINGS = frozenset({"it", "its"})
_HUMAN_ROLES = frozenset(
    "minister president premier chancellor ambassador envoy diplomat official secretary negotiator"
    " commissioner governor"
    " general admiral commander chairman chairwoman leader chief delegate representative king mayor lawmaker senator"
    " spokesman spokeswoman spokesperson emir monarch director head mediator rapporteur speaker adviser advisor aide"
    " colonel officer captain commandant counterpart colleague vice-minister vice-premier deputy-minister chairperson"
    " attorney-general attorney figure person observer".split()
)
#: courts find and rule; they hold no position of a party
_COURTS = frozenset({"icj", "icc"})
_CLITIC = frozenset({"’s", "'s"})
_OPENING = 9
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


def _named(voice: Voice, figure: Figure | None) -> Voice:
    """A voice with the name that the text gives it later."""
    if figure is None or figure.person is None or voice.name is not None:
        return voice
    parties = (figure.party,) if figure.party and len(voice.parties) <= 1 else voice.parties
    return replace(voice, name=figure.person.name, role=figure.person.role, parties=parties)


def told_together(scene: Scene, attributions: Sequence[Attribution], voices: list[Voice]) -> list[Voice]:
    """Name the speaker of "Bangkok does not accept this, …, she said": whoever speaks in the same sentence for it."""
    page = scene.page
    for number, (each, voice) in enumerate(zip(attributions, voices, strict=True)):
        if voice.name is not None or len(voice.parties) != 1 or each.source is None:
            continue
        first, _ = scene.range_of(each.source)
        hit = scene.hit_at(first if scene.tokens[first].low != "the" else min(first + 1, len(scene.tokens) - 1))
        if hit is None or hit.entry.role not in {Role.STATE, Role.METONYM}:
            continue
        sentence = page.sentence_at(each.source.start)
        for later in range(number + 1, min(number + 4, len(voices))):
            source = attributions[later].source
            if source is None or page.sentence_at(source.start) != sentence:
                continue
            if voices[later].name is not None and voices[later].parties == voice.parties:
                voices[number] = replace(voice, name=voices[later].name, role=voices[later].role)
                break
    return voices


class Speakers:
    """Resolves the sources of one article, from its beginning to its end."""

    def __init__(self, scene: Scene, registry: Registry) -> None:
        self.scene = scene
        self.registry = registry
        self.belonging = Belonging(scene, registry)
        self.figures = Figures(scene, registry, acting=self.belonging.acting)
        self._by_span: dict[Span, tuple[Voice, Figure | None]] = {}
        #: who of them is the figure that speaks now
        self._figure: Figure | None = None
        self._last_figure: Figure | None = None
        self._last: Voice | None = None
        self._last_at = -1
        self._last_party = Last()

    def resolve(self, attributions: Sequence[Attribution]) -> list[Voice]:
        """One voice for each attribution, all in text order."""
        attributions = completed(self.scene, self.registry, attributions)
        self.belonging.introduce(attributions)
        voices: list[tuple[Voice, Figure | None]] = []
        for each in attributions:
            voice = self._one(each)
            voices.append((voice, self._last_figure if voice.parties or voice.name else None))
        self.figures.advance(len(self.scene.tokens))
        return told_together(self.scene, attributions, [_named(voice, figure) for voice, figure in voices])

    def _one(self, attribution: Attribution) -> Voice:
        if attribution.source is None:
            if self._last is not None and attribution.cue is not None and self._near(attribution):
                self._figure = self._last_figure
                return self._last
            self._last_figure = None
            return _NOBODY
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
        """Somebody of whom only the name is told: an office just before may be theirs, or the content says whose side."""
        tokens, page = self.scene.tokens, self.scene.page
        floor, _ = self.scene.paragraph(first)
        stop = max(floor, page.index(self._last_at)) if self._last_at >= 0 else floor
        if person.places[0] >= stop and len(person.name.split()) > 1:
            for number in range(first - 1, stop - 1, -1):
                low = tokens[number].low
                if low not in _HUMAN_ROLES or page.quoted(tokens[number].start):
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
            return self._again()
        if low in {"we", "i"}:
            if self.belonging.issuer is not None and not self.scene.page.quoted(self.scene.tokens[first].start):
                return Voice(None, None, (self.belonging.issuer,))
            return self._again()
        if low in {"who", "one", "you"}:
            return _NOBODY
        return None

    def _again(self) -> Voice:
        """Whoever spoke last."""
        self._figure = self._last_figure
        return self._last or _NOBODY

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
            if token.low in _HUMAN_ROLES and (office := self._opening_office(number, stop, gender)) is not None:
                start, end = office
                return self._phrase(read_phrase(self.scene, start, end), attribution, start, end)
        if self._last is not None and self._is_human(gender):
            return self._again()
        for person in sorted(
            self.registry.known, key=lambda each: -max((n for n in each.places if n < first), default=-1)
        ):
            if person.places[0] < first and person.gender in {None, gender}:
                return self._person(person, attribution, first, first + 1)
        return self._again()

    def _is_human(self, gender: str) -> bool:
        """Whether "he" or "she" can be whoever spoke last."""
        assert self._last is not None
        if self._last_figure is not None and self._last.name is None:
            if self._last_figure.gender not in {None, gender}:
                return False
            self._last_figure.gender = gender
            return True
        known = next((each for each in self.registry.known if each.name == self._last.name), None)
        if known is None:
            return (
                self._last.name is not None
                or not self._last.parties
                or not any(person.places[0] < self.scene.page.index(self._last_at) for person in self.registry.known)
            )
        if known.gender not in {None, gender}:
            return False
        known.gender = gender
        return True

    def _opening_office(self, number: int, stop: int, gender: str) -> tuple[int, int] | None:
        """The phrase around an office that opens its sentence, "His Egyptian colleague had no such scruples"."""
        tokens, page = self.scene.tokens, self.scene.page
        sentence = page.sentences[page.sentence_at(tokens[number].start)]
        start = page.index(sentence.start)
        if start < stop or number - start > _OPENING or (GENDERS.get(tokens[number].low, gender) != gender):
            return None
        lows = [token.low for token in tokens[start:number]]
        if any(low in PREPOSITIONS - {"of", "for"} or low in AUXILIARIES - _CLITIC for low in lows):
            return None
        if number + 1 < len(tokens) and (tokens[number + 1].low in _HUMAN_ROLES or tokens[number + 1].low in _CLITIC):
            return None
        end = number + 1
        while (
            end < len(tokens) and tokens[end].low in {"of", "for"} and (hit := self.scene.hit_at(end + 1)) is not None
        ):
            end = hit.last
        return start, end

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
            if set(reading.parties) <= _COURTS:
                return _NOBODY
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
            if role in _HUMAN_ROLES and len(reading.parties) == 1:
                self._enter(role, reading.parties[0], first, last)
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
            own = self.belonging.issuer
            body = self.belonging.body(role, first) if own is None else None
            if body is not None:
                return Voice(None, None, (body,))
            if own is not None and self._definite(first) and last - first == 2:
                # "The Ministry" in the ministry's own statement
                return Voice(None, None, (own,))
        taken_up = (
            office_before(self.scene, role, first)
            if role in _HUMAN_ROLES and not role.endswith("s") and self.scene.tokens[first].low == "the"
            else None
        )
        if role in VAGUE and self.scene.tokens[first].low == "the" and last - first == 2 and self._last is not None:
            floor, _ = self.scene.paragraph(first)
            if self._last_at >= self.scene.tokens[floor].start and (self._last.name or self._last_figure):
                return self._again()
        figure = (
            self.figures.again(role, None, first, last)
            if role in _HUMAN_ROLES and self.scene.tokens[first].low in {"the", "that", "this"} and taken_up is None
            else None
        )
        if figure is not None and figure.party is not None:
            self._figure = figure
            return Voice(None, None, (figure.party,), None, figure.sure)
        party = taken_up or self.belonging.infer(attribution, first, self._last_party)
        if role in _HUMAN_ROLES and party is not None:
            self._enter(role, party, first, last, sure=False)
        return Voice(None, None, (party,) if party else (), None, False)

    def _enter(self, role: str, party: str | None, first: int, last: int, *, sure: bool = True) -> None:
        """Note that somebody speaks of whom only the office is told."""
        taken_up = None if indefinite(self.scene, first) else self.figures.again(role, party, first, last)
        self._figure = taken_up or self.figures.enter(role, party, first, last, sure=sure)

    def _possessed(self, low: str, attribution: Attribution, first: int, core: int, last: int) -> Voice | None:
        """Its ministry, his counterpart, her government: somebody or something of whoever was spoken of."""
        tokens = self.scene.tokens
        head = tokens[core - 1].low
        reading = read_phrase(self.scene, first + 1, last)
        if low in _THINGS | {"their"}:
            whose = self.belonging.quoted_subject(attribution, first) or owner(self.scene, first)
            if whose is None and self._last is not None and len(self._last.parties) == 1:
                whose = self._last.parties[0]
            voice = Voice(None, None, (whose,) if whose else ())
        else:
            voice = self._third_person("f" if low in _FEMININE else "m", first, attribution)
            whose = voice.parties[0] if len(voice.parties) == 1 else None
        if head in COUNTERPARTS:
            party = next(iter(reading.parties), None) or whence(self.scene, core, last)
            party = party or other_side(self.belonging.ranked(), whose)
            self._enter(head, party, first, last, sure=bool(reading.parties))
            return Voice(None, None, (party,) if party else ())
        if whose == NOBODY or reading.standing is Standing.OTHER:
            self._figure = None
            return _NOBODY
        if head in _HUMAN_ROLES:
            person = holder(self.registry, head, (whose,), first, last) if whose else None
            if person is not None and person.party == whose and person.places[0] < first:
                return self._person(person, attribution, first, last)
            self._figure = None
            self._enter(head, whose, first, last)
            return Voice(None, None, (whose,) if whose else ())
        if reading.standing is Standing.OFFICIAL or head in _DESKS:
            self._figure = None
            return Voice(None, None, voice.parties)
        return voice

    def _definite(self, first: int) -> bool:
        return self.scene.tokens[first].low in {"the", "its", "their", "his", "her", "these", "those"}

    def _sentence_floor(self, first: int) -> tuple[int, int]:
        page = self.scene.page
        floor, _ = self.scene.paragraph(first)
        return floor, self.scene.page.index(page.sentences[page.sentence_at(self.scene.tokens[first].start)].start)
