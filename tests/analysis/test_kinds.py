from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kurilreader.analysis.kinds import Kinds, _table, _Wordings, negated, wording
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


def judged(name: str) -> list[dict[str, str]]:
    path = Path(__file__).parents[2] / "benchmarks" / "judged" / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_judged_sentences_are_told_apart() -> None:
    rows = judged("kinds.tsv")
    right = sum(KINDS.decide(row["content"], row["cue"]).value == row["kind"] for row in rows)
    assert right / len(rows) >= 0.93


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("if they fire once more, we will fire back", Kind.WARNING),
        ("if they leave the ridge, we can talk about everything", Kind.CONDITION),
        ("we shall not rest until the last child is home", Kind.COMMITMENT),
        ("the crossing will remain shut until further notice", Kind.COMMITMENT),
        ("no lease of whatever length can be a substitute for that", Kind.REFUSAL),
        ("nobody will discuss it with anyone", Kind.REFUSAL),
        ("No, we will keep working for a treaty", Kind.COMMITMENT),
        ("a call between the ministers could be arranged within days", Kind.OFFER),
        ("it reserves the right to take countermeasures", Kind.WARNING),
        ("the steps ran counter to the agreement", Kind.ACCUSATION),
    ],
)
def test_constructions(content: str, kind: Kind) -> None:
    assert KINDS.decide(content, "said") is kind


def test_what_another_party_keeps_doing_is_an_accusation() -> None:
    text = "the British have been shrinking the deal since the day they signed it"
    assert KINDS.decide(text, "said", (), ["British"]) is Kind.ACCUSATION


def test_insisting_on_a_right_asserts_it_and_on_an_answer_demands_it() -> None:
    assert KINDS.decide("the legitimacy of its administration", "insisting on") is Kind.CLAIM
    assert KINDS.decide("a written answer", "insisted :: on ") is Kind.DEMAND


def test_strong_wording_decides_against_a_promise() -> None:
    assert KINDS.decide("that it would never accept the line", "vowed") is Kind.REFUSAL
    assert KINDS.decide("a crushing reply", "promised") is Kind.WARNING


def test_a_dossier_s_wording_may_use_the_words_in_capitals() -> None:
    kinds = Kinds(lexicon(()), [(Kind.WARNING, ("The Salt WILL remember", "OWN BE angry"))])
    assert kinds.decide("the salt would remember", "said") is Kind.WARNING
    assert kinds.decide("we are angry", "said") is Kind.WARNING
    assert kinds.decide("the salt may remember", "said") is Kind.CLAIM


def test_looking_for_a_needed_word_first_changes_no_answer() -> None:
    texts = [row["content"].lower() for name in ("kinds.tsv", "kinds-second.tsv") for row in judged(name)]
    for name in ("condition", "warning", "refusal", "accusation", "demand", "offer", "commitment", "support"):
        for phrase in (*_table()[name]["strong"], *_table()[name]["weak"]):
            plain = re.compile(wording(phrase))
            quick = _Wordings([phrase])
            assert [quick.search(text) for text in texts] == [plain.search(text) is not None for text in texts]
