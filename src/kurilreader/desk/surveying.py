"""What a library holds, seen from a dossier: what of it never occurs, and what occurs often and is not in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kurilreader.desk.reports import Progress, Watcher
from kurilreader.domain import Analysis, EntityType, KurilError, NotInLibrary, Order
from kurilreader.library import Library
from kurilreader.settings import Settings, dossier_folder

if TYPE_CHECKING:
    from kurilreader.analysis.dossier import Dossier
    from kurilreader.analysis.gazetteer import Gazetteer

#: in how many articles a name must stand to be worth a line, and how many lines of each sort there are
LEAST = 3
MOST = 10


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that articles name; `id` is a party's."""

    name: str
    articles: int
    id: str = ""
    #: for whom a person mostly speaks, and in which office most often
    party: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Parties that state something, and people and places that no dossier knows; most frequent first."""

    parties: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """A dossier beside a library. `lacking` is what stands in at least three of the articles it fits, and not in it."""

    articles: int
    #: the articles in which a place or a person of it, or two of its parties are named
    fitting: int
    #: what occurs under none of its names: "place Urup"
    never: tuple[str, ...]
    #: names of what else occurs
    never_names: tuple[str, ...]
    #: terms of topics, "salt: dust storm*"
    never_terms: tuple[str, ...]
    lacking: Candidates


@dataclass(slots=True)
class _Tally:
    """Counts over articles."""

    parties: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    sides: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    roles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def take(self, analysis: Analysis) -> None:
        self.parties.update({statement.party for statement in analysis.statements if statement.party})
        self.people.update({each.name for each in analysis.entities if each.type is EntityType.PERSON})
        places = {each.name for each in analysis.entities if each.type is EntityType.PLACE and not each.party}
        self.places.update(places)
        for statement in analysis.statements:
            speaker = statement.speaker
            if speaker is not None and speaker.name and statement.party:
                self.sides[speaker.name][statement.party] += 1
                if speaker.role:
                    self.roles[speaker.name][speaker.role] += 1

    def best(self, known: Callable[[str], bool], parties: Iterable[str], name: Callable[[str], str]) -> Candidates:
        """The most frequent of what is not known."""
        apart = set(parties)
        people = (pair for pair in self.people.most_common() if " " in pair[0] and not known(pair[0]))
        return Candidates(
            tuple(
                Named(name(id_), count, id_)
                for id_, count in _first((id_, count) for id_, count in self.parties.most_common() if id_ not in apart)
            ),
            tuple(
                Named(each, count, "", _top(self.sides.get(each)), _top(self.roles.get(each)))
                for each, count in _first(people)
            ),
            tuple(
                Named(each, count)
                for each, count in _first(pair for pair in self.places.most_common() if not known(pair[0]))
            ),
        )


def _first(pairs: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for place, (name, count) in enumerate(pairs):
        if place == MOST or count < LEAST:
            return
        yield name, count


def _top(counts: Counter[str] | None) -> str | None:
    return counts.most_common(1)[0][0] if counts else None


def candidates(
    library: Library, numbers: Sequence[int], settings: Settings, progress: Watcher | None = None
) -> Candidates:
    """What a new dossier on these articles could begin with."""
    from kurilreader.analysis.dossier import load_dossiers
    from kurilreader.analysis.gazetteer import Gazetteer

    names = Gazetteer(load_dossiers(settings.dossiers, dossier_folder()))
    tally = _Tally()
    for number in _going(numbers, progress):
        analysis = library.analysis(number)
        if analysis is not None:
            tally.take(analysis)
    return tally.best(lambda name: _is_known(names, name), (), lambda id_: names.party(id_).name)


def survey(library: Library, name: str, settings: Settings, progress: Watcher | None = None) -> Survey:
    """Read every article of the library for a dossier; raises `DossierError` for one that is wrong."""
    from kurilreader.analysis.dossier import find_source, load_dossiers
    from kurilreader.analysis.gazetteer import Gazetteer
    from kurilreader.analysis.page import Page

    path = find_source(name, dossier_folder())
    stem = path.stem if path else name
    dossier = next(each for each in load_dossiers([str(path) if path else name], dossier_folder()) if each.id == stem)
    owners = _owners(dossier)
    alone = _aliases(dossier)
    terms = _Terms(dossier)
    seen: set[str] = set()
    tally = _Tally()
    fitting = articles = 0
    for number in _going(library.numbers(Order.DATE), progress):
        try:
            article = library.article(number)
        except NotInLibrary:
            continue
        articles += 1
        text = f"{article.title}\n\n{article.text}"
        found = {hit.entry.name for hit in alone.find(Page(text)) if hit.entry.dossier == _OWN}
        seen |= found
        terms.look(text)
        named = {owners[each] for each in found}
        parties = {each for each in named if each.startswith("party ")}
        if len(parties) > 1 or named - parties:
            fitting += 1
            if (analysis := library.analysis(number)) is not None:
                tally.take(analysis)
    met = {owners[each] for each in seen}
    own = Gazetteer(load_dossiers([*(settings.dossiers or ()), str(path) if path else name], dossier_folder()))
    return Survey(
        articles,
        fitting,
        tuple(dict.fromkeys(owner for owner in owners.values() if owner not in met)),
        tuple(each for each, owner in owners.items() if owner in met and each not in seen),
        terms.never(),
        tally.best(
            lambda each: _is_known(own, each),
            [party.id for party in dossier.parties],
            lambda id_: own.party(id_).name,
        ),
    )


_OWN = "own"


def _owners(dossier: Dossier) -> dict[str, str]:
    """Every name of a dossier, and what it names: "place Urup"."""
    found: dict[str, str] = {}
    for party in dossier.parties:
        for name in (party.name, *party.names, *party.metonyms, *party.bodies, *party.adjectives):
            found.setdefault(name, f"party {party.name}")
    for person in dossier.people:
        for name in (person.name, *person.aliases):
            found.setdefault(name, f"person {person.name}")
    for place in dossier.places:
        for name in (place.name, *place.names):
            found.setdefault(name, f"place {place.name}")
    for name in dossier.organisations:
        found.setdefault(name, f"organisation {name}")
    return found


def _aliases(dossier: Dossier) -> Gazetteer:
    """What finds each name of a dossier as itself, by the same means as the analysis."""
    from kurilreader.analysis.dossier import Dossier, Place
    from kurilreader.analysis.gazetteer import Gazetteer

    return Gazetteer([Dossier(_OWN, "", places=tuple(Place(name) for name in _owners(dossier)))])


class _Terms:
    """Looks for the terms of topics that have not been met yet."""

    def __init__(self, dossier: Dossier) -> None:
        self._left = {
            (topic.id, term): (term.split()[0].rstrip("*").lower(), self._pattern(term))
            for topic in dossier.topics
            for term in topic.terms
        }

    @staticmethod
    def _pattern(term: str) -> re.Pattern[str]:
        words = [re.escape(word[:-1]) + r"\w*" if word[-1] == "*" else re.escape(word) for word in term.lower().split()]
        return re.compile(r"(?<!\w)" + r"[\s-]+".join(words))

    def look(self, text: str) -> None:
        low = text.lower()
        met = [key for key, (word, pattern) in self._left.items() if word in low and pattern.search(low)]
        for key in met:
            del self._left[key]

    def never(self) -> tuple[str, ...]:
        return tuple(f"{topic}: {term}" for topic, term in self._left)


def _is_known(names: Gazetteer, name: str) -> bool:
    """Whether a name as a whole is known already."""
    from kurilreader.analysis.page import Page

    page = Page(name)
    return any(hit.first == 0 and hit.last == len(page.tokens) for hit in names.find(page))


def _going(numbers: Sequence[int], progress: Watcher | None) -> Iterator[int]:
    for done, number in enumerate(numbers):
        if progress is not None and done % 20 == 0 and not progress(Progress("reading", done, len(numbers))):
            raise KurilError("the survey was cancelled")
        yield int(number)
