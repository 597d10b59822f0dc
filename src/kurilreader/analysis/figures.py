"""Speakers of whom a text says only the office, "an adviser to the premier", and the names it gives them later."""

from __future__ import annotations

from dataclasses import dataclass, field

from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import OTHERS, PREPOSITIONS

#: words that fit any office
VAGUE = frozenset(
    "official officials diplomat colonel captain general admiral commander speaker politician"
    " envoy adviser advisor aide officer source visitor speaker politician host figure"
    " person man woman counterpart colleague number guest delegate representative member negotiator voice".split()
)
GENDERS = {"spokesman": "m", "spokeswoman": "f", "chairman": "m", "chairwoman": "f", "man": "m", "woman": "f"}
#: what tells one minister or spokesman from another
_TITLED = frozenset(
    "prime deputy foreign defence defense interior energy finance trade economy environment fisheries agriculture"
    " water irrigation transport culture education justice health industry planning information vice state government"
    " presidential military army navy security border party chief cabinet senior".split()
)


@dataclass(slots=True)
class Figure:
    """Somebody known by an office only; `person` once a name is given."""

    role: str
    party: str | None
    #: number of the token where the office stands
    at: int
    sure: bool = True
    gender: str | None = None
    person: Known | None = None
    #: the words of the phrase
    words: frozenset[str] = frozenset()


@dataclass(slots=True)
class Figures:
    """All such speakers of one article, and who of the people named in it they turn out to be."""

    scene: Scene
    registry: Registry
    open: list[Figure] = field(default_factory=list)
    _next: int = 0
    _ranked: list[Known] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Rank the people by their first mention."""
        self._ranked = sorted(self.registry.known, key=lambda each: each.places[0])

    def enter(self, role: str, party: str | None, first: int, last: int, *, sure: bool = True) -> Figure:
        """A new figure, or the open one that the phrase takes up."""
        words = frozenset(token.low for token in self.scene.tokens[first:last])
        figure = Figure(role, party, first, sure, GENDERS.get(role), None, words)
        self.open.append(figure)
        return figure

    def again(self, role: str, party: str | None, first: int, last: int) -> Figure | None:
        """The figure that "the official", "the minister" takes up: of the same office, not long before."""
        titles = {token.low for token in self.scene.tokens[first:last]} & _TITLED
        for figure in reversed(self.open):
            if first - figure.at > 250:
                break
            same = role in VAGUE or (
                (figure.role == role or role in figure.words) and (titles <= figure.words or len(figure.words) <= 2)
            )
            if same and (party is None or figure.party in {None, party}):
                return figure
        return None

    def advance(self, number: int) -> None:
        """Give names to figures by the people whom the text first names before a token."""
        while self._next < len(self._ranked) and self._ranked[self._next].places[0] < number:
            self._arrive(self._ranked[self._next])
            self._next += 1

    def _arrive(self, person: Known) -> None:
        if person.other or len(person.name.split()) < 2:
            return
        place = person.places[0]
        bare = person.party is None and not person.official and person.role is None
        acts = not bare or self.acts(place)
        for figure in reversed(self.open):
            if figure.person is not None or figure.at >= place:
                continue
            if figure.gender is not None and person.gender is not None and figure.gender != person.gender:
                continue
            if not bare and not self._same_office(figure, person):
                continue
            if not acts:
                continue
            figure.person = person
            if person.party is None:
                person.party = figure.party
            elif figure.party is None or not figure.sure:
                figure.party = person.party
            person.official = True
            person.role = person.role or figure.role.capitalize()
            person.gender = person.gender or figure.gender
            return

    def _same_office(self, figure: Figure, person: Known) -> bool:
        if person.party is not None and figure.party is not None and figure.sure and person.party != figure.party:
            return False
        role = (person.role or "").lower().replace("-", " ").split()
        if figure.role in role or figure.role.replace("-", " ") in " ".join(role):
            return True
        return figure.role in VAGUE and person.party == figure.party and person.party is not None

    def acts(self, place: int) -> bool:
        """Whether a first mention can be somebody's who was spoken of before: nothing around it makes it new."""
        tokens = self.scene.tokens
        if self.scene.page.quoted(tokens[place].start):
            return False
        end = place
        while end < len(tokens) and self.registry.at(end, end + 1) is self.registry.at(place, place + 1):
            end += 1
        after = tokens[end : end + 3]
        if after and after[0].raw == "," and len(after) > 1:
            follows = after[1]
            if follows.raw[0].isdigit() or follows.low in {"who", "whose"}:
                return False
            rest = tokens[end + 1 : end + 6]
            if follows.low in {"a", "an"} and any(token.low in OTHERS for token in rest):
                return False
        if after and after[0].low == "of":
            return False
        before = tokens[place - 1].low if place else ""
        return before not in PREPOSITIONS - {"by", "for", "on", "in", "from"} or before == "as"
