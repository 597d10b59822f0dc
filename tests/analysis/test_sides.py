"""For whom is spoken, judged on short texts, and sides of a dispute that no dossier knows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kurilreader.analysis.dossier import load_dossiers
from kurilreader.analysis.engine import Engine
from kurilreader.analysis.page import Page
from kurilreader.analysis.sides import sides
from kurilreader.domain import Article

JUDGED = Path(__file__).parents[2] / "benchmarks" / "judged" / "parties.tsv"
ENGINE = Engine(load_dossiers())


def parties(text: str) -> set[str]:
    found = ENGINE.analyse(Article("a", "", text)).statements
    return {each.party for each in found if each.party is not None}


def test_texts_judged_by_hand_have_their_parties() -> None:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = sum(parties(row["text"]) == set(row["parties"].split(",")) - {"-"} for row in rows)
    assert right / len(rows) >= 0.9


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The self-declared Lagoon Republic closed the bridge.", ["Lagoon Republic"]),
        ("The Free Coast Front (FCF), which controls the port, opened it.", ["Free Coast Front"]),
        ("The Army of the Hills, a rebel group from the north, fired.", ["Army of the Hills"]),
        ("The Hill People’s Army, a separatist movement of the north, fired. The Hill People’s Army denied it.",
         ["Hill People’s Army", "Hill People’s Army"]),
        ("The National Farmers Union, which publishes a paper, said no.", []),
        ("The Free Coast Front opened the port.", []),
    ],
)  # fmt: skip
def test_a_side_is_what_the_text_says_fights_or_rules(text: str, names: list[str]) -> None:
    assert [hit.entry.name for hit in sides(Page(text), [])] == names


def test_an_unknown_side_holds_positions_under_its_name() -> None:
    text = (
        "The Free Coast Front, which controls the port, refused to let the grain ships pass. "
        "The front said it would open the port only if the army left."
    )
    found = ENGINE.analyse(Article("a", "", text))
    assert {(each.party, each.name) for each in found.positions} == {("free-coast-front", "Free Coast Front")}
    assert parties(text) == {"free-coast-front"}
