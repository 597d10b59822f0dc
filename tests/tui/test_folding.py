"""Widths from the narrowest to the widest, and what folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kurilreader.tui.actions import Where
from kurilreader.tui.screens.folding import THREE_FROM, Folding
from kurilreader.tui.widgets.reading_pane import text_width

if TYPE_CHECKING:
    from tests.tui.conftest import Open


@pytest.mark.parametrize("width", range(10, 260, 11))
@pytest.mark.parametrize("paired", [True, False, None])
@pytest.mark.parametrize("zen", [True, False])
def test_panes_fill_the_width_and_hold_the_one_in_front(width: int, paired: bool | None, zen: bool) -> None:
    for front in Where:
        widths = Folding(zen, paired).widths(width, front)
        assert front in widths
        assert sum(widths.values()) + len(widths) - 1 == width
        assert all(columns > 0 for columns in widths.values())
        assert (len(widths) == 3) == (width >= THREE_FROM and not zen)


@pytest.mark.parametrize("width", [120, 130, 160, 200, 240])
def test_the_text_column_is_66_to_80_wide(width: int) -> None:
    assert 66 <= text_width(Folding().widths(width, Where.ARTICLE)[Where.ARTICLE]) <= 80


async def test_80_columns_show_one_pane_and_a_key_folds_a_second_in(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        assert "List › Article 12" in reader.lines[1]
        assert "Russia will return" not in reader.text
        await reader.press("z")
        assert "Russia will" in reader.text and "│" in reader.text
        await reader.press("g", "3")
        assert "condition · peace treaty" in reader.text and "Russia will" in reader.text
        await reader.press("z")
        assert "published her words" not in reader.text


async def test_zen_leaves_the_article_alone(open_reader: Open) -> None:
    async with open_reader(size=(140, 40)) as reader:
        await reader.press("enter", "z")
        assert "│" not in reader.text
        assert "condition ·" not in reader.text
        await reader.press("z")
        assert "condition ·" in reader.text


async def test_the_sentence_keeps_its_place_over_widths(open_reader: Open) -> None:
    async with open_reader(size=(120, 12)) as reader:
        await reader.press("enter", "4", "j")
        unit, span = reader.screen.article.unit, reader.screen.article.span
        for width in (70, 44, 200, 110):
            await reader.pilot.resize_terminal(width, 12)
            await reader.settle()
            assert (reader.screen.article.unit, reader.screen.article.span) == (unit, span)
            document, pane = reader.screen.article.document, reader.screen.article
            assert document is not None and span is not None
            lines = document.lines_of(span)
            assert lines.start < pane.top + pane.rows and lines.stop > pane.top


@pytest.mark.parametrize("size", [(40, 10), (20, 6), (59, 24), (12, 4), (300, 80)])
async def test_no_size_breaks_it(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        await reader.press("j", "enter", "j", "s", "s", "g", "3", "j", "z", "slash", "a", "escape", "?", "q", "h")
        assert reader.app.is_running


async def test_keys_typed_before_a_pane_is_laid_out_count(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.pilot.press("enter", "j", "j")
        await reader.settle()
        assert reader.screen.article.unit == 2


async def test_a_query_typed_in_one_burst_arrives_whole(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.pilot.press("slash", *"shikotan", "enter", "enter", "j")
        await reader.settle()
        assert reader.screen.results.view.query == "shikotan"
        assert reader.screen.front is Where.ARTICLE and reader.screen.article.unit == 1
