from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.analysis.dossier import load_dossiers
from kurilreader.analysis.engine import Engine
from kurilreader.analysis.finding import Attribution, Findings, Name
from kurilreader.domain import Article, EntityType, Span

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

ENGINE = Engine(load_dossiers())
PIECES = (
    "Norway", "Moscow", "said", "that", "“", "”", '"', ",", ".", "\n\n", "Ada Lund", "he", "it", "and", "refused", "to",
    ":", ";", "(", ")", "’s", "minister", "the", "Tokyo", "won’t", "«", "»", "「", "」", "日本", "Россия", "1.",
    "called", "on", "as", "which", "We", "I", "—", "\n", "if", "?", "according", "in", "view", "Question",
)  # fmt: skip


class Fixed:
    """A finder that knows one text."""

    version = "fixed-1"

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.batches = 0

    def find(self, text: str) -> Findings:
        return self.findings

    def find_all(self, texts: Iterable[str]) -> Iterator[Findings]:
        self.batches += 1
        return (self.find(text) for text in texts)


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
)
def test_any_text_is_analysed_and_every_offset_is_inside_it(text: str, title: str) -> None:
    found = ENGINE.analyse(Article("x", title, text))
    for mention in found.entities:
        assert text[mention.start : mention.end] == mention.text
    for statement in found.statements:
        assert all(0 <= start < end <= len(text) for start, end in statement.content)
        if statement.cue is not None:
            assert text[statement.cue.start : statement.cue.end] == statement.cue.text
        if statement.speaker is not None:
            assert text[statement.speaker.start : statement.speaker.end] == statement.speaker.text
    assert len({each.id for each in found.statements}) == len(found.statements)
    assert all(0 <= start < end <= len(text) for start, end in found.summary)


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_characters_are_survived(text: str) -> None:
    ENGINE.analyse(Article("x", text[:40], text))


@pytest.mark.parametrize(
    "text",
    [
        "“" * 3000,
        "Ada Lund, " * 3000,
        "Norway said " * 3000,
        "he said that " * 3000,
        "A:" * 5000,
        "Ab " * 5000 + ": yes",
        "(" * 5000,
        "if not only " * 3000,
        "\n\n".join(["Ada Lund: We will"] * 600),
        "a" * 60000,
        "Norway, " * 3000 + "and Iceland said no.",
    ],
    ids=lambda text: text[:14],
)
def test_a_hostile_text_ends(text: str) -> None:
    assert ENGINE.analyse(Article("x", "", text)).version == ENGINE.version


def test_many_articles_come_back_in_their_order(reader: Reader) -> None:
    texts = [f"Norway said the cape number {number} was closed." for number in range(70)]
    articles = [reader.article(text) for text in texts]
    found = list(reader.engine.analyse_all(articles))
    assert found == [reader.engine.analyse(each) for each in articles]


def test_a_trained_finder_adds_what_the_rules_do_not_see() -> None:
    text = "Norway — the cape will stay open for all, as ever. Zork gleamed."
    at = text.index("Zork")
    finder = Fixed(
        Findings(
            (Attribution((Span(9, 40),), None, Span(0, 6), 0.99),),
            (Name(Span(at, at + 4), EntityType.PERSON, 0.9),),
        )
    )
    engine = Engine(load_dossiers(), finder)
    assert "fixed-1" in engine.version
    found = engine.analyse(Article("x", "", text))
    assert [(each.party, each.text) for each in found.statements] == [("NO", "the cape will stay open for all")]
    assert ("Zork", "person") in [(each.text, each.type.value) for each in found.entities]
    assert len(list(engine.analyse_all([Article("x", "", text)] * 40))) == 40
    assert finder.batches == 2


def test_the_dossier_is_chosen_by_what_the_article_mentions(reader: Reader) -> None:
    kuril = reader.statements("Japan said that visits to graves on Shikotan should resume.")[0]
    other = reader.statements("Ethiopia said that the dam would be filled by the river.")[0]
    assert "visits" in kuril.topics
    assert "water" in other.topics


def test_importing_the_engine_loads_no_model_runtime_and_no_screen() -> None:
    code = (
        "import sys, kurilreader.analysis.engine;"
        "print([m for m in ('onnxruntime', 'textual', 'whoosh', 'tokenizers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
