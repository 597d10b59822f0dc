"""Key sequences in the real application over a desk in memory."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kurilreader.domain import Complaint, ReadingState
from kurilreader.tui.actions import Where
from kurilreader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open
    from tests.tui.driving import Reader


async def typed(reader: Reader, words: str) -> None:
    for letter in words:
        await reader.pilot.press({" ": "space", ":": "colon"}.get(letter, letter))
    await reader.settle()


async def test_all_three_panes_show_one_article(open_reader: Open) -> None:
    async with open_reader() as reader:
        assert "Article 12 on the talks" in reader.text
        assert "Russia will return to the talks" in reader.text
        assert "condition · peace tre" in reader.text
        assert "Other voices" in reader.text
        assert "12 articles" in reader.lines[0]


async def test_moving_in_the_list_shows_but_does_not_read(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j")
        assert reader.screen.articles.number == 10
        assert not reader.screen.articles.state.read
        await reader.press("enter")
        assert reader.screen.front is Where.ARTICLE
        assert reader.screen.articles.state.read


async def test_counts_go_before_keys(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("5", "j")
        assert reader.screen.list.index == 5
        await reader.press("3", "]")
        assert reader.screen.list.index == 8
        await reader.press("2", "k", "g", "g")
        assert reader.screen.list.index == 0
        await reader.press("G")
        assert reader.screen.list.index == 11
        await reader.press("4", "G")
        assert reader.screen.list.index == 3


async def test_a_count_under_way_is_shown_and_dropped_by_escape(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("9")
        assert " 9 " in reader.lines[-1]
        await reader.press("escape", "j")
        assert reader.screen.list.index == 1


async def test_sentences_and_positions_light_each_other(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("enter")
        entry = reader.screen.positions.entry
        assert entry is not None and entry.party == "RU"
        await reader.press("j")
        assert reader.screen.positions.entry is None
        await reader.press("j")
        entry = reader.screen.positions.entry
        assert entry is not None and entry.party == "JP"
        await reader.press("g", "3", "j")
        assert reader.screen.positions.index == 2
        span = reader.screen.article.span
        assert span is not None and "analyst" in reader.desk.text[span.start : span.end]


async def test_space_walks_the_places_of_a_position(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("g", "3", "j")
        assert reader.screen.positions.index == 1
        first = reader.screen.article.unit
        await reader.press("space")
        assert reader.screen.article.unit == first + 1
        await reader.press("space")
        assert reader.screen.article.unit == first


async def test_enter_on_a_position_goes_to_its_sentence(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("g", "3", "j", "enter")
        assert reader.screen.front is Where.ARTICLE
        span = reader.screen.article.span
        assert span is not None and reader.desk.text[span.start :].startswith("Japan seeks")


async def test_search_as_one_types_and_escape_restores(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j", "slash")
        await typed(reader, "shikotan")
        assert len(reader.screen.list.numbers) == 6
        assert [request.query for request in reader.desk.searched if request.query][-1] == "shikotan"
        await reader.press("escape")
        assert len(reader.screen.list.numbers) == 12
        assert reader.screen.list.index == 2
        assert reader.screen.articles.number == 10


async def test_enter_keeps_and_n_walks_into_the_next_article(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        await typed(reader, "shikotan")
        await reader.press("enter", "enter", "n")
        assert "hit 1/2" in reader.lines[-1]
        await reader.press("n", "n")
        assert "article 2/6" in reader.lines[-1] and "hit 1/2" in reader.lines[-1]
        await reader.press("N")
        assert "article 1/6" in reader.lines[-1] and "hit 2/2" in reader.lines[-1]


async def test_the_last_hit_of_all_says_so(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        await typed(reader, "shikotan")
        await reader.press("enter", "G", "2", "n", "n")
        assert reader.screen.list.index == 5
        assert "no more hits" in reader.lines[0]


async def test_an_older_answer_never_replaces_a_newer_one(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        await reader.press("slash")
        held = desk.hold = threading.Event()
        await reader.press("x", threads=False)
        await reader.until(lambda: desk.searched[-1].query == "x")
        desk.hold = None
        await reader.press("backspace", *"treaty", threads=False)
        await reader.until(lambda: reader.screen.results.view.query == "treaty")
        shown = list(reader.screen.list.numbers)
        held.set()
        await reader.until(lambda: "x" in desk.answered)
        await reader.settle()
        assert len(shown) == 6
        assert list(reader.screen.list.numbers) == shown


async def test_typing_goes_on_while_a_search_hangs(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        await reader.press("slash")
        held = desk.hold = threading.Event()
        await reader.pilot.press("a", "b", "c")
        prompt = reader.app.screen.query_one(Prompt)
        assert prompt.text == "abc"
        assert len(reader.screen.list.numbers) == 12
        held.set()
        await reader.settle()


async def test_a_complaint_stands_under_its_place(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.complaints = (Complaint(3, 5, "a date was expected"),)
    async with open_reader(desk) as reader:
        await reader.press("slash")
        await typed(reader, "date:x")
        line = next(line for line in reader.lines if "^^" in line)
        assert "a date was expected" in line
        above = reader.lines[reader.lines.index(line) - 1]
        assert line.index("^") == above.index("date:x") + 3


async def test_nothing_found_names_the_next_key(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("slash")
        await typed(reader, "zzz")
        await reader.press("enter")
        assert "Nothing matches." in reader.text and "/ changes the search" in reader.text


async def test_an_empty_library_says_how_to_fill_it(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    async with open_reader(new_desk(0), size=(80, 24)) as reader:
        assert "The library is empty." in reader.text
        assert "kurilreader add FILE" in reader.text
        await reader.press("j", "enter", "n", "]", "s", "y", "p", "r", "*", "}", "space", "g", "3", "j", "space")
        assert reader.app.is_running


async def test_an_article_without_analysis_is_readable_and_says_so(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk(analysed=False)
    async with open_reader(desk) as reader:
        assert "Not analysed yet." in reader.text
        await reader.press("enter", "j", "j")
        place = (reader.screen.article.unit, reader.screen.article.top)
        desk.analysed, desk.changes = True, 1
        reader.screen.watching.look()
        await reader.settle()
        assert "condition · peace tre" in reader.text
        assert (reader.screen.article.unit, reader.screen.article.top) == place


async def test_new_articles_are_announced_and_nothing_moves(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        await reader.press("j", "j", "j")
        before = reader.lines[1:-1]
        desk.size, desk.changes = 15, 1
        reader.screen.watching.look()
        await reader.settle()
        assert "3 new articles, R shows them" in reader.lines[0]
        assert reader.lines[1:-1] == before
        await reader.press("R")
        assert len(reader.screen.list.numbers) == 15
        assert reader.screen.list.number == 9
        assert "new articles" not in reader.lines[0]


async def test_the_summary_and_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("enter", "j", "j", "j", "s")
        assert "No time to read?" in reader.text and "¶2" in reader.text
        assert "looked at it for decades" not in reader.text
        edge = reader.lines[5].index("│") + 1
        marks = [line[edge : edge + 2].strip() for line in reader.lines[4:12]]
        assert marks.count("R") == 1 and marks.count("J") == 1
        await reader.press("s")
        assert reader.screen.article.unit == 3
        await reader.press("s", "j", "enter")
        assert reader.screen.article.unit == 2
        assert not reader.screen.article.summary


async def test_the_party_filter_goes_round(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("p")
        assert [group.party for group in reader.screen.positions.groups] == ["RU"]
        await reader.press("p", "p")
        assert [group.party for group in reader.screen.positions.groups] == [None]
        await reader.press("p")
        assert len(reader.screen.positions.groups) == 3


async def test_star_read_and_order(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("*", "r")
        assert "★" in reader.text
        assert reader.screen.articles.state == ReadingState(read=True, starred=True)
        await reader.press("o")
        assert "by source" in reader.lines[0]
        assert reader.screen.list.number == 12
        assert next(iter(reader.screen.list.numbers)) == 1


async def test_find_in_the_article_goes_around(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+f")
        await typed(reader, "the")
        assert "here" in reader.lines[-2]
        await reader.press("enter")
        count = len(reader.screen.article.hits)
        assert count > 2
        for _ in range(count):
            await reader.press("n")
        assert reader.screen.article.hit == 0
        assert "around the end" in reader.lines[0]
        await reader.press("escape")
        assert not reader.screen.article.hits


async def test_the_command_line_completes_and_runs(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("colon")
        await typed(reader, "order")
        await reader.press("tab")
        await typed(reader, "source")
        await reader.press("enter")
        assert "by source" in reader.lines[0]
        await reader.press("colon")
        await typed(reader, "up 4")
        await reader.press("enter")
        assert reader.screen.list.index == 11 - 4
        await reader.press("colon")
        await typed(reader, "nonsense")
        await reader.press("enter")
        assert "no action is called nonsense" in reader.lines[0]


async def test_help_opens_scrolls_and_closes(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("?")
        assert "Half a page down" in reader.text
        await reader.press("G")
        assert "Leave; everything is where you left it" in reader.text
        await reader.press("q")
        assert "Article 12" in reader.text
        assert reader.app.is_running


async def test_copying_takes_the_sentence_and_its_citation(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []

    def write(app: object, text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr("kurilreader.tui.screens.commands.write_clipboard", write)
    async with open_reader() as reader:
        await reader.press("enter", "y", "g", "3", "j", "y")
        assert copied[0].startswith("Russia will return")
        assert "Agency, 13 March 2024, https://example.org/1" in copied[0]
        assert copied[1].startswith("Japan seeks a treaty\n")


async def test_escape_goes_back_step_by_step_and_never_out(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        await typed(reader, "shikotan")
        await reader.press("enter", "enter", "s", "escape")
        assert not reader.screen.article.summary
        await reader.press("escape")
        assert reader.screen.front is Where.LIST
        await reader.press("escape")
        assert reader.screen.results.view.query == ""
        await reader.press("escape", "escape")
        assert reader.app.is_running


async def test_hostile_text_reaches_no_line(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    text = "One \x1b]0;title\x07 two \x9b31m three \u202etxt.exe [bold]four[/bold] [link=x]five\n\nSix."
    async with open_reader(new_desk(text=text)) as reader:
        assert "[bold]four[/bold]" in reader.text
        assert not set(reader.text) & set("\x1b\x07\x9b\u202e")
