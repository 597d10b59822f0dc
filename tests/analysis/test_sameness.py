"""Whether two statements say the same in other words."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.kinds import negated
from kurilreader.analysis.sameness import content_words, likeness, same, stem
from kurilreader.domain import Kind, Quote, Span, Statement

PAIRS = Path(__file__).parents[2] / "benchmarks" / "judged" / "pairs.tsv"


def said(text: str, kind: Kind, topics: tuple[str, ...] = ()) -> Statement:
    return Statement(
        "s", "NO", None, None, (Span(0, len(text)),), text, Quote.INDIRECT, kind, topics, negated(text)
    )  # fmt: skip


def test_pairs_judged_by_hand_are_told_apart() -> None:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [same(said(row["first"], Kind(row["kind"])), said(row["second"], Kind(row["kind"]))) for row in rows]
    right = [row["same"] == "1" for row in rows]
    hits = sum(one and other for one, other in zip(found, right, strict=True))
    assert hits / sum(found) >= 0.9
    assert hits / sum(right) >= 0.85


def test_endings_and_words_of_one_meaning_fall_together() -> None:
    assert stem("restored") == stem("resuming") == stem("reopen")
    assert content_words("the talks will go on") == content_words("to continue the dialogue")


def test_another_kind_polarity_or_topic_is_another_statement() -> None:
    text = "the dam harms the farmers of Egypt"
    assert same(said(text, Kind.CLAIM), said(text, Kind.CLAIM))
    assert not same(said(text, Kind.CLAIM), said(text, Kind.ACCUSATION))
    assert not same(said(text, Kind.CLAIM), said("the dam does not harm the farmers of Egypt", Kind.CLAIM))
    assert not same(said(text, Kind.CLAIM, ("water",)), said(text, Kind.CLAIM, ("law",)))


@given(st.frozensets(st.text("abc", min_size=1)), st.frozensets(st.text("abc", min_size=1)))
def test_likeness_is_a_share_and_the_same_both_ways(one: frozenset[str], other: frozenset[str]) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert not one or likeness(one, one) == 1
