"""Judged queries and the marked timeline hold together."""

import csv
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "src" / "kurilreader" / "samples"
LADDER = ("offer", "condition", "refusal")


def judgements() -> list[tuple[str, str, int]]:
    text = (ROOT / "benchmarks" / "judged" / "queries.tsv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["query", "sample", "grade"]
    return [(query, sample, int(grade)) for query, sample, grade in rows[1:]]


def timeline() -> list[dict[str, Any]]:
    with (ROOT / "benchmarks" / "timeline.toml").open("rb") as file:
        statements: list[dict[str, Any]] = tomllib.load(file)["statement"]
    return statements


def test_each_judgement_names_a_sample_once() -> None:
    rows = judgements()
    stems = {path.stem for path in SAMPLES.iterdir()}
    assert all(sample in stems for _, sample, _ in rows)
    assert {grade for _, _, grade in rows} == {1, 2, 3}
    assert max(Counter((query, sample) for query, sample, _ in rows).values()) == 1


def test_there_are_enough_queries_with_an_answer_each() -> None:
    best: dict[str, int] = {}
    for query, _, grade in judgements():
        best[query] = max(grade, best.get(query, 0))
    assert len(best) >= 40
    assert min(best.values()) >= 2


def test_the_timeline_has_thirty_statements_of_two_parties_on_three_topics() -> None:
    statements = timeline()
    assert len(statements) == 30
    assert len({one["id"] for one in statements}) == 30
    assert {one["party"] for one in statements} == {"RU", "JP"}
    assert len({one["topic"] for one in statements}) == 3
    assert [one["date"] for one in statements] == sorted(one["date"] for one in statements)
    assert all(isinstance(one["date"], date) for one in statements)
    assert min(Counter(one["change"] for one in statements).values()) >= 5


def test_every_change_follows_from_the_statement_it_is_held_against() -> None:
    earlier: dict[str, dict[str, Any]] = {}
    for one in timeline():
        assert ("against" in one) == (one["change"] != "new")
        if "against" in one:
            other = earlier[one["against"]]
            assert (other["party"], other["topic"]) == (one["party"], one["topic"])
            if one["change"] == "repeated":
                assert one["kind"] == other["kind"]
            else:
                step = LADDER.index(one["kind"]) - LADDER.index(other["kind"])
                assert step > 0 if one["change"] == "hardened" else step < 0
        earlier[one["id"]] = one
