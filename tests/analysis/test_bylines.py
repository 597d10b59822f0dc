"""People whom the lines around a text name. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kurilreader.analysis.bylines import tidied
from kurilreader.analysis.dossier import load_dossiers
from kurilreader.analysis.gazetteer import Gazetteer
from kurilreader.domain import Article, Span

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

GAZETTEER = Gazetteer(load_dossiers())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "ADDRESS BY THE RIGHT HONOURABLE ADA LUND PRIME MINISTER OF THE KINGDOM OF NORWAY",
            "Address by Hon. Ada Lund, Prime Minister of the Kingdom of Norway",
        ),
        ("REMARKS BY ADA LUND AT THE UN", "Remarks by Ada Lund at the UN"),
        ("Statement by H.E. Mr. Nils Berg, Ambassador", "Statement by Mr. Nils Berg, Ambassador"),
        ("Statement by His Excellency Nils Berg", "Statement by Hon. Nils Berg"),
        ("Statement by H.E. Foreign Minister Nils Berg", "Statement by Hon. Foreign Minister Nils Berg"),
        ("The NATO summit and the EU", "The NATO summit and the EU"),
    ],
)
def test_headings_are_read_without_capitals_and_styles(line: str, expected: str) -> None:
    assert tidied(GAZETTEER, line) == expected


def test_a_title_in_capitals_names_the_orator(reader: Reader) -> None:
    text = "Bergen, 4 May\n\nFriends,\n\nWe keep the cape. I ask Sweden for a map. Our boats are old and our nets torn."
    title = "ADDRESS BY THE HONOURABLE ADA LUND MINISTER OF FISHERIES OF NORWAY"
    voice = reader.engine.floor(Article("x", title, text), [Span(text.index("We keep"), text.index("We keep") + 7)])[0]
    assert voice is not None
    assert (voice.name, voice.parties) == ("Ada Lund", ("NO",))
