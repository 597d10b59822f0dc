"""Resolutions. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.analysis.page import Page
from kurilreader.analysis.resolutions import clauses

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

TEXT = (
    "The Storting of Norway,\n\nrecalling the treaty of 1920,\n\n"
    "1. strongly condemns the cutting of the cable by Russian ships;\n\n"
    "2. Calls upon the Government of Russia to repair it;\n\n"
    "3. declares that the port will stay closed until it is repaired; and\n\n"
    "4. expresses its gratitude to Sweden for the divers it has sent.\n\n"
    "5. instructs the Presidium to publish this resolution."
)


def test_each_clause_is_a_statement_of_the_body(reader: Reader) -> None:
    title = "Resolution of the Parliament of Norway on the cable"
    assert [each for each in reader.said(TEXT, title) if each[0] is not None] == [
        ("NO", "the cutting of the cable by Russian ships"),
        ("NO", "the Government of Russia to repair it"),
        ("NO", "the port will stay closed until it is repaired"),
        ("NO", "Sweden for the divers it has sent"),
    ]


def test_the_cues_are_the_words_by_which_clauses_begin() -> None:
    cues = [TEXT[each.cue.start : each.cue.end] for each in clauses(Page(TEXT)) if each.cue is not None]
    assert cues == ["strongly condemns", "Calls upon", "declares", "expresses its gratitude to"]


def test_two_headlines_make_no_resolution() -> None:
    assert clauses(Page("Condemns the fee, says one.\n\nRejects the fee, says the other.")) == ()
