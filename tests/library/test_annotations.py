from __future__ import annotations

import pytest

from kurilreader.domain import KurilError, NotInLibrary, Span
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeAnalysis, MakeArticle


@pytest.fixture
def number(library: SqliteLibrary, make: MakeArticle, findings: MakeAnalysis) -> int:
    added = library.add(make("Talks go on in the harbour town.")).number
    library.put_analysis(added, findings())
    return added


def test_notes_on_stretches_are_kept_changed_and_taken_away(library: SqliteLibrary, number: int) -> None:
    late = library.annotate(number, Span(19, 26), "which\x1b one?", ["Port", "#ask first"], "ann")
    early = library.annotate(number, Span(0, 5), "", ["talks"], "ben", statement="s0")
    first, second = library.annotations(number)
    assert (first.key, first.tags, first.words, first.statement, first.reviewer) == (
        early,
        ("talks",),
        "Talks",
        "s0",
        "ben",
    )
    assert (second.key, second.note, second.tags, second.statement) == (late, "which one?", ("ask-first", "port"), None)
    library.amend_annotation(late, "that one", [], "ben")
    assert library.annotations(number)[1].note == "that one"
    library.amend_annotation(early, " ", [], "ben")
    library.drop_annotation(late, "ann")
    assert library.annotations(number) == []
    with pytest.raises(KurilError, match="no such note"):
        library.drop_annotation(late, "ann")
    assert [library.undo("ann"), library.undo("ben")] == ['note taken off "harbour"', 'note on "Talks"']
    assert [each.note for each in library.annotations(number)] == ["", "that one"]


def test_they_are_searched_with_the_notes_and_tags_of_articles(
    library: SqliteLibrary, number: int, make: MakeArticle
) -> None:
    other = library.add(make("Quite another text.")).number
    library.put_note(other, "Ask about the boats")
    library.tag([other], "port")
    library.annotate(number, Span(0, 5), "ask whom?", ["port", "port-city"], "ann")
    assert list(library.noting("ask")) == list(library.flagged("noted")) == [number, other]
    assert list(library.noting("ask whom")) == [number]
    assert library.tags() == [("port", 2), ("port-city", 1)]
    assert list(library.tagged("port")) == list(library.tagged("port*")) == list(library.flagged("tagged")) == [
        number, other,
    ]  # fmt: skip
    assert [row.noted for row in library.rows([number, other])] == [True, True]
    library.tag([number], "port")
    assert library.tags() == [("port", 2), ("port-city", 1)]


def test_what_cannot_be_written_is_refused(library: SqliteLibrary, number: int) -> None:
    for span in (Span(5, 5), Span(-1, 3), Span(30, 99)):
        with pytest.raises(KurilError, match="no characters"):
            library.annotate(number, span, "x", [], "ann")
    with pytest.raises(KurilError, match="needs words"):
        library.annotate(number, Span(0, 5), " \x1b", [], "ann")
    with pytest.raises(KurilError, match="no statement s9"):
        library.annotate(number, Span(0, 5), "x", [], "ann", statement="s9")
    with pytest.raises(NotInLibrary):
        library.annotate(999, Span(0, 5), "x", [], "ann")
    assert library.undo("ann") is None
