from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.positions import LIMIT, panel_line, positions
from kurilreader.domain import Kind, Quote, Span, Statement


def statement(number: int, text: str, kind: Kind, party: str = "NO", topic: str = "cape") -> Statement:
    start = number * 200
    return Statement(
        f"s{number}", party, None, None, (Span(start, start + len(text)),), text, Quote.INDIRECT, kind, (topic,)
    )


def test_what_says_the_same_is_one_position_and_the_clearest_leads() -> None:
    found = positions(
        [
            statement(1, "the cape stays shut", Kind.REFUSAL),
            statement(2, "the northern cape stays shut to all foreign ships until further notice", Kind.REFUSAL),
            statement(3, "to draw a new map", Kind.OFFER, topic="map"),
        ],
        lambda party: "Norway",
        1000,
    )
    assert [(each.kind, each.statements) for each in found] == [
        (Kind.REFUSAL, ("s2", "s1")),
        (Kind.OFFER, ("s3",)),
    ]
    assert {each.name for each in found} == {"Norway"}


def test_voices_of_no_party_hold_no_position() -> None:
    other = statement(1, "nobody cares about the cape", Kind.CLAIM)
    voice = Statement("s1", None, None, None, other.content, other.text, Quote.INDIRECT, Kind.CLAIM)
    assert positions([voice], str, 100) == ()


def test_a_short_line_stays_as_it_is() -> None:
    assert (
        panel_line("talks may be possible only if the fleet leaves") == "Talks may be possible only if the fleet leaves"
    )


def test_a_long_line_loses_asides_and_tails_but_not_its_condition() -> None:
    line = panel_line(
        "any resumption of the full programme of annual consultations between the two foreign ministries and the coast"
        " guards, which began in the spring of 1998 and ended long ago, may be possible only if the other side removes"
        " its launchers"
    )
    assert len(line) <= LIMIT
    assert "only if the other side removes its launchers" in line
    assert line.startswith("Any resumption")


def test_a_tail_is_left_out_with_a_mark() -> None:
    line = panel_line("the ministry follows the building of barracks, " + "runways and " * 20 + "schools")
    assert len(line) <= LIMIT
    assert line.endswith("…")


def test_a_negation_at_the_end_is_kept() -> None:
    line = panel_line(
        "the plan " + "of the old harbour and of the new lighthouse " * 4 + "will not be signed by anyone"
    )
    assert "not" in line
    assert len(line) <= LIMIT


@given(
    st.lists(
        st.sampled_from("the fleet, leaves; only if not unless (aside) which is — long and until harbour".split()),
        max_size=80,
    )
)
def test_a_line_always_fits_and_uses_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    line = panel_line(text)
    assert len(line) <= LIMIT
    known = set(text.lower().replace(",", " ").replace(";", " ").split())
    assert all(word in known for word in line.lower().replace("…", " ").replace(",", " ").replace(";", " ").split())
