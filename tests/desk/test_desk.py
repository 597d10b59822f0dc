from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kurilreader.desk import Desk
from kurilreader.domain import (
    Kind,
    LibraryBroken,
    NotInLibrary,
    Order,
    PartyCount,
    ReadingState,
    SearchRequest,
    Span,
)
from kurilreader.library import Library
from kurilreader.settings import Settings

Put = Callable[..., int]

# What listing and reading may not load: it would cost the start of the reader.
_LISTS = """
import sys
from pathlib import Path
from kurilreader.desk import Desk
from kurilreader.domain import SearchRequest
from kurilreader.settings import Settings

with Desk.open(Path(sys.argv[1]), Settings()) as desk:
    numbers = desk.search(SearchRequest("  ")).numbers
    rows = desk.rows(numbers)
    assert [count.mark for row in rows for count in row.parties]
    desk.reading(numbers[0])
    desk.revision(), desk.recall("x"), desk.count()
heavy = {"whoosh", "onnxruntime", "tokenizers", "numpy", "trafilatura", "babel", "countryinfo", "textual", "rich"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules} | {"kurilreader.analysis.engine"} & set(sys.modules)))
"""


def test_listing_and_reading_load_no_index_and_no_engine(put: Put, directory: Path) -> None:
    put("Talks go on.", ("RU", "visits", Kind.CLAIM), ("ZA", "visits", Kind.CLAIM))
    done = subprocess.run([sys.executable, "-c", _LISTS, str(directory)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_library_that_must_be_there_is_not_made(directory: Path) -> None:
    with pytest.raises(LibraryBroken):
        Desk.open(directory / "none", Settings(), create=False)


def test_the_empty_query_is_everything_in_the_order_asked(desk: Desk, put: Put) -> None:
    old, new = put("old", published="2020-01-01"), put("new", published="2021-01-01")
    for order in (Order.DATE, Order.RELEVANCE):
        result = desk.search(SearchRequest("  ", order))
        assert (list(result.numbers), result.total) == ([new, old], 2)
    limited = desk.search(SearchRequest("", limit=1))
    assert (list(limited.numbers), limited.total) == ([new], 2)


def test_a_query_finds_what_was_added_by_whomever(desk: Desk, put: Put) -> None:
    put("Nothing of note.")
    number = put("Fishing off Shikotan goes on.")
    result = desk.search(SearchRequest("shikotan"))
    assert list(result.numbers) == [number]
    snippet = desk.snippets("shikotan", [number])[number]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Shikotan"]
    assert desk.snippets("", [number]) == {}


def test_hits_are_the_same_from_the_index_and_at_hand(desk: Desk, put: Put) -> None:
    number = put("No talks on visits.", ("JP", "visits", Kind.REFUSAL))
    query = "talk kind:refusal"
    found = desk.marked(query, desk.reading(number))
    assert found is not None and desk.hits(query, [number]) == {number: found}
    assert found.text == (Span(3, 8),) and [each.id for each in found.statements] == ["s0"]
    assert desk.marked("  ", desk.reading(number)) is None and desk.hits(" ", [number]) == {}


def test_a_query_stands_for_articles_and_for_statements(desk: Desk, put: Put) -> None:
    old = put("Old talks.", ("JP", "visits", Kind.REFUSAL), published="2020-01-01")
    new = put("New talks.", ("JP", "visits", Kind.OFFER), ("RU", "visits", Kind.OFFER), published="2021-01-01")
    assert list(desk.matching("talks").numbers) == list(desk.matching(" ").numbers) == [new, old]
    assert desk.matching("(talks").complaints
    assert [list(part) for part in desk.statements("party:JP")] == [[new, old], [0, 0]]
    assert [list(part) for part in desk.statements("new")] == [[new, new], [0, 1]]


def test_rows_have_the_marks_of_the_dossiers(desk: Desk, put: Put) -> None:
    number = put("Talks.", ("RU", "a", Kind.CLAIM), ("RU", "b", Kind.CLAIM), ("nowhere-else", "b", Kind.CLAIM))
    (row,) = desk.rows([number, 99])
    assert row.parties == (
        PartyCount("RU", desk.party("RU").mark, 2),
        PartyCount("nowhere-else", "NO", 1),
    )


def test_a_reading_has_all_a_reader_needs(desk: Desk, put: Put) -> None:
    text = "One. Two!\n\nThree."
    number = put(text, ("RU", "visits", Kind.OFFER))
    desk.put_state(number, ReadingState(read=True, place=0.5, sentence=2))
    reading = desk.reading(number)
    assert reading.article.text == text
    assert reading.analysis is not None
    assert reading.state == ReadingState(read=True, place=0.5, sentence=2)
    assert [text[start:end] for start, end in reading.sentences] == ["One.", "Two!", "Three."]
    assert [text[start:end] for start, end in reading.paragraphs] == ["One. Two!", "Three."]
    with pytest.raises(NotInLibrary):
        desk.reading(99)


def test_an_article_without_analysis_can_be_read(desk: Desk, put: Put) -> None:
    number = put("Fresh.")
    assert desk.reading(number).analysis is None
    assert desk.rows([number])[0].analysed is False


def test_the_revision_tells_what_others_did(desk: Desk, put: Put) -> None:
    before = desk.revision()
    put("Fresh.")
    assert desk.revision() > before
    assert desk.count() == 1


def test_small_values_are_kept(desk: Desk, directory: Path) -> None:
    desk.remember("query", "party:JP")
    with Desk.open(directory, Settings()) as other:
        assert other.recall("query") == "party:JP"


def test_articles_are_found_by_the_beginning_of_their_id(desk: Desk, put: Put, library: Library) -> None:
    number = put("Fresh.")
    assert desk.number(library.article(number).id[:5]) == number
