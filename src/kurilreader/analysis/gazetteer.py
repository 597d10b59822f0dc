"""Known names: every way a party, a body, a person or a place is called, found in one pass over the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from kurilreader.analysis import countries
from kurilreader.analysis.dossier import Dossier, Party, Person
from kurilreader.analysis.page import Page, Token
from kurilreader.domain import EntityType

_SPLIT = re.compile(r"(?:[A-Z]\.){2,}|[’']s\b|[^\W\d_]+(?:-[^\W_]+)*(?:[’'](?=[A-ZÀ-Þ])[^\W\d_]+)?|[^\w\s]|\w+")
_CYRILLIC = re.compile(r"[а-яё]", re.I)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ENDING = re.compile(r"(?:[аеиоуыэюяйьъё]|[аеиоуыэюя]х|[аяиыо]ми?|о[йм]|о?го|о?му|ов|ев)$")


class Role(Enum):
    """What a known name is to its party."""

    STATE = "state"
    METONYM = "metonym"
    BODY = "body"
    ADJECTIVE = "adjective"
    PERSON = "person"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing. `id` groups its names; `name` is its clearest form."""

    id: str
    name: str
    type: EntityType
    role: Role
    party: str | None = None
    person: Person | None = None
    #: the dossier that knows it
    dossier: str = ""
    #: the country a province lies in
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text: offsets, numbers of the first and one past the last token, what it names."""

    start: int
    end: int
    first: int
    last: int
    entry: Entry


def slug(name: str) -> str:
    """An id for a name: lower case, words joined by hyphens."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def _stem(word: str) -> str:
    """A Cyrillic word without its case ending."""
    for _ in range(2):
        if len(word) > 4:
            word = _ENDING.sub("", word)
    return word


