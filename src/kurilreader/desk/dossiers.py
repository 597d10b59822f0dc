"""Dossiers as files: which there are, a new one, what is wrong with one, and which a library is read with."""

from __future__ import annotations

import json
import os
from abc import ABC
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kurilreader.domain import DossierError
from kurilreader.domain.printable import printable
from kurilreader.library import Library
from kurilreader.settings import Settings, dossier_folder

if TYPE_CHECKING:
    from kurilreader.analysis.dossier import Dossier
    from kurilreader.desk.reports import Watcher
    from kurilreader.desk.surveying import Candidates, Survey

#: under this key a library remembers the dossiers it is read with
_CHOSEN = "dossiers"


@dataclass(frozen=True, slots=True)
class DossierInfo:
    """A dossier in the list: its file (None: shipped), whether articles are analysed with it, and what it holds."""

    name: str
    path: Path | None
    used: bool
    title: str
    parties: int
    people: int
    places: int
    topics: int
    #: how much is wrong in it
    problems: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a dossier, one line each, and where another one names the same differently."""

    name: str
    path: Path | None
    problems: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    #: people of parties that no dossier describes
    remarks: tuple[str, ...] = field(default=())


def library_settings(settings: Settings, library: Library) -> Settings:
    """The settings with the dossiers that were chosen for a library, where some were."""
    stored = library.recall(_CHOSEN)
    return replace(settings, dossiers=tuple(json.loads(stored))) if stored else settings


def listed(settings: Settings) -> list[DossierInfo]:
    """All dossiers there are, in the order in which they count."""
    from kurilreader.analysis.dossier import GENERAL, LEARNED, read_source, sources
    from kurilreader.analysis.dossier_reading import read_dossier

    found = []
    known: dict[str, Path | None] = {
        **sources(dossier_folder()),
        **{Path(name).stem: Path(name) for name in settings.dossiers or () if name.endswith(".toml")},
    }
    used = {Path(name).stem if name.endswith(".toml") else name for name in settings.dossiers or known}
    known.pop(LEARNED, None)
    for name, path in known.items():
        dossier, problems = read_dossier(name, read_source(name, path)[1])
        found.append(
            DossierInfo(
                name, path, name in used or name == GENERAL, dossier.title, len(dossier.parties),
                len(dossier.people), len(dossier.places), len(dossier.topics), len(problems),
            )
        )  # fmt: skip
    return found


def file_of(name: str) -> Path:
    """Where a dossier of one's own of this name lies or would lie. `DossierError` for what is no name."""
    from kurilreader.analysis.dossier_reading import is_name

    if not is_name(name):
        raise DossierError(f"{name!r} is no name for a dossier", "lower-case letters, digits and hyphens: gulf-of-x")
    return dossier_folder() / f"{name}.toml"


def folder() -> Path:
    """Where one's own dossiers lie."""
    return dossier_folder()


def path_of(name: str) -> Path:
    """The file of a dossier; a shipped one lies in the package. `DossierError` for a name nobody knows."""
    from importlib.resources import files

    from kurilreader.analysis.dossier import find_source

    return find_source(name, dossier_folder()) or Path(str(files("kurilreader.dossiers") / f"{name}.toml"))


