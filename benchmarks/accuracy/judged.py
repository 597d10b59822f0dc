"""Measures on what was judged by hand apart from whole articles: kinds of single sentences, paraphrases, parties."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from benchmarks.accuracy.systems import reader
from kurilreader.analysis.kinds import Kinds, negated
from kurilreader.analysis.rules.lexicon import lexicon
from kurilreader.analysis.sameness import same
from kurilreader.domain import Kind, Quote, Span, Statement

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of a table with a line of headings, cells separated by tabs."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def kinds(path: Path) -> tuple[int, int]:
    """How many sentences are given the kind they were judged to be, and how many there are."""
    table = Kinds(lexicon())
    rows = read(path)
    return sum(table.decide(row["content"], row["cue"]).value == row["kind"] for row in rows), len(rows)


def pairs(path: Path) -> tuple[float, float, int]:
    """Precision and recall of "says the same" on pairs of wordings, and how many there are."""
    rows = read(path)
    found = [same(_said(row["first"], row["kind"]), _said(row["second"], row["kind"])) for row in rows]
    right = [row["same"] == "1" for row in rows]
    hits = sum(one and other for one, other in zip(found, right, strict=True))
    return hits / max(1, sum(found)), hits / max(1, sum(right)), len(rows)


def parties(path: Path) -> tuple[int, int]:
    """How many short texts have exactly the parties that state something in them, and how many there are."""
    rows = read(path)
    answers = reader([(f"{number:03}", row["text"]) for number, row in enumerate(rows)])
    right = sum(
        _parties(statement["party"] for statement in answer["statements"]) == set(row["parties"].split(",")) - {"-"}
        for row, answer in zip(rows, answers, strict=True)
    )
    return right, len(rows)


def _parties(found: Iterable[str | None]) -> set[str]:
    return {each for each in found if each}


def _said(text: str, kind: str) -> Statement:
    return Statement(
        "s", "XX", None, None, (Span(0, len(text)),), text, Quote.INDIRECT, Kind(kind), negated=negated(text)
    )  # fmt: skip
