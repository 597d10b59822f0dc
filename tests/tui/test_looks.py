"""Signs, colours, dates: what stands for what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.style import Style

from kurilreader.domain import Article, EntityType
from kurilreader.tui.facts import citation, facts, fitting_date, long_date, minutes, short_date
from kurilreader.tui.finding import find
from kurilreader.tui.marks import ASCII, UNICODE, icons, party_colour
from kurilreader.tui.private import clipboard_sequence
from kurilreader.tui.themes import choose, themes

if TYPE_CHECKING:
    from tests.tui.conftest import Open


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, UNICODE),
        ({"LANG": "en_GB.UTF-8"}, UNICODE),
        ({"LC_ALL": "C"}, ASCII),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, ASCII),
        ({"LANG": "ja_JP.eucJP"}, ASCII),
    ],
)
def test_signs_follow_the_locale(environment: dict[str, str], expected: object) -> None:
    assert icons(environment) is expected


@pytest.mark.parametrize(
    ("wanted", "environment", "expected"),
    [
        (None, {"TERM": "xterm-256color"}, "kuril-dark"),
        (None, {"TERM": "xterm", "COLORTERM": "truecolor", "COLORFGBG": "0;15"}, "kuril-light"),
        (None, {"TERM": "linux"}, "kuril-terminal"),
        ("light", {"TERM": "xterm-256color"}, "kuril-light"),
        ("dark", {"TERM": "xterm-256color", "NO_COLOR": "1"}, "kuril-terminal"),
        ("odd", {"TERM": "xterm-256color"}, "kuril-dark"),
    ],
)
def test_the_theme_follows_wish_and_terminal(wanted: str | None, environment: dict[str, str], expected: str) -> None:
    assert choose(wanted, environment) == expected


def test_parties_that_meet_have_colours_of_their_own() -> None:
    assert len({party_colour(party) for party in ("RU", "JP", "US", "CN", "KR", "UA")}) == 6
    assert party_colour(None) == 0


def test_all_themes_name_the_same_things() -> None:
    names = [{key for key in theme.variables if key.startswith("k-")} for theme in themes()]
    assert names[0] == names[1] == names[2]


async def test_types_and_parties_differ_without_colour(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_reader() as reader:
        monkeypatch.setenv("NO_COLOR", "1")
        reader.app.theme = "kuril-terminal"
        await reader.settle()
        look = reader.screen.article.look
        kinds = [kind for kind in EntityType if kind not in {EntityType.QUANTITY, EntityType.OTHER}]
        attributes = {_attributes(look(f"entity-{kind.value}")) for kind in kinds}
        assert len(attributes) == len(kinds)
        assert _attributes(look("hit")) != _attributes(look("sentence"))


def _attributes(style: Style) -> tuple[bool, ...]:
    return tuple(bool(each) for each in (style.bold, style.dim, style.italic, style.underline, style.reverse))


async def test_no_colour_sends_no_colour(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from textual.filter import NoColor

    async with open_reader() as reader:
        assert not any(isinstance(each, NoColor) for each in reader.app._filters)
    monkeypatch.setenv("NO_COLOR", "1")
    from kurilreader.tui.app import ReaderApp

    app = ReaderApp(reader.desk)  # type: ignore[arg-type]
    assert any(isinstance(each, NoColor) for each in app._filters)


async def test_ascii_signs_draw_nothing_else(open_reader: Open) -> None:
    async with open_reader(signs=ASCII) as reader:
        await reader.press("*", "enter", "s", "s", "/")
        assert reader.text.isascii()


def test_dates_are_as_short_as_they_must_be() -> None:
    today = date(2025, 6, 1)
    assert short_date("2025-03-04T09:30:00+09:00", today) == "04 Mar"
    assert short_date("1992-03-04", today) == "04 Mar 1992"
    assert fitting_date("1992-03-04", 8) == "Mar 1992"
    assert fitting_date("1992-03-04", 5) == "1992"
    assert long_date("2025-03-04") == "4 March 2025"
    assert short_date(None) == long_date("soon") == "no date"


def test_facts_leave_the_author_out_where_there_is_no_room() -> None:
    article = Article("0" * 16, "Title", "word " * 600, "Agency", "A. Author", "2025-03-04")
    assert facts(article, "·", "1/3") == "Agency · A. Author · 4 March 2025 · 3 min · 1/3"
    assert facts(article, "·", "1/3", 40) == "Agency · 4 March 2025 · 3 min · 1/3"
    assert citation(article) == "“Title”, Agency, 4 March 2025"
    assert minutes("北" * 1500) == 3


def test_words_are_found_across_line_breaks() -> None:
    text = "the Northern\nTerritories; the northern  territories"
    assert [text[start:end] for start, end in find(text, "northern territories")] == [text[4:24], text[30:]]
    assert find(text, "  ") == [] and find("a.b", ".") == [(1, 2)]


def test_the_clipboard_is_reached_through_multiplexers() -> None:
    plain = clipboard_sequence("é", {})
    assert plain == "\x1b]52;c;w6k=\a"
    assert clipboard_sequence("é", {"TMUX": "x"}) == "\x1bPtmux;\x1b\x1b]52;c;w6k=\a\x1b\\"
    assert clipboard_sequence("é", {"STY": "x"}) == "\x1bP\x1b]52;c;w6k=\a\x1b\\"
