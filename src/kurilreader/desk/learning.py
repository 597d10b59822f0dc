"""What dossiers learn from corrections: a dossier file of its own among the user's, with its comments kept."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kurilreader.domain import DossierError
from kurilreader.domain.review import EntityCorrection

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_PARTY = re.compile(r"[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*")
_HEAD = (
    "What was learned from corrections. Names are added to and taken from this file; edit it as you like.",
    "It is read whichever dossiers are chosen: a name goes to the party or person that another dossier describes.",
)


def learn(folder: Path, correction: EntityCorrection, party_name: str, *, holds: bool, others: bool) -> bool:
    """Let the file know a name, or (`holds` False) no more; returns whether the file was changed.

    `party_name` is what the party is called where the correction is about one; `others` says that other corrections
    about the same party or person hold, so that it stays though this name goes. `DossierError` for a file that is
    wrong or cannot be written.
    """
    from kurilreader.analysis.dossier import LEARNED

    file = folder / f"{LEARNED}.toml"
    document = _read(file)
    before = document.as_string()
    if _PARTY.fullmatch(correction.target):
        _change(
            document,
            "party",
            {"id": correction.target, "name": party_name},
            "names",
            correction,
            holds=holds,
            others=others,
        )
    else:
        person = {"name": correction.target} | ({"party": correction.entity} if correction.entity else {})
        _change(document, "person", person, "aliases", correction, holds=holds, others=others)
    after = document.as_string()
    if after == before or (not holds and not file.exists()):
        return False
    _write(file, after)
    return True


def _change(
    document: TOMLDocument,
    table: str,
    described: dict[str, str],
    names: str,
    correction: EntityCorrection,
    *,
    holds: bool,
    others: bool,
) -> None:
    import tomlkit

    key = "id" if table == "party" else "name"
    entries: Any = document.get(table)
    entry: Any = next((each for each in entries or () if each.get(key) == described[key]), None)
    own_name = correction.words in (described["name"], correction.target)
    if holds:
        if entry is None:
            entry = tomlkit.table()
            for name, value in described.items():
                entry[name] = value
            if entries is None:
                entries = document[table] = tomlkit.aot()
            entries.append(entry)
        elif "party" in described:
            entry["party"] = described["party"]
        if not own_name and correction.words not in entry.get(names, ()):
            entry.setdefault(names, tomlkit.array()).append(correction.words)
        return
    if entry is None:
        return
    if correction.words in entry.get(names, ()):
        entry[names].remove(correction.words)
    if not others and not entry.get(names):
        entries.remove(entry)
        if not entries:
            del document[table]


def _read(file: Path) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        return tomlkit.parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
        for line in _HEAD:
            document.add(tomlkit.comment(line))
        document.add("title", tomlkit.item("Learned from corrections"))
        document.add(tomlkit.nl())
        return document
    except (OSError, UnicodeDecodeError, ParseError) as error:
        raise DossierError(f"{file}: cannot be read ({error})", "correct it, or move it away") from error


def _write(file: Path, text: str) -> None:
    making = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        making.write_text(text, encoding="utf-8")
        making.replace(file)
    except OSError as error:
        raise DossierError(f"{file}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)
