"""Transcripts and interviews: for whom the labels speak. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.domain import Article, Span

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

LED = "Norway's fisheries minister, Ada Lund, spoke to our reporter in Bergen.\n\n"


def test_letters_stand_for_the_one_who_is_introduced(reader: Reader) -> None:
    text = LED + "Q. Is the cape open?\n\nA. We will never open the cape.\n\nQ. And the fee?\n\nA. We reject the fee."
    first, second = reader.statements(text)
    assert [first.party, second.party] == ["NO", "NO"]
    assert first.speaker is not None
    assert first.speaker.name == "Ada Lund"


def test_answers_without_labels_belong_to_the_one_who_is_introduced(reader: Reader) -> None:
    text = LED + (
        "Is the cape open?\n\nWe will never open the cape to trawlers.\n\n"
        "And the fee?\n\nWe reject the fee, and we said so in May.\n\n"
        "What comes next?\n\nWe are ready to talk about buoys."
    )
    assert [party for party, _ in reader.said(text)] == ["NO"] * 3


def test_the_label_with_an_office_explains_the_bare_one(reader: Reader) -> None:
    text = (
        "Question: Iceland has protested. Your answer?\n\nAda Lund, Foreign Ministry spokeswoman: We reject it.\n\n"
        "Question: And if Iceland closes the strait?\n\nAda Lund: If Iceland closes the strait, we will close the cape."
    )
    said = [party for party, content in reader.said(text, "Weekly briefing, Oslo") if "we" in content.lower()]
    assert said == ["NO", "NO"]


def test_who_chairs_speaks_for_nobody(reader: Reader) -> None:
    text = (
        "Taking part were Norway's ambassador, Ada Lund, and Iceland's ambassador, Jón Berg. Tom Hale was"
        " in the chair.\n\n"
        "HALE: Ambassador, is the cape open?\n\nAMB. LUND: We will never open the cape.\n\n"
        "HALE: Ambassador Berg?\n\nAMB. BERG: We demand free passage.\n\nHALE: Will you two talk?\n\n"
        "AMB. LUND: We are ready to talk."
    )
    assert [party for party, _ in reader.said(text) if party] == ["NO", "IS", "NO"]


def test_opening_remarks_belong_to_the_one_who_briefs(reader: Reader) -> None:
    text = (
        "Good afternoon. Norway condemns the closing of the strait.\n\n"
        "Question: Is the cape open?\n\nSpokesperson: We will never open the cape.\n\n"
        "Question: And the fee?\n\nSpokesperson: We reject the fee."
    )
    title = "Briefing by the spokesperson of the Norwegian Foreign Ministry"
    assert [party for party, _ in reader.said(text, title)] == ["NO"] * 3


def test_the_office_alone_is_the_one_named_with_it(reader: Reader) -> None:
    text = (
        "Foreign Press Secretary Lund: Good afternoon. One announcement.\n\nReporter: Iceland has sent a note.\n\n"
        "Press Secretary: Notes do not move capes.\n\nReporter: And the fee?\n\nPress Secretary: It pays for the lamp."
    )
    start = text.index("Notes do not")
    article = Article("x", "Press Conference by Foreign Press Secretary A. Lund of Norway", text)
    voice = reader.engine.floor(article, [Span(start, start + 9)])[0]
    assert voice is not None
    assert (voice.name, voice.parties) == ("A. Lund", ("NO",))


def test_an_office_that_two_hold_is_neither(reader: Reader) -> None:
    text = (
        "Minister Lund: Norway keeps the cape.\n\nMinister Berg: Sweden does not agree.\n\n"
        "Minister: The bridge is old.\n\nQ: And the fee?\n\nMinister Lund: It pays for the lamp."
    )
    spans = [Span(text.index(words), text.index(words) + 9) for words in ("Norway keeps", "Sweden does", "The bridge")]
    article = Article("x", "Statements to the press by Minister Ada Lund and Minister Nils Berg", text)
    voices = reader.engine.floor(article, spans)
    assert [voice.parties if voice is not None else None for voice in voices[:2]] == [("NO",), ("SE",)]
    assert voices[2] is None or voices[2].name is None
