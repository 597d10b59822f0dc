"""Contents that a finder ties to a cue too far away. All of it is made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kurilreader.analysis.dossier import load_dossiers
from kurilreader.analysis.engine import Engine
from kurilreader.analysis.finding import Attribution, Findings
from kurilreader.domain import Article, Span


class Far:
    """A finder that gives one attribution, whatever the text."""

    version = "far-1"

    def __init__(self, text: str, source: str, cue: str, contents: Sequence[str]) -> None:
        spans = [Span(text.index(words), text.index(words) + len(words)) for words in (*contents, cue, source)]
        self.findings = Findings((Attribution(tuple(spans[:-2]), spans[-2], spans[-1], 0.9),))

    def find(self, text: str) -> Findings:
        return self.findings

    def find_all(self, texts: Iterable[str]) -> Iterator[Findings]:
        return map(self.find, texts)


def said(title: str, text: str, source: str, cue: str, *contents: str) -> dict[str, str | None]:
    engine = Engine(load_dossiers(), Far(text, source, cue, contents))
    found = engine.analyse(Article("x", title, text)).statements
    return {each.text.rstrip("."): each.party for each in found}


SPEECH = (
    "Mr President,\n\nSweden has said that the line is old. We cannot accept that old lines bind us for ever. "
    "I ask for your help, and I ask it in the name of Norway."
)


def test_in_a_speech_the_sentence_after_a_report_is_the_speakers_own_again() -> None:
    own = "We cannot accept that old lines bind us for ever"
    title = "Address by Ada Lund, Minister of Foreign Affairs of Norway"
    found = said(title, SPEECH, "Sweden", "has said", "the line is old", own)
    assert (found["the line is old"], found[own]) == ("SE", "NO")


def test_a_span_over_two_sentences_is_parted() -> None:
    own = "We cannot accept that old lines bind us for ever"
    title = "Address by Ada Lund, Minister of Foreign Affairs of Norway"
    found = said(title, SPEECH, "Sweden", "has said", f"the line is old. {own}")
    assert (found["the line is old"], found[own]) == ("SE", "NO")


def test_a_quotation_goes_on_behind_its_cue() -> None:
    text = (
        "Statement issued in Oslo, 4 May\n\nThe Ministry of Foreign Affairs of Norway has received a note.\n\n"
        "“The line is old,” Sweden’s ambassador said. “Old lines are to be kept by everybody.”"
    )
    found = said(
        "Press release", text, "Sweden’s ambassador", "said", "The line is old", "Old lines are to be kept by everybody"
    )
    assert found["Old lines are to be kept by everybody"] == "SE"


def test_a_report_goes_on_in_its_paragraph_and_no_further() -> None:
    goes_on = "Nothing would be moved before the winter"
    text = f"Norway said that the buoys were legal. {goes_on}.\n\nThe harbour was empty on Sunday."
    found = said("", text, "Norway", "said", "the buoys were legal", goes_on, "The harbour was empty on Sunday")
    assert found[goes_on] == "NO"
    assert "The harbour was empty on Sunday" not in found
