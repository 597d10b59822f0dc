"""What is drawn, mounted and fetched does not grow with the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kurilreader.tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import FakeDesk, Open
    from tests.tui.driving import Reader

SIZES = (100, 10_000, 100_000)


async def measure(reader: Reader) -> tuple[int, int, int, int]:
    await reader.press("j", "j", "pagedown", "G", "g", "g")
    desk, screen = reader.desk, reader.screen
    return (
        screen.list.lines_drawn,
        len(list(reader.app.screen.walk_children())),
        len(desk.row_calls),
        max(calls for calls in desk.row_calls if calls < min(SIZES)),
    )


async def test_drawing_mounting_and_fetching_stay_the_same(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    found = []
    for size in SIZES:
        desk = new_desk(size)
        async with open_reader(desk) as reader:
            drawn, mounted, _, widest = await measure(reader)
            found.append((drawn, mounted, widest))
            assert desk.readings <= 7
    assert found[1] == found[2]
    assert found[0][1:] == found[2][1:]
    assert found[2][0] <= found[0][0] + 40


async def test_rows_are_fetched_around_the_screen_only(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    desk = new_desk(100_000)
    async with open_reader(desk) as reader:
        assert len(desk.row_calls) == 1
        assert desk.row_calls[0] < 40
        for _ in range(5):
            await reader.press("j")
        assert len(desk.row_calls) == 1


async def test_moving_one_row_draws_two_rows(open_reader: Open, new_desk: type[FakeDesk]) -> None:
    async with open_reader(new_desk(10_000)) as reader:
        before = reader.screen.list.lines_drawn
        await reader.press("j")
        assert reader.screen.list.lines_drawn - before <= 2 * reader.screen.list.row_height


async def test_typing_mounts_one_prompt_once(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash", "escape")
        mounted = len(list(reader.app.screen.walk_children()))
        await reader.press("slash", "a", "escape", "colon", "escape", "ctrl+f", "escape")
        assert len(list(reader.app.screen.walk_children())) == mounted


async def test_typing_lays_the_screen_out_no_more(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[ReaderScreen] = []
    lay_out = ReaderScreen._refresh_layout

    def counted(screen: ReaderScreen, *arguments: Any, **options: Any) -> None:
        laid_out.append(screen)
        lay_out(screen, *arguments, **options)

    async with open_reader() as reader:
        await reader.press("slash", "t")
        monkeypatch.setattr(ReaderScreen, "_refresh_layout", counted)
        await reader.press(*"reaty", "backspace", *"y and much more than has room in a line of these few columns " * 2)
        assert "few columns" in reader.lines[-3]
        assert not laid_out


async def test_idle_screen_draws_nothing(open_reader: Open) -> None:
    async with open_reader() as reader:
        screen = reader.screen
        before = [pane.lines_drawn for pane in (screen.list, screen.article, screen.positions)]
        for _ in range(5):
            screen.watching.look()
            await reader.settle()
        assert [pane.lines_drawn for pane in (screen.list, screen.article, screen.positions)] == before
