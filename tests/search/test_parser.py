from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import Order
from kurilreader.search.parser import FIELDS, MOST_LEAVES, parse
from kurilreader.search.query import And, Everything, Flag, How, Near, Node, Not, Or, Whole, Words, leaves

TODAY = date(2025, 3, 4)


def W(*forms: str, field: str = "text", how: How = How.STEM, quoted: bool = False, last: bool = False) -> Words:  # noqa: N802
    return Words(forms, field, how, quoted, last)


def Q(*forms: str, field: str = "text") -> Words:  # noqa: N802
    return W(*forms, field=field, how=How.EXACT, quoted=True)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("peace treaty ", And((W("peace"), W("treaty")))),
        ("peace AND treaty ", And((W("peace"), W("treaty")))),
        ("a OR b c ", Or((W("a"), And((W("b"), W("c")))))),
        ("(a OR b) c ", And((Or((W("a"), W("b"))), W("c")))),
        ("a -b ", And((W("a"), Not(W("b"))))),
        ("a NOT b ", And((W("a"), Not(W("b"))))),
        ("NOT NOT a ", W("a")),
        ('"peace treaty"', Q("peace", "treaty")),
        ("“peace treaty”", Q("peace", "treaty")),
        ("「北方領土」", Q("北方領土")),
        ('"peace trea*"', W("peace", "trea", how=How.PREFIX, quoted=True)),
        ("a NEAR/5 b ", Near((W("a"), W("b")), 5)),
        ('a NEAR "b c" NEAR/3 d ', Near((W("a"), Q("b", "c"), W("d")), 10)),
        ("trea*", W("trea", how=How.PREFIX)),
        ("=Treaty", W("treaty", how=How.EXACT)),
        ("traety~", W("traety", how=How.FUZZY)),
        ("*", Everything()),
        ("title:peace ", W("peace", field="title")),
        ('source:"Kyodo News"', Q("kyodo", "news", field="source")),
        ("title:(peace OR b) ", Or((W("peace", field="title"), W("b", field="title")))),
        ("party:JP,ru ", Or((Whole("party", "jp"), Whole("party", "ru")))),
        ("party:(JP OR RU)", Or((Whole("party", "jp"), Whole("party", "ru")))),
        ('topic:"peace treaty"', Whole("topic", "peace-treaty")),
        ("is:unread", Not(Flag("is", "read"))),
        ("is:starred", Flag("is", "starred")),
        ("has:note", Flag("has", "note")),
        ("tag:#Law", Flag("tag", "law")),
        ("no-one ", W("no", "one")),
        ("treaty", W("treaty", last=True)),
        ("http://example.org/a ", W("http", "example", "org", "a")),
        ("", None),
        (" , - ", None),
    ],
)
def test_a_query_is_read(text: str, node: Node | None) -> None:
    parsed = parse(text, TODAY)
    assert parsed.node == node
    assert parsed.complaints == ()


def test_brackets_keep_a_statement_of_its_own() -> None:
    parsed = parse("(party:JP kind:claim) party:RU")
    assert parsed.node == And((And((And((Whole("party", "jp"), Whole("kind", "claim"))),)), Whole("party", "ru")))


def test_sort_is_no_part_of_the_search() -> None:
    parsed = parse("peace sort:relevance ")
    assert (parsed.node, parsed.order) == (W("peace"), Order.RELEVANCE)


@pytest.mark.parametrize(
    ("text", "place", "expected", "rest"),
    [
        ("(peace", "(", "closing bracket", W("peace", last=True)),
        ("peace )", ")", "opening bracket", W("peace")),
        ('"peace', '"', "closing quotation mark", Q("peace")),
        ("peace OR", "OR", "after OR", W("peace")),
        ("OR peace ", "OR", "before OR", W("peace")),
        ("peace AND", "AND", "both sides of AND", W("peace")),
        ("NEAR/5 peace ", "NEAR/5", "both sides of NEAR", W("peace")),
        ("peace date:2022-13", "2022-13", "a day that exists", W("peace")),
        ("peace kind:conditon", "conditon", "condition", W("peace")),
        ("peace is:blue", "blue", "unread", W("peace")),
        ("peace sort:size", "size", "relevance", W("peace")),
        ("sorce:Kyodo ", "sorce:", "did you mean source:", And((W("sorce"), W("kyodo")))),
        ("peace title: x ", "title:", "a word after title:", And((W("peace"), W("x")))),
        ("*peace ", "*", "at the end", W("peace")),
        ("peace ()", "()", "between the brackets", W("peace")),
        ("peace NOT", "NOT", "leave out", W("peace")),
    ],
)
def test_a_mistake_is_pointed_at_and_the_rest_is_run(text: str, place: str, expected: str, rest: Node) -> None:
    parsed = parse(text, TODAY)
    assert parsed.node == rest
    (complaint,) = parsed.complaints
    assert text[complaint.start : complaint.end] == place
    assert expected in complaint.message


_SIGNS = ["(", ")", '"', "“", "-", "=", "*", "~", ",", " ", "OR", "AND", "NOT", "NEAR/3", "\x00"]
_WORDS = ["peace", "島", "Курилы", "2022..", "JP", *(f"{name}:" for name in FIELDS)]
_PIECES = st.sampled_from(_SIGNS + _WORDS)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join)))
def test_whatever_is_typed_is_read(text: str) -> None:
    parsed = parse(text, TODAY)
    for complaint in parsed.complaints:
        assert 0 <= complaint.start < complaint.end <= max(len(text), 1)
        assert complaint.message
    for leaf in leaves(parsed.node, negated=True):
        assert 0 <= leaf.start <= leaf.end <= len(text)


@pytest.mark.parametrize("text", ["(" * 10_000, "NOT " * 5_000 + "x", "-" * 10_000 + "x", '"' * 10_000, "a:" * 5_000])
def test_a_long_and_crooked_query_is_read(text: str) -> None:
    assert len(parse(text).complaints) <= 20


def test_more_words_than_are_searched_are_cut_with_a_complaint() -> None:
    text = "word " * (MOST_LEAVES + 50)
    parsed = parse(text)
    assert sum(1 for _ in leaves(parsed.node)) == MOST_LEAVES
    assert "only the first" in parsed.complaints[0].message
