from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

FILLER = "The weather over the strait stayed calm through the long afternoon. "


def test_a_summary_opens_like_the_article_and_holds_each_party_s_main_position(reader: Reader) -> None:
    text = (
        FILLER * 6
        + "Norway refused to open the cape to trawlers. "
        + FILLER * 3
        + "Iceland demanded a new survey of the cape. "
        + FILLER
    )
    found = reader.analyse(text.strip())
    chosen = [text[start:end] for start, end in found.summary]
    assert 3 <= len(chosen) <= 5
    assert chosen[0] == FILLER.strip()
    assert "Norway refused to open the cape to trawlers." in chosen
    assert "Iceland demanded a new survey of the cape." in chosen
    assert list(found.summary) == sorted(found.summary)


def test_a_short_article_is_its_own_summary(reader: Reader) -> None:
    text = "Norway closed the cape on Monday. Nobody in Oslo said why."
    assert len(reader.analyse(text).summary) == 2


def test_labels_and_scraps_are_no_sentences_of_a_summary(reader: Reader) -> None:
    text = "No time to read?\n\nGet a summary\n\n" + FILLER * 4
    found = reader.analyse(text.strip())
    assert all("time to read" not in text[start:end] for start, end in found.summary)
