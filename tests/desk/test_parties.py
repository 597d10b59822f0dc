from __future__ import annotations

from pathlib import Path

import pytest

from kurilreader.desk.parties import Parties
from kurilreader.settings import Settings, dossier_folder

_DOSSIER = """
title = "Reef"
[[party]]
id = "XR"
name = "Reefland"
mark = "Rf"
names = ["Reefland"]
[[party]]
id = "shoal-league"
name = "Shoal League"
[[place]]
name = "Long Reef"
names = ["Karang Panjang"]
[[topic]]
id = "fishing-rights"
name = "rights to fish"
terms = ["fish*"]
"""


@pytest.fixture
def dossier(home: Path) -> Path:
    dossier_folder().mkdir(parents=True)
    file = dossier_folder() / "reef.toml"
    file.write_text(_DOSSIER)
    return file


def test_dossiers_name_and_mark(dossier: Path) -> None:
    parties = Parties(Settings(dossiers=("reef",)))
    assert (parties.info("XR").name, parties.info("XR").mark, parties.mark("XR")) == ("Reefland", "Rf", "Rf")
    assert parties.info("shoal-league").mark == "SH"
    assert parties.topic("fishing-rights") == "rights to fish"
    assert ("Long Reef", "Karang Panjang") in parties.aliases()


def test_what_no_dossier_knows_is_called_by_its_country_or_id(dossier: Path) -> None:
    parties = Parties(Settings(dossiers=("reef",)))
    assert (parties.info("ZA").name, parties.info("ZA").mark, parties.mark("ZA")) == ("South Africa", "ZA", "ZA")
    assert (parties.info("qq").name, parties.info("qq").mark) == ("qq", "QQ")
    assert parties.info("").mark == ""
    assert parties.topic("air-space") == "air space"


def test_a_wrong_dossier_keeps_no_party_from_being_shown(dossier: Path) -> None:
    dossier.write_text("title = ")
    assert Parties(Settings()).info("RU").id == "RU"
    assert Parties(Settings(dossiers=("none such",))).info("RU").mark


def test_parties_and_topics_are_found_by_what_they_are_called(dossier: Path) -> None:
    parties = Parties(Settings(dossiers=("reef",)))
    called = {
        "XR": "XR",
        "xr": "XR",
        "reefland": "XR",
        " Shoal  League": "shoal-league",
        "SHOAL-LEAGUE": "shoal-league",
    }
    called |= {"jp": "JP", "japan": "JP", "JP": "JP", "nobody": "nobody", "Ruritania": "Ruritania"}
    assert {words: parties.called(words) for words in called} == called
    topics = {"fishing-rights": "fishing-rights", "Rights to fish": "fishing-rights", "peace treaty": "peace-treaty"}
    assert {words: parties.topic_called(words) for words in topics} == topics
