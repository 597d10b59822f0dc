"""Snippets, facets, saved searches, related articles, outlets, tags and notes, by their keys."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kurilreader.domain import Complaint
from kurilreader.tui.actions import Where
from kurilreader.tui.marks import ASCII
from tests.tui.driving import BOUND

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open
    from tests.tui.driving import Reader


async def typed(reader: Reader, words: str) -> None:
    for letter in words:
        await reader.pilot.press({" ": "space", ":": "colon"}.get(letter, letter))
    await reader.settle()


async def search(reader: Reader, words: str) -> None:
    await reader.press("slash")
    await typed(reader, words)
    await reader.press("enter")


def asked(reader: Reader) -> str:
    return reader.screen.results.view.query


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_rows_show_snippets_with_marks_for_rows_on_screen_only(
    open_reader: Open, new_desk: type[FakeDesk], size: tuple[int, int]
) -> None:
    desk = new_desk(10_000)
    async with open_reader(desk, size) as reader:
        height = reader.screen.list.row_height
        await search(reader, "tokyo")
        pane = reader.screen.list
        assert pane.row_height == height + 1
        assert "Tokyo lifts" in " ".join(line[: pane.columns] for line in reader.lines)
        assert desk.snipped and max(map(len, desk.snipped)) < 15
        line = next(line for line in range(pane.row_height) if any("Tokyo" in words for words, _ in pane.draw(line)))
        hit = next(style for words, style in pane.draw(line) if words == "Tokyo")
        assert hit.bgcolor == pane.look("hit").bgcolor
        calls = len(desk.snipped)
        await reader.press("j", "k")
        assert len(desk.snipped) == calls


async def test_one_row_for_one_text_and_a_key_for_all(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.twins = (3, 5)
    async with open_reader(desk, (80, 24)) as reader:
        await search(reader, "tokyo")
        assert list(reader.screen.list.numbers) == [11, 9, 7, 1]
        assert "2 folded" in reader.lines[0] and "+2 outlets" in reader.text
        await reader.press("Z")
        assert list(reader.screen.list.numbers) == [11, 9, 7, 5, 3, 1]
        assert "folded" not in reader.lines[0]


async def test_outlets_show_where_they_differ_and_can_be_read(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.twins = (3, 5)
    async with open_reader(desk) as reader:
        await search(reader, "tokyo")
        await reader.press("j", "D")
        assert "Article 3 on" in reader.text and "4 sentences the same" in reader.text
        assert "~ Russia will return" in reader.text and "- Japan seeks a treaty" in reader.text
        await reader.press("l", "enter")
        assert list(reader.screen.list.numbers) == [9, 3, 5]
        assert reader.screen.articles.number == 5
        await reader.press("escape")
        assert asked(reader) == "tokyo" and reader.screen.list.number == 9


async def test_an_article_alone_says_the_next_key(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("D")
        assert "no other outlet carries this text, m finds" in reader.lines[0]


async def test_facets_filter_and_leave_out(open_reader: Open) -> None:
    async with open_reader() as reader:
        await search(reader, "tokyo")
        await reader.press("f")
        assert "Source" in reader.text and "Russia (RU)" in reader.text and "peace treaty" in reader.text
        await reader.press("enter")
        assert asked(reader) == "tokyo source:Agency"
        await reader.press("f", "j", "-")
        assert asked(reader) == 'tokyo source:Agency -source:"The Post"'
        assert reader.desk.past[0] == asked(reader)
        assert reader.desk.spread == ["tokyo", "tokyo source:Agency"]


@pytest.mark.parametrize(("signs", "full"), [(None, "█"), (ASCII, "#")])
async def test_a_month_is_shown_in_the_bars_and_filters(open_reader: Open, signs: object, full: str) -> None:
    async with open_reader(**({"signs": signs} if signs else {}), size=(80, 24)) as reader:
        await reader.press("f")
        assert full in reader.lines[1] and "2022-02 to 2024-03" in reader.lines[2]
        await reader.press("G")
        assert reader.lines[2].strip() == "^ 2022-02"
        await reader.press("k")
        assert reader.lines[2].index("^") == reader.lines[1].index(full)
        await reader.press("enter")
        assert asked(reader) == "date:2024-03"


async def test_facets_count_visibly_and_escape_does_not_wait(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        held = desk.hold = threading.Event()
        await reader.press("f", threads=False)
        assert "counting all articles" in reader.lines[0]
        await reader.press("escape", threads=False)
        assert "12 articles" in reader.lines[0]
        held.set()
        await reader.settle()
        assert asked(reader) == "" and reader.app.is_running


async def test_facets_of_nothing_name_the_next_key(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    async with open_reader(new_desk(0)) as reader:
        await reader.press("f", "enter", "-", "j", "l")
        assert "Nothing to count here." in reader.text
        await reader.press("escape")
        assert reader.app.is_running


async def test_a_search_is_saved_listed_opened_deleted_and_brought_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("F")
        assert "No search is saved yet." in reader.text
        await reader.press("escape")
        await search(reader, "tokyo")
        await reader.press("F", "a")
        await typed(reader, "sanctions")
        await reader.press("enter")
        assert reader.desk.searches == {"sanctions": "tokyo"}
        await reader.press("escape", "F")
        line = next(line for line in reader.lines if "sanctions" in line)
        assert line.split() == ["▌", "sanctions", "4", "2", "6", "tokyo"]
        await reader.press("d")
        assert not reader.desk.searches and "u brings it back" in reader.lines[0]
        await reader.press("u", "enter")
        assert asked(reader) == "tokyo"
        assert reader.desk.visits == ["sanctions"]


async def test_the_search_is_saved_by_one_key(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("S")
        assert "nothing is searched" in reader.lines[0]
        await search(reader, "tokyo")
        await reader.press("S")
        await typed(reader, "one")
        await reader.press("enter")
        assert reader.desk.searches == {"one": "tokyo"}


async def test_related_articles_say_why_and_escape_restores(open_reader: Open) -> None:
    async with open_reader() as reader:
        await search(reader, "tokyo")
        await reader.press("j", "j", "m")
        assert list(reader.screen.list.numbers) == [3, 5]
        assert "like “Article 7 on" in reader.lines[0]
        assert "shares Shikotan, treaty" in " ".join(line[2:24].strip() for line in reader.lines[1:5])
        await reader.press("enter", "escape", "escape")
        assert asked(reader) == "tokyo" and reader.screen.list.number == 7
        assert reader.screen.front is Where.LIST
        assert "Tokyo lifts" in " ".join(line[:24] for line in reader.lines)


async def test_a_later_search_is_not_replaced_by_related_articles(
    open_reader: Open, new_desk: type[FakeDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    held, similar = threading.Event(), desk.similar
    monkeypatch.setattr(desk, "similar", lambda number, limit: held.wait(BOUND) and similar(number, limit))
    async with open_reader(desk) as reader:
        await reader.press("m", "slash", *"tokyo", "enter", threads=False)
        await reader.until(lambda: asked(reader) == "tokyo")
        held.set()
        await reader.settle()
        assert asked(reader) == "tokyo" and len(reader.screen.list.numbers) == 6


async def test_tab_completes_and_goes_round(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        await typed(reader, "pa")
        await reader.press("tab")
        assert reader.screen.prompt is not None and reader.screen.prompt.text == "party:"
        assert "party:JP" in reader.lines[-2]
        await reader.press("tab")
        assert reader.screen.prompt.text == "party:JP"
        await reader.press("tab")
        assert reader.screen.prompt.text == "party:"
        await typed(reader, "zz")
        await reader.press("tab")
        assert "nothing completes this" in reader.lines[-2]


async def test_the_line_is_edited_by_the_usual_keys(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        prompt = reader.screen.prompt
        assert prompt is not None
        for keys, expected in (
            ((*"abc", "left", "x"), "abxc"),
            (("home", "delete"), "bxc"),
            (("end", "space", *"de", "ctrl+w"), "bxc "),
            (("ctrl+a", "right", "ctrl+k"), "b"),
            (("ctrl+u",), ""),
        ):
            await reader.press(*keys)
            assert prompt.text == expected


async def test_up_and_down_walk_through_earlier_queries(open_reader: Open) -> None:
    async with open_reader() as reader:
        await search(reader, "tokyo")
        await search(reader, " treaty")
        await reader.press("escape", "escape", "slash")
        await typed(reader, "x")
        prompt = reader.screen.prompt
        assert prompt is not None
        await reader.press("up")
        assert prompt.text == "tokyo treaty"
        await reader.press("up", "up", "up")
        assert prompt.text == "tokyo" and asked(reader) == "tokyo"
        await reader.press("down", "down", "down")
        assert prompt.text == "x"


async def test_a_spelling_proposed_is_taken_by_a_key(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.suggestion = "tokyo"
    async with open_reader(desk) as reader:
        await reader.press("slash")
        await typed(reader, "tokio")
        assert "did you mean tokyo? Ctrl+Y takes it" in reader.lines[-2]
        await reader.press("enter")
        assert "Did you mean tokyo?" in reader.text
        await reader.press("Y")
        assert asked(reader) == "tokyo"
        await reader.press("slash", "ctrl+u")
        await typed(reader, "tokio")
        await reader.press("ctrl+y")
        assert reader.screen.prompt is not None and reader.screen.prompt.text == "tokyo"


async def test_tags_are_put_on_and_taken_off(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("t")
        assert "no tag yet" in reader.lines[-2]
        await typed(reader, "fishing")
        await reader.press("enter")
        assert reader.desk.tags_of(12) == ("fishing",)
        assert "· fishing" in reader.text
        await reader.press("t")
        assert "has fishing" in reader.lines[-2]
        await typed(reader, "fi")
        await reader.press("tab", "enter")
        assert reader.desk.tags_of(12) == ()


async def test_a_note_is_kept_and_can_be_changed(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("a")
        await typed(reader, "see 2016")
        await reader.press("enter")
        assert reader.desk.notes == {12: "see 2016"} and "· note" in reader.text
        await reader.press("a")
        assert reader.screen.prompt is not None and reader.screen.prompt.text == "see 2016"
        await reader.press("escape")
        assert reader.desk.notes == {12: "see 2016"}


async def test_hostile_values_reach_no_line(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk(text="One \x1b]0;title\x07 two \x9b31m three \u202etxt.exe tokyo [bold]four[/bold].")
    desk.twins = (3,)
    desk.searches = {"\x1b[31mred": "\x9b31m"}
    async with open_reader(desk) as reader:
        await search(reader, "one")
        for keys in ((), ("F",), ("escape", "f")):
            await reader.press(*keys)
            assert not set(reader.text) & set("\x1b\x07\x9b\u202e")


async def test_keys_on_an_empty_library_do_no_harm(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    async with open_reader(new_desk(0), size=(80, 24)) as reader:
        await reader.press("m", "D", "Z", "t", "a", "Y", "S", "F", "escape")
        assert reader.app.is_running


async def test_escape_goes_back_one_search_at_a_time(open_reader: Open) -> None:
    async with open_reader() as reader:
        await search(reader, "tokyo")
        await reader.press("j", "f", "enter")
        await reader.press("m")
        assert asked(reader) == "" and "like" in reader.lines[0]
        await reader.press("escape")
        assert asked(reader) == "tokyo source:Agency"
        await reader.press("escape")
        assert asked(reader) == "tokyo" and reader.screen.list.index == 1
        await reader.press("escape")
        assert asked(reader) == "" and len(reader.screen.list.numbers) == 12
        await reader.press("escape")
        assert "this is the beginning" in reader.text


async def test_a_first_page_come_back_to_is_completed(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    async with open_reader(new_desk(3000)) as reader:
        await search(reader, "tokyo")
        view = reader.screen.results.view
        assert view.complete and len(view.numbers) == 1500
        reader.screen.results.view = replace(view, numbers=view.numbers[:500], complete=False)
        await reader.press("f", "enter", "escape")
        assert asked(reader) == "tokyo" and len(reader.screen.list.numbers) == 1500


async def test_all_articles_are_folded_too(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    desk.twins = (11, 9)
    async with open_reader(desk) as reader:
        assert len(reader.screen.list.numbers) == 10 and "2 folded" in reader.lines[0]
        await reader.press("Z")
        assert len(reader.screen.list.numbers) == 12 and "folded" not in reader.lines[0]
        await reader.press("Z")
        assert len(reader.screen.list.numbers) == 10


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_statement_asked_for_is_gone_to_and_marked(
    open_reader: Open, new_desk: type[FakeDesk], size: tuple[int, int]
) -> None:
    desk = new_desk()
    async with open_reader(desk, size) as reader:
        await search(reader, "kind:claim")
        await reader.press("enter")
        pane = reader.screen.article
        assert [desk.text[start:end] for start, end in pane.hits] == [
            "the islands, Shikotan among them, inherent territory",
            "no change",
        ]
        assert pane.hit == 0 and pane.span is not None and desk.text[pane.span.start :].startswith("He called")
        assert "hit 1/2" in reader.lines[-1]
        await reader.until(lambda: 11 in desk.states)  # it is kept by a thread
        assert desk.states[11].sentence == 0
        await reader.press("n")
        assert pane.hit == 1
        await reader.press("n")
        assert reader.screen.articles.number == 9 and pane.hit == 0


async def test_where_the_reader_left_an_article_is_kept_when_a_search_shows_it(
    open_reader: Open, new_desk: type[FakeDesk]
) -> None:
    async with open_reader(new_desk()) as reader:
        await reader.press("j", "enter", "j", "escape")
        await search(reader, "kind:claim")
        assert reader.screen.article.unit == 3
        await reader.press("escape", "g", "g", "j")
        assert reader.screen.articles.number == 11 and reader.screen.articles.state.sentence == 1


async def test_all_results_are_starred_after_a_look_at_how_many(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await search(reader, "tokyo")
        await reader.press("A")
        await typed(reader, "sta")
        await reader.press("tab", "enter")
        assert "Star: 6 articles found by tokyo. Enter does it." in reader.lines[0]
        assert "Article 11 on the talks" in reader.text and not reader.desk.acts
        await reader.press("escape")
        assert not reader.desk.acts
        await reader.press("colon")
        await typed(reader, "all tag law source:Agency")
        await reader.press("enter")
        assert "Tag law: 6 articles found by source:Agency" in reader.lines[0]
        await reader.press("enter")
        assert reader.desk.acts == [([11, 9, 7, 5, 3, 1], "tag", "law")]
        assert "6 of 6 articles changed" in reader.lines[0]


async def test_what_cannot_be_done_to_all_is_told(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk()
    async with open_reader(desk) as reader:
        for words, told in (("paint", "no paint for all"), ("tag", "needs the name of a tag")):
            await reader.press("A")
            await typed(reader, words)
            await reader.press("enter")
            assert told in reader.lines[0]
        desk.complaints = (Complaint(0, 1, "expected a closing bracket"),)
        await reader.press("A")
        await typed(reader, "read tokyo")
        await reader.press("enter")
        assert "nothing is done: expected a closing" in reader.lines[0]
        await reader.press("enter", "escape")
        assert not desk.acts


async def test_related_articles_are_acted_on_as_they_are_listed(open_reader: Open) -> None:
    async with open_reader() as reader:
        await search(reader, "tokyo")
        await reader.press("m", "A")
        await typed(reader, "star")
        await reader.press("enter", "enter")
        assert reader.desk.acts == [([3, 5], "star", "")]


async def test_a_deleted_search_comes_back_with_what_was_new(open_reader: Open) -> None:
    async with open_reader() as reader:
        reader.desk.searches = {"one": "tokyo"}
        await reader.press("F", "d")
        assert reader.desk.searches == {} and "u brings it back" in reader.text
        await reader.press("u")
        assert reader.desk.searches == {"one": "tokyo"} and reader.desk.seen == 10 and "one is back" in reader.text
