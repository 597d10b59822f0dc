"""What a user may set: a small TOML file, every key of which does something.

A key that is not known, or a value of the wrong kind, is an error that names the file, the key and what is valid.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
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
    #: redirects that are followed for one address
    fetch_redirects: int = 10
    #: hosts that are asked side by side
    fetch_connections: int = 8
    #: new entries taken from one feed in one sync
    feed_entries: int = 1000
    #: what is read: see `intake.limits.Limits`
    document_megabytes: int = 32
    stream_gigabytes: int = 64
    page_elements: int = 50_000
    text_characters: int = 4_000_000
    nesting: int = 3
    archive_members: int = 1_000_000
    unpacked_gigabytes: int = 8
    unpacked_ratio: int = 200
    pdf_pages: int = 2_000
    #: further names under which JSON and tables keep what an article has, by what it is
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
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


#: what `fields` may name, as `intake.fields.Fields` has it
_KEPT = ("title", "text", "source", "author", "published", "language", "address")


def _fields(file: Path, key: str, value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise SettingsError(f'{file}: "{key}" must be a table, such as [fields]')
    found: dict[str, tuple[str, ...]] = {}
    for name, given in value.items():
        if name not in _KEPT:
            nearest = difflib.get_close_matches(name, _KEPT, n=1, cutoff=0)[0]
            raise SettingsError(
                f'{file}: unknown key "{name}" in [{key}]; the nearest valid one is "{nearest}"',
                f"valid keys are {', '.join(_KEPT)}",
            )
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not names or not all(isinstance(item, str) and item for item in names):
            raise SettingsError(f'{file}: "{name}" in [{key}] must be a name or a list of names, such as ["body"]')
        found[name] = tuple(names)
    return found


def _flag(file: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f'{file}: "{key}" must be true or false')
    return value


def _whole(most: int, least: int = 1) -> Callable[[Path, str, object], int]:
    def read(file: Path, key: str, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise SettingsError(f'{file}: "{key}" must be a whole number from {least} to {most}')
        return value

    return read


_READERS: dict[str, Callable[[Path, str, object], object]] = {
    "library": _folder,
    "dossiers": _names,
    "theme": _text,
    "private_hosts": _flag,
    "fetch_megabytes": _whole(10_000),
    "fetch_seconds": _whole(10_000),
    "fetch_redirects": _whole(100, least=0),
    "fetch_connections": _whole(64),
    "feed_entries": _whole(1_000_000),
    "document_megabytes": _whole(10_000),
    "stream_gigabytes": _whole(10_000),
    "page_elements": _whole(10_000_000),
    "text_characters": _whole(100_000_000),
    "nesting": _whole(10, least=0),
    "archive_members": _whole(100_000_000),
    "unpacked_gigabytes": _whole(10_000),
    "unpacked_ratio": _whole(10_000),
    "pdf_pages": _whole(1_000_000),
    "fields": _fields,
}
