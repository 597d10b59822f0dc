"""The sample library: the articles that come with the program, in a library of their own in the cache folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path

import platformdirs

from kurilreader.desk.desk import Desk
from kurilreader.desk.engine import fingerprint
from kurilreader.desk.reports import Watcher
from kurilreader.domain import KurilError
from kurilreader.settings import APPLICATION, Settings

_PREFIX = "sample-"


def sample_library(settings: Settings, progress: Watcher | None = None) -> Path:
    """The folder of the sample library, made the first time, and anew when samples or analysis have changed.

    It appears only when it is whole; several processes may make it at once, and one of them wins.
    """
    cache = platformdirs.user_cache_path(APPLICATION)
    with as_file(files("kurilreader") / "samples") as samples:
        directory = cache / f"{_PREFIX}{_digest(samples, settings)}"
        if directory.is_dir():
            return directory
        making = directory.with_name(f"{directory.name}.{os.getpid()}.making")
        try:
            cache.mkdir(parents=True, exist_ok=True)
            _forget_others(cache)
            _make(making, samples, settings, progress)
            with suppress(OSError):
                making.rename(directory)
        except OSError as error:
            raise KurilError(
                f"the sample library cannot be made in {cache} ({error.strerror})", "check its permissions"
            ) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return directory


def _make(directory: Path, samples: Path, settings: Settings, progress: Watcher | None) -> None:
    """Take the samples in, analyse and index them."""
    with Desk.open(directory, settings) as desk:
        report = desk.add([str(samples)], progress=progress)
        if report.failed:
            raise report.failed[0]
        desk.analyse_pending(progress)


def _digest(samples: Path, settings: Settings) -> str:
    """Changes with whatever the sample library is made of: its articles, and what analyses them."""
    found = hashlib.sha256(fingerprint(settings).encode())
    for file in sorted(samples.iterdir()):
        if file.is_file():
            found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:12]


def _forget_others(cache: Path) -> None:
    """Remove sample libraries of other versions, and those that a kill left unfinished."""
    for folder in cache.glob(f"{_PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)
