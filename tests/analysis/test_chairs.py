"""Who presides over a meeting whose record is kept in turns. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kurilreader.domain import Article, Span

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

RECORD = (
    "{chair} The meeting is called to order. The Council will now begin its consideration of the item on its agenda. "
    "I give the floor to the representative of Norway.\n\n"
    "Ms. Lund (Norway): Norway rejects the new line.\n\n"
    "{chair} I thank the representative of Norway. I shall now make a statement in my capacity as the representative "
    "of Ghana. Ghana supports a boundary drawn by a court. I now resume my functions as President of the Council. "
    "I call on the representative of Sweden.\n\n"
    "Mr. Berg (Sweden): The old line has to stay.\n\n"
    "{chair} There are no more names on the list of speakers."
)


def parties(reader: Reader, text: str, words: str) -> tuple[str, ...] | None:
    start = text.index(words)
    article = Article("x", "Security Council, verbatim record: the northern capes", text)
    voice = reader.engine.floor(article, [Span(start, start + len(words))])[0]
    return None if voice is None else voice.parties


@pytest.mark.parametrize("chair", ["The President:", "The PRESIDENT:", "Madam Chair:", "The Acting President:"])
def test_procedure_is_nobodys_position(reader: Reader, chair: str) -> None:
    text = RECORD.format(chair=chair)
    assert parties(reader, text, "The Council will now begin") == ()
    assert parties(reader, text, "I thank the representative") == ()
    assert parties(reader, text, "I call on the") == ()
    assert parties(reader, text, "There are no more names") == ()
    assert parties(reader, text, "Norway rejects") == ("NO",)
    assert parties(reader, text, "The old line") == ("SE",)


def test_whoever_presides_may_speak_for_the_own_state(reader: Reader) -> None:
    assert parties(reader, RECORD.format(chair="The President:"), "Ghana supports a boundary") == ("GH",)


def test_a_president_who_states_things_presides_over_nothing(reader: Reader) -> None:
    text = (
        "THE PRESIDENT: Good evening. We will never give up the capes. The note of Sweden is an insult. "
        "I thank you for coming.\n\nQ: And the fishermen?\n\nTHE PRESIDENT: Norway will pay for their nets."
    )
    start = text.index("We will never")
    title = "Remarks by President Ada Lund of Norway to the press"
    voice = reader.engine.floor(Article("x", title, text), [Span(start, start + 9)])[0]
    assert voice is not None
    assert voice.parties == ("NO",)
