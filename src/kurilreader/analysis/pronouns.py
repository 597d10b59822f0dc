"""Pronouns and possessives: who "she", "it", "its minister" and "his counterpart" are, from who spoke and was named."""

from __future__ import annotations

from abc import ABC, abstractmethod

from kurilreader.analysis.belonging import Belonging, Last
from kurilreader.analysis.figures import GENDERS, Figure, Figures
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.offices import holder, indefinite, whence
from kurilreader.analysis.owners import COUNTERPARTS, NOBODY, other_side, owner
from kurilreader.analysis.parties import Reading, Standing, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.surroundings import heads, nearest
from kurilreader.analysis.voices import OTHER_VOICE, Voice
from kurilreader.analysis.words import AUXILIARIES, BODIES, OTHERS, PREPOSITIONS
from kurilreader.domain import Span

FEMININE = frozenset({"she", "her"})
MASCULINE = frozenset({"he", "his"})
THINGS = frozenset({"it", "its"})
HUMAN_ROLES = frozenset(
    "minister president premier chancellor ambassador envoy diplomat official secretary negotiator"
    " commissioner governor"
    " general admiral commander chairman chairwoman leader chief delegate representative king mayor lawmaker senator"
    " spokesman spokeswoman spokesperson emir monarch director head mediator rapporteur speaker adviser advisor aide"
    " colonel officer captain commandant counterpart colleague vice-minister vice-premier deputy-minister chairperson"
    " attorney-general attorney figure person observer marshal vice-president prefect".split()
)
_CLITIC = frozenset({"’s", "'s"})
_OPENING = 9
#: how far before "who" the name stands
_FAR = 14
DESKS = frozenset("service office channel account website bulletin newsletter press".split())


class Pronouns(ABC):
    """Remembers who speaks in an article, and resolves what refers back to them."""

    def __init__(self, scene: Scene, registry: Registry) -> None:
        self.scene = scene
        self.registry = registry
        self.belonging = Belonging(scene, registry)
        self.figures = Figures(scene, registry)
        self._by_span: dict[Span, tuple[Voice, Figure | None]] = {}
        #: who of them is the figure that speaks now
        self._figure: Figure | None = None
        self._last_figure: Figure | None = None
        self._last: Voice | None = None
        self._last_at = -1
        self._last_party = Last()

    @abstractmethod
    def _person(self, person: Known, attribution: Attribution, first: int, last: int) -> Voice:
        """The voice of somebody known by name."""

    @abstractmethod
    def _phrase(self, reading: Reading, attribution: Attribution, first: int, last: int) -> Voice:
        """The voice behind a noun phrase."""

    def _pronoun(self, low: str, attribution: Attribution, first: int) -> Voice | None:
        if low in FEMININE | MASCULINE:
            return self._third_person("f" if low in FEMININE else "m", first, attribution)
        if low in THINGS:
            return self._thing(first)
        if low in {"they", "their"}:
            floor, _ = self.scene.paragraph(first)
            for number in range(first - 1, floor - 1, -1):
                if self.scene.tokens[number].low in OTHERS and self.scene.tokens[number].low.endswith("s"):
                    return OTHER_VOICE
            return self._again()
        if low in {"we", "i"}:
            if self.belonging.issuer is not None and not self.scene.page.quoted(self.scene.tokens[first].start):
                return Voice(None, None, (self.belonging.issuer,))
            return self._again()
        if low == "who":
            return self._relative(attribution, first) or OTHER_VOICE
        if low in {"one", "you"}:
            return OTHER_VOICE
        return None

    def _relative(self, attribution: Attribution, first: int) -> Voice | None:
        """Who: the person named before it in the sentence, "conveyed by X, deputy governor of Y, who proposed …"."""
        page, tokens = self.scene.page, self.scene.tokens
        sentence = page.sentences[page.sentence_at(tokens[first].start)]
        start = max(page.index(sentence.start), first - _FAR)
        named = [each for number in range(start, first) if (each := self.registry.at(number, number + 1)) is not None]
        return self._person(named[-1], attribution, first, first + 1) if named else None

    def _again(self) -> Voice:
        """Whoever spoke last."""
        self._figure = self._last_figure
        return self._last or OTHER_VOICE

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
                return OTHER_VOICE
            if token.low in HUMAN_ROLES and (office := self._opening_office(number, stop, gender)) is not None:
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
        if number + 1 < len(tokens) and (tokens[number + 1].low in HUMAN_ROLES or tokens[number + 1].low in _CLITIC):
            return None
        if self.registry.at(number + 1, number + 2) is not None:
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
                and (heads(self.scene, hit) or tokens[max(0, hit.first - 2)].low == "by")
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
        acting = owner(self.scene, first) if start > floor else None
        if acting:
            return Voice(None, None, (acting,))
        named = nearest(self.scene, start, floor)
        if named is not None:
            return Voice(None, None, (named[0],))
        return Voice(None, None, self._last.parties) if self._last is not None else OTHER_VOICE

    def _subject_of(self, hit: Hit, first: int) -> bool:
        tokens = self.scene.tokens
        before = tokens[hit.first - 1] if hit.first else None
        if before is not None and (before.low in PREPOSITIONS or self.scene.page.quoted(hit.start)):
            return False
        return hit.last < first and tokens[hit.last].low not in {"’s", "'s"}

    def _enter(self, role: str, party: str | None, first: int, last: int, *, sure: bool = True) -> None:
        """Note that somebody speaks of whom only the office is told."""
        taken_up = None if indefinite(self.scene, first) else self.figures.again(role, party, first, last)
        self._figure = taken_up or self.figures.enter(role, party, first, last, sure=sure)

    def _possessed(self, low: str, attribution: Attribution, first: int, core: int, last: int) -> Voice | None:
        """Its ministry, his counterpart, her government: somebody or something of whoever was spoken of."""
        tokens = self.scene.tokens
        head = tokens[core - 1].low
        reading = read_phrase(self.scene, first + 1, last)
        if low in THINGS | {"their"}:
            whose = self.belonging.quoted_subject(attribution, first) or owner(self.scene, first)
            if whose is None and self._last is not None and len(self._last.parties) == 1:
                whose = self._last.parties[0]
            voice = Voice(None, None, (whose,) if whose else ())
        else:
            voice = self._third_person("f" if low in FEMININE else "m", first, attribution)
            whose = voice.parties[0] if len(voice.parties) == 1 else None
        if head in COUNTERPARTS:
            party = next(iter(reading.parties), None) or whence(self.scene, core, last)
            party = party or other_side(self.belonging.ranked(), whose)
            self._enter(head, party, first, last, sure=bool(reading.parties))
            return Voice(None, None, (party,) if party else ())
        if whose == NOBODY or reading.standing is Standing.OTHER:
            self._figure = None
            return OTHER_VOICE
        if head in HUMAN_ROLES:
            person = holder(self.registry, head, (whose,), first, last) if whose else None
            if person is not None and person.party == whose and person.places[0] < first:
                return self._person(person, attribution, first, last)
            self._figure = None
            self._enter(head, whose, first, last)
            return Voice(None, None, (whose,) if whose else ())
        if reading.standing is Standing.OFFICIAL or head in DESKS:
            self._figure = None
            return Voice(None, None, voice.parties)
        return voice
