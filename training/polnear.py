"""Read the PolNeAR corpus: articles with their attributions, in brat stand-off."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

Piece = tuple[int, int]
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t(.*)")


@dataclass(slots=True)
class Gold:
    """One attribution as marked: code point ranges, in text order."""

    cue: list[Piece] = field(default_factory=list)
    source: list[Piece] = field(default_factory=list)
    content: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Doc:
    """An article and its attributions."""

    name: str
    text: str
    attributions: list[Gold]


def read_part(root: Path, part: str) -> list[Doc]:
    """All articles of "train" or "dev", by name; where several people marked one, the first by name counts."""
    docs = []
    for path in sorted((root / part / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        marked = sorted((root / part / "attributions").glob(path.stem + "_*.ann"))
        marked = [
            m for m in marked if m.stem[: len(path.stem)] == path.stem and "_" not in m.stem[len(path.stem) + 1 :]
        ]
        with marked[0].open(encoding="utf-8", newline="") as file:
            docs.append(Doc(path.stem, text, _attributions(file.read())))
    return docs


def _attributions(stand_off: str) -> list[Gold]:
    spans: dict[str, list[Piece]] = {}
    found = []
    for line in stand_off.split("\n"):
        if span := _SPAN.match(line):
            spans[span[1]] = sorted((int(a), int(b)) for a, b in (p.split(" ") for p in span[3].split(";")))
        elif event := _EVENT.match(line):
            gold = Gold()
            for part in event[1].split()[1:]:
                role, _, key = part.partition(":")
                held = {"C": {"u": gold.cue, "o": gold.content}.get(role[1:2]), "S": gold.source}.get(role[:1])
                if held is not None:
                    held.extend(spans.get(key, ()))
            for held in (gold.cue, gold.source, gold.content):
                held.sort()
            if gold.cue or gold.content:
                found.append(gold)
    return found


def read_plain(root: Path, sources: tuple[str, ...]) -> list[Doc]:
    """Articles of some re3d sources, without marks."""
    return [
        Doc(f"{source}/{row['_id']}", row["text"], [])
        for source in sources
        for row in map(json.loads, (root / source / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    ]
