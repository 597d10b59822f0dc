"""Variants of marked texts: other people and countries in the same sentences, other quotation marks and dashes.

PolNeAR tells of one campaign in one country. A tagger for foreign news must not lean on its names, nor on its habits of
printing, so every epoch rewrites part of the texts; marks move along.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

import numpy as np

from kurilreader.analysis.tagger.pieces import quoted_ranges
from training import wordlists as w
from training.grammar import Rows
from training.samples import Marked
from training.templates import Writer

_COUNTRY = {name: i for i, (name, _, _) in enumerate(w.COUNTRIES)} | dict.fromkeys(
    ("U.S.", "US", "America", "USA"), [name for name, _, _ in w.COUNTRIES].index("United States")
)
_PEOPLE = {nationality: i for i, (_, nationality, _) in enumerate(w.COUNTRIES)}
_SEATS = {seat: i for i, (_, _, seat) in enumerate(w.COUNTRIES)}
METONYMS = ["the Foreign Ministry", "the ministry", "the Kremlin", "the government", "the embassy", "the cabinet"]


def rewrite(marked: Marked, edits: list[tuple[int, int, str, str | None]]) -> Marked:
    """Replace ranges by other words, and move every mark; an edit's type, if given, replaces that of the name there."""
    edits = sorted(edits)
    parts, moves, at, shift = [], [], 0, 0
    for start, end, new, _ in edits:
        parts += [marked.text[at:start], new]
        moves.append((start, end, shift, len(new)))
        shift += len(new) - (end - start)
        at = end
    parts.append(marked.text[at:])

    def move(offset: int, is_end: bool) -> int:
        low, high = 0, len(moves)
        while low < high:
            middle = (low + high) // 2
            if moves[middle][0] < offset or (moves[middle][0] == offset and not is_end):
                low = middle + 1
            else:
                high = middle
        if not low:
            return offset
        start, end, before, size = moves[low - 1]
        if offset >= end:
            return offset + before + size - (end - start)
        return start + before + (size if is_end else 0)

    types = {(a, b): kind for a, b, _, kind in edits if kind}
    return replace(
        marked,
        text="".join(parts),
        spans=[(move(a, False), move(b, True), role) for a, b, role in marked.spans],
        names=[(move(a, False), move(b, True), types.get((a, b), kind)) for a, b, kind in marked.names],
        stated=[(move(a, False), move(b, True), party, kind) for a, b, party, kind in marked.stated],
        unsure=[(move(a, False), move(b, True)) for a, b in marked.unsure],
        grammar=_moved(marked.grammar, edits),
    )


def _moved(grammar: Rows | None, edits: list[tuple[int, int, str, str | None]]) -> Rows | None:
    """Grammar of what stays, at its new place; of a word put in nothing is known."""
    if grammar is None or not edits:
        return grammar
    starts = np.array([e[0] for e in edits])
    ends = np.array([e[1] for e in edits])
    shifts = np.concatenate([[0], np.cumsum([len(e[2]) - (e[1] - e[0]) for e in edits])])
    before = np.searchsorted(ends, grammar[:, 0], side="right")
    kept = before == np.searchsorted(starts, grammar[:, 1], side="left")
    moved: Rows = grammar[kept].copy()
    moved[:, :2] += shifts[before[kept]][:, None].astype(np.int32)
    return moved


class Augmenter:
    """Makes the texts of one epoch after another from the originals."""

    def __init__(self, seed: int, written: int = 300) -> None:
        """Seed of all chance, and how many articles are written to a pattern for each epoch."""
        self.rng = random.Random(seed)
        self.writer = Writer(seed + 1)
        self.written = written

    def epoch(self, originals: list[Marked], extra: list[Marked]) -> list[Marked]:
        """Variants of the originals, and texts written to a pattern."""
        texts = [self.variant(m) for m in originals + extra]
        return texts + [self.printing(self.writer.article()) for _ in range(self.written)]

    def variant(self, marked: Marked) -> Marked:
        """Half of the texts with other names, all with some printer's habits."""
        chance = self.rng.random()
        if chance < 0.5:
            marked = self.recast(marked)
        return self.printing(marked)

    def recast(self, marked: Marked) -> Marked:
        """Other people and countries throughout a text, consistently; some sources become ministries and capitals."""
        rng = self.rng
        known = [(a, b, marked.text[a:b], kind) for a, b, kind in marked.names]
        people: dict[str, tuple[str, str]] = {}
        for _, _, words, kind in known:
            parts = words.split()
            if kind == "person" and len(parts) >= 2 and parts[-1] not in people:
                given, family, _ = self.writer.person()
                people[parts[-1]] = (given, family)
                people.setdefault(parts[0], (given, family))
        order = list(range(len(w.COUNTRIES)))
        rng.shuffle(order)
        sources = {(a, b) for a, b, role in marked.spans if role == "source"}
        places: dict[str, str] = {}
        edits: list[tuple[int, int, str, str | None]] = []
        last = 0
        for a, b, words, kind in known:
            if a < last:
                continue
            new: str | None = None
            becomes: str | None = None
            if kind == "person":
                parts = words.split()
                chosen = people.get(parts[-1]) or people.get(parts[0])
                if (a, b) in sources and rng.random() < 0.12:
                    pick = rng.random()
                    if pick < 0.7:
                        new = rng.choice(w.COUNTRIES)[rng.choice((0, 2, 2))]
                        becomes = "place"
                    else:
                        new = rng.choice(METONYMS)
                        becomes = "?"
                elif chosen:
                    family = chosen[1]
                    new = (
                        f"{chosen[0]} {family}" if len(parts) > 1 else (family if parts[0] != chosen[0] else chosen[0])
                    )
                elif len(parts) == 1:
                    people[words] = self.writer.person()[:2]
                    new = people[words][1]
            elif kind == "nationality" and words in _PEOPLE:
                new = w.COUNTRIES[order[_PEOPLE[words]]][1]
            elif kind == "place":
                if words in _COUNTRY:
                    new = w.COUNTRIES[order[_COUNTRY[words]]][0]
                elif words in _SEATS:
                    new = w.COUNTRIES[order[_SEATS[words]]][2]
                else:
                    new = places.setdefault(words, rng.choice(w.PLACES))
            if new and new != words:
                edits.append((a, b, new, becomes))
                last = b
        return rewrite(marked, edits)

    def printing(self, marked: Marked) -> Marked:
        """Straight or curly marks, one dash or another."""
        rng = self.rng
        text = marked.text
        chance = rng.random()
        if chance < 0.35:
            text = text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})
        elif chance < 0.75:
            letters = list(text)
            for a, b in quoted_ranges(text):
                if text[a] == '"':
                    letters[a] = "“"
                if text[b - 1] == '"':
                    letters[b - 1] = "”"
            text = re.sub(r"(?<=\w)'(?=\w|\s)", "’", "".join(letters))
        marked = replace(marked, text=text)
        dash = rng.choice(["—", " — ", " – ", "--", " - "])
        if rng.random() < 0.3:
            found = re.finditer(r"\s?(?:—|--|–)\s?|\s-\s", text)
            marked = rewrite(marked, [(m.start(), m.end(), dash, None) for m in found if "\n" not in m.group()])
        return marked
