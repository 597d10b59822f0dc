"""The analysis engine as the settings want it. Loading it is slow; nothing else here is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from kurilreader import __version__
from kurilreader.settings import Settings, dossier_folder

if TYPE_CHECKING:
    from kurilreader.analysis.engine import Engine


def load_engine(settings: Settings, dossiers: Sequence[str] | None = None, threads: int = 1) -> Engine:
    """The engine with these dossiers, else those of the settings. Raises `DossierError`.

    `threads` is how many of them may work on one batch: 1 where several engines work side by side. In a package
    without a trained model the rules work alone.
    """
    from kurilreader.analysis.dossier import load_dossiers
    from kurilreader.analysis.engine import Engine

    known = load_dossiers(dossiers or settings.dossiers, dossier_folder())
    if not (files("kurilreader.model") / "model.onnx").is_file():
        return Engine(known)
    from kurilreader.analysis.tagger import Tagger

    return Engine(known, Tagger(threads=threads))


def fingerprint(settings: Settings) -> str:
    """Changes whenever the engine's version may have: made of the files it consists of, without loading them."""
    found = hashlib.sha256(f"{__version__} {settings.dossiers}".encode())
    for part in ("model", "dossiers", "analysis"):
        with as_file(files("kurilreader") / part) as folder:
            for file in sorted(folder.rglob("*")):
                if file.suffix != ".pyc":
                    _note(found, file)
    own = sorted(dossier_folder().glob("*.toml"))
    for file in [*own, *(Path(name) for name in settings.dossiers or () if name.endswith(".toml"))]:
        _note(found, file)
    return found.hexdigest()[:16]


def _note(found: hashlib._Hash, file: Path) -> None:
    if file.is_file():
        stat = file.stat()
        found.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
