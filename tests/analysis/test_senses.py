"""What a known name is in an article: nations that share a word, cities with a treaty, initials, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader


@pytest.mark.parametrize(
    ("state", "party"), [("The Dominican Republic", "DO"), ("Dominica", "DM")], ids=["republic", "island"]
)
def test_a_word_of_two_nations_is_the_one_that_the_article_names(reader: Reader, state: str, party: str) -> None:
    said = reader.said(f"{state} closed the cape. The Dominican foreign ministry said the map was false.")
    assert said == [(party, "the map was false")]


def test_a_city_that_names_a_treaty_is_not_its_state(reader: Reader) -> None:
    entities = reader.analyse("Ukraine cited the Minsk agreements. Minsk said the cape was open.").entities
    assert [each.party for each in entities if each.text == "Minsk"] == [None, "BY"]


def test_initials_stand_for_the_body_they_follow(reader: Reader) -> None:
    text = "The Botswana Defence Force (BDF) guards the cape. The BDF said the cape was open."
    assert reader.said(text) == [("BW", "the cape was open")]


def test_a_name_is_not_taken_for_a_far_province(reader: Reader) -> None:
    said = reader.statements("Norway is calm. Its governor, Lola Baca, said the cape was open.")
    assert said[0].speaker is not None
    assert said[0].speaker.name == "Lola Baca"


def test_a_surname_is_not_taken_for_a_town(reader: Reader) -> None:
    said = reader.statements("The EU mediator, Miro Kos, said the cape was open.")
    assert said[0].speaker is not None
    assert said[0].speaker.name == "Miro Kos"


@pytest.mark.parametrize(
    ("word", "party"), [("Slovenian", "SI"), ("Ecuadorian", "EC"), ("Lao", "LA"), ("Comorian", "KM")]
)
def test_nationality_words(reader: Reader, word: str, party: str) -> None:
    assert reader.said(f"The {word} foreign ministry said the cape was open.") == [(party, "the cape was open")]


def test_a_dateline_of_short_words(reader: Reader) -> None:
    text = "SAN JOSÉ, May 2 - “The cape is closed,” Environment Minister Ada Lund said on Monday."
    assert reader.said(text, "Costa Rica and Nicaragua quarrel over cape")[0][0] == "CR"


def test_the_two_koreas_where_one_is_only_called_the_north(reader: Reader) -> None:
    text = "South Korea and the North argue, as the two Koreas do. The North's defence ministry said the cape was open."
    assert reader.said(text)[-1][0] == "KP"


def test_a_part_of_a_state_is_no_party(reader: Reader) -> None:
    assert reader.said("The prefect of Mayotte said the cape was open.") == [("FR", "the cape was open")]
