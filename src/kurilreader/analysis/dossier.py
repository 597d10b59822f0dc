"""Dossiers: what describes a dispute, read from TOML. The format is in docs/dossiers.md."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from kurilreader.domain import DossierError, Kind

_GENERAL = "general"
_ID = re.compile(r"[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of the dispute: a country (ISO 3166 alpha-2) or an organisation (lower-case slug)."""

    id: str
    name: str
    mark: str = ""
    #: what it is called, in any language
    names: tuple[str, ...] = ()
    #: what stands for it when it speaks: capitals, seats of government
    metonyms: tuple[str, ...] = ()
    #: bodies that speak for it under a name of their own
    bodies: tuple[str, ...] = ()
    #: nationality words
    adjectives: tuple[str, ...] = ()
    #: offices no other country has by that name
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office someone held, from and to an ISO date or part of one; None is open."""

    title: str
    since: str | None = None
    until: str | None = None

    def held(self, day: str | None) -> bool:
        """Whether it was held on a day (ISO); unknown days are taken as held."""
        if day is None:
            return True
        return not (
            (self.since and day[: len(self.since)] < self.since) or (self.until and day[:10] > self.until + "~")
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who speaks for a party (or for none) by the offices held."""

    name: str
    party: str | None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str | None = None

    def office(self, day: str | None) -> Office | None:
        """The office held on a day, the latest of them when several were."""
        held = [office for office in self.offices if office.held(day)]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with all its names."""

    name: str
    names: tuple[str, ...] = ()
    #: the country it lies in, where nobody disputes it: who speaks from there is taken to speak for it
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement may be about; `terms` are words or phrases, `*` standing for any ending."""

    id: str
    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dispute as described in one file."""

    id: str
    title: str
    parties: tuple[Party, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    #: further words and phrases that decide a kind
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = ()
    #: further cue verbs: lemma, frames, kind, irregular past
    cues: tuple[tuple[str, Mapping[str, str]], ...] = ()
    #: first digits of the SHA-256 of the file
    digest: str = ""

    @property
    def general(self) -> bool:
        """Whether it describes no dispute but what is common to all."""
        return self.id == _GENERAL


def shipped() -> list[str]:
    """The names of the dossiers that come with the program."""
    folder = files("kurilreader.dossiers")
    return sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))


def load_dossiers(names: Iterable[str] | None = None, user_dir: Path | None = None) -> list[Dossier]:
    """The shipped dossiers and those in `user_dir`, where a file of the same name replaces a shipped one.

    `names` chooses among them (a path to a TOML file is a name too); the general dossier is always there, last.

    Raises:
        DossierError: a name nobody knows, or a file that is wrong; names the file, the place in it and the nearest key.
    """
    sources: dict[str, tuple[str, bytes]] = {}
    for name in shipped():
        sources[name] = (f"{name}.toml (shipped)", files("kurilreader.dossiers").joinpath(f"{name}.toml").read_bytes())
    if user_dir is not None and user_dir.is_dir():
        for path in sorted(user_dir.glob("*.toml")):
            sources[path.stem] = (str(path), _read(path))
    chosen: list[str] = []
    for name in sources if names is None else names:
        if name.endswith(".toml"):
            path = Path(name).expanduser()
            sources[path.stem] = (str(path), _read(path))
            chosen.append(path.stem)
        elif name in sources:
            chosen.append(name)
        else:
            near = get_close_matches(name, sources, 1)
            raise DossierError(
                f"no dossier is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
                "known: " + ", ".join(sorted(sources)),
            )
    ordered = [name for name in dict.fromkeys(chosen) if name != _GENERAL] + [_GENERAL]
    return [parse_dossier(name, *sources[name]) for name in ordered]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DossierError(f"{path}: {error.strerror or error}") from error


def parse_dossier(name: str, origin: str, data: bytes) -> Dossier:
    """Read one dossier; `origin` names it in errors."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DossierError(f"{origin}: not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise DossierError(f"{origin}: {error}") from error
    if not _NAME.fullmatch(name):
        raise DossierError(f"{origin}: a dossier's file name holds lower-case letters, digits and hyphens only")
    read = _Reader(origin)
    read.keys(table, "", {"title", "party", "person", "place", "places", "topic", "organisations", "kinds", "cues"})
    return Dossier(
        id=name,
        title=read.text(table, "title", "", required=True),
        parties=tuple(read.party(entry, where) for entry, where in read.tables(table, "party")),
        people=tuple(read.person(entry, where) for entry, where in read.tables(table, "person")),
        places=(
            *(read.place(entry, where) for entry, where in read.tables(table, "place")),
            *(
                Place(names[0], tuple(names[1:]))
                for names in (each.split("|") for each in read.texts(table, "places", ""))
            ),
        ),
        organisations=read.texts(table, "organisations", ""),
        topics=tuple(read.topic(entry, where) for entry, where in read.tables(table, "topic")),
        kinds=read.kinds(table),
        cues=read.cues(table),
        digest=hashlib.sha256(data).hexdigest()[:8],
    )


