"""How good an extractive summary is.

*ROUGE-1* (Lin 2004): the share of a reference's words that the first hundred words of a summary hold,
each counted as often as in both; the cut keeps a longer summary from winning by its length. *Parties covered*: the
share of the parties with a marked statement that the summary gives at least one of; *all covered* the share of the
texts in which it gives one of each; *main positions* the share in which it holds the main position of each party, as
the reader sees them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy.marked import MarkedText, located

Spans = Sequence[Sequence[int]]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.lower()))


def rouge_1(summary: str, reference: str, budget: int = 100) -> float:
    """Share of the reference's words among the first `budget` words of the summary."""
    held, wanted = _words(" ".join(summary.split()[:budget])), _words(reference)
    return (held & wanted).total() / wanted.total()


def read_abstracts(path: Path) -> dict[str, str]:
    """Reference abstracts by the name of the sample article."""
    lines = path.read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


def parties_covered(gold: MarkedText, text: str, summary: Spans) -> tuple[int, int]:
    """How many of the parties that state something are given a statement by the summary, and how many there are.

    A statement is given when at least half of it lies in one of the summary's sentences.
    """
    parties = {mark.party for mark in gold.marks if mark.party}
    given = set()
    for mark, place in located(gold, text):
        if not mark.party or not place:
            continue
        half = (place[1] - place[0]) / 2
        if any(min(place[1], end) - max(place[0], start) >= half for start, end in summary):
            given.add(mark.party)
    return len(given), len(parties)


def holds_main(answer: Mapping[str, Any], summary: Spans) -> bool:
    """Whether a summary has a sentence with the main position of each party, as the reader's analysis sees them."""
    starts = {each["id"]: each["content"][0][0] for each in answer["statements"]}
    main: dict[str, list[str]] = {}
    for position in answer["positions"]:
        main.setdefault(position["party"], position["statements"])
    return all(any(start <= starts[one] < end for one in ids for start, end in summary) for ids in main.values())
