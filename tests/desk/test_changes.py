from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import timeline
from kurilreader.desk.changes import Said, movements, standing
from kurilreader.desk.meetings import meetings
from kurilreader.desk.points import Gist, Points, likeness
from kurilreader.domain import Kind
from kurilreader.domain.record import Movement, Relation, StatementAt

DAY = 86400
OFFER, CONDITION, REFUSAL, CLAIM, DEMAND = Kind.OFFER, Kind.CONDITION, Kind.REFUSAL, Kind.CLAIM, Kind.DEMAND


def said(
    day: int, kind: Kind, words: str, *, negated: bool = False, topic: str = "visits", place: int = 0, outlet: int = 0
) -> Said:
    """Each day has an article in each outlet."""
    gist = Gist(frozenset(words.split()), frozenset())
    at = StatementAt(10 * day + outlet + 1, place)
    return Said(at, day * DAY, kind, negated, frozenset(topic.split()), gist)


def told(*statements: Said) -> list[tuple[str, int | None]]:
    """Movements, and the day of what each is compared with."""
    return [
        (moved.movement.value, moved.before.moment // DAY if moved.before else None) for moved in movements(statements)
    ]


def test_the_first_on_a_point_is_new_and_the_same_again_repeated() -> None:
    assert told(said(1, OFFER, "graves summer"), said(5, OFFER, "graves autumn")) == [("new", None), ("repeated", 1)]


def test_offer_condition_refusal_hardens_and_back_softens() -> None:
    line = [said(day, kind, "graves visit") for day, kind in enumerate([OFFER, CONDITION, REFUSAL, CONDITION, OFFER])]
    assert told(*line) == [("new", None), ("hardened", 0), ("hardened", 1), ("softened", 2), ("softened", 3)]


def test_a_step_over_the_condition_counts() -> None:
    assert told(said(1, OFFER, "graves visit"), said(2, REFUSAL, "graves visit"))[1] == ("hardened", 1)


def test_another_point_or_topic_is_new() -> None:
    assert told(said(1, OFFER, "graves visit"), said(2, REFUSAL, "boats quota"))[1] == ("new", None)
    assert told(said(1, OFFER, "graves visit"), said(2, REFUSAL, "graves visit", topic="fish"))[1] == ("new", None)


def test_a_point_goes_on_through_what_is_like_its_parts() -> None:
    chain = [said(1, OFFER, "a b c d"), said(2, OFFER, "c d e f"), said(3, REFUSAL, "e f g h")]
    assert told(*chain)[2] == ("hardened", 2)


def test_what_is_no_step_is_compared_with_its_own_kind() -> None:
    assert told(said(1, DEMAND, "graves visit"), said(2, REFUSAL, "graves visit"), said(3, DEMAND, "graves visit")) == [
        ("new", None),
        ("new", None),
        ("repeated", 1),
    ]


def test_a_claim_and_its_denial_are_two() -> None:
    assert told(said(1, CLAIM, "graves visit"), said(2, CLAIM, "graves visit", negated=True))[1] == ("new", None)


def test_what_is_said_in_one_breath_is_no_change() -> None:
    breath = [said(1, OFFER, "graves visit"), said(1, CONDITION, "graves visit", place=1)]
    assert told(*breath) == [("new", None), ("new", None)]
    assert told(said(0, REFUSAL, "graves visit"), *breath)[1:] == [("softened", 0), ("softened", 0)]


def test_the_same_on_the_same_day_is_repeated() -> None:
    assert told(said(1, OFFER, "graves visit"), said(1, OFFER, "graves visit", outlet=1))[1] == ("repeated", 1)


def test_an_article_repeats_nothing_that_it_says() -> None:
    part = said(1, CLAIM, "graves visit", place=1)
    assert told(said(1, CLAIM, "graves visit summer boats"), part) == [("new", None), ("new", None)]
    assert told(said(0, CLAIM, "graves visit"), said(1, CLAIM, "graves visit summer"), part)[1:] == [
        ("repeated", 0),
        ("repeated", 0),
    ]


@pytest.mark.parametrize("kind", [CLAIM, DEMAND, Kind.COMMITMENT])
def test_one_word_in_common_is_not_enough_but_for_steps(kind: Kind) -> None:
    assert told(said(1, kind, "graves visit"), said(2, kind, "graves boats"))[1] == ("new", None)
    assert told(said(1, OFFER, "graves visit"), said(2, OFFER, "graves boats"))[1] == ("repeated", 1)


@pytest.mark.parametrize("kind", [CLAIM, OFFER])
def test_a_single_word_is_only_the_same_again(kind: Kind) -> None:
    assert told(said(1, kind, "protest"), said(2, kind, "protest exercise"))[1] == ("new", None)
    assert told(said(1, kind, "protest"), said(2, kind, "protest"))[1] == ("repeated", 1)


def test_claims_need_more_in_common_than_what_the_party_always_says() -> None:
    before = [said(day, CLAIM, f"islands treaty w{day}") for day in range(6)]
    assert told(*before)[1] == ("repeated", 0)
    assert told(*before, said(6, CLAIM, "islands treaty other"))[-1] == ("new", None)
    assert told(*before, said(6, CLAIM, "islands treaty w2"))[-1] == ("repeated", 2)
    demands = [said(day, DEMAND, f"islands treaty w{day}") for day in range(6)]
    assert told(*demands, said(6, DEMAND, "islands treaty other"))[-1] == ("repeated", 5)


def test_numbers_say_what_an_offer_is_about_and_nothing_else() -> None:
    assert told(said(1, CLAIM, "four islands ours"), said(2, CLAIM, "four islands promised"))[1] == ("new", None)
    assert told(said(1, OFFER, "filling seven"), said(2, REFUSAL, "filling seven drought"))[1] == ("hardened", 1)


def test_nothing_moves_nothing() -> None:
    assert movements([]) == []


_SAID = st.builds(
    said,
    st.integers(0, 6),
    st.sampled_from([OFFER, CONDITION, REFUSAL, CLAIM, DEMAND]),
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4).map(" ".join),
    negated=st.booleans(),
    topic=st.sampled_from(["visits", "fish", "visits fish"]),
    place=st.integers(0, 3),
)
_MANY = st.lists(_SAID, max_size=20, unique_by=lambda each: (each.at, each.moment))


