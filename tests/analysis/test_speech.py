"""Speeches: who the lines above say is speaking, and what in a speech states nothing. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kurilreader.domain import Article

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

BODY = "We will never open the cape. We reject the fee. Our answer to Iceland is no. We want peace."


@pytest.mark.parametrize(
    ("title", "above", "name"),
    [
        ("Statement by H.E. Ms. Ada Lund, Permanent Representative of Norway", "New York, 4 May", "Ada Lund"),
        ("Remarks at the Bergen Forum", "Deputy Prime Minister Ada Lund of Norway", "Ada Lund"),
        ("Foreign Policy Speech to the Storting of Norway", "Minister for Foreign Affairs, Ada Lund", "Ada Lund"),
        ("Text of the remarks made by the Norwegian Foreign Minister at the Bergen Forum", "Bergen, 4 May", None),
    ],
)
def test_the_lines_above_name_the_orator(reader: Reader, title: str, above: str, name: str | None) -> None:
    statements = reader.statements(f"{above}\n\n{BODY}", title)
    assert statements
    assert {each.party for each in statements} == {"NO"}
    assert {each.speaker.name if each.speaker else None for each in statements} == {name}


def test_the_author_kept_beside_the_text_is_the_orator(reader: Reader) -> None:
    text = f"My fellow Norwegians, this is our cape. {BODY}"
    article = Article("x", "Address on the day of the cape", text, author="Ada Lund")
    found = [each for each in reader.engine.analyse(article).statements if each.party]
    assert {(each.party, each.speaker.name if each.speaker else None) for each in found} == {("NO", "Ada Lund")}


@pytest.mark.parametrize(
    "told",
    [
        "I was born on this cape.",
        "It is an honour to stand here.",
        "Let me turn to the fee.",
        "Some colleagues have asked me about the ice.",
        "You have come a long way.",
    ],
)
def test_what_an_orator_only_tells_states_nothing(reader: Reader, told: str) -> None:
    title = "Remarks by Foreign Minister Ada Lund of Norway"
    assert reader.said(f"{told} {BODY}", title) == reader.said(BODY, title)


def test_those_called_on_are_left_out(reader: Reader) -> None:
    title = "Remarks by Foreign Minister Ada Lund of Norway"
    assert reader.said(f"Mr President, we reject the map. {BODY}", title)[0] == ("NO", "we reject the map")


def test_no_ends_a_sentence_but_before_a_number(reader: Reader) -> None:
    title = "Remarks by Foreign Minister Ada Lund of Norway"
    said = [content for _, content in reader.said(f"My answer to that is no. We reject map No. 7. {BODY}", title)]
    assert "We reject map No. 7" in said


def test_the_number_of_a_post_is_left_out(reader: Reader) -> None:
    text = (
        "1/ We have read the note of Sweden about the cape.\n\n2/ Norway will keep the cape for ever.\n\n"
        "3/3 I ask Sweden to send us its own maps."
    )
    found = [words for _, words in reader.said(text, "Thread by Ada Lund, Foreign Minister of Norway")]
    assert not any(words[0].isdigit() for words in found)
    assert found
