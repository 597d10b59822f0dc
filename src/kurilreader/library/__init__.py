"""The record: articles, analyses, reading state. SQLite in WAL mode, behind `interface.Library`."""

from __future__ import annotations

from pathlib import Path

from kurilreader.library.interface import Added, Change, Library

__all__ = ["Added", "Change", "Library", "open_library"]


def open_library(directory: Path, *, create: bool = True, patience: float = 5.0) -> Library:
    """Open the library in a folder, made if it is missing (unless `create` is False) and brought up to date.

    `patience` is how many seconds a writer waits for another one. Raises `LibraryBusy` or `LibraryBroken`.
    """
    from kurilreader.library.store import SqliteLibrary

    return SqliteLibrary(directory, create=create, patience=patience)