@given(many=_MANY, chance=st.randoms())
def test_the_order_given_does_not_matter(many: list[Said], chance: object) -> None:
    shuffled = list(many)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert movements(shuffled) == movements(many)


@given(many=_MANY)
def test_each_has_one_movement_that_its_predecessor_explains(many: list[Said]) -> None:
    moved = movements(many)
    assert sorted(each.said.at for each in moved) == sorted(each.at for each in many)
    steps = [OFFER, CONDITION, REFUSAL]
    for each in moved:
        assert (each.before is None) == (each.movement is Movement.NEW)
        if each.before is None:
            continue
        assert (each.before.moment, each.before.at) < (each.said.moment, each.said.at)
        assert each.before.at.number != each.said.at.number
        assert each.before.topics & each.said.topics
        assert each.before.gist.words & each.said.gist.words
        if each.movement is Movement.REPEATED:
            assert each.before.kind is each.said.kind
        else:
            further = steps.index(each.said.kind) > steps.index(each.before.kind)
            assert further == (each.movement is Movement.HARDENED)
            assert each.before.moment // DAY < each.said.moment // DAY


@given(many=_MANY)
def test_what_comes_later_changes_nothing_before(many: list[Said]) -> None:
    whole = movements(many)
    for length in range(len(whole)):
        assert movements([each.said for each in whole[:length]]) == whole[:length]


@given(many=_MANY)
def test_where_a_party_stands_is_its_latest_on_each_point(many: list[Said]) -> None:
    stand = standing(many)
    assert bool(stand) == bool(many)
    for place, one in enumerate(stand):
        assert all(likeness(one.gist, other.gist) < 0.4 or not one.topics & other.topics for other in stand[:place])


# --- meetings


