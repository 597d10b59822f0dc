from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain import KurilError, NotInLibrary, Order, ReadingState
from kurilreader.domain.printable import is_printable
from kurilreader.library.interface import FLAGS, SETTABLE, StoredSearch
from kurilreader.library.shelves import HISTORY, tag_name
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeArticle

Fill = Callable[[int], list[int]]


@pytest.fixture
def fill(library: SqliteLibrary, make: MakeArticle) -> Fill:
    def add(count: int) -> list[int]:
        start = library.count()
        return [added.number for added in library.add_many(make(f"text {start + place}") for place in range(count))]

    return add


def flagged(library: SqliteLibrary) -> dict[str, list[int]]:
    return {flag: list(library.flagged(flag)) for flag in FLAGS}


def test_flags_are_set_and_cleared_on_many(library: SqliteLibrary, fill: Fill) -> None:
    numbers = fill(5)
    assert library.put_flag(numbers[:3], "read", True) == 3
    assert library.put_flag([numbers[2], numbers[3], 999], "read", True) == 1
    assert library.put_flag(numbers[1:2], "starred", True) == 1
    assert library.put_flag(numbers[4:], "reviewed", True) == 1
    assert library.put_flag(numbers, "read", False) == 4
    assert library.put_flag(numbers[:2], "read", True) == 2
    assert flagged(library) == {
        "read": numbers[:2],
        "unread": numbers[2:],
        "starred": numbers[1:2],
        "reviewed": numbers[4:],
        "tagged": [],
        "noted": [],
        "new": numbers,
    }
    assert [row.reviewed for row in library.rows(numbers)] == [False, False, False, False, True]


@pytest.mark.parametrize("flag", SETTABLE)
def test_a_flag_leaves_the_rest_of_the_state_alone(library: SqliteLibrary, fill: Fill, flag: str) -> None:
    (number,) = fill(1)
    before = ReadingState(read=flag != "read", starred=flag != "starred", place=0.25, sentence=3)
    library.put_state(number, before)
    library.put_flag([number], flag, True)
    library.put_flag([number], flag, False)
    assert library.state(number) == before
    library.put_flag([number], "reviewed", True)
    library.put_state(number, before)
    assert list(library.flagged("reviewed")) == [number]


def test_what_is_no_flag_is_refused(library: SqliteLibrary) -> None:
    with pytest.raises(ValueError, match="odd is none"):
        library.flagged("odd")
    with pytest.raises(ValueError, match="new is none"):
        library.put_flag([1], "new", True)


def test_tags_are_put_on_and_taken_off_many(library: SqliteLibrary, fill: Fill) -> None:
    numbers = fill(4)
    assert library.tag(numbers[:3], "#Peace Treaty") == 3
    assert library.tag([*numbers, 999], "peace-treaty") == 1
    assert library.tag(numbers[:1], "peace") == 1
    assert library.tag(numbers[1:2], "Рыба") == 1
    assert library.tags() == [("peace", 1), ("peace-treaty", 4), ("рыба", 1)]
    assert list(library.tagged("peace")) == numbers[:1]
    assert list(library.tagged("peace*")) == numbers
    assert library.untag(numbers[2:], "PEACE treaty") == 2
    assert library.tags_of(numbers[0]) == library.rows(numbers)[0].tags == ("peace", "peace-treaty")
    assert list(library.flagged("tagged")) == numbers[:2]
    library.remove(numbers[0])
    assert library.tags() == [("peace-treaty", 1), ("рыба", 1)]


@pytest.mark.parametrize("name", ["", "#", " \t", "\x1b", '"()', "-"])
def test_what_is_no_name_for_a_tag_is_refused(library: SqliteLibrary, name: str) -> None:
    with pytest.raises(KurilError, match="no name"):
        library.tag([1], name)


@given(st.text(max_size=150))
def test_tags_can_stand_in_a_query_and_on_a_terminal(text: str) -> None:
    try:
        name = tag_name(text)
    except KurilError:
        return
    assert is_printable(name)
    assert not any(c.isspace() or c in '()",*:' for c in name)
    assert len(name) <= 100
    assert tag_name(name) == name


def test_notes_are_kept_found_and_taken_away(library: SqliteLibrary, fill: Fill) -> None:
    first, second = fill(2)
    library.put_note(first, "Ask about Остров Итуруп")
    library.put_note(first, "Ask Kyodo about Остров Итуруп")
    library.put_note(second, "kyodo")
    assert library.note(first) == "Ask Kyodo about Остров Итуруп"
    assert list(library.noting("остров KYO")) == [first]
    assert list(library.noting("kyodo")) == list(library.flagged("noted")) == [first, second]
    library.put_note(first, " \n")
    assert (library.note(first), [row.noted for row in library.rows([first, second])]) == ("", [False, True])
    with pytest.raises(NotInLibrary):
        library.put_note(999, "lost")


def test_saved_searches(library: SqliteLibrary, fill: Fill) -> None:
    fill(2)
    library.put_search("  Two\nwords ", "a OR b", Order.RELEVANCE)
    library.put_search("alone", "c", Order.DATE)
    assert library.searches() == [
        StoredSearch("alone", "c", Order.DATE, 2),
        StoredSearch("Two words", "a OR b", Order.RELEVANCE, 2),
    ]
    fill(1)
    library.put_search("alone", "c", Order.SOURCE)
    library.put_search("Two words", "d", Order.DATE)
    assert [(search.query, search.seen) for search in library.searches()] == [("c", 2), ("d", 3)]
    library.visit("alone")
    library.rename_search("alone", "other")
    assert library.searches()[0] == StoredSearch("other", "c", Order.SOURCE, 3)
    with pytest.raises(KurilError, match="already"):
        library.rename_search("other", "Two words")
    library.delete_search("other")
    for call in (library.delete_search, library.visit, lambda name: library.rename_search(name, "x")):
        with pytest.raises(KurilError, match="no saved search"):
            call("other")
    with pytest.raises(KurilError, match="needs a name"):
        library.put_search(" \x1b", "a", Order.DATE)


def test_what_came_in_since_the_last_visit_is_new(library: SqliteLibrary, fill: Fill) -> None:
    fill(2)
    library.visit()
    assert list(library.flagged("new")) == []
    later = fill(2)
    assert list(library.flagged("new")) == later
    library.visit()
    assert list(library.flagged("new")) == []


def test_the_history_holds_the_latest_queries_once(library: SqliteLibrary) -> None:
    for place in range(HISTORY + 10):
        library.put_query(f"query {place}")
    library.put_query(" query 100\x1b ")
    library.put_query("  ")
    found = library.history()
    assert len(found) == HISTORY
    assert found[:2] == ["query 100", f"query {HISTORY + 9}"]
    assert found.count("query 100") == 1
    assert library.history(3) == found[:3]


def test_dates_of_articles(library: SqliteLibrary, make: MakeArticle) -> None:
    for place, published in enumerate(["1970-01-02", None, "1969-12-31", "nonsense"]):
        library.add(make(f"text {place}", published=published))
    assert [list(part) for part in library.moments()] == [[1, 3], [86400, -86400]]
    assert [list(part) for part in library.moments(1)] == [[3], [-86400]]


def test_a_note_holds_what_a_terminal_may_show(library: SqliteLibrary, fill: Fill) -> None:
    (number,) = fill(1)
    library.put_note(number, "ask\x1b[2J\nwhom\ud800?")
    assert library.note(number) == "ask[2J\nwhom?"
