from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kurilreader.domain import Article, NotInLibrary, Order, PartyCount, ReadingState
from kurilreader.library import Change, open_library
from kurilreader.library.connection import DATABASE
from kurilreader.library.store import BATCH, SqliteLibrary

from .conftest import MakeAnalysis, MakeArticle


def test_an_article_comes_back_as_it_was_given(library: SqliteLibrary, make: MakeArticle) -> None:
    article = make(
        "Переговоры\n\n北方領土 \U0001f30a.",
        title="Тест",
        source="Kyodo",
        author="A. B.",
        published="2025-03-04",
        language="ru",
        address="https://example.org/a",
        origin="/tmp/a.txt",
    )
    added = library.add(article)
    assert added.new
    assert library.article(added.number) == article
    assert library.number(article.id) == library.number(article.id[:4].upper()) == added.number


def test_the_same_text_is_stored_once(library: SqliteLibrary, make: MakeArticle) -> None:
    first = library.add(make("One  text.\n", title="a"))
    again = library.add(make("One text.", title="b"))
    assert again == (first.number, False)
    assert library.count() == 1
    assert library.article(first.number).title == "a"


def test_doubles_within_one_batch_are_stored_once(library: SqliteLibrary, make: MakeArticle) -> None:
    added = list(library.add_many([make("x one"), make("x two"), make("x one")]))
    assert [new for _, new in added] == [True, True, False]
    assert added[0].number == added[2].number


def test_many_are_stored_in_batches_while_they_are_read(library: SqliteLibrary, make: MakeArticle) -> None:
    """What was stored stays when the source of articles breaks, and no transaction is open while it is read."""

    def articles() -> Iterator[Article]:
        for place in range(BATCH + 50):
            if place == BATCH:
                # Another writer gets in while the next batch is being read.
                with sqlite3.connect(library.directory / DATABASE, timeout=0) as other:
                    other.execute("BEGIN IMMEDIATE")
                    other.rollback()
            yield make(f"text {place}")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="source broke"):
        list(library.add_many(articles()))
    assert library.count() == BATCH


