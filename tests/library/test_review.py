from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kurilreader.domain import (
    Analysis,
    Article,
    EntityType,
    Kind,
    KurilError,
    Mention,
    NotInLibrary,
    Quote,
    Span,
    Statement,
)
from kurilreader.domain.record import StatementAt
from kurilreader.domain.review import EntityAct, EntityCorrection, Judgement, Verdict
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeArticle

TEXT = "The harbour stays shut. Boats may come after May. Nobody asked the crews."
SPANS = (Span(0, 22), Span(24, 48), Span(50, 72))

Put = Callable[..., int]


def found(version: str = "1", *, spans: tuple[Span, ...] = SPANS, party: str | None = "RU") -> Analysis:
    statements = tuple(
        Statement(f"s{place}", party, None, None, (span,), TEXT[span.start : span.end], Quote.INDIRECT, Kind.CLAIM)
        for place, span in enumerate(spans, 1)
    )
    return Analysis(version, (Mention(4, 11, "harbour", EntityType.PLACE, "harbour", "Harbour"),), statements)


@pytest.fixture
def put(library: SqliteLibrary, make: MakeArticle) -> Put:
    def article(extra: str = "", published: str | None = "2026-01-02") -> int:
        number = library.add(make(TEXT + extra, published=published)).number
        library.put_analysis(number, found())
        return number

    return article


def said(verdict: Verdict, reviewer: str = "ann", **others: object) -> Judgement:
    return Judgement(verdict, reviewer, "", **others)  # type: ignore[arg-type]


def judge(
    library: SqliteLibrary, at: tuple[int, int], verdict: Verdict, reviewer: str = "ann", **others: object
) -> int:
    return library.judge([(StatementAt(*at), said(verdict, reviewer, **others))], reviewer)


def rows(library: SqliteLibrary, number: int) -> list[tuple[object, ...]]:
    with library._at.reading() as connection:
        return connection.execute(
            "SELECT party, kind, hidden, text FROM statements WHERE number = ? ORDER BY place", (number,)
        ).fetchall()


def test_a_verdict_shows_in_every_view_and_in_the_change_counter(library: SqliteLibrary, put: Put) -> None:
    number = put()
    before = library.revision()
    assert judge(library, (number, 0), Verdict.WRONG) == 1
    assert judge(library, (number, 1), Verdict.WRONG_PARTY, party="JP") == 1
    assert judge(library, (number, 2), Verdict.WRONG_SPAN, content=(Span(50, 62),)) == 1
    analysis = library.analysis(number)
    assert analysis is not None
    assert [(each.stands, each.party, each.text) for each in analysis.statements] == [
        (False, "RU", "The harbour stays shut"),
        (True, "JP", "Boats may come after May"),
        (True, "RU", "Nobody asked"),
    ]
    assert rows(library, number) == [
        ("RU", "claim", 1, "The harbour stays shut"),
        ("JP", "claim", 0, "Boats may come after May"),
        ("RU", "claim", 0, "Nobody asked"),
    ]
    assert list(library.stating("JP")) == [number]
    assert library.revision() > before


def test_verdicts_outlive_another_analysis(library: SqliteLibrary, put: Put) -> None:
    number = put()
    judge(library, (number, 0), Verdict.WRONG)
    judge(library, (number, 1), Verdict.WRONG_KIND, kind=Kind.CONDITION)
    library.put_analysis(number, replace(found("2", spans=(SPANS[2], Span(24, 44), SPANS[0]), party="JP")))
    now = library.analysis(number)
    assert now is not None
    assert [(each.stands, each.kind) for each in now.statements] == [
        (True, Kind.CLAIM),
        (True, Kind.CONDITION),
        (False, Kind.CLAIM),
    ]
    assert {place: each[0].verdict for place, each in library.judgements(number).items()} == {
        1: Verdict.WRONG_KIND,
        2: Verdict.WRONG,
    }
    # Given anew, it takes the place of the one before, whatever that was given on.
    judge(library, (number, 2), Verdict.RIGHT)
    library.put_analysis(number, found("3"))
    assert {place: each[0].verdict for place, each in library.judgements(number).items()} == {
        0: Verdict.RIGHT,
        1: Verdict.WRONG_KIND,
    }


