"""What a user may set: a small TOML file, every key of which does something.

A key that is not known, or a value of the wrong kind, is an error that names the file, the key and what is valid.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from kurilreader.domain import SettingsError

APPLICATION = "kurilreader"


def default_path() -> Path:
    """Where the settings file is looked for."""
    return platformdirs.user_config_path(APPLICATION) / "settings.toml"


def default_library() -> Path:
    """Where the library is kept unless a setting or an option says otherwise."""
    return platformdirs.user_data_path(APPLICATION) / "library"


def dossier_folder() -> Path:
    """Where a user's own dossiers are looked for."""
    return platformdirs.user_config_path(APPLICATION) / "dossiers"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults; each field but `path` is a key of the file."""

    #: the folder of the library
    library: Path = field(default_factory=default_library)
    #: dossiers articles are analysed with, by name or path; None takes all there are, shipped and the user's own
    dossiers: tuple[str, ...] | None = None
    #: colours of the reader, by name
    theme: str | None = None
    #: hosts on private networks and on this machine may be asked for feeds and pages
    private_hosts: bool = False
    #: the most a feed or page may have
    fetch_megabytes: int = 32
    #: the longest one may take
    fetch_seconds: int = 60
    #: the file they were read from, None when there is none
    path: Path | None = None


def load(path: Path | None = None) -> Settings:
    """The settings of a file (the default one if None; all defaults when that is missing). Raises `SettingsError`."""
    file = path or default_path()
    try:
        with file.open("rb") as stream:
            values = tomllib.load(stream)
    except FileNotFoundError:
        if path is None:
            return Settings()
        raise SettingsError(f"{file}: no such file") from None
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})", "check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from error
    return _settings(file, values)


def _settings(file: Path, values: dict[str, Any]) -> Settings:
    known = {item.name for item in fields(Settings)} - {"path"}
    given: dict[str, Any] = {"path": file}
    for key, value in values.items():
        if key not in known:
            nearest = difflib.get_close_matches(key, sorted(known), n=1, cutoff=0)[0]
            raise SettingsError(
                f'{file}: unknown key "{key}"; the nearest valid one is "{nearest}"',
                f"valid keys are {', '.join(sorted(known))}",
            )
        given[key] = _READERS[key](file, key, value)
    return Settings(**given)


def _text(file: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise SettingsError(f'{file}: "{key}" must be a text in quotation marks')
    return value


def _folder(file: Path, key: str, value: object) -> Path:
    """A path; a relative one counts from the settings file."""
    return file.parent / Path(_text(file, key, value)).expanduser()


def _names(file: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise SettingsError(f'{file}: "{key}" must be a list of texts, such as ["kuril"]')
    return tuple(str(_folder(file, key, item)) if item.endswith(".toml") else item for item in value)


def _flag(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f'{file}: "{key}" must be true or false')
    return value


def _count(file: Path, key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 10_000:
        raise SettingsError(f'{file}: "{key}" must be a whole number from 1 to 10000')
    return value


_READERS = {
    "library": _folder,
    "dossiers": _names,
    "theme": _text,
    "private_hosts": _flag,
    "fetch_megabytes": _count,
    "fetch_seconds": _count,
}