def met(first: Said, second: Said) -> list[tuple[Relation, str]]:
    return [(each.relation, each.why) for each in meetings([first], [second])]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (OFFER, OFFER, Relation.AGREE),
        (OFFER, Kind.COMMITMENT, Relation.AGREE),
        (DEMAND, OFFER, Relation.AGREE),
        (CLAIM, CLAIM, Relation.AGREE),
        (OFFER, REFUSAL, Relation.DISAGREE),
        (REFUSAL, DEMAND, Relation.DISAGREE),
        (REFUSAL, REFUSAL, None),
        (DEMAND, DEMAND, None),
        (Kind.WARNING, CLAIM, None),
        (Kind.ACCUSATION, Kind.ACCUSATION, None),
    ],
)
def test_two_kinds_on_one_point_say_what_follows_or_nothing(first: Kind, second: Kind, relation: Relation) -> None:
    found = met(said(1, first, "graves visit summer"), said(2, second, "graves visit summer"))
    assert [each for each, _ in found] == ([relation] if relation else [])
    assert found == met(said(1, second, "graves visit summer"), said(2, first, "graves visit summer"))


def test_a_claim_and_its_denial_disagree() -> None:
    one, other = said(1, CLAIM, "graves visit summer"), said(2, CLAIM, "graves visit summer", negated=True)
    assert met(one, other) == [(Relation.DISAGREE, "one claims what the other denies")]


def test_what_was_overtaken_is_not_compared() -> None:
    offer, refusal = said(1, OFFER, "graves visit"), said(3, REFUSAL, "graves visit")
    found = meetings([offer, refusal], [said(2, OFFER, "graves visit")])
    assert [(each.relation, each.first) for each in found] == [(Relation.DISAGREE, refusal)]


def test_little_in_common_long_ago_or_another_topic_is_silence() -> None:
    one = said(1, OFFER, "graves visit")
    assert met(one, said(2, OFFER, "graves boats quota")) == []
    assert met(one, said(1 + 800, OFFER, "graves visit")) == []
    assert met(one, said(2, OFFER, "graves visit", topic="fish")) == []


@given(first=_MANY, second=_MANY)
def test_each_statement_meets_one_at_most(first: list[Said], second: list[Said]) -> None:
    found = meetings(first, second)
    assert len({each.first.at for each in found}) == len(found) == len({each.second.at for each in found})
    assert [each.relation for each in found] == [each.relation for each in meetings(first[::-1], second[::-1])]


# --- what a statement is about


@pytest.fixture(scope="module")
def points() -> Points:
    return Points({("tokyo",): "JP", ("japan",): "JP", ("sri", "lanka"): "LK", ("polish",): "PL"})


def test_stance_and_parties_are_no_part_of_what_it_is_about(points: Points) -> None:
    offer = points.gist("We are ready to hold talks with Tokyo on visits to the graves")
    refusal = points.gist("There will be no talks with Japan about a visit to any grave")
    assert offer == refusal
    assert offer.parties == {"JP"}
    assert points.gist("Japan offers talks", "JP").parties == frozenset()


def test_names_of_several_words_and_common_words(points: Points) -> None:
    gist = points.gist("Sri Lanka will polish the monuments")
    assert gist.parties == {"LK"}
    assert "polish" in gist.words


def test_talks_with_one_are_not_talks_with_another(points: Points) -> None:
    assert likeness(points.gist("talks with Tokyo on borders"), points.gist("talks with Sri Lanka on borders")) == 0
    assert likeness(points.gist("talks on borders"), points.gist("talks with Sri Lanka on borders")) == 1


def test_a_short_one_is_not_in_every_long_one(points: Points) -> None:
    long = "borders rivers harbours fishing quotas graves visas ferries customs railways schools"
    assert likeness(points.gist("borders"), points.gist(long)) == 0


def test_other_scripts_have_words_too(points: Points) -> None:
    assert (
        likeness(points.gist("переговоры о мире", language="ru"), points.gist("переговорах о мире", language="ru")) == 1
    )
    assert likeness(points.gist("平和条約の交渉"), points.gist("平和条約を交渉する")) > 0.4


@pytest.mark.parametrize("file", timeline.FILES, ids=lambda file: file.stem)
def test_marked_timelines_are_told_well(file: Path) -> None:
    scores = timeline.scores(timeline.judge(file))
    assert sum(precision for precision, _, _ in scores.values()) / len(scores) >= 0.85
    assert sum(recall for _, recall, _ in scores.values()) / len(scores) >= 0.85
