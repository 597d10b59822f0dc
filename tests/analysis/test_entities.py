from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

CASES = [
    ("Norwegian diplomats met in Bergen.", [("Norwegian", "nationality"), ("Bergen", "place")]),
    ("Iceland's Foreign Ministry was silent.", [("Iceland", "place"), ("Foreign Ministry", "organization")]),
    ("President Ada Lund wrote to Jon Ek.", [("Ada Lund", "person"), ("Jon Ek", "person")]),
    ("The U.S. Navy passed the South China Sea.", [("U.S. Navy", "organization"), ("South China Sea", "place")]),
    ("The Ministry of Fisheries and the European Union agreed.",
     [("Ministry of Fisheries", "organization"), ("European Union", "organization")]),
    ("They met on 4 March 2025 and paid $5 million.", [("4 March 2025", "date"), ("$5 million", "quantity")]),
    ("The Treaty of Shimoda ended it.", [("Treaty of Shimoda", "law")]),
    ("Ships left Iturup for Hokkaido.", [("Iturup", "place"), ("Hokkaido", "place")]),
    ("Корабли ушли с Итурупа в Японию.", [("Итурупа", "place"), ("Японию", "place")]),
    ("ロシアは択捉島の演習を発表した。", [("ロシア", "place"), ("択捉島", "place")]),
    ("RABAT. Nothing new.", [("RABAT", "place")]),
    ("Meanwhile nothing happened. However, all was calm.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:30] for text, _ in CASES])
def test_names_and_their_types(reader: Reader, text: str, expected: list[tuple[str, str]]) -> None:
    assert reader.names(text) == expected


def test_a_surname_joins_the_full_name(reader: Reader) -> None:
    found = reader.analyse("Foreign Minister Ada Lund of Norway spoke. Lund said the cape was closed.").entities
    people = [each for each in found if each.type == "person"]
    assert [each.text for each in people] == ["Ada Lund", "Lund"]
    assert {each.name for each in people} == {"Ada Lund"}
    assert {each.entity for each in people} == {"ada-lund"}
    assert {each.party for each in people} == {"NO"}


def test_all_names_of_an_island_are_one_entity(reader: Reader) -> None:
    found = reader.analyse("Iturup is Etorofu. 択捉島 также Итуруп.").entities
    assert {each.entity for each in found} == {"etorofu"}
    assert len(found) == 4


def test_australia_s_northern_territory_is_not_the_northern_territories(reader: Reader) -> None:
    ids = {
        each.entity for each in reader.analyse("The Northern Territory is far from the Northern Territories.").entities
    }
    assert ids == {"northern-territory", "northern-territories"}


def test_mentions_never_overlap_and_match_the_text(reader: Reader) -> None:
    text = (
        "The Russian Foreign Ministry in Moscow and the University of Tokyo wrote to the UN Security Council on 5 May."
    )
    found = reader.analyse(text).entities
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(text[each.start : each.end] == each.text for each in found)
