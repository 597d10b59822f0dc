"""The screens over a library: what is done by keys is kept, shows in all views, and is taken back by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from kurilreader.desk import Desk
from kurilreader.domain import (
    Analysis,
    Article,
    Cue,
    EntityType,
    Kind,
    Mention,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
    article_id,
)
from kurilreader.domain.record import Ask, StatementAt
from kurilreader.domain.review import Verdict
from kurilreader.library import Library, open_library
from kurilreader.settings import Settings
from kurilreader.tui.app import ReaderApp
from kurilreader.tui.screens.changes import ChangesScreen
from kurilreader.tui.screens.matrix import MatrixScreen
from kurilreader.tui.screens.record import RecordScreen
from kurilreader.tui.screens.reviewing import ReviewScreen
from tests.tui.driving import Reader

#: by article: day, then party, kind and words of each statement
TOLD = (
    ("2024-02-01", ("RU", Kind.OFFER, "Moscow is ready to open the ferry line in summer"),
     ("JP", Kind.SUPPORT, "Tokyo welcomes an open ferry line in summer")),
    ("2024-05-01", ("RU", Kind.CONDITION, "Moscow will open the ferry line in summer only if the fees are paid")),
    ("2024-05-20", ("RU", Kind.REFUSAL, "Moscow will not open the ferry line in summer")),
)  # fmt: skip


def store(library: Library, day: str, *told: tuple[str, Kind, str]) -> int:
    text = ". ".join(f"{words}, the spokesman said" for _, _, words in told) + "."
    statements = []
    for place, (party, kind, words) in enumerate(told):
        at = text.index(words)
        cue = at + len(words) + 2
        speaker, said = Speaker(cue, cue + 13, "the spokesman"), Cue(cue + 14, cue + 18, "said")
        statements.append(
            Statement(f"s{place + 1}", party, speaker, said, (Span(at, at + len(words)),), words, Quote.INDIRECT, kind,
                      ("visits",))
        )  # fmt: skip
    capital = Mention(0, 6, "Moscow", EntityType.PLACE, "moscow", "Moscow", "RU")
    positions = tuple(
        Position(each.party or "", "", ("visits",), each.kind, each.text, (each.id,)) for each in statements
    )
    article = Article(article_id(text), f"Ferry, {day}", text, source="Wire", published=day, language="en")
    number = library.add(article).number
    library.put_analysis(number, Analysis("1", (capital,), tuple(statements), positions, (Span(0, 20),)))
    return number


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "library"
    library = open_library(folder)
    for day, *told in TOLD:
        store(library, day, *told)
    library.close()

    def nothing_to_analyse(self: Desk, progress: object = None, *, stale: bool = True) -> int:
        return 0

    monkeypatch.setattr(Desk, "analyse_pending", nothing_to_analyse)
    with Desk.open(folder, Settings(library=folder), reviewer="ann") as opened:
        yield opened


@asynccontextmanager
async def reading(desk: Desk, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Reader]:
    app = ReaderApp(desk, today=date(2024, 6, 1))
    async with app.run_test(size=size) as pilot:
        reader = Reader(app, pilot, desk)  # type: ignore[arg-type]
        await reader.settle()
        yield reader
    app.reader.across.acts.close()
    app.reader.keeper.close()


async def test_the_record_leads_to_the_sentence_and_back(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("P")
        room = reader.app.screen
        assert isinstance(room, RecordScreen)
        assert "1 of 3" in reader.lines[0] and "refusal" in reader.lines[1]
        await reader.press("j", "enter")
        span, prepared = reader.screen.article.span, reader.screen.article.prepared
        assert span is not None and prepared is not None
        assert "only if the fees are paid" in prepared.reading.article.text[span.start : span.end]
        await reader.press("escape")
        assert room.list.index == 1
        assert reader.app.screen is room


async def test_the_matrix_and_the_changes_tell_what_hardened(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("M")
        assert isinstance(reader.app.screen, MatrixScreen)
        assert "3 r" in reader.text and "1 s" in reader.text and "now refusal" in reader.text
        await reader.press("C")
        room = reader.app.screen
        assert isinstance(room, ChangesScreen)
        assert [each.movement.value for each in room.changes] == ["hardened", "hardened", "new"]
        assert "Moscow will not open" in reader.text and "Moscow will open the ferry line" in reader.text


async def test_lanes_stay_where_nothing_moved_so_and_are_blank_without_a_party(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("P", "t", "C", "m", "m")
        assert "Nothing is softened here." in reader.text
        assert "Russia on visits" in reader.text and "3 statements" in reader.text
        await reader.press("escape", "escape", *":changes 2099-01-01", "enter")
        assert isinstance(reader.app.screen, ChangesScreen)
        assert "Nothing was stated since that day." in reader.text
        assert "0 statements" not in reader.text and "no dated statement" not in reader.text


async def test_a_wrong_statement_is_gone_from_all_views_until_it_is_taken_back(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("V", "w")
        assert desk.stated_count(Ask(party="RU")) == 2
        await reader.press("escape", "P")
        assert "refusal" not in reader.text and "1 of 2" in reader.lines[0]
        await reader.press("u")
        assert "taken back: wrong" in reader.lines[0]
        assert "refusal" in reader.text and desk.stated_count(Ask(party="RU")) == 3
        await reader.press("U")
        assert desk.stated_count(Ask(party="RU")) == 2


async def test_another_party_kind_and_span_stand_in_the_record(desk: Desk) -> None:
    async with reading(desk, (80, 24)) as reader:
        await reader.press("V", "p", "j", "i", "d", "s", "2", "h", "enter", "r")
        room = reader.app.screen
        assert isinstance(room, ReviewScreen)
        assert "All 4 are done." in reader.text and room.judged == 4
        first, second, third, fourth = (desk.statement(at) for at in room.queue)
        assert first.party == "JP" and second.kind is Kind.DEMAND
        assert third.text == "Moscow is ready to open the ferry line" and fourth.kind is Kind.SUPPORT
        assert [each.judgements[0].verdict for each in (first, second, third, fourth)] == [
            Verdict.WRONG_PARTY, Verdict.WRONG_KIND, Verdict.WRONG_SPAN, Verdict.RIGHT,
        ]  # fmt: skip
        await reader.press("u", "u", "u", "u")
        assert room.index == 0 and desk.statement(StatementAt(first.at.number, 0)).party == "RU"
        assert not any(desk.judgements(at) for at in room.queue)
        await reader.press("u")
        assert "nothing to take back" in reader.lines[0]


async def test_verdicts_of_others_and_disagreements_are_shown(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("V", "r")
    desk.reviewer = "ben"
    async with reading(desk) as reader:
        await reader.press("V")
        assert "as ben" in reader.lines[0] and "ann: right" in reader.text and "1 of 4" in reader.lines[0]
        await reader.press("w", "D")
        assert "1 of 1" in reader.lines[0] and "you: wrong" in reader.text and "ann: right" in reader.text


async def test_a_name_is_corrected_and_that_is_taken_back(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("enter", "w", "E", "t", "o")
        number = reader.screen.articles.number
        assert number is not None and "corrected: retype" in reader.lines[0]
        analysis = desk.reading(number).analysis
        assert analysis is not None and analysis.entities[0].type is EntityType.ORGANIZATION
        await reader.press("u")
        analysis = desk.reading(number).analysis
        assert analysis is not None and analysis.entities[0].type is EntityType.PLACE


async def test_a_star_is_taken_back_at_once_and_stays_away(desk: Desk) -> None:
    async with reading(desk) as reader:
        number = reader.screen.articles.number
        assert number is not None
        await reader.pilot.press("*", "u")
        await reader.settle()
        assert "taken back: star" in reader.lines[0]
        assert not desk.reading(number).state.starred and not reader.screen.articles.state.starred
        await reader.press("enter", "j", "G")
    assert not desk.reading(number).state.starred


async def test_notes_on_stretches_outlive_the_reader(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("enter", "v", "a", *"fees", "enter")
    async with reading(desk) as reader:
        await reader.press("enter")
        assert any(line.rstrip().split("│")[1].rstrip().endswith("†") for line in reader.lines if line.count("│") == 2)
        await reader.press("u")
        assert "†" not in reader.text and "taken back: note" in reader.lines[0]


async def test_a_briefing_holds_what_was_chosen(desk: Desk, tmp_path: Path) -> None:
    async with reading(desk) as reader:
        await reader.press("P", "x", "B")
        assert "Moscow will not open the ferry line" in reader.text and "only if" not in reader.text
        target = tmp_path / "out.html"
        await reader.press("colon", *"save", "space", *str(target), "enter")
        assert "Moscow will not open" in target.read_text(encoding="utf-8")


async def test_taking_back_a_note_leaves_the_count_of_verdicts(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("V", "r", "r", "a", *"why", "enter", "u")
        room = reader.app.screen
        assert isinstance(room, ReviewScreen)
        assert "note on" in reader.lines[0] and (room.judged, room.index) == (2, 2)
        await reader.press("U")
        assert (room.judged, room.index) == (2, 2)
        await reader.press("2", "u")
        assert (room.judged, room.index) == (1, 1)


async def test_taking_back_what_was_done_elsewhere_is_no_step_of_the_queue(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("V", "r", "enter", "*", "escape")
        room = reader.app.screen
        assert isinstance(room, ReviewScreen)
        await reader.press("u")
        assert "taken back: star" in reader.lines[0] and (room.judged, room.index) == (1, 1)
        await reader.press("u")
        assert "taken back: right" in reader.lines[0] and (room.judged, room.index) == (0, 0)
