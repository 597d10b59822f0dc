"""Attributions on PolNeAR's dev part: the tagger beside textacy and a dependency-rule extractor."""

from __future__ import annotations

from pathlib import Path

from benchmarks import polnear
from benchmarks.accuracy.systems import Answer, rival
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.tagger import Tagger
from kurilreader.domain import Span
from training.polnear import read_part

MEASURES = ("published", "all", "linked", "quotes > 0.3", "quotes > 0.8", "speaker")


def _attribution(given: Answer) -> Attribution:
    def span(pair: list[int] | None) -> Span | None:
        return Span(*pair) if pair else None

    return Attribution(tuple(Span(*pair) for pair in given["content"]), span(given["cue"]), span(given["source"]))


def rows(corpus: Path, python: Path | None) -> list[list[str]]:
    """One row a system, F1 by each of `MEASURES`; `python -m benchmarks.polnear` adds intervals and single roles."""
    docs = read_part(corpus, "dev")
    counted = {"kurilreader": polnear.measure(Tagger(), docs)}
    if python:
        for system in ("textacy", "spacy-rules"):
            answers, _ = rival(python, system, [doc.text for doc in docs])
            counted[system] = [
                polnear.count(doc, [_attribution(one) for one in answer["attributions"]])
                for doc, answer in zip(docs, answers, strict=True)
            ]
    table = []
    for system, counts in counted.items():
        total = polnear.total(counts)
        table.append([system, *(f"{polnear.f1(total, measure):.3f}" for measure in MEASURES)])
    return table