def test_long_texts_make_short_batches(
    library: SqliteLibrary, make: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilreader.library.store.BATCH_CHARACTERS", 10)
    counts = [library.count() for _ in library.add_many(make(f"{place} eleven letters") for place in range(3))]
    assert counts == [1, 2, 3]


def test_numbers_stand_newest_first_undated_last(library: SqliteLibrary, make: MakeArticle) -> None:
    dates = ["2025-03-04", None, "2025-03-04T09:30:00+09:00", "1855-02-07", "2025-03-05", "2024", "nonsense"]
    numbers = [library.add(make(f"text {date} {i}", published=date)).number for i, date in enumerate(dates)]
    by_date = list(library.numbers(Order.DATE))
    assert by_date[:5] == [numbers[4], numbers[2], numbers[0], numbers[5], numbers[3]]
    assert set(by_date[5:]) == {numbers[1], numbers[6]}
    assert list(library.numbers(Order.RELEVANCE)) == by_date


def test_numbers_stand_by_outlet_then_newest(library: SqliteLibrary, make: MakeArticle) -> None:
    given = [("Tass", "2020-01-01"), ("kyodo", "2020-01-01"), ("Kyodo", "2021-01-01"), (None, "2022-01-01")]
    a, b, c, d = (
        library.add(make(f"text {i}", source=source, published=date)).number for i, (source, date) in enumerate(given)
    )
    assert list(library.numbers(Order.SOURCE)) == [c, b, a, d]


def test_orders_are_read_from_covering_indexes(library: SqliteLibrary) -> None:
    with sqlite3.connect(library.directory / DATABASE) as connection:
        from kurilreader.library.articles import _NUMBERS

        for query in _NUMBERS.values():
            plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert "COVERING INDEX" in plan
            assert "TEMP B-TREE" not in plan


def test_rows_come_in_the_order_asked_without_missing_ones(
    library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis
) -> None:
    first = library.add(make("one", source="Kyodo", published="2025-01-01", language="en")).number
    second = library.add(make("two")).number
    library.put_analysis(first, findings(count=3))
    library.put_state(second, ReadingState(read=True, starred=True))
    rows = library.rows([second, 99, first])
    assert [row.number for row in rows] == [second, first]
    assert (rows[0].read, rows[0].starred, rows[0].analysed, rows[0].parties) == (True, True, False, ())
    assert (rows[1].source, rows[1].published, rows[1].language) == ("Kyodo", "2025-01-01", "en")
    assert rows[1].analysed
    assert rows[1].parties == (PartyCount("RU", "RU", 3),)


def test_an_analysis_comes_back_and_is_replaced(
    library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis
) -> None:
    number = library.add(make()).number
    assert library.analysis(number) is None
    library.put_analysis(number, findings("1", count=4))
    library.put_analysis(number, findings("2", party="JP", count=2))
    assert library.analysis(number) == findings("2", party="JP", count=2)
    assert list(library.stating(party="RU")) == []
    assert list(library.stating(party="JP")) == [number]


def test_analyses_by_another_version_are_due(library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis) -> None:
    old, new, none = (library.add(make(f"t {i}", published=f"202{i}-01-01")).number for i in range(3))
    library.put_analysis(old, findings("1"))
    library.put_analysis(new, findings("2"))
    assert list(library.unanalysed("2")) == [none, old]
    assert list(library.unanalysed("1")) == [none, new]


def test_an_analysis_of_a_removed_article_is_passed_over(
    library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis
) -> None:
    kept, gone = (library.add(make(f"t {i}")).number for i in range(2))
    library.remove(gone)
    assert library.put_analyses([(gone, findings()), (kept, findings())]) == 1
    with pytest.raises(NotInLibrary):
        library.put_analysis(gone, findings())


def test_articles_are_found_by_who_states_what_since_when(
    library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis
) -> None:
    given = [
        ("RU", "visits", "2020-01-01"),
        ("JP", "visits", "2021-01-01"),
        ("RU", "fisheries", None),
        (None, "x", "2022-01-01"),
    ]
    numbers = []
    for place, (party, topic, date) in enumerate(given):
        numbers.append(library.add(make(f"t {place}", published=date)).number)
        library.put_analysis(numbers[-1], findings(party=party, topic=topic, count=2))
    a, b, c, _ = numbers
    assert list(library.stating()) == [b, a, c]
    assert list(library.stating(party="RU")) == [a, c]
    assert list(library.stating(topic="visits")) == [b, a]
    assert list(library.stating(party="RU", topic="visits", since="2019")) == [a]
    assert list(library.stating(since="2020-06-01")) == [b]
    assert list(library.stating(topic="x")) == []


def test_removing_forgets_all_that_hangs_on_an_article(
    library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis
) -> None:
    number = library.add(make()).number
    library.put_analysis(number, findings())
    library.put_state(number, ReadingState(read=True))
    library.remove(number)
    with pytest.raises(NotInLibrary):
        library.article(number)
    with pytest.raises(NotInLibrary):
        library.remove(number)
    with sqlite3.connect(library.directory / DATABASE) as connection:
        for table in ("articles", "texts", "analyses", "findings", "statements", "statement_topics", "states"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert library.add(make()).number > number, "numbers are never given twice"


def test_stored_articles_cannot_be_changed(library: SqliteLibrary, make: MakeArticle) -> None:
    library.add(make())
    with sqlite3.connect(library.directory / DATABASE) as connection:
        for statement in ("UPDATE articles SET title = 'x'", "UPDATE texts SET text = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="never changes"):
                connection.execute(statement)


@pytest.mark.parametrize("id_", ["", "abc", "xyzw", "0000", "../..", "g" * 16])
def test_what_is_no_id_finds_nothing(library: SqliteLibrary, make: MakeArticle, id_: str) -> None:
    library.add(make())
    with pytest.raises(NotInLibrary):
        library.number(id_)


def test_an_ambiguous_prefix_is_refused(library: SqliteLibrary, make: MakeArticle) -> None:
    library.add(make("one", id="abcd000000000001"))
    library.add(make("two", id="abcd000000000002"))
    with pytest.raises(NotInLibrary, match="several"):
        library.number("abcd")
    assert library.number("abcd000000000002") == 2


def test_state_and_memory_survive_a_restart(tmp_path: Path, make: MakeArticle) -> None:
    first = open_library(tmp_path)
    number = first.add(make()).number
    assert first.state(number) == ReadingState()
    first.put_state(number, ReadingState(read=True, place=0.25, sentence=7))
    first.put_state(number, ReadingState(read=True, starred=True, place=0.5, sentence=9))
    first.put_state(4711, ReadingState(read=True))
    first.remember("query", "a")
    first.remember("query", "party:JP")
    first.close()
    second = open_library(tmp_path)
    assert second.state(number) == ReadingState(read=True, starred=True, place=0.5, sentence=9)
    assert second.state(4711) == ReadingState()
    assert second.recall("query") == "party:JP"
    assert second.recall("other") is None
    second.close()


def test_the_revision_grows_with_what_the_index_must_follow(
    library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis
) -> None:
    seen = [library.revision()]
    a = library.add(make("a")).number
    seen.append(library.revision())
    b = library.add(make("b")).number
    seen.append(library.revision())
    library.put_analysis(a, findings())
    seen.append(library.revision())
    library.remove(b)
    seen.append(library.revision())
    assert sorted(set(seen)) == seen
    library.add(make("a"))
    library.put_state(a, ReadingState(read=True))
    library.remember("k", "v")
    assert library.revision() == seen[-1]
    assert library.changes(0) == [Change(a, seen[-2], False), Change(b, seen[-1], True)]
    assert library.changes(seen[-2]) == [Change(b, seen[-1], True)]
    assert library.changes(0, limit=1) == [Change(a, seen[-2], False)]
    assert library.changes(seen[-1]) == []


def test_threads_share_a_library(library: SqliteLibrary, make: MakeArticle) -> None:
    numbers: list[int] = []

    def work(name: int) -> None:
        numbers.extend(library.add(make(f"text {name} {place}")).number for place in range(20))
        assert len(library.rows(numbers)) >= 20

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(numbers)) == library.count() == 80


def test_the_connection_of_an_ended_thread_is_closed(library: SqliteLibrary) -> None:
    before = len(library._at._all)
    for _ in range(5):
        thread = threading.Thread(target=library.count)
        thread.start()
        thread.join()
    assert len(library._at._all) == before


def test_check_finds_a_whole_library_whole_and_a_text_missing(library: SqliteLibrary, make: MakeArticle) -> None:
    number = library.add(make()).number
    assert library.check() == []
    with sqlite3.connect(library.directory / DATABASE) as connection:
        connection.execute("DELETE FROM texts WHERE number = ?", (number,))
    assert library.check() == ["1 articles lack their text"]