def test_a_verdict_whose_statement_is_gone_waits_for_it(library: SqliteLibrary, put: Put) -> None:
    number = put()
    judge(library, (number, 0), Verdict.WRONG)
    library.put_analysis(number, found("2", spans=SPANS[1:]))
    assert library.judgements(number) == {}
    library.put_analysis(number, found("3"))
    assert library.judgements(number)[0][0].verdict is Verdict.WRONG


def test_reviewers_judge_side_by_side_and_disagree(library: SqliteLibrary, put: Put) -> None:
    number = put()
    for reviewer, verdict in (("ann", Verdict.WRONG), ("ben", Verdict.RIGHT), ("cyd", Verdict.UNSURE)):
        judge(library, (number, 0), verdict, reviewer)
    judge(library, (number, 1), Verdict.RIGHT, "ann")
    judge(library, (number, 1), Verdict.RIGHT, "ben")
    assert [each.reviewer for each in library.judgements(number)[0]] == ["cyd", "ben", "ann"]
    assert library.disagreements() == [StatementAt(number, 0)]
    assert library.reviewers() == ["ann", "ben", "cyd"]
    assert [(at.place, reviewer) for at, reviewer, _ in library.ratings()] == [
        (0, "ann"), (0, "ben"), (1, "ann"), (1, "ben"),
    ]  # fmt: skip
    assert [list(part) for part in library.judged("disputed")] == [[number], [0]]
    assert [list(part) for part in library.judged("unsure")] == [[number], [0]]
    assert [list(part) for part in library.judged("any")] == [[number, number], [0, 1]]
    with pytest.raises(ValueError, match="no verdict"):
        library.judged("odd")


def test_what_is_written_with_a_verdict_moves_no_cursor(library: SqliteLibrary, put: Put) -> None:
    number = put()
    judge(library, (number, 0), Verdict.WRONG_PARTY, party="J\x1bP", note="why\x07 \u202enot?")
    (given_,) = library.judgements(number)[0]
    assert (given_.party, given_.note) == ("JP", "why not?")


def test_the_same_verdict_again_is_no_act(library: SqliteLibrary, put: Put) -> None:
    number = put()
    assert judge(library, (number, 0), Verdict.RIGHT) == 1
    assert judge(library, (number, 0), Verdict.RIGHT) == 0
    assert library.undo("ann") == 'right: "The harbour stays shut"'
    assert library.undo("ann") is None


def test_the_queue_walks_all_that_is_unjudged_newest_first(library: SqliteLibrary, put: Put) -> None:
    old, new, undated = put(" Old.", "2020"), put(" New.", "2026-05-05"), put(" When?", None)
    judge(library, (new, 1), Verdict.RIGHT)
    expected = [(number, place) for number in (new, old, undated) for place in range(3) if (number, place) != (new, 1)]
    walked: list[tuple[int, int]] = []
    last = None
    while page := library.unjudged("ann", last, 2):
        walked += [(at.number, at.place) for at, _ in page]
        last = page[-1]
    assert walked == expected
    assert library.count_unjudged("ann") == len(expected)
    assert library.count_unjudged("ben") == len(library.unjudged("ben", None, 100)) == 9
    assert len(library.unjudged(None, None, 100)) == library.count_unjudged(None) == 9


def test_a_statement_that_is_not_there_cannot_be_judged(library: SqliteLibrary, put: Put) -> None:
    number = put()
    for at in ((number, 3), (number, -1), (999, 0)):
        with pytest.raises(NotInLibrary):
            judge(library, at, Verdict.RIGHT)
    assert library.undo("ann") is None


# --- undoing