class Gazetteer:
    """All names of some dossiers and of the countries."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        self.parties: dict[str, Party] = {}
        self._words: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._unspaced: dict[str, Entry] = {}
        #: nationality words of several parties: the others besides the one that is found
        self.shared: dict[str, list[Entry]] = {}
        homes = dict(countries.provinces())
        for dossier in dossiers:
            for party in dossier.parties:
                self._party(party, dossier.id)
            for person in dossier.people:
                entry = Entry(
                    slug(person.name), person.name, EntityType.PERSON, Role.PERSON, person.party, person, dossier.id
                )
                self._add((person.name, *person.aliases), entry)
            for place in dossier.places:
                country = place.country or (homes.get(place.name) if dossier.general else None)
                entry = Entry(
                    slug(place.name), place.name, EntityType.PLACE, Role.NONE, None, None, dossier.id, country
                )
                self._add((place.name, *place.names), entry)
            for name in dossier.organisations:
                self._add((name,), Entry(slug(name), name, EntityType.ORGANIZATION, Role.NONE, None, None, dossier.id))
        for party in countries.country_parties():
            self._party(party, "")
        for name in countries.peoples():
            self._add((name,), Entry(slug(name), name, EntityType.NATIONALITY, Role.NONE))
        for name, code in countries.provinces():
            self._add((name,), Entry(slug(name), name, EntityType.PLACE, Role.NONE, country=code))
        for table in (self._words, self._stems):
            for entries in table.values():
                entries.sort(key=lambda pair: -len(pair[0]))
        names = sorted(self._unspaced, key=len, reverse=True)
        self.offices = {
            title.lower(): party.id for dossier in dossiers for party in dossier.parties for title in party.offices
        }
        self._scan = re.compile("|".join(map(re.escape, names))) if names else None

    def _party(self, party: Party, dossier: str) -> None:
        known = self.parties.get(party.id)
        if known is None or (not known.mark and party.mark):
            self.parties[party.id] = party
        country = len(party.id) == 2 and party.id.isupper()
        own = slug(party.name)
        what = EntityType.PLACE if country else EntityType.ORGANIZATION
        self._add((party.name, *party.names), Entry(own, party.name, what, Role.STATE, party.id, None, dossier))
        for name in party.metonyms:
            kind = EntityType.ORGANIZATION if name in _HOUSES else EntityType.PLACE
            self._add((name,), Entry(slug(name), name, kind, Role.METONYM, party.id, None, dossier))
        for name in party.bodies:
            entry = Entry(slug(name), name, EntityType.ORGANIZATION, Role.BODY, party.id, None, dossier)
            self._add((name,), entry)
        adjective = Entry(
            f"{own}-nationality", party.name, EntityType.NATIONALITY, Role.ADJECTIVE, party.id, None, dossier
        )
        self._add(party.adjectives, adjective)

    def _add(self, names: Iterable[str], entry: Entry) -> None:
        for name in names:
            if _UNSPACED.search(name):
                self._unspaced.setdefault(name, entry)
                continue
            words = tuple(_SPLIT.findall(name.replace("’", "'")))
            if not words:
                continue
            if _CYRILLIC.search(name):
                stems = tuple(_stem(word.lower()) for word in words)
                self._stems.setdefault(stems[0], []).append((stems[1:], entry))
            else:
                entries = self._words.setdefault(words[0], [])
                same = next((known for rest, known in entries if words[1:] == rest), None)
                if same is None:
                    entries.append((words[1:], entry))
                elif entry.role is Role.ADJECTIVE and entry.party != same.party:
                    self.shared.setdefault(name, []).append(entry)

    def party(self, identifier: str) -> Party:
        """The party of an id, a bare one when it is not known."""
        return self.parties.get(identifier) or Party(identifier, identifier)

    def find(self, page: Page) -> list[Hit]:
        """All known names in text order, the longest at each place, none inside another."""
        tokens = page.tokens
        found: list[Hit] = []
        at, count = 0, len(tokens)
        words, stems = self._words, self._stems
        while at < count:
            token = tokens[at]
            hit = None
            if token.capital:
                entries = words.get(token.raw)
                if entries is None and token.raw.isupper():
                    entries = words.get(token.raw.title())
                    if entries is not None and len(token.raw) <= 3:
                        # "SAN JOSÉ", but never "IRA" for Ira
                        entries = [each for each in entries if each[0]]
                if entries is not None:
                    hit = self._match(tokens, at, entries, False)
                elif token.raw[0] > "\u03ff" and stems:
                    entries = stems.get(_stem(token.low))
                    hit = self._match(tokens, at, entries, True) if entries else None
            elif token.raw[0] >= "\u0590" and (entries := words.get(token.raw)) is not None:
                # Scripts without capitals: Hebrew, Arabic, Ethiopic …
                hit = self._match(tokens, at, entries, False)
            elif token.raw[0] >= "а" and token.raw[0] <= "я":
                entries = stems.get(_stem(token.low))
                hit = self._match(tokens, at, entries, True) if entries else None
                if hit is not None and hit.entry.type is not EntityType.NATIONALITY:
                    hit = None
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.last
        if self._scan is not None and _UNSPACED.search(page.text):
            for match in self._scan.finditer(page.text):
                first = page.index(match.start())
                entry = self._unspaced[match.group()]
                found.append(Hit(match.start(), match.end(), first, first + 1, entry))
            found.sort(key=lambda each: each.start)
        return found

    def _match(
        self, tokens: list[Token], at: int, entries: list[tuple[tuple[str, ...], Entry]], cyrillic: bool
    ) -> Hit | None:
        for rest, entry in entries:
            end = at + 1 + len(rest)
            if end > len(tokens):
                continue
            for offset, word in enumerate(rest, at + 1):
                token = tokens[offset]
                same = (
                    _stem(token.low) == word if cyrillic else token.raw == word or token.raw.replace("’", "'") == word
                )
                if not same and not (tokens[at].raw.isupper() and token.raw == word.upper() and len(word) > 1):
                    break
            else:
                return Hit(tokens[at].start, tokens[end - 1].end, at, end, entry)
        return None


_HOUSES = frozenset(
    {"Kremlin", "White House", "Pentagon", "Kantei", "Bundestag", "Casa Rosada", "Кремль", "Blue House"}
)
