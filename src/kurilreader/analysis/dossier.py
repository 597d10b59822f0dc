"""Dossiers: what describes a dispute, read from TOML. The format is in docs/dossiers.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

from kurilreader.domain import DossierError, Kind

GENERAL = "general"
#: the user's dossier that corrections are written to
LEARNED = "learned"


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
        return self.id == GENERAL


def shipped() -> list[str]:
    """The names of the dossiers that come with the program."""
    folder = files("kurilreader.dossiers")
    return sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml"))


def sources(user_dir: Path | None = None) -> dict[str, Path | None]:
    """The dossiers there are by name, in the order in which they count: the user's own, then those shipped (None).

    A file of the same name as a shipped one takes its place; the general dossier comes last.
    """
    own = sorted(user_dir.glob("*.toml")) if user_dir is not None and user_dir.is_dir() else []
    found: dict[str, Path | None] = {path.stem: path for path in own}
    for name in shipped():
        found.setdefault(name, None)
    found[GENERAL] = found.pop(GENERAL)
    return found


def load_dossiers(names: Iterable[str] | None = None, user_dir: Path | None = None) -> list[Dossier]:
    """The dossiers of these names, in their order; without names all there are, as `sources` lists them.

    A path to a TOML file is a name too; the general dossier is always there, last. What several dossiers name
    differently is what the first of them says.

    Raises:
        DossierError: a name nobody knows, or a file that is wrong; names the file, the place in it and the nearest key.
    """
    known = sources(user_dir)
    chosen: dict[str, Path | None] = {}
    for name in known if names is None else names:
        if name.endswith(".toml"):
            path = Path(name).expanduser()
            chosen[path.stem] = path
        else:
            chosen[name] = known[_known(name, known)]
    chosen.pop(GENERAL, None)
    chosen[GENERAL] = known[GENERAL]
    # Names learned from corrections belong to the parties and people of the others, whichever are chosen.
    learned = chosen.pop(LEARNED, known.get(LEARNED))
    dossiers = [parse_dossier(name, *read_source(name, path)) for name, path in chosen.items()]
    if learned is None:
        return dossiers
    from kurilreader.analysis.learned import with_learned

    return with_learned(dossiers, parse_dossier(LEARNED, *read_source(LEARNED, learned)))


def _known(name: str, known: Iterable[str]) -> str:
    if name not in known:
        near = get_close_matches(name, known, 1)
        raise DossierError(
            f"no dossier is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
            "known: " + ", ".join(sorted(known)),
        )
    return name


def find_source(name: str, user_dir: Path | None = None) -> Path | None:
    """The file of a dossier, None for a shipped one; `DossierError` for a name nobody knows."""
    if name.endswith(".toml"):
        return Path(name).expanduser()
    known = sources(user_dir)
    return known[_known(name, known)]


def read_source(name: str, path: Path | None) -> tuple[str, bytes]:
    """What a dossier is called in errors, and its bytes; a shipped one where there is no path."""
    if path is None:
        return f"{name}.toml (shipped)", files("kurilreader.dossiers").joinpath(f"{name}.toml").read_bytes()
    try:
        return str(path), path.read_bytes()
    except OSError as error:
        raise DossierError(f"{path}: {error.strerror or error}") from error


def parse_dossier(name: str, origin: str, data: bytes) -> Dossier:
    """Read one dossier; `origin` names it in errors. Raises `DossierError` with the first thing that is wrong in it."""
    from kurilreader.analysis.dossier_reading import read_dossier

    dossier, problems = read_dossier(name, data)
    if problems:
        more = f"{len(problems) - 1} more: kurilreader dossier check {name}" if len(problems) > 1 else ""
        raise DossierError(problems[0].told(origin), more)
    return dossier


def digest(dossiers: Sequence[Dossier]) -> str:
    """A short name of what the dossiers hold together."""
    return hashlib.sha256("\n".join(f"{each.id} {each.digest}" for each in dossiers).encode()).hexdigest()[:8]
