"""What a statement is about: its content words by their stems, without words of stance, and the parties it names.

Two statements about the same make one point of a topic. Whether something is offered, made a condition or refused is
no part of what it is about, so the words that say so ("ready to", "only if", "rules out") are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kurilreader.domain import DossierError
from kurilreader.settings import Settings, dossier_folder

#: the share of the shorter statement's words that two statements on one point have in common …
ALIKE = 0.4
#: … and of all words of both, so that a short one is not found in every long one
OF_ALL = 0.2
#: statements whose gist is remembered, which takes about a kilobyte each: enough for the history of all parties
_KEPT = 20_000

#: forms that say how a party stands to something, or carry no content; the rest of the language's small words with them
_STANCE = """
a about above after again against all allow allowed allows also always am among an and any anyone anything are as ask
asked at be because been before begin being believe below best better between both but by call called calls can cannot
case certain clear come comes concerning condition conditions consider considered continue continued could course day
decide declare declared demand demanded demands depend depends did discuss do does doing done down due during each
either else enough ensure even ever every everything expect expected express expressed fact far few first firm firmly
follow following for form forward from full fully further give given gives go goes going good great had happen has have
having he hence her here him his hold hope how however if immediate immediately important in include including insist
insists instead intend intends into is issue issues it its just keep know later least less let like likely long look
made make makes making many matter may mean means measure measures might moment more most much must necessary need
needs neither never new next no nobody none nor not note noted nothing now of off offer offered offers often on once
one only open or order other others ought our out over own part parties party place plan plans point position
possibility possible prepare prepared present propose proposed proposes provided put question questions quite rather
readiness ready real really reason receive refuse refused refuses regard regarding reject rejected rejects remain
remains require required requires resume resumed right rule ruled rules said same say says see seek serious shall she
should side sides since situation so solution some something soon stand stands start state stated still stop stress
stressed strong strongly subject such support supports sure take taken takes taking tell than that the their them then
there therefore these they thing things think this those though through time times to today together too toward
towards turn under unless until up upon urge urged urges us use used very view want wants was way we welcome welcomes
well were what whatever when where whether which while who whole whom whose why will willing willingness wish wishes
with within without work working world would year years yes yet you
accept accepted accepts acceptable unacceptable agree agreed agrees permit permitted delay exclude excluded
either unconditionally anymore longer ruling impossible
""".split()


class Gist(NamedTuple):
    """What a statement is about: stems, and the parties it names besides the one that makes it."""

    words: frozenset[str]
    parties: frozenset[str]


class Points:
    """Reads what statements are about. `names` are the names of parties by folded words: ("sri", "lanka") → LK."""

    def __init__(self, names: Mapping[tuple[str, ...], str]) -> None:
        self._names = names
        self._longest = max(map(len, names), default=0)
        self._first = {words[0] for words in names}
        # The history of a party is compared again and again.
        self.gist = lru_cache(_KEPT)(self._gist)

    def _gist(self, text: str, party: str | None = None, language: str | None = None) -> Gist:
        """What a statement of `party` is about, in a text of a language (ISO 639-1)."""
        from kurilreader.search import words

        if words.unspaced(text):
            return Gist(frozenset(form for form in words.forms(text) if len(form) > 1), frozenset())
        stance = _stance()
        tokens = [(token.form, text[token.start : token.start + 1]) for token in words.tokens(text)]
        stems, parties, at = set[str](), set[str](), 0
        while at < len(tokens):
            form, first = tokens[at]
            # "polish" is not Polish.
            if form in self._first and first != first.lower():
                named, length = self._named([form for form, _ in tokens[at : at + self._longest]])
                if named is not None:
                    parties.add(named)
                    at += length
                    continue
            at += 1
            form = form.removesuffix("'s").removesuffix("’s")
            if len(form) > 1 and form not in stance:
                stems.add(words.stem(form, language))
        return Gist(frozenset(stems - stance), frozenset(parties - {party}))

    def _named(self, forms: list[str]) -> tuple[str | None, int]:
        """The party whose name stands at the beginning, and how many words the name has."""
        for length in range(len(forms), 0, -1):
            if (party := self._names.get(tuple(forms[:length]))) is not None:
                return party, length
        return None, 0


def likeness(one: Gist, other: Gist) -> float:
    """How much two statements are about the same: 0 to 1, from `ALIKE` on they are on one point."""
    shared = len(one.words & other.words)
    if not shared or shared < OF_ALL * len(one.words | other.words) or not agree(one, other):
        return 0.0
    return shared / min(len(one.words), len(other.words))


def agree(one: Gist, other: Gist) -> bool:
    """Whether the parties that two name let them be about the same: talks with one are not talks with another."""
    return not one.parties or not other.parties or not one.parties.isdisjoint(other.parties)


def known_names(settings: Settings) -> dict[tuple[str, ...], str]:
    """The names of the parties of the dossiers and of all countries, as `Points` looks them up: takes a moment."""
    from kurilreader.analysis.countries import country_parties
    from kurilreader.analysis.dossier import load_dossiers
    from kurilreader.search import words

    try:
        own = [party for dossier in load_dossiers(settings.dossiers, dossier_folder()) for party in dossier.parties]
    except DossierError:
        own = []
    found: dict[tuple[str, ...], str] = {}
    for party in (*own, *country_parties()):
        for name in (party.name, *party.names, *party.metonyms, *party.adjectives):
            found.setdefault(tuple(token.form for token in words.tokens(name)), party.id)
    found.pop((), None)
    return found


@cache
def _stance() -> frozenset[str]:
    from kurilreader.search import words

    return frozenset(_STANCE) | frozenset(words.stem(form, "en") for form in _STANCE)