def test_everything_is_undone_and_done_again_step_by_step(library: SqliteLibrary, put: Put) -> None:
    number = put()
    other = put(" More.")
    judge(library, (number, 0), Verdict.WRONG)
    library.judge([(StatementAt(each, 1), said(Verdict.RIGHT)) for each in (number, other)], "ann")
    library.tag([number, other], "fish", "ann")
    library.put_flag([number], "starred", True, "ann")
    library.put_note(number, "ask", "ann")
    key = library.annotate(number, Span(4, 11), "which?", ["Port"], "ann", statement="s1")
    library.correct(EntityCorrection(EntityAct.NEVER, "", words="harbour", number=number), "ann")
    full = view(library, number, other)
    told = [
        'never here: harbour in one article',
        'note on "harbour"',
        f'note on "{TEXT[:20]}"',
        f'star: "{TEXT[:20]}"',
        "tag fish: 2 articles",
        "right: 2 statements",
        'wrong: "The harbour stays shut"',
    ]  # fmt: skip
    assert [library.undo("ann") for _ in told] == told
    assert library.undo("ann") is None
    assert library.undo("ben") is None
    empty = view(library, number, other)
    assert empty == ({}, {}, [], [], "", [], ["harbour"])
    assert [library.redo("ann") for _ in told] == told[::-1]
    assert library.redo("ann") is None
    assert view(library, number, other) == full
    assert [each.key for each in library.annotations(number)] == [key]
    assert library.undo("ann") == told[0]
    library.put_note(other, "new", "ann")
    assert library.redo("ann") is None


def view(library: SqliteLibrary, number: int, other: int) -> tuple[object, ...]:
    analysis = library.analysis(number)
    assert analysis is not None
    return (
        {place: each[0].verdict for place, each in library.judgements(number).items()},
        {place: each[0].verdict for place, each in library.judgements(other).items()},
        library.tags(),
        list(library.flagged("starred")),
        library.note(number),
        [(each.key, each.note, each.tags, each.statement) for each in library.annotations(number)],
        [each.text for each in analysis.entities],
    )


def test_what_another_reviewer_changed_since_stays(library: SqliteLibrary, put: Put) -> None:
    number, other = put(), put(" More.")
    library.tag([number, other], "fish", "ann")
    library.untag([number], "fish", "ben")
    library.tag([number], "fish", "cyd")
    library.untag([number], "fish", "cyd")
    assert library.undo("ann") == "tag fish: 2 articles (1 changed since and stay as they are)"
    assert library.tags() == []


def test_undoing_a_deleted_search_brings_back_what_was_seen_of_it(library: SqliteLibrary, put: Put) -> None:
    from kurilreader.domain import Order

    put()
    library.put_search("mine", "fish", Order.DATE, "ann")
    put(" More.")
    library.delete_search("mine", "ann")
    assert library.undo("ann") == 'search "mine" deleted'
    assert [(each.name, each.seen) for each in library.searches()] == [("mine", 1)]
    library.delete_search("mine", "ann")
    library.put_search("mine", "fish", Order.DATE, "ann")
    assert [each.seen for each in library.searches()] == [2]


def test_an_act_is_never_rewritten(library: SqliteLibrary, put: Put) -> None:
    import sqlite3

    library.tag([put()], "fish", "ann")
    connection = sqlite3.connect(library.directory / "library.db")
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute("UPDATE acts SET reviewer = 'ben'")


# --- corrections


def test_a_correction_for_all_waits_until_it_is_settled(library: SqliteLibrary, put: Put) -> None:
    number = put()
    retype = EntityCorrection(EntityAct.RETYPE, "harbour", type=EntityType.ORGANIZATION)
    assert library.correct(retype, "ann")
    assert not library.correct(retype, "ben")
    assert library.unsettled() == [(retype, True)]
    before = library.revision()
    library.settle([retype], [number])
    assert library.revision() > before
    assert library.unsettled() == []
    analysis = library.analysis(number)
    assert analysis is not None
    assert analysis.entities[0].type is EntityType.ORGANIZATION
    assert library.corrections() == [retype]
    library.undo("ann")
    assert library.unsettled() == [(retype, False)]
    assert library.corrections() == []


# --- waiting


