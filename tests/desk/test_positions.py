from __future__ import annotations

from collections.abc import Callable

from kurilreader.desk import Desk
from kurilreader.domain import Kind

Put = Callable[..., int]


def test_positions_are_listed_newest_article_first_with_filters(desk: Desk, put: Put) -> None:
    a = put("A.", ("RU", "visits", Kind.REFUSAL), ("JP", "visits", Kind.DEMAND), published="2020-01-01")
    b = put("B.", ("RU", "fish", Kind.OFFER), (None, "visits", Kind.CLAIM), published="2022-01-01")
    put("C.", published="2023-01-01")

    def listed(**filters: str) -> list[tuple[int, str, str]]:
        return [(r.number, r.position.party, r.position.kind.value) for r in desk.positions(**filters)]

    everything = [(b, "RU", "offer"), (a, "RU", "refusal"), (a, "JP", "demand")]
    assert listed() == everything
    assert listed(party="JP") == [everything[2]]
    assert listed(topic="visits") == everything[1:]
    assert listed(party="RU", topic="visits") == [everything[1]]
    assert listed(since="2021") == [everything[0]]
    assert listed(party="CN") == []


def test_a_position_comes_with_its_article_and_leading_statement(desk: Desk, put: Put) -> None:
    put("Moscow refuses.", ("RU", "visits", Kind.REFUSAL), published="2020-01-01")
    (record,) = desk.positions()
    assert record.article.text == "Moscow refuses."
    assert record.lead.speaker is not None
    assert record.lead.speaker.name == "The minister"
    assert record.lead.id == record.position.statements[0]
