from __future__ import annotations

import re

import pytest

from kurilreader.analysis.kinds import Kinds, negated, wording
from kurilreader.analysis.rules.lexicon import lexicon
from kurilreader.domain import Kind

KINDS = Kinds(lexicon())

CASES = [
    ("talks are possible only if the fleet leaves", "said", "condition"),
    ("we will not talk until the fleet leaves", "said", "condition"),
    ("unless the fleet leaves, there can be no talks", None, "condition"),
    ("to hand over the cape once a treaty was signed", "promised", "condition"),
    ("the cape would pay the price for this folly", "said", "warning"),
    ("Iceland would face tariffs if it did not open the port", "warned", "warning"),
    ("such steps will not go unanswered", "said", "warning"),
    ("there will be no talks on the cape", "said", "refusal"),
    ("the map", "rejected", "refusal"),
    ("the map", "not recognise", "refusal"),
    ("the sale of the cape was illegal", "said", "accusation"),
    ("the map", "condemned", "accusation"),
    ("as a fabrication", "rejected", "accusation"),
    ("Iceland should open the port", "said", "demand"),
    ("to open the port", "urged", "demand"),
    ("we are ready to meet at any level", "said", "offer"),
    ("to share the survey", "offered", "offer"),
    ("talks", "not rule out", "offer"),
    ("we will keep the radar", "said", "commitment"),
    ("to keep the radar", "vowed", "commitment"),
    ("the new survey", "welcomed", "support"),
    ("the new map", "voiced :: support for", "support"),
    ("the buoys", "lodged :: a protest over", "accusation"),
    ("the cape has been ours since 1820", "said", "claim"),
    ("its rights on the shelf", "reaffirmed", "claim"),
    ("we urge Iceland to leave", None, "demand"),
    ("we warmly welcome the survey", None, "support"),
]


@pytest.mark.parametrize(("content", "cue", "kind"), CASES)
def test_the_kind_of_a_statement(content: str, cue: str | None, kind: str) -> None:
    assert KINDS.decide(content, cue) is Kind(kind)


def test_the_speaker_s_own_name_counts_as_we() -> None:
    assert KINDS.decide("Oslo will build a lighthouse of its own", "said", ("Norway", "Oslo")) is Kind.COMMITMENT


def test_a_dossier_adds_wordings() -> None:
    kinds = Kinds(lexicon(), [(Kind.WARNING, ("the Salt remembers",))])
    assert kinds.decide("the salt remembers everything", "said") is Kind.WARNING
    assert KINDS.decide("the salt remembers everything", "said") is Kind.CLAIM


def test_wordings_of_the_table() -> None:
    assert re.search(wording("only if"), "possible only if")
    assert not re.search(wording("only if"), "only iffy")
    assert re.search(wording("sanction*"), "sanctioned")
    assert re.search(wording("no … before"), "no talks at all before spring")
    assert not re.search(wording("^let"), "do let")
    assert re.search(wording("OWN will"), "the government will")


def test_negation() -> None:
    assert negated("no talks are planned")
    assert negated("they don’t plan talks")
    assert not negated("talks are planned now")