class _Reader:
    """Checks values as it takes them, so that every error can say where it is."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def wrong(self, where: str, reason: str) -> DossierError:
        return DossierError(f"{self.origin}: {where or 'top level'}: {reason}")

    def keys(self, table: Mapping[str, Any], where: str, known: set[str]) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5)
                raise self.wrong(
                    where,
                    f"unknown key {key!r}"
                    + (f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"),
                )

    def tables(self, table: Mapping[str, Any], key: str) -> list[tuple[Mapping[str, Any], str]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(key, f"write each one as [[{key}]]")
        return [(entry, f"{key} {number}") for number, entry in enumerate(value, 1)]

    def text(self, table: Mapping[str, Any], key: str, where: str, *, required: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise self.wrong(where, f"{key} must be a text" + (" and is needed" if required else ""))
        return value.strip()

    def texts(self, table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
            raise self.wrong(where, f"{key} must be a list of texts")
        return tuple(entry.strip() for entry in value)

    def identifier(self, table: Mapping[str, Any], key: str, where: str) -> str:
        value = self.text(table, key, where, required=True)
        if not _ID.fullmatch(value):
            raise self.wrong(
                where, f"{key} is two capitals (a country) or lower-case words joined by hyphens: {value!r}"
            )
        return value

    def party(self, table: Mapping[str, Any], where: str) -> Party:
        self.keys(table, where, {"id", "name", "mark", "names", "metonyms", "bodies", "adjectives", "offices"})
        return Party(
            self.identifier(table, "id", where),
            self.text(table, "name", where, required=True),
            self.text(table, "mark", where),
            self.texts(table, "names", where),
            self.texts(table, "metonyms", where),
            self.texts(table, "bodies", where),
            self.texts(table, "adjectives", where),
            self.texts(table, "offices", where),
        )

    def person(self, table: Mapping[str, Any], where: str) -> Person:
        self.keys(table, where, {"name", "party", "aliases", "offices", "gender"})
        offices = []
        for number, entry in enumerate(table.get("offices", []), 1):
            place = f"{where}, office {number}"
            if not isinstance(entry, dict):
                raise self.wrong(place, "an office is { title, from, to }")
            self.keys(entry, place, {"title", "from", "to"})
            since, until = (str(entry[key]) if key in entry else None for key in ("from", "to"))
            for day in (since, until):
                if day is not None and not _DAY.fullmatch(day):
                    raise self.wrong(place, f"{day!r} is no ISO date")
            offices.append(Office(self.text(entry, "title", place, required=True), since, until))
        party = self.identifier(table, "party", where) if table.get("party") else None
        gender = self.text(table, "gender", where) or None
        if gender not in {None, "f", "m"}:
            raise self.wrong(where, "gender is 'f' or 'm'")
        return Person(
            self.text(table, "name", where, required=True),
            party,
            self.texts(table, "aliases", where),
            tuple(offices),
            gender,
        )

    def place(self, table: Mapping[str, Any], where: str) -> Place:
        self.keys(table, where, {"name", "names", "country"})
        country = self.identifier(table, "country", where) if table.get("country") else None
        return Place(self.text(table, "name", where, required=True), self.texts(table, "names", where), country)

    def topic(self, table: Mapping[str, Any], where: str) -> Topic:
        self.keys(table, where, {"id", "name", "terms"})
        identifier = self.identifier(table, "id", where)
        terms = self.texts(table, "terms", where)
        if not terms:
            raise self.wrong(where, "a topic needs terms")
        return Topic(identifier, self.text(table, "name", where) or identifier.replace("-", " "), terms)

    def kinds(self, table: Mapping[str, Any]) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
        value = table.get("kinds", {})
        if not isinstance(value, dict):
            raise self.wrong("kinds", "write [kinds] and one list for each kind")
        self.keys(value, "kinds", {kind.value for kind in Kind})
        return tuple((Kind(key), self.texts(value, key, "kinds")) for key in value)

    def cues(self, table: Mapping[str, Any]) -> tuple[tuple[str, Mapping[str, str]], ...]:
        value = table.get("cues", {})
        if not isinstance(value, dict):
            raise self.wrong("cues", "write [cues] and one line for each verb")
        found = []
        for lemma, entry in value.items():
            where = f"cues, {lemma}"
            if not isinstance(entry, dict):
                raise self.wrong(where, '{ frames = "that np", kind = "accusation" }')
            self.keys(entry, where, {"frames", "kind", "past", "participle"})
            self.text(entry, "frames", where, required=True)
            kind = self.text(entry, "kind", where)
            if kind and kind not in {each.value for each in Kind}:
                near = get_close_matches(kind, [each.value for each in Kind], 1)
                raise self.wrong(
                    where, f"no kind is called {kind!r}" + (f"; did you mean {near[0]!r}?" if near else "")
                )
            found.append((lemma, {key: str(text) for key, text in entry.items()}))
        return tuple(found)


def digest(dossiers: Sequence[Dossier]) -> str:
    """A short name of what the dossiers hold together."""
    return hashlib.sha256("\n".join(f"{each.id} {each.digest}" for each in dossiers).encode()).hexdigest()[:8]
