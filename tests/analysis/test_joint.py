"""Communiqués and joint statements: who signs, and what all who sign say together. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

TITLE = "Joint communiqué on the fishing grounds"
OPENED = "The Ministers of Norway and Iceland met in Bergen on 4 May.\n\n"


@pytest.mark.parametrize(
    ("point", "content"),
    [
        ("They undertake to share the charts.", "to share the charts"),
        ("2. The Parties agreed on a common patrol.", "a common patrol"),
        ("Both Ministers rejected any new fee.", "any new fee"),
        ("Both expressed satisfaction with the new buoys.", "the new buoys"),
        ("The two sides will open the cape in June.", "The two sides will open the cape in June"),
    ],
)
def test_all_who_sign_say_it(reader: Reader, point: str, content: str) -> None:
    assert reader.said(OPENED + point, TITLE) == [("NO", content), ("IS", content)]


def test_one_of_those_who_sign_speaks_alone(reader: Reader) -> None:
    text = OPENED + "They reject the fee. Norway, for its part, stressed the need for new charts."
    assert ("NO", "the need for new charts") in reader.said(text, TITLE)
    assert ("IS", "the need for new charts") not in reader.said(text, TITLE)


def test_points_hang_on_the_signatories_above_them(reader: Reader) -> None:
    text = (
        "The Ministers of Foreign Affairs of Norway and of Iceland, meeting in Bergen:\n\n"
        "Deploring the loss of two boats;\n\n1. Urged the owners to keep their lights on;\n\n"
        "2. Decided to meet more often."
    )
    assert [party for party, _ in reader.said(text, "Joint statement on the cape")] == ["NO", "IS"] * 3


def test_thanks_and_dates_of_meetings_are_no_statements(reader: Reader) -> None:
    text = (
        OPENED
        + "They thanked the city of Bergen for its hospitality. The Parties will meet again in Tromsø. They reject"
        " any new fee."
    )
    assert {content for _, content in reader.said(text, TITLE)} == {"any new fee"}


def test_a_communique_of_one_ministry_is_its_own_word(reader: Reader) -> None:
    text = (
        "Ministry of Foreign Affairs of Norway\n\nThe Ministry rejects the note of Iceland. It will answer in writing."
        " The Department regrets the tone."
    )
    assert {party for party, _ in reader.said(text, "Press communiqué")} == {"NO"}
