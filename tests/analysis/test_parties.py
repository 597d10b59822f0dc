"""For whom a speaker speaks. All names are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

CASES = [
    # apposition and office
    ("Norway's ambassador to Iceland, Ada Lund, said the cape was closed.", "NO", "Ada Lund"),
    ("The Norwegian embassy in Reykjavik said the cape was closed.", "NO", None),
    ("Ada Lund, a spokeswoman for Norway's fisheries ministry, said the cape was closed.", "NO", "Ada Lund"),
    ("Chief Cabinet Secretary Ken Ota said the cape was closed.", "JP", "Ken Ota"),
    ("In Oslo, Foreign Minister Ada Lund said the cape was closed.", "NO", "Ada Lund"),
    ("“The cape is closed,” Transport Minister Ada Lund told reporters in Oslo.", "NO", "Ada Lund"),
    ("Norway was calm. Its director of fisheries, Ada Lund, said the cape was closed.", "NO", "Ada Lund"),
    # metonyms and organisations
    ("The Kremlin said the cape was closed.", "RU", None),
    ("The White House said the cape was closed.", "US", None),
    ("The European Commission said the cape was closed.", "eu", None),
    ("EU foreign policy chief Ada Lund said the cape was closed.", "eu", "Ada Lund"),
    # people of a dossier
    ("Lavrov said the cape was closed.", "RU", "Sergei Lavrov"),
    # no party's voice
    ("Analysts in Oslo say the cape is closed.", None, None),
    ("Norwegian opposition leader Ada Lund said the cape was closed.", None, "Ada Lund"),
    ("A fisherman from Norway said the cape was closed.", None, None),
    ("The Norwegian company Fjordkraft said the cape was closed.", None, None),
    ("Former Norwegian minister Ada Lund said the cape was closed.", None, "Ada Lund"),
    ("A professor at a university in Oslo said the cape was closed.", None, None),
]


@pytest.mark.parametrize(("text", "party", "name"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_the_party_of_a_speaker(reader: Reader, text: str, party: str | None, name: str | None) -> None:
    found = reader.statements(text)[-1]
    assert found.party == party
    assert found.speaker is not None
    assert found.speaker.name == name


FOLLOWED = [
    ("Norwegian Foreign Minister Ada Lund rejected the map. She said it was false.", "Ada Lund"),
    ("Norwegian spokeswoman Ada Lund spoke in Riga. The spokeswoman said the map was false.", "Ada Lund"),
    ("Norwegian ambassador Ada Lund came. The diplomat said the map was false.", "Ada Lund"),
    ("Norwegian Foreign Minister Ada Lund came. Lund said the map was false.", "Ada Lund"),
    ("Norway's ambassador said nothing had changed. “The map is a fake,” Ada Lund told a daily in Riga.", "Ada Lund"),
]


@pytest.mark.parametrize(("text", "name"), FOLLOWED, ids=[text[-40:] for text, _ in FOLLOWED])
def test_later_mentions_are_the_same_speaker(reader: Reader, text: str, name: str) -> None:
    found = reader.statements(text)[-1]
    assert (found.party, found.speaker and found.speaker.name) == ("NO", name)


def test_it_is_the_party_named_before(reader: Reader) -> None:
    assert [each.party for each in reader.statements("Norway rejected the map. It called on Iceland to talk.")] == [
        "NO",
        "NO",
    ]


def test_her_counterpart_speaks_for_the_other_side(reader: Reader) -> None:
    text = (
        "Norwegian Foreign Minister Ada Lund said the cape was closed. "
        "Her Icelandic counterpart, Jon Ek, said it was open."
    )
    assert [each.party for each in reader.statements(text)] == ["NO", "IS"]


def test_an_agency_that_quotes_officials_only_passes_on(reader: Reader) -> None:
    found = reader.statements("Kyodo, quoting officials, reported that Tokyo would answer soon.")[0]
    assert (found.party, found.reported_by) == ("JP", "Kyodo")
    own = reader.statements("Kyodo reported that the harbour was empty.")[0]
    assert (own.party, own.reported_by) == (None, "Kyodo")


def test_an_office_is_read_at_the_date_of_the_article(reader: Reader) -> None:
    text = "Fumio Kishida said talks would go on."
    roles = [
        found.speaker.role
        for day in ("2014-05-01", "2022-05-01")
        for found in reader.analyse(text, "", day).statements
        if found.speaker is not None
    ]
    assert roles == ["Foreign Minister", "Prime Minister"]
