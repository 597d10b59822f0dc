"""The record: articles, analyses, reading state. SQLite in WAL mode, behind `interface.Library`."""

from __future__ import annotations

from pathlib import Path

from kurilreader.library.arrivals import (
    Added,
    Arrival,
    Failure,
    Feed,
    FeedOptions,
    Job,
    JobState,
    Mark,
    Origin,
    Undone,
)
from kurilreader.library.interface import Change, Library

__all__ = [
    "Added",
    "Arrival",
    "Change",
    "Failure",
    "Feed",
    "FeedOptions",
    "Job",
    "JobState",
    "Library",
    "Mark",
    "Origin",
    "Undone",
    "open_library",
]


def open_library(directory: Path, *, create: bool = True, patience: float = 5.0) -> Library:
    """Open the library in a folder, made if it is missing (unless `create` is False) and brought up to date.

    `patience` is how many seconds a writer waits for another one. Raises `LibraryBusy` or `LibraryBroken`.
    """
    from kurilreader.library.store import SqliteLibrary

    return SqliteLibrary(directory, create=create, patience=patience)
