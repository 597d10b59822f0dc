"""Names that are corrected, stretches that are selected, noted, tagged; and briefings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from kurilreader.domain import EntityType
from kurilreader.domain.review import EntityAct, EntityCorrection
from kurilreader.tui.actions import Room
from kurilreader.tui.screens.briefing import BriefingScreen
from kurilreader.tui.screens.names import NameScreen
from kurilreader.tui.screens.notes import NotesScreen

if TYPE_CHECKING:
    from tests.tui.conftest import FakeDesk, Open
    from tests.tui.driving import Reader


def deeds(reader: Reader) -> Any:
    return cast(Any, reader.desk).deeds


async def test_names_are_walked_in_the_order_of_the_text(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("enter", "w")
        assert "Russia · place · E corrects it" in reader.lines[0]
        await reader.press("w", "w")
        assert "Shikotan · place" in reader.lines[0] and reader.screen.article.unit == 1
        await reader.press("w")
        assert "no name further on" in reader.lines[0] or "Shikotan" in reader.lines[0]
        await reader.press("b")
        assert "Anna Ivanova · person" in reader.lines[0]


@pytest.mark.parametrize(
    ("keys", "correction"),
    [
        (("s",), EntityCorrection(EntityAct.SPLIT, "shikotan", "shikotan", "Shikotan")),
        (("n",), EntityCorrection(EntityAct.NEVER, "shikotan", "", "Shikotan", number=12)),
        (("t", "w"), EntityCorrection(EntityAct.RETYPE, "shikotan", "", "Shikotan", EntityType.LAW)),
        (("m", "enter"), EntityCorrection(EntityAct.MERGE, "shikotan", "russia", "Russia")),
        (("a", "m", "enter"), EntityCorrection(EntityAct.MERGE, "shikotan", "russia", "Russia", number=12)),
        (("d", "enter"), EntityCorrection(EntityAct.LEARN, "", "RU", "Shikotan")),
        (("d", "j", "j", "enter"), EntityCorrection(EntityAct.LEARN, "", "Anna Ivanova", "Shikotan")),
    ],
    ids=lambda each: "-".join(each) if isinstance(each, tuple) else "",
)
async def test_each_correction(
    open_reader: Open, new_record: type[FakeDesk], keys: tuple[str, ...], correction: EntityCorrection
) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("enter", "3", "w", "E")
        assert isinstance(reader.app.screen, NameScreen)
        await reader.press(*keys)
        assert deeds(reader).corrected == [correction]
        assert "u takes it back" in reader.lines[0]


async def test_escape_goes_from_the_choice_to_the_acts_and_out(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record(), size=(80, 24)) as reader:
        await reader.press("enter", "E", "m", "escape")
        assert "never here" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.screen and not deeds(reader).corrected


async def test_a_stretch_is_selected_by_sentence_and_word(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("enter", "v")
        assert reader.screen.place() is Room.SELECTION and "h" in reader.lines[-1] and "other end" in reader.lines[-1]
        await reader.press("j", "h", "h", "o", "l")
        selection = reader.screen.commands.selection
        assert selection is not None
        assert selection.words.startswith("will return") and selection.words.endswith("Shikotan in")
        await reader.press("escape")
        assert reader.screen.commands.selection is None and reader.screen.front.value == "article"


async def test_a_note_on_a_stretch_is_kept_shown_listed_and_taken_away(
    open_reader: Open, new_record: type[FakeDesk]
) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("enter", "j", "v", "a", *"look", "enter")
        (written,) = deeds(reader).annotations
        assert written.words == "The ministry published her words on Shikotan in full." and written.note == "look"
        assert sum("†" in line for line in reader.lines) == 1
        await reader.press("v", "t", *"islands", "enter")
        assert deeds(reader).annotations[1].tags == ("islands",)
        await reader.press("G", "g", "n")
        assert isinstance(reader.app.screen, NotesScreen)
        assert "† look" in reader.text and "#islands" in reader.text and "ann" in reader.text
        await reader.press("enter")
        assert reader.screen.article.unit == 1
        await reader.press("g", "n", "d", "d", "escape")
        assert not deeds(reader).annotations and "†" not in reader.text


async def test_no_note_yet_says_how(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("g", "n")
        assert "v selects, a notes, t tags" in reader.text


async def test_a_name_in_no_sentence_is_told(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("enter", "G", "E")
        assert "no name is in this sentence" in reader.lines[0]


async def test_a_briefing_is_read_and_written(
    open_reader: Open, new_record: type[FakeDesk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_reader(new_record()) as reader:
        await reader.press("P", "x", "x", "B")
        assert isinstance(reader.app.screen, BriefingScreen)
        assert "2 chosen statements · Markdown" in reader.lines[0] and "2 statements [1]" in reader.text
        await reader.press("o")
        assert "HTML" in reader.lines[0]
        await reader.press("o", "o", "o", "w", "enter")
        written = tmp_path / "briefing-2024-06-01.md"
        assert written.read_text(encoding="utf-8").startswith("# Briefing") and "written to" in reader.lines[0]
        written.write_text("mine", encoding="utf-8")
        await reader.press("w", "enter")
        assert "is there already" in reader.lines[0] and written.read_text(encoding="utf-8") == "mine"
        await reader.press("w", "!", "enter")
        assert written.read_text(encoding="utf-8").startswith("# Briefing")
        await reader.press("escape", "escape", "X", "B")
        assert "all parties" in reader.lines[0]


async def test_undo_and_redo_from_the_reader(open_reader: Open, new_record: type[FakeDesk]) -> None:
    async with open_reader(new_record()) as reader:
        await reader.press("V", "r", "escape", "u")
        assert "taken back: right" in reader.lines[0] and not deeds(reader).judged
        await reader.press("U")
        assert "done again: right" in reader.lines[0]
        await reader.press("U")
        assert "nothing to do again" in reader.lines[0]
