"""How the rules' attributions and those of a trained finder become statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.combine import PARTY_SURE, _shared, _Shelf
from kurilreader.analysis.dossier import load_dossiers
from kurilreader.analysis.engine import Engine
from kurilreader.analysis.finding import Attribution, Findings, Stated, Weight
from kurilreader.domain import Article, Kind, Span, Statement

DOSSIERS = load_dossiers()


class Even:
    """A scale on which all words weigh the same."""

    def __init__(self, party: float) -> None:
        self.party = party

    def weigh(self, content: Sequence[Span]) -> Weight:
        return Weight(self.party, 0.0, dict.fromkeys(Kind, 1 / len(Kind)))


class Fixed:
    """A finder that gives the same attributions for every text."""

    version = "fixed-2"

    def __init__(
        self, attributions: tuple[Attribution, ...], stated: tuple[Stated, ...] = (), party: float | None = None
    ) -> None:
        self.findings = Findings(attributions, (), stated, None if party is None else Even(party))

    def find(self, text: str) -> Findings:
        return self.findings

    def find_all(self, texts: Iterable[str]) -> Iterator[Findings]:
        return map(self.find, texts)


def attribution(text: str, source: str | None, cue: str | None, *content: str, confidence: float = 0.95) -> Attribution:
    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    return Attribution(
        tuple(map(span, content)), span(cue) if cue else None, span(source) if source else None, confidence
    )


def statements(
    text: str, *attributions: Attribution, stated: tuple[Stated, ...] = (), party: float | None = None
) -> tuple[Statement, ...]:
    return Engine(DOSSIERS, Fixed(attributions, stated, party)).analyse(Article("x", "", text)).statements


def test_another_voice_keeps_the_spans_of_the_trained_finder_and_all_sentences_of_a_quotation() -> None:
    quote = '"The boats came back empty. Nobody knows why."'
    text = f"{quote} fisherman Abel Tern said on the quay."
    found = statements(text, attribution(text, "fisherman Abel Tern", "said", quote))
    assert [(each.party, [text[a:b] for a, b in each.content]) for each in found] == [(None, [quote])]


def test_an_other_voice_that_only_the_rules_see_is_left_out() -> None:
    text = "Fisherman Abel Tern said that the boats came back empty."
    assert statements(text) == ()


def test_a_party_keeps_its_statement_where_the_trained_finder_is_silent() -> None:
    text = "Norway said that the boats must leave the zone."
    (found,) = statements(text)
    assert (found.party, found.text) == ("NO", "the boats must leave the zone")


def test_a_partys_statement_is_shown_by_the_trained_finders_spans_and_judged_by_the_rules() -> None:
    text = "Norway said that the boats must leave the zone."
    (found,) = statements(text, attribution(text, "Norway", "said", "that the boats must leave the zone"))
    assert (found.party, found.kind.value, found.text) == ("NO", "demand", "the boats must leave the zone")


def test_a_party_is_not_given_what_the_trained_finder_alone_is_unsure_of_nor_a_mere_noun() -> None:
    text = "Norway took its time over the fate of all boats. Norway hinted the boats would have to leave the zone."
    unsure = attribution(text, "Norway", "hinted", "the boats would have to leave the zone", confidence=PARTY_SURE / 2)
    noun = attribution(text, "Norway", "took its time over", "the fate of all boats")
    assert not [each for each in statements(text, unsure, noun) if "fate" in each.text]
    assert len(statements(text, unsure)) <= 1


def test_what_the_scale_finds_too_light_is_no_statement_of_a_party() -> None:
    text = "Norway said that the boats must leave the zone."
    one = attribution(text, "Norway", "said", "that the boats must leave the zone")
    assert [each.party for each in statements(text, one, party=0.9)] == ["NO"]
    assert statements(text, one, party=0.01) == ()


def test_a_sentence_that_the_scale_points_out_is_of_nobody_where_nobody_has_the_floor() -> None:
    text = "The port of Bodo was quiet. The boats must leave the zone at once."
    at = text.index("The boats")
    assert statements(text, stated=(Stated(Span(at, len(text) - 1), of_party=True),), party=0.9) == ()


def test_a_sentence_that_the_scale_points_out_is_of_whoever_has_the_floor() -> None:
    text = (
        "Remarks by the Minister of Foreign Affairs of Norway\n\nMr President,\n\n"
        "We thank our hosts. Our boats were here first."
        " We will not leave the zone. We shall keep the peace, and our neighbours know it."
    )
    at = text.index("Our boats")
    found = statements(text, stated=(Stated(Span(at, at + 25), of_party=True),), party=0.9)
    assert ("NO", "Our boats were here first") in [(each.party, each.text) for each in found]


def test_words_lost_in_the_middle_of_a_sentence_are_put_back_but_for_the_cue() -> None:
    text = "Norway said that the boats, too, must leave the zone. The talks, Norway said, must go on without them."
    torn = attribution(text, "Norway", "said", "that the boats", "must leave the zone")
    second = text.index("The talks")
    parted = Attribution(
        (Span(second, second + 9), Span(text.index("must go on"), len(text) - 1)),
        Span(text.index("said", second), text.index("said", second) + 4),
        Span(text.index("Norway", second), text.index("Norway", second) + 6),
        0.95,
    )
    found = statements(text, torn, parted, party=0.9)
    assert [each.text for each in found] == [
        "the boats, too, must leave the zone",
        "The talks must go on without them",
    ]


def test_one_account_of_a_content_is_kept() -> None:
    text = "The boats came back empty, fisherman Abel Tern said."
    one = attribution(text, "fisherman Abel Tern", "said", "The boats came back empty")
    assert len(statements(text, one)) == 1


contents = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(1, 900)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=3,
).map(lambda spans: Attribution(tuple(sorted(spans)), None, None))


@given(st.lists(contents, max_size=12), contents)
def test_a_shelf_finds_what_comparing_with_all_would_find(shelved: list[Attribution], one: Attribution) -> None:
    expected = [(share, n) for n, each in enumerate(shelved) if (share := _shared(one, each)) > 0]
    assert _Shelf(shelved).meeting(one) == expected
