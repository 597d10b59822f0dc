"""Looking whether all is well: files, records, index, analyses."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from kurilreader.desk.reports import Finding, Health
from kurilreader.domain import KurilError
from kurilreader.library import Library
from kurilreader.settings import Settings

#: bytes that should be free beside the library
_ROOM = 200 * 1024 * 1024


def examine(library: Library, directory: Path, settings: Settings) -> list[Finding]:
    """Everything there is to look at, in the order in which one would put it right."""
    return [
        *_settings(settings),
        *_files(directory),
        *_records(library, directory),
        *_index(library, directory),
        *_analyses(library, settings),
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    yield _good(f"settings: {settings.path or 'none, all as shipped'}")


def _files(directory: Path) -> Iterator[Finding]:
    open_to_others = [
        path
        for path in (directory, *sorted(directory.glob("library.db*")))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    for path in open_to_others:
        mode = "700" if path.is_dir() else "600"
        yield Finding(Health.WARNING, f"others on this machine may look into {path}", f"run: chmod {mode} {path}")
    if not open_to_others:
        yield _good(f"files: {directory} is for its owner alone")
    free = shutil.disk_usage(directory).free
    if free < _ROOM:
        yield Finding(Health.WARNING, f"only {free // 1024**2} MiB are free on the disk", "free some space")


def _records(library: Library, directory: Path) -> Iterator[Finding]:
    try:
        problems = library.check()
    except KurilError as error:
        problems = [str(error)]
    for problem in problems:
        yield Finding(
            Health.BROKEN,
            f"library: {problem}",
            f"copy {directory} to a safe place, then restore a backup or begin another with --library",
        )
    if not problems:
        yield _good(f"library: {library.count()} articles, all whole")


def _index(library: Library, directory: Path) -> Iterator[Finding]:
    from kurilreader.search.inline import open_engine

    engine = open_engine(directory, ())
    try:
        reached, now = engine.revision(), library.revision()
    finally:
        engine.close()
    if reached < 0 < now:
        yield Finding(Health.WARNING, "index: missing or damaged", "run: kurilreader reindex")
    elif reached > now:
        yield Finding(Health.WARNING, "index: made from another library", "run: kurilreader reindex")
    elif 0 <= reached < now:
        yield Finding(Health.GOOD, f"index: {now - reached} changes behind", "the next search catches up")
    else:
        yield _good("index: up to date")


def _analyses(library: Library, settings: Settings) -> Iterator[Finding]:
    from kurilreader.desk.engine import load_engine

    try:
        engine = load_engine(settings)
    except KurilError as error:
        yield Finding(Health.BROKEN, f"analysis: {error}", error.hint)
        return
    due = len(library.unanalysed(engine.version))
    if due:
        yield Finding(
            Health.WARNING,
            f"analyses: {due} of {library.count()} articles have none by the present engine ({engine.version})",
            "open the reader, or add an article: what is due is analysed then",
        )
    else:
        yield _good(f"analyses: all by the present engine ({engine.version})")


def _good(message: str) -> Finding:
    return Finding(Health.GOOD, message)
