from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.analysis.finding import Attribution, Findings
from kurilreader.analysis.tagger import Tagger, model
from kurilreader.domain import EntityType, Span

NEWS = (
    "SEOUL, May 4 — Deputy Foreign Minister Oleg Varnov said on Tuesday that Moscow would not return the islands.\n\n"
    "“We have heard nothing new from Tokyo,” Varnov told reporters in Vladivostok. “There is nothing to discuss.”\n\n"
    "According to the Japanese Foreign Ministry, the talks will go on in June."
)


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def spans(found: Findings) -> Iterator[Span]:
    for one in found.attributions:
        yield from one.content
        yield from (s for s in (one.cue, one.source) if s)
    yield from (n.span for n in found.names)


def about(text: str, found: Findings, start: str) -> Attribution:
    return next(a for a in found.attributions if text[a.content[0].start :].lstrip("“").startswith(start))


def test_indirect_speech_has_its_speaker_and_cue(tagger: Tagger) -> None:
    one = about(NEWS, tagger.find(NEWS), "that Moscow")
    assert (words(NEWS, one.source) or "").endswith("Oleg Varnov")
    assert (words(NEWS, one.cue) or "").startswith("said")
    assert words(NEWS, one.content[0]) == "that Moscow would not return the islands"


def test_a_quote_keeps_its_marks_and_is_linked_to_the_nearer_speaker(tagger: Tagger) -> None:
    one = about(NEWS, tagger.find(NEWS), "We have heard")
    assert words(NEWS, one.content[0]) == "“We have heard nothing new from Tokyo,”"
    assert words(NEWS, one.source) == "Varnov"


def test_according_to(tagger: Tagger) -> None:
    one = about(NEWS, tagger.find(NEWS), "the talks will")
    assert "Japanese Foreign Ministry" in (words(NEWS, one.source) or "")
    assert words(NEWS, one.cue) == "According to"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Oleg Varnov", EntityType.PERSON),
        ("Moscow", EntityType.PLACE),
        ("Vladivostok", EntityType.PLACE),
        ("Japanese", EntityType.NATIONALITY),
        ("Foreign Ministry", EntityType.ORGANIZATION),
        ("Tuesday", EntityType.DATE),
    ],
)
def test_names_have_their_types(tagger: Tagger, name: str, kind: EntityType) -> None:
    assert (name, kind) in {(words(NEWS, n.span), n.type) for n in tagger.find(NEWS).names}


def test_straight_marks_read_like_curly_ones(tagger: Tagger) -> None:
    plain = NEWS.translate({0x201C: '"', 0x201D: '"'})
    one = next(a for a in tagger.find(plain).attributions if plain[a.content[0].start :].startswith('"We have'))
    assert words(plain, one.source) == "Varnov"


def test_many_texts_answer_as_each_alone(tagger: Tagger) -> None:
    texts = [NEWS, "", "Yes.", NEWS[:200], "東京 — 島は我々の領土だと述べた。"]
    together = list(tagger.find_all(texts))
    for text, found in zip(texts, together, strict=True):
        alone = tagger.find(text)
        assert [a.content for a in alone.attributions] == [a.content for a in found.attributions]
        assert [n.span for n in alone.names] == [n.span for n in found.names]


def test_order_is_kept_across_batches(tagger: Tagger) -> None:
    texts = [f"{name} said that rain is coming." for name in ("Anna", "Boris", "Clara")] * 30
    sources = [words(t, f.attributions[0].source) for t, f in zip(texts, tagger.find_all(texts), strict=True)]
    assert sources == ["Anna", "Boris", "Clara"] * 30


def test_a_long_text_is_found_throughout(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_LONGEST", 2000)
    text = "\n\n".join(f"Envoy {chr(65 + i % 26)}arov said that the talks of day {i} had failed." for i in range(120))
    found = tagger.find(text).attributions
    said = [i for i in range(120) if any(f"day {i} " in text[a.content[0].start : a.content[0].end] for a in found)]
    assert len(said) > 110
    assert all("said" in (words(text, a.cue) or "") for a in found)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a", "。", "\x00\x1b[31m", "\ud800", "“" * 400, "x" * 3000, "é̂́ 🇯🇵 said"]
)
def test_odd_texts_are_answered(tagger: Tagger, text: str) -> None:
    assert all(0 <= s.start < s.end <= len(text) for s in spans(tagger.find(text)))


PARTS = st.sampled_from(
    [
        "said ",
        "“",
        "” ",
        "\n\n",
        "Moscow ",
        "that ",
        "he ",
        ", ",
        ". ",
        "according to ",
        "Orlov’s ",
        "東京",
        "\u200b",
        "\t",
        "it ",
    ]
)


@settings(max_examples=60)
@given(st.lists(PARTS | st.text(max_size=8), max_size=60).map("".join))
def test_spans_lie_in_the_text_in_order_and_are_never_empty(text: str) -> None:
    found = SHARED.find(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans(found))
    assert all(
        a.end <= b.start for one in found.attributions for a, b in zip(one.content, one.content[1:], strict=False)
    )
    assert [a.content[0] for a in found.attributions] == sorted(a.content[0] for a in found.attributions)
    assert [n.span for n in found.names] == sorted(n.span for n in found.names)
    assert all(0 <= a.confidence <= 1 for a in found.attributions)
    assert all(0 <= n.confidence <= 1 for n in found.names)
    assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in spans(found))


SHARED = Tagger()


def test_the_version_names_the_model(tagger: Tagger) -> None:
    assert tagger.version not in ("", "unknown", "unsaved")