def test_what_is_known_of_an_article_comes_back_with_it(library: SqliteLibrary, put: Put, make: MakeArticle) -> None:
    number = put()
    article: Article = library.article(number)
    judge(library, (number, 0), Verdict.WRONG)
    library.tag([number], "fish")
    library.put_note(number, "ask")
    library.annotate(number, Span(0, 3), "what?", [], "ann")
    library.remove(number)
    assert library.tags() == []
    again = library.add(article).number
    library.put_analysis(again, found())
    assert (library.tags_of(again), library.note(again)) == (("fish",), "ask")
    assert [each.note for each in library.annotations(again)] == ["what?"]
    assert library.judgements(again)[0][0].verdict is Verdict.WRONG


def test_what_was_there_before_registers_is_in_them(tmp_path: Path) -> None:
    import sqlite3

    from kurilreader.library import open_library
    from kurilreader.library.connection import DATABASE
    from kurilreader.library.schema import MIGRATIONS, migrate
    from kurilreader.library.schema_review import REVIEW

    connection = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    migrate(connection, "a", MIGRATIONS[: MIGRATIONS.index(REVIEW)])
    connection.execute("INSERT INTO articles (number, id, title, shelf, added) VALUES (1, 'aa', 'T', '', '2026-01-01')")
    connection.execute("INSERT INTO texts VALUES (1, 'text')")
    connection.execute("INSERT INTO states (number, read, starred, place, sentence) VALUES (1, 1, 1, 0.5, 3)")
    connection.execute("INSERT INTO tags VALUES ('fish', 1)")
    connection.execute("INSERT INTO notes VALUES (1, 'say \"hé\"')")
    connection.execute("INSERT INTO searches VALUES ('Mine', 'a \"b\"', 'date', 0)")
    connection.close()
    library = open_library(tmp_path)
    held = {(name.kind, name.key): register.value(name.kind) for name, register in library.registers()}
    assert held == {
        ("read", ""): True,
        ("starred", ""): True,
        ("place", ""): [0.5, 3],
        ("tag", "fish"): True,
        ("note", ""): 'say "hé"',
        ("search", '["Mine","a \\"b\\""]'): "date",
    }
    library.delete_search("Mine", "ann")
    assert library.searches() == []
    library.close()


def test_an_act_that_fails_half_way_leaves_nothing(
    library: SqliteLibrary, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kurilreader.library import analyses

    number = put()
    before = list(library.registers()), rows(library, number), library.revision()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(analyses, "refresh", fail)
    with pytest.raises(KeyboardInterrupt):
        judge(library, (number, 0), Verdict.WRONG)
    assert (list(library.registers()), rows(library, number), library.revision()) == before
    assert library.undo("ann") is None


def test_an_act_on_many_is_undone_in_parts_that_fit(
    library: SqliteLibrary, make: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kurilreader.library.acts._AT_ONCE", 3)
    numbers = [added.number for added in library.add_many(make(f"text {place}") for place in range(10))]
    library.tag(numbers[:4], "fish", "ben")
    assert library.tag(numbers, "fish", "ann") == 6
    assert library.undo("ann") == "tag fish: 10 articles"
    assert library.tags() == [("fish", 4)]
    assert library.redo("ann") == "tag fish: 10 articles"
    assert library.tags() == [("fish", 10)]


def test_undoing_an_import_leaves_articles_that_were_reviewed(library: SqliteLibrary, make: MakeArticle) -> None:
    from kurilreader.library.arrivals import Arrival, JobState

    job = library.begin_job("add", [])
    list(library.take(job, [Arrival(make(TEXT + extra, origin=extra)) for extra in (" 1.", " 2.", " 3.")]))
    library.end_job(job, JobState.DONE)
    judged, noted = 1, 2
    library.put_analysis(judged, found())
    judge(library, (judged, 0), Verdict.RIGHT)
    library.annotate(noted, Span(0, 3), "why?", [], "ann")
    assert library.undo_job(job).cherished == 2
    assert [row.number for row in library.rows([judged, noted, 3])] == [judged, noted]


def test_words_outside_the_article_are_no_correction(library: SqliteLibrary, put: Put) -> None:
    number = put()
    for span in (Span(70, 700), Span(30, 30), Span(-3, 5)):
        with pytest.raises(KurilError, match="has no characters"):
            judge(library, (number, 0), Verdict.WRONG_SPAN, content=(span,))
    assert library.undo("ann") is None
