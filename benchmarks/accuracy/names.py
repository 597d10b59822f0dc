"""Names marked beside a text, and how well a system's names agree with them: span and type, every occurrence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

#: the types that the marked texts hold
TYPES = ("person", "place", "nationality", "organization")
Name = tuple[int, int, str]


def read(path: Path) -> list[Name]:
    """Rows of `start, end, type, text` by tabs."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return [(int(start), int(end), kind) for start, end, kind, _ in rows]


def plain(text: str, names: Iterable[Name]) -> set[Name]:
    """Names of the measured types, without the leading article and possessive that systems treat differently."""
    kept = set()
    for start, end, kind in names:
        if kind not in TYPES:
            continue
        article = re.match(r"the\s+", text[start:end], re.IGNORECASE)
        possessive = re.search(r"[’']s?$", text[start:end])
        kept.add((start + (article.end() if article else 0), end - (len(possessive[0]) if possessive else 0), kind))
    return kept


def count(gold: set[Name], given: set[Name], into: Counter[tuple[str, str]]) -> None:
    """Add up, per type and for the three types that are measured together, what was marked, given and right."""
    for name, marked in (("gold", gold), ("given", given), ("right", gold & given)):
        for _, _, kind in marked:
            into[kind, name] += 1
            if kind != "organization":
                into["person, place, nationality", name] += 1


def f1(counts: Counter[tuple[str, str]], kind: str) -> float:
    """Harmonic mean of precision and recall for one type."""
    both = counts[kind, "gold"] + counts[kind, "given"]
    return 2 * counts[kind, "right"] / both if both else 0.0
