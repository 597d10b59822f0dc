from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.positions import LIMIT, panel_line, positions
from kurilreader.domain import Cue, Kind, Quote, Span, Statement


def statement(number: int, text: str, kind: Kind, party: str = "NO", topic: str = "cape") -> Statement:
    start = number * 200
    return Statement(
        f"s{number}", party, None, None, (Span(start, start + len(text)),), text, Quote.INDIRECT, kind, (topic,)
    )


def test_what_says_the_same_is_one_position_and_the_clearest_leads() -> None:
    found = positions(
        [
            statement(1, "the northern cape will not be opened", Kind.REFUSAL),
            statement(2, "the northern cape is not going to be opened to any ships this year", Kind.REFUSAL),
            statement(3, "a new map could be drawn", Kind.OFFER, topic="map"),
        ],
        lambda party: "Norway",
        " " * 1000,
    )
    assert [(each.kind, each.statements) for each in found] == [
        (Kind.REFUSAL, ("s2", "s1")),
        (Kind.OFFER, ("s3",)),
    ]
    assert {each.name for each in found} == {"Norway"}


def test_voices_of_no_party_hold_no_position() -> None:
    other = statement(1, "nobody cares about the cape", Kind.CLAIM)
    voice = Statement("s1", None, None, None, other.content, other.text, Quote.INDIRECT, Kind.CLAIM)
    assert positions([voice], str, "") == ()


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


def told(text: str, cue: str, content: str, kind: Kind = Kind.CLAIM) -> Statement:
    at, start = text.index(cue), text.index(content)
    return Statement(
        "s1",
        "NO",
        None,
        Cue(at, at + len(cue), cue),
        (Span(start, start + len(content)),),
        content,
        Quote.INDIRECT,
        kind,
    )


@pytest.mark.parametrize(
    ("text", "cue", "content", "line"),
    [
        ("Oslo rejected the draft of the mediator.", "rejected", "the draft of the mediator",
         "Rejected the draft of the mediator"),
        ("Oslo did not recognise the new border.", "recognise", "the new border", "Did not recognise the new border"),
        ("Oslo asked Moscow to open the cape.", "asked", "to open the cape", "Asked Moscow to open the cape"),
        ("Oslo said the cape is open.", "said", "the cape is open", "The cape is open"),
        ("Oslo plans to keep the cape shut.", "plans", "to keep the cape shut", "Plans to keep the cape shut"),
    ],
)  # fmt: skip
def test_a_wording_without_a_verb_takes_the_words_that_lead_to_it(text: str, cue: str, content: str, line: str) -> None:
    assert [each.text for each in positions([told(text, cue, content)], str, text)] == [line]


def test_what_cannot_be_understood_alone_is_left_to_the_statements() -> None:
    text = "Oslo rejected the charge. Oslo demanded a new survey."
    found = positions([told(text, "rejected", "the charge"), told(text, "demanded", "a new survey")], str, text)
    assert [each.text for each in found] == ["Demanded a new survey"]


def test_a_party_s_only_words_are_shown_as_they_are() -> None:
    text = "Oslo rejected the charge."
    assert [each.text for each in positions([told(text, "rejected", "the charge")], str, text)] == ["The charge"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("and we will guard the cape", "We will guard the cape"),
        ("the \u201ccape is shut", "The cape is shut"),
        ("the two sides may meet if the fleet leaves and a", "The two sides may meet if the fleet leaves and a"),
    ],
)
def test_a_line_starts_and_ends_well(text: str, line: str) -> None:
    assert panel_line(text) == line


@given(st.integers(0, 40), st.sampled_from(["only if", "unless", "will not", "cannot", "no longer", "until"]))
def test_a_cut_never_turns_a_statement_round(padding: int, force: str) -> None:
    text = "the ships of the northern fleet " + "and the boats of the harbour " * (padding // 4) + f"{force} leave"
    line = panel_line(text)
    assert len(line) <= LIMIT
    assert force.rsplit(maxsplit=1)[-1] in line
