"""People whom the lines around a text name as its speaker or author, also those whom no list of names has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilreader.analysis.gazetteer import Gazetteer
from kurilreader.analysis.page import Page
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import OFFICIAL, OTHERS, TITLES

#: a heading in capitals: at least so many words of it
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ’'.-]*(?:[ ,]+[A-ZÀ-Þ][A-ZÀ-Þ’'.-]*){3,}")
_WORD = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'.]*")
_SMALL = frozenset("of the and by at on in to for from with before a an".split())
#: the longest that may be letters for words: "NATO", "ASEAN"
_LETTERS = 5
#: what is put before a name for respect
_STYLED = re.compile(
    r"\b(?:[Tt]he )?(?:(?:Right|Rt\.?) )?(?:Honou?rable|Hon\.?|(?:His|Her) Excellency|H\. ?E\.?),?"
    r"(?: (?P<title>Mr|Mrs|Ms|Dr|Prof)\b\.?)?(?= [A-ZÀ-Þ])"
)
#: a name and an office with no comma between, as where they stood on two lines
_UNPARTED = re.compile(
    r"\b(?P<name>(?:Hon|Mr|Mrs|Ms|Dr|Prof)\.? (?P<first>[A-ZÀ-Þ][\w’'-]+)(?: [A-ZÀ-Þ][\w’'-]*\.?){1,3}?)"
    r" (?=(?:Deputy |Acting |First |Vice[ -])?(?:Prime Minister|Minister|President|Ambassador|Permanent Representative"
    r"|Secretary|Foreign Minister|Governor|Chancellor|Speaker|High Commissioner|Head|Chair\w*|Chief|Commissioner"
    r"|Director|State Secretary)\b)"
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,3}[A-ZÀ-Þ][\w’'-]{2,}\b")
BODIES = frozenset(
    "ministry government embassy department mission delegation commission secretariat council office service cabinet"
    " presidency consulate administration agency parliament union organisation organization".split()
)
_PLACED = frozenset("in at to with from near".split())
_NO_NAMES = frozenset(
    "executive affairs development museum international national regional business cooperation trade industry commerce"
    " integration worship expatriates emigrants diaspora tourism culture mobility community human religious social"
    " labour labor immigration and external".split()
)


def tidied(gazetteer: Gazetteer, line: str) -> str:
    """A line of a heading as a newspaper would print it: few capitals, plain titles, a comma before an office."""
    line = _STYLED.sub(lambda match: f"{match['title'] or 'Hon'}.", _unshouted(gazetteer, line))
    return _UNPARTED.sub(
        lambda match: f"{match['name']} " if match["first"].lower() in TITLES | OFFICIAL else f"{match['name']}, ", line
    )


def _unshouted(gazetteer: Gazetteer, line: str) -> str:
    if _SHOUTED.search(line) is None:
        return line
    short = {hit.start for hit in gazetteer.find(Page(line)) if hit.end - hit.start <= _LETTERS}

    def word(match: re.Match[str], at: int) -> str:
        if at + match.start() in short or "." in match.group()[:-1]:
            return match.group()
        return match.group().lower() if match.group().lower() in _SMALL else match.group().capitalize()

    return _SHOUTED.sub(lambda run: _WORD.sub(lambda match: word(match, run.start()), run.group()), line)


def bylined(inner: Scene, *, noted: bool) -> list[Known]:
    """The people of a heading; `noted` where one of its lines is a note on the author."""
    known = [each for each in (*Registry(inner).known, *_initialled(inner)) if not _called_by_office(each)]
    if noted:
        _noted(inner, known)
    return known


def _initialled(inner: Scene) -> list[Known]:
    """People called by initials and a surname, which no list of names has: "T. A. Gribanov"."""
    named = {number for first, last, _ in inner.people for number in range(first, last)}
    found: list[Known] = []
    for match in _INITIALS.finditer(inner.page.text):
        place = inner.page.index(match.start())
        if not named & set(range(place, inner.page.index(match.end()))):
            found.append(Known(match.group(), places=[place]))
    return found


def _noted(inner: Scene, known: Sequence[Known]) -> None:
    """Take the office of somebody of whom a note says what he is: "Mari Tamm is the minister of defence of Estonia"."""
    for person in known:
        place = person.places[0]
        stop = next((n for n in range(place, len(inner.tokens)) if inner.tokens[n].raw == "."), len(inner.tokens))
        linked = next((n for n in range(place, min(stop, place + 6)) if inner.tokens[n].low in {"is", "serves"}), None)
        if linked is None or person.official or person.other:
            continue
        words = [token.low for token in inner.tokens[linked:stop]]
        person.official = any(word in OFFICIAL for word in words) and not any(word in OTHERS for word in words)
        if person.official and person.party is None:
            hits = [
                hit.entry.party
                for hit in inner.hits_in(linked, stop)
                if hit.entry.party and inner.tokens[hit.first - 1].low not in _PLACED
            ]
            person.party = hits[-1] if hits else None


def _called_by_office(person: Known) -> bool:
    """Whether a supposed name is nothing but an office: "Government Spokesperson"."""
    words = person.name.split()
    return len(words[-1]) == 1 or all(word.lower() in OFFICIAL | TITLES | BODIES | _NO_NAMES for word in words)
