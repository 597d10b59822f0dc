"""Texts with their statements marked, and how well a system's statements agree with them.

The markup is `<s p="party" w="speaker" k="kind" t="topic">content</s>` for a party's statement and `<o>…</o>` for what
voices that are no party say; marks nest where several parties say the same. Some texts also mark the source (`<w>`) and
the cue (`<c>`), tied to their contents by a number. See benchmarks/marked/README.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TAG = re.compile(r"<(/?)([sowc])([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked content: where it stands in the bare text, and what it is; `party` is empty for other voices."""

    start: int
    end: int
    party: str
    speaker: str
    kind: str
    topic: str
    #: ties it to its source and its cue; empty where those are not marked
    number: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A marked source or cue: where it stands in the bare text, and which contents it belongs to."""

    start: int
    end: int
    #: "source" or "cue"
    role: str
    number: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A bare text with its marks."""

    name: str
    text: str
    marks: tuple[Marked, ...]
    roles: tuple[Role, ...] = ()


def parse(name: str, raw: str) -> MarkedText:
    """Take the markup out of a text and keep what it marks."""
    pieces: list[str] = []
    marks: list[Marked] = []
    roles: list[Role] = []
    stack: list[tuple[dict[str, str], int]] = []
    at = length = 0
    for tag in _TAG.finditer(raw):
        pieces.append(raw[at : tag.start()])
        length += tag.start() - at
        at = tag.end()
        if not tag[1]:
            stack.append((dict(_ATTRIBUTE.findall(tag[3])), length))
            continue
        given, start = stack.pop()
        if tag[2] in "wc":
            roles.append(Role(start, length, "source" if tag[2] == "w" else "cue", given["n"]))
        else:
            told = (given.get(key, "") for key in "pwktn")
            marks.append(Marked(start, length, *told))
    if stack:
        raise ValueError(f"{name}: {len(stack)} marks are not closed")
    pieces.append(raw[at:])
    marks.sort(key=lambda mark: (mark.start, mark.end))
    return MarkedText(name, "".join(pieces), tuple(marks), tuple(sorted(roles, key=lambda role: role.start)))


def read_folder(folder: Path) -> list[MarkedText]:
    """All marked texts of a folder, by name."""
    return [parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]


def located(gold: MarkedText, text: str) -> Iterator[tuple[Marked, tuple[int, int] | None]]:
    """Each mark with its place in the text as the reader kept it (cleaning may move it), None where it is lost."""
    cursor = 0
    for mark in gold.marks:
        pattern = re.compile(r"\s+".join(map(re.escape, gold.text[mark.start : mark.end].split())))
        found = pattern.search(text, max(0, cursor - 400)) or pattern.search(text)
        yield mark, found.span() if found else None
        if found:
            cursor = found.start()


def agrees(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans mark the same content.

    Their intersection is at least .4 of their union, or the shorter lies to .8 inside the longer one, which is at most
    three times as long.
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    if shared <= 0:
        return False
    lengths = (one[1] - one[0], other[1] - other[0])
    union = max(one[1], other[1]) - min(one[0], other[0])
    return shared / union >= 0.4 or (shared / min(lengths) >= 0.8 and max(lengths) <= 3 * min(lengths))


@dataclass(slots=True)
class Score:
    """Counts over a set of texts, and what went wrong."""

    counts: Counter[str]
    errors: list[str]

    def share(self, part: str, whole: str) -> float:
        """One count over another, 0 where there is nothing."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of party statements."""
        precision, recall = self.share("right", "given"), self.share("hit", "gold")
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _extent(statement: Mapping[str, Any]) -> tuple[int, int]:
    return min(s for s, _ in statement["content"]), max(e for _, e in statement["content"])


def score(golds: Iterable[MarkedText], answers: Iterable[Mapping[str, Any]]) -> Score:
    """Compare marked texts with answers in the JSON of the analysis contract, one a text, in order."""
    total = Score(Counter(), [])
    counts = total.counts
    for gold, answer in zip(golds, answers, strict=True):
        text = answer["article"]["text"]
        given = [statement for statement in answer["statements"] if statement.get("party")]
        places = [(mark, place) for mark, place in located(gold, text) if mark.party]
        for mark, place in places:
            counts["gold"] += 1
            same_span = [s for s in given if place and agrees(_extent(s), place)]
            hits = [s for s in same_span if s["party"].lower() == mark.party.lower()]
            if not hits:
                what = "wrong party" if same_span else "missed"
                total.errors.append(f"{gold.name}: {what}: {mark.party} {gold.text[mark.start : mark.end][:90]!r}")
                continue
            counts["hit"] += 1
            hit = hits[0]
            counts["kind"] += hit["kind"] == mark.kind
            if hit["kind"] != mark.kind:
                total.errors.append(f"{gold.name}: kind {hit['kind']} for {mark.kind}: {hit['text'][:90]!r}")
            if mark.speaker:
                counts["speakers"] += 1
                speaker = hit.get("speaker") or {}
                said_by = f"{speaker.get('name') or ''} {speaker.get('text') or ''}".lower()
                right = mark.speaker.split()[-1].lower() in said_by
                counts["speaker"] += right
                if not right:
                    total.errors.append(f"{gold.name}: speaker {said_by.strip()!r} for {mark.speaker}")
            if mark.topic:
                counts["topics"] += 1
                counts["topic"] += mark.topic in hit["topics"]
        for statement in given:
            counts["given"] += 1
            right = any(
                place and mark.party.lower() == statement["party"].lower() and agrees(_extent(statement), place)
                for mark, place in places
            )
            counts["right"] += right
            if not right:
                total.errors.append(f"{gold.name}: not marked: {statement['party']} {statement['text'][:90]!r}")
    return total
