from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.domain import Analysis, Article, Kind, Quote, Span, Statement, article_id
from kurilreader.domain.record import StatementAt
from kurilreader.library.connection import DATABASE
from kurilreader.library.schema import MIGRATIONS, migrate
from kurilreader.library.store import SqliteLibrary
from tests.library.conftest import MakeAnalysis, MakeArticle

RU, JP = "RU", "JP"


def said(text: str, party: str | None = RU, *, topics: tuple[str, ...] = ("visits",), stands: bool = True) -> Statement:
    return Statement(
        id="s1", party=party, speaker=None, cue=None, content=(Span(0, len(text)),), text=text,
        quote=Quote.INDIRECT, kind=Kind.OFFER, topics=topics, stands=stands,
    )  # fmt: skip


class Filled:
    """A library to put statements into, one article a call."""

    def __init__(self, library: SqliteLibrary) -> None:
        self.library = library
        self.count = 0

    def put(self, *statements: Statement, day: str | None = "2025-01-01", text: str = "") -> int:
        self.count += 1
        text = text or f"Report {self.count}."
        number = self.library.add(Article(article_id(text), "T", text, published=day)).number
        self.library.put_analysis(number, Analysis("1", statements=statements))
        return number

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.library._at.reading() as connection:
            return connection.execute(query).fetchall()

    def lines(self) -> list[object]:
        return [line for (line,) in self.rows("SELECT line FROM statements ORDER BY number, place")]

    def cells(self) -> dict[tuple[object, object], object]:
        return {(party, topic): lines for party, topic, lines in self.rows("SELECT * FROM cells WHERE lines > 0")}


@pytest.fixture
def filled(library: SqliteLibrary) -> Filled:
    return Filled(library)


def test_the_same_words_within_a_week_are_one_line(filled: Filled) -> None:
    filled.put(said("We will come."))
    filled.put(said("we will COME"), day="2025-01-08")
    assert len(set(filled.lines())) == 1
    assert filled.cells() == {(RU, "visits"): 1}


def test_the_same_words_later_or_by_another_party_are_another_line(filled: Filled) -> None:
    filled.put(said("We will come."), said("We will come.", JP))
    filled.put(said("We will come."), day="2025-01-09")
    assert len(set(filled.lines())) == 3
    assert filled.cells() == {(RU, "visits"): 2, (JP, "visits"): 1}


def test_an_article_between_two_lines_joins_them(filled: Filled) -> None:
    filled.put(said("We will come."), day="2025-01-01")
    filled.put(said("We will come."), day="2025-01-13")
    assert filled.cells() == {(RU, "visits"): 2}
    filled.put(said("We will come."), day="2025-01-07")
    assert len(set(filled.lines())) == 1
    assert filled.cells() == {(RU, "visits"): 1}


def test_undated_articles_share_a_line_among_themselves(filled: Filled) -> None:
    filled.put(said("We will come."), day=None)
    filled.put(said("We will come."), day=None)
    filled.put(said("We will come."))
    first, second, dated = filled.lines()
    assert first == second != dated


def test_near_duplicate_articles_share_what_they_word_a_little_differently(filled: Filled) -> None:
    body = " ".join(f"word{place}" for place in range(200))
    filled.put(said("The graves may be visited in the summer months"), text=body)
    filled.put(said("The graves may be visited in summer months"), text=body + " more")
    filled.put(said("The graves may be visited in summer months of the year", JP), text=body + " even more")
    filled.put(said("The old graves may be visited in the summer months"), text="Another report altogether.")
    first, second, other_party, elsewhere = filled.lines()
    assert first == second
    assert len({first, other_party, elsewhere}) == 3


def test_what_does_not_stand_or_is_nobodys_is_counted_nowhere(filled: Filled) -> None:
    filled.put(said("We will come.", stands=False), said("They may come.", None), said("Yes.", topics=()))
    assert filled.rows("SELECT place, hidden FROM statements ORDER BY place") == [(0, 1), (1, 0), (2, 0)]
    assert filled.cells() == {(RU, "\U0010ffff"): 1}


def test_a_new_analysis_and_a_removal_are_counted(filled: Filled) -> None:
    number = filled.put(said("We will come."), said("We will pay.", topics=("money", "visits")))
    filled.put(said("We will come."))
    assert filled.cells() == {(RU, "visits"): 2, (RU, "money"): 1}
    filled.library.put_analysis(number, Analysis("2", statements=(said("We will come."),)))
    assert filled.cells() == {(RU, "visits"): 1}
    filled.library.remove(number)
    assert filled.cells() == {(RU, "visits"): 1}
    filled.library.remove(number + 1)
    assert filled.cells() == {}


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[int, int, tuple[int, ...]]]:
    """Analyses one after another: of which article (each has a day of its own), with which of a few words."""
    one = st.tuples(st.integers(0, 5), st.just(0), st.lists(st.integers(0, 2), max_size=3).map(tuple))
    return draw(st.lists(one, max_size=12))


