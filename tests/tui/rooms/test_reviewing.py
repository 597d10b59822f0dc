"""Review by keys: every verdict, what comes after it, and what takes it back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

import pytest

from kurilreader.domain import Kind, Span
from kurilreader.domain.record import StatementAt
from kurilreader.domain.review import Judgement, Verdict
from kurilreader.tui.actions import Room
from kurilreader.tui.screens.reviewing import ReviewScreen
from tests.tui.driving import BOUND

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open
    from tests.tui.driving import Reader


def room(reader: Reader) -> ReviewScreen:
    assert isinstance(reader.app.screen, ReviewScreen)
    return reader.app.screen


def judged(reader: Reader) -> list[tuple[StatementAt, Judgement]]:
    found: list[tuple[StatementAt, Judgement]] = cast(Any, reader.desk).deeds.judged
    return found


async def test_a_statement_stands_in_its_article(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V")
        assert "1 of 36" in reader.lines[0] and "as ann" in reader.lines[0]
        marked = [line for line in reader.lines if "▌" in line]
        assert len(marked) == 1 and "Russia will return to the talks only when Tokyo" in marked[0]
        assert "R Russia" in reader.text and "condition" in reader.text and "peace treaty" in reader.text
        assert "Anna Ivanova" in reader.text and "said" in reader.text


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        (("r",), Judgement(Verdict.RIGHT, "ann", "")),
        (("w",), Judgement(Verdict.WRONG, "ann", "")),
        (("m",), Judgement(Verdict.UNSURE, "ann", "")),
        (("p", "j"), Judgement(Verdict.WRONG_PARTY, "ann", "", party="JP")),
        (("p", "-"), Judgement(Verdict.WRONG_PARTY, "ann", "", party="")),
        (("i", "r"), Judgement(Verdict.WRONG_KIND, "ann", "", kind=Kind.REFUSAL)),
        (("i", "6"), Judgement(Verdict.WRONG_KIND, "ann", "", kind=Kind.OFFER)),
        (("s", "h", "enter"), Judgement(Verdict.WRONG_SPAN, "ann", "", content=(Span(0, 57),))),
        (("s", "o", "l", "l", "enter"), Judgement(Verdict.WRONG_SPAN, "ann", "", content=(Span(12, 66),))),
        (("s", "j", "enter"), Judgement(Verdict.WRONG_SPAN, "ann", "", content=(Span(0, 108),))),
    ],
    ids=lambda each: "-".join(each) if isinstance(each, tuple) else "",
)
async def test_each_verdict_has_its_keys_and_is_taken_back(
    open_reader: Open, new_record: type[FakeDesk], keys: tuple[str, ...], verdict: Judgement
) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", *keys)
        ((at, made),) = judged(reader)
        assert at == StatementAt(12, 0)
        assert (made.verdict, made.party, made.kind, made.content, made.reviewer) == (
            verdict.verdict, verdict.party, verdict.kind, verdict.content, "ann",
        )  # fmt: skip
        assert room(reader).index == 1 and "1 judged" in reader.lines[0]
        await reader.press("u")
        assert not judged(reader) and room(reader).index == 0
        assert (
            f"taken back: {made.verdict.value}" in reader.lines[0] and "judged" not in reader.lines[0].split("1 of")[1]
        )


async def test_fifty_statements_take_fifty_keys(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record(count=20), size=(80, 24)) as reader:
        await reader.press("V", *("r" * 50))
        assert len(judged(reader)) == 50 == len({at for at, _ in judged(reader)})
        assert "51 of 60" in reader.lines[0]


async def test_keys_in_one_burst_each_judge_one(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V")
        await reader.pilot.press(*("rwm" * 4))
        await reader.settle()
        assert [each.verdict for _, each in judged(reader)] == [Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE] * 4
        assert [at for at, _ in judged(reader)] == list(room(reader).queue[:12])


async def test_the_next_one_is_ready_before_it_is_asked_for(open_reader: Open, new_record: type[FakeDesk]) -> None:
    desk = new_record()
    async with open_reader(desk) as reader:
        await reader.press("V")
        readings = desk.readings
        block = threading.Event()
        was = cast(Any, desk).statement
        cast(Any, desk).statement = lambda at: (block.wait(BOUND), was(at))[1]
        await reader.press("r", threads=False)
        shown = room(reader).shown
        assert shown is not None and shown.stated.at == StatementAt(12, 1)
        assert desk.readings == readings, "nothing was read between the key and the next statement"
        block.set()
        await reader.settle()


async def test_the_end_says_what_to_do(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record(count=1)) as reader:
        await reader.press("V", "r", "r", "r")
        assert "All 3 are done." in reader.text
        await reader.press("r", "p", "s")
        assert len(judged(reader)) == 3
        await reader.press("u")
        assert room(reader).index == 2 and len(judged(reader)) == 2
        await reader.press("escape", "V")
        assert "1 of 1" in reader.lines[0]
        await reader.press("A")
        assert "1 of 3" in reader.lines[0] and "you: right" in reader.text


async def test_several_steps_are_taken_back_and_done_again(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "r", "w", "m", "2", "u")
        assert len(judged(reader)) == 1 and room(reader).index == 1
        assert "and 1 more" in reader.lines[0]
        await reader.press("u", "u")
        assert "nothing to take back" in reader.lines[0]


async def test_a_choice_is_left_by_escape_and_minds_its_letters(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record(), size=(80, 24)) as reader:
        await reader.press("V", "p")
        assert "j Japan" in reader.text and "- no party" in reader.text and "which party is it?" in reader.lines[0]
        assert "a letter chooses" in reader.lines[-1] and "right" not in reader.lines[-1]
        await reader.press("z")
        assert "a letter of the list" in reader.lines[0]
        await reader.press("escape", "i", "escape", "r")
        assert [each.verdict for _, each in judged(reader)] == [Verdict.RIGHT]
        assert "r right" in reader.lines[-1]


async def test_adjusting_is_shown_and_left_by_escape(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "s", "h")
        assert room(reader).now() is Room.SPAN and "Enter keep" in reader.lines[-1]
        await reader.press("escape")
        assert room(reader).now() is Room.REVIEW and not judged(reader)
        assert "r right" in reader.lines[-1]


async def test_walking_gives_no_verdict(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "3", "j", "k")
        assert room(reader).index == 2 and not judged(reader)
        await reader.press("G", "j")
        assert room(reader).index == 35 and "this is the last one" in reader.lines[0]
        await reader.press("g", "g")
        assert room(reader).index == 0


async def test_a_note_stays_with_its_statement(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "j", "a", *"why", "enter")
        (written,) = cast(Any, reader.desk).deeds.annotations
        assert (written.note, written.statement, written.reviewer) == ("why", "s2", "ann")
        assert room(reader).index == 1 and "† why (ann)" in reader.text


async def test_disagreements_and_back(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "D")
        assert "where reviewers disagree" in reader.lines[0] and "1 of 1" in reader.lines[0]
        await reader.press("D")
        assert "1 of 36" in reader.lines[0]


async def test_the_query_on_screen_is_what_is_reviewed(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("slash", *"shikotan", "enter", "V")
        assert room(reader).query_text == "shikotan"
        await reader.press("escape", "P", "V")
        assert room(reader).query_text == "party:RU"
        await reader.press("escape")
        await reader.press("colon", *"review", "space", *"talks", "enter")
        assert room(reader).query_text == "talks"


async def test_another_width_keeps_the_statement(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "j")
        for width in (80, 40, 160):
            await reader.pilot.resize_terminal(width, 24)
            await reader.settle()
            assert "Japan seeks a treaty" in reader.text
            assert any("▌" in line for line in reader.lines)
