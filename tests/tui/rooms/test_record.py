"""The record, the matrix, agreement and changes, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from kurilreader.domain.record import Ask, Movement, StatementAt
from kurilreader.tui.screens.changes import ChangesScreen
from kurilreader.tui.screens.matrix import MatrixScreen, MeetingsScreen
from kurilreader.tui.screens.record import PAGE, RecordScreen

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open
    from tests.tui.driving import Reader


def record(reader: Reader) -> RecordScreen:
    assert isinstance(reader.app.screen, RecordScreen)
    return reader.app.screen


def asked(desk: FakeDesk) -> list[tuple[Ask, str, int]]:
    found: list[tuple[Ask, str, int]] = cast(Any, desk).asked_for
    return found


async def typed(reader: Reader, words: str) -> None:
    for letter in words:
        await reader.pilot.press({" ": "space", ":": "colon", "-": "minus"}.get(letter, letter))
    await reader.settle()


async def test_a_position_opens_the_record_of_its_party(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("enter", "P")
        assert record(reader).ask == Ask(party="RU")
        assert "Record   Russia" in reader.lines[0] and "1 of 20" in reader.lines[0]
        assert "condition" in reader.lines[1] and "Anna Ivanova" in reader.lines[1]
        assert "Russia will return to the talks" in reader.lines[2]


async def test_enter_reads_the_sentence_and_escape_comes_back_to_the_line(
    open_reader: Open, new_record: type[FakeDesk]
) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("P", "j", "j", "j")
        room = record(reader)
        assert room.stated is not None and room.list.index == 3
        number = room.stated.at.number
        await reader.press("enter")
        assert reader.app.screen is reader.screen
        assert reader.screen.articles.number == number
        assert "record of Russia" in reader.lines[0]
        await reader.press("j", "escape")
        assert record(reader) is room and room.list.index == 3
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        assert len(reader.screen.list.numbers) == 12


async def test_the_sentence_of_the_statement_is_under_the_cursor(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "j", "enter")
        span = reader.screen.article.span
        assert span is not None and reader.desk.text[span.start :].startswith("Japan seeks")
        await reader.press("escape", "escape")
        assert reader.app.screen is reader.screen


async def test_party_topic_kind_and_day_narrow(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("P", "p")
        assert record(reader).ask.party == "JP"
        await reader.press("t", "t")
        assert record(reader).ask.topic == "sovereignty"
        await reader.press("p")
        assert record(reader).ask.party is None and "all parties" in reader.lines[0]
        await reader.press("t", "i")
        assert record(reader).ask.kind is not None
        await typed(reader, ":next-kind claim")
        await reader.press("enter", "d")
        await typed(reader, "2023")
        await reader.press("enter")
        assert record(reader).ask.since == "2023-01-01"
        assert all((each.published or "") >= "2023" for each in record(reader).lines)
        await typed(reader, ":next-party russia")
        await reader.press("enter")
        assert record(reader).ask.party == "RU"


async def test_a_day_that_is_none_is_told(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("P", "d")
        await typed(reader, "soon")
        await reader.press("enter")
        assert "soon is no day" in reader.lines[0] and record(reader).ask.since is None


async def test_a_filter_narrows_and_nothing_typed_takes_it_away(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("P", "p", "slash")
        await typed(reader, "treaty")
        await reader.press("enter")
        assert record(reader).ask.query == "treaty" and record(reader).total == 20
        await reader.press("slash", "ctrl+u")
        await typed(reader, "nowhere")
        await reader.press("enter")
        assert "Nothing of that kind" in reader.text
        await reader.press("slash", "ctrl+u", "enter")
        assert record(reader).total == 40


async def test_by_topic_each_topic_has_a_heading(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("P", "p", "o")
        assert asked(reader.desk)[-1][1] == "topic"
        assert reader.lines[1].strip() == "peace treaty"
        await reader.press("2", "0", "j")
        assert any(line.strip() == "sovereignty" for line in reader.lines)


@pytest.mark.parametrize("statements", [1_000, 30_000])
async def test_what_is_fetched_does_not_grow_with_the_record(
    open_reader: Open, new_record: type[FakeDesk], statements: int
) -> None:
    desk = cast(Any, new_record)(statements=statements)
    async with open_reader(desk) as reader:
        await reader.press("P", "j", "pagedown")
        assert desk.made == PAGE
        drawn = record(reader).list.lines_drawn
        assert drawn <= 40 * 12
        await reader.press("G")
        assert desk.made == 2 * PAGE and record(reader).list.index == PAGE - 1
        assert all(limit == PAGE for _, _, limit in desk.asked_for)


async def test_moving_one_line_draws_two_statements(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("P", "j")
        before = record(reader).list.lines_drawn
        await reader.press("j")
        assert record(reader).list.lines_drawn - before <= 2 * 3


async def test_the_matrix_shows_what_stands_and_opens_it(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("M")
        assert isinstance(reader.app.screen, MatrixScreen)
        assert "5 c" in reader.text and "now condition" in reader.text
        await reader.press("l", "j")
        assert "Japan on sovereignty" in reader.text and "now claim" in reader.text
        await reader.press("enter")
        assert record(reader).ask == Ask(party="JP", topic="sovereignty")
        await reader.press("escape", "t")
        assert record(reader).ask == Ask(topic="sovereignty")
        await reader.press("escape", "P")
        assert record(reader).ask == Ask(party="JP")
        await reader.press("escape", "h", "enter")
        assert isinstance(reader.app.screen, MatrixScreen) and "nothing stated" in reader.text


async def test_an_article_between_brings_back_both_rooms(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("M", "enter", "j", "enter")
        assert reader.app.screen is reader.screen
        await reader.press("escape")
        assert record(reader).list.index == 1
        await reader.press("escape")
        assert isinstance(reader.app.screen, MatrixScreen)


async def test_two_parties_are_compared(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("M", "=")
        assert "Russia and which other?" in reader.lines[0]
        await reader.press("=")
        assert "compared with nobody" in reader.lines[0]
        await reader.press("=", "l", "=")
        room = reader.app.screen
        assert isinstance(room, MeetingsScreen)
        assert "Russia and Japan on peace treaty" in reader.lines[0] and "disagree" in reader.lines[1]
        assert room.stated is not None and room.stated.party == "JP"
        await reader.press("h")
        assert room.stated is not None and room.stated.party == "RU"
        await reader.press("m")
        assert room.count() == 1 and "both speak for a treaty" in reader.text


async def test_changes_show_both_sentences_and_lanes(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("C")
        room = reader.app.screen
        assert isinstance(room, ChangesScreen)
        assert "Russia on peace treaty" in reader.lines[1] and "10 statements" in reader.lines[1]
        lanes = [line.split()[0] for line in reader.lines[2:5] if line.strip()]
        assert next(word for word in lanes if word != "▸") == "refusal"
        assert (
            "hardened" in reader.text and "Russia will return" in reader.text and "A visit without visas" in reader.text
        )
        await reader.press("m")
        assert room.movement is Movement.HARDENED and {each.movement for each in room.changes} == {Movement.HARDENED}
        await typed(reader, ":movement new")
        await reader.press("enter")
        assert {each.before for each in room.changes} == {None} and room.stated is not None
        await reader.press("h")
        assert room.stated is not None, "a side that is missing cannot be chosen"


async def test_changes_since_a_day_from_the_command_line(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await typed(reader, ":changes 1y")
        await reader.press("enter")
        room = reader.app.screen
        assert isinstance(room, ChangesScreen) and room.ask.since == "2023-06-02"


async def test_what_is_chosen_is_marked_everywhere(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("g", "3", "j", "x")
        assert list(reader.screen.across.chosen) == [StatementAt(12, 1), StatementAt(12, 2)]
        await reader.press("P")
        assert reader.text.count("✓") == 2, "the statements chosen before"
        await reader.press("j", "j", "x", "g", "g", "x")
        assert len(reader.screen.across.chosen) == 2
        assert reader.text.count("✓") == 2
        assert "2 chosen" in reader.lines[-1]
        await reader.press("X")
        assert not reader.screen.across.chosen and "✓" not in reader.text


@pytest.mark.parametrize("keys", [("P",), ("M",), ("C",), ("V",), ("B",)])
@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 6)])
async def test_nothing_to_show_says_the_next_key(
    open_reader: Open, new_record: type[FakeDesk], keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    desk = cast(Any, new_record)(count=0, statements=0)
    async with open_reader(desk, size=size) as reader:
        await reader.press(*keys)
        if size[0] == 80:
            assert "Esc" in reader.text
        await reader.press("j", "k", "l", "enter", "x", "escape")
        assert reader.app.is_running