@settings(max_examples=40)
@given(changes=changes())
def test_counts_are_what_counting_gives(
    changes: list[tuple[int, int, tuple[int, ...]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    filled = Filled(SqliteLibrary(tmp_path_factory.mktemp("library")))
    numbers: dict[int, int] = {}
    for article, _, words in changes:
        statements = tuple(said(f"words {word}", topics=(f"t{word % 2}", "t0")) for word in words)
        if article in numbers:
            filled.library.put_analysis(numbers[article], Analysis("2", statements=statements))
        else:
            day = (date(2025, 1, 1) + timedelta(days=5 * article)).isoformat()
            numbers[article] = filled.put(*statements, day=day, text=f"Article {article}.")
    counted = filled.rows(
        "SELECT party, topic, count(DISTINCT line) FROM statement_topics GROUP BY party, topic ORDER BY 1, 2"
    )
    assert filled.cells() == {(party, topic): count for party, topic, count in counted}
    apart = filled.rows(
        "SELECT count(*) FROM statements AS s JOIN statement_topics AS t USING (number, place) WHERE s.line <> t.line"
    )
    assert apart == [(0,)]
    filled.library.close()


@pytest.fixture
def before(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A library as the version before kept it, with two statements in one article."""
    (tmp_path / "library").mkdir()
    connection = sqlite3.connect(tmp_path / "library" / DATABASE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, "it", MIGRATIONS[:3])
    yield connection
    connection.close()


def test_a_library_of_before_keeps_its_statements_and_is_filled_up(
    before: sqlite3.Connection, tmp_path: Path, make: MakeArticle, findings: MakeAnalysis
) -> None:
    from kurilreader.library import coding

    analysis = findings(count=2)
    analysis = replace(analysis, statements=(analysis.statements[0], replace(analysis.statements[1], topics=())))
    before.execute(
        "INSERT INTO articles VALUES (7, 'a', 'T', NULL, NULL, '2025-01-01', 1735689600, 's', 'en', NULL, NULL, 'now')"
    )
    before.execute("INSERT INTO texts VALUES (7, 'Talks go on.')")
    before.execute("INSERT INTO analyses VALUES (7, '1', 'RU:2')")
    before.execute("INSERT INTO findings VALUES (7, ?)", (coding.encode(analysis),))
    for place in range(2):
        before.execute("INSERT INTO statements VALUES (7, ?, 'RU', 'condition', 'Talks', 1735689600)", (place,))
    before.execute("INSERT INTO statement_topics VALUES (7, 0, 'visits', 'RU', 1735689600)")
    library = SqliteLibrary(tmp_path / "library")
    filled = Filled(library)
    assert list(library.stating("RU")) == [7]
    assert list(library.stating("RU", "visits", "2025-01-01")) == [7]
    assert filled.cells() == {(RU, "visits"): 1, (RU, "\U0010ffff"): 1}
    revision = library.revision()
    assert [line.text for line in library.stated([StatementAt(7, 0), StatementAt(7, 1)])] == ["Talks go", "Talks go"]
    assert library.refill(10) == 1
    assert library.refill(10) == 0
    assert library.revision() == revision
    assert filled.rows("SELECT text, id, spans FROM statements") == [
        ("Talks go", "s0", "0-5 6-8"),
        ("Talks go", "s1", "0-5 6-8"),
    ]
    assert filled.cells() == {(RU, "visits"): 1, (RU, "\U0010ffff"): 1}
    assert library.check() == []
    library.close()


def test_a_damaged_analysis_stops_nobody(filled: Filled) -> None:
    numbers = [filled.put(said(f"words {place}")) for place in range(2)]
    with filled.library._at.writing() as connection:
        connection.execute("INSERT INTO unstated SELECT number FROM analyses")
        connection.execute("UPDATE findings SET body = x'00' WHERE number = ?", (numbers[1],))
    assert filled.library.refill(1) == 1
    assert filled.library.refill(5) == 1
    assert filled.library.refill(5) == 0
    assert filled.rows("SELECT text FROM statements ORDER BY number") == [("words 0",), ("words 1",)]