def make(name: str, title: str = "", candidates: Candidates | None = None) -> Path:
    """Write a new dossier, mostly comments that show what can stand in it; never over one that is there."""
    from kurilreader.desk.skeleton import skeleton

    path = file_of(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(skeleton(title or name.replace("-", " ").capitalize(), candidates))
    except FileExistsError:
        raise DossierError(f"{path} is there already", f"kurilreader dossier edit {name}") from None
    except OSError as error:
        raise DossierError(f"{path}: cannot be written ({error.strerror})") from error
    return path


def own_copy(name: str) -> tuple[Path, bool]:
    """The file of a dossier to be edited; a shipped one is copied first, and the copy takes its place (True)."""
    from kurilreader.analysis.dossier import find_source, read_source

    path = find_source(name, dossier_folder())
    if path is not None:
        return path, False
    path = file_of(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(read_source(name, None)[1])
    except OSError as error:
        raise DossierError(f"{path}: cannot be written ({error.strerror})") from error
    return path, True


def editor() -> list[str]:
    """The user's editor with its arguments. `DossierError` where none is named."""
    import shlex

    for variable in ("VISUAL", "EDITOR"):
        with suppress(ValueError):
            if words := shlex.split(os.environ.get(variable, "")):
                return words
    raise DossierError("no editor is named", "set VISUAL or EDITOR, or open the file that `dossier path NAME` prints")


def check(name: str, settings: Settings) -> Checked:
    """All that is wrong in a dossier, and where it and another one in use name the same differently."""
    from kurilreader.analysis.dossier import GENERAL, find_source, load_dossiers, read_source
    from kurilreader.analysis.dossier_reading import read_dossier

    path = find_source(name, dossier_folder())
    stem = path.stem if path else name
    origin, data = read_source(stem, path)
    dossier, problems = read_dossier(stem, data)
    if problems:
        return Checked(stem, path, tuple(printable(problem.told(origin)) for problem in problems))
    try:
        others = load_dossiers(settings.dossiers, dossier_folder())
    except DossierError:
        # Another one is wrong: checking that one tells what.
        others = load_dossiers([])
    described = {party.id for each in (*others, dossier) for party in each.parties}
    remarks = [
        f"{person.name}: no dossier describes the party {person.party!r}"
        for person in dossier.people
        if person.party and person.party not in described and not (len(person.party) == 2 and person.party.isupper())
    ]
    order = [each for each in others if each.id not in (stem, GENERAL)]
    before = {each.id for each in others[: next((n for n, each in enumerate(others) if each.id == stem), 0)]}
    return Checked(stem, path, (), tuple(_overlaps(dossier, order, before)), tuple(remarks))


def _overlaps(dossier: Dossier, others: Sequence[Dossier], before: set[str]) -> list[str]:
    """Names that this dossier and another one give to different things, and which of them counts."""
    own = _names(dossier)
    found = []
    for other in others:
        wins = other.id if other.id in before else dossier.id
        found += [
            f"{name!r} is {own[name][1]} here, {what} in {other.id}: {wins} counts"
            for name, (key, what) in _names(other).items()
            if name in own and own[name][0] != key
        ]
    return found


def _names(dossier: Dossier) -> dict[str, tuple[str, str]]:
    """Every name in a dossier: what tells apart what it names, and that in words."""
    found: dict[str, tuple[str, str]] = {}
    for party in dossier.parties:
        for name in (party.name, *party.names, *party.metonyms, *party.bodies, *party.adjectives):
            found.setdefault(name, (f"party {party.id}", f"the party {party.id}"))
    for person in dossier.people:
        for name in (person.name, *person.aliases):
            found.setdefault(name, (f"person {person.name}", person.name))
    for place in dossier.places:
        for name in (place.name, *place.names):
            found.setdefault(name, (f"place {place.name}", f"the place {place.name}"))
    return found


class Describing(ABC):
    """The part of the desk that puts dossiers beside the library. Surveys are slow: for a thread that may wait."""

    settings: Settings
    _library: Library

    def use_dossiers(self, names: Sequence[str]) -> None:
        """Read this library with these dossiers from its next opening on; none go back to the settings.

        Raises `DossierError` when one is missing or wrong.
        """
        from kurilreader.analysis.dossier import load_dossiers

        chosen = [str(Path(name).expanduser().resolve()) if name.endswith(".toml") else name for name in names]
        load_dossiers(chosen, dossier_folder())
        self._library.remember(_CHOSEN, json.dumps(chosen) if chosen else "")

    def own_dossiers(self) -> tuple[str, ...] | None:
        """The dossiers chosen for this library; None where the settings decide."""
        stored = self._library.recall(_CHOSEN)
        return tuple(json.loads(stored)) if stored else None

    def survey(self, name: str, progress: Watcher | None = None) -> Survey:
        """What of a dossier never occurs in the library, and what the library has often that it lacks."""
        from kurilreader.desk.surveying import survey

        return survey(self._library, name, self.settings, progress)

    def candidates(self, numbers: Sequence[int], progress: Watcher | None = None) -> Candidates:
        """What a new dossier on these articles could begin with."""
        from kurilreader.desk.surveying import candidates

        return candidates(self._library, numbers, self.settings, progress)
