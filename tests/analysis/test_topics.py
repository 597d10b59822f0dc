"""What statements are about."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.dossier import Topic, load_dossiers
from kurilreader.analysis.topics import MOST, Topics
from kurilreader.domain import Span

TOPICS = Topics(
    [Topic("treaty", "treaty", ("peace treaty", "treat*")), Topic("fish", "fish", ("fish*", "boat")),
     Topic("law", "law", ("court",))]
)  # fmt: skip
KURIL, GENERAL = (Topics(each.topics) for each in load_dossiers(["kuril"]))


def about(topics: Topics, title: str, *sentences: str) -> list[tuple[str, ...]]:
    """The topics of each sentence of one paragraph, every one a statement."""
    text = " ".join(sentences)
    ends = [0]
    for sentence in sentences:
        ends.append(ends[-1] + len(sentence) + 1)
    whole = Span(0, len(text))
    reading = topics.read(text, title, whole)
    return [reading.about([Span(start, end - 1)], Span(start, end - 1), whole) for start, end in pairwise(ends)]


def test_its_own_words_come_first() -> None:
    found = about(TOPICS, "The treaty", "The boats may fish.", "A peace treaty is far.")
    assert found[0][0] == "fish" and found[1][0] == "treaty"


def test_a_statement_without_terms_is_about_what_was_said_before_it() -> None:
    found = about(TOPICS, "", "The boats may fish here.", "Nobody will stop them.")
    assert found[1][0] == "fish"


def test_the_title_counts_where_nothing_else_does() -> None:
    assert about(TOPICS, "Peace treaty far away", "No such talks will happen.")[0] == ("treaty",)


def test_nothing_is_made_up() -> None:
    assert about(TOPICS, "Weather", "It rained.") == [()]


def test_a_statement_may_have_several_topics() -> None:
    assert set(about(TOPICS, "", "The court decides on the boat.")[0]) == {"law", "fish"}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The islands will never be handed over", "sovereignty"),
        ("Such a document cannot be signed", "peace-treaty"),
        ("No further names will be put on the blacklist", "sanctions"),
        ("The graves must be open to the families", "visits"),
        ("The quota for pollock was cut", "fisheries"),
        ("A second battalion will be stationed on the cape", "military"),
        ("The archives do not support that view", "history"),
        ("Firms may apply for a plot", "economy"),
    ],
)
def test_the_kuril_dossier_has_a_place_for_it(text: str, topic: str) -> None:
    assert topic in about(KURIL, "", text)[0]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The shelf begins at the median line", "borders"),
        ("Tankers have a right of innocent passage", "navigation"),
        ("Not a litre less will flow downstream", "water"),
        ("The tribunal has no jurisdiction", "law"),
        ("The minority may teach in its language", "people"),
        ("The centrifuges were sealed", "nuclear"),
        ("Accession stays blocked by one veto", "membership"),
        ("The province is an inalienable part of the country", "sovereignty"),
        ("The tariffs hit aluminium", "sanctions"),
    ],
)
def test_any_dispute_finds_its_topics(text: str, topic: str) -> None:
    assert topic in about(GENERAL, "", text)[0]


def test_shared_ids_mean_the_same_in_both_dossiers() -> None:
    assert set(KURIL.ids) - set(GENERAL.ids) == {"ukraine"}


@given(st.lists(st.sampled_from(["The boat.", "A treaty.", "The court.", "Rain.", "Fish or treaty."]), min_size=1))
def test_three_topics_at_most_none_twice(sentences: list[str]) -> None:
    for found in about(TOPICS, "Court", *sentences):
        assert len(found) <= MOST and len(set(found)) == len(found)
        assert set(found) <= set(TOPICS.ids)
