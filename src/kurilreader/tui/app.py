"""The application: themes, style sheet, one screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from kurilreader.tui.marks import Icons, icons
from kurilreader.tui.screens.reader import ReaderScreen
from kurilreader.tui.themes import NAMES, choose, themes

if TYPE_CHECKING:
    from kurilreader.desk import Desk

#: seconds that a thread may hold Python's lock while the screen's own waits for it, which it does several times a key
SWITCH = 0.001


class ReaderApp(App[int], inherit_bindings=False):
    """The reader over an open desk. `today` and `signs` are told from outside in tests."""

    TITLE = "kurilreader"
    CSS_PATH: ClassVar = ["css/reader.tcss", "css/rooms.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(self, desk: Desk, *, today: date | None = None, signs: Icons | None = None) -> None:
        # Without colour at all, Textual's greyscale would still send colours: the terminal's own are kept and removed.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") is not None else None)
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.reader = ReaderScreen(desk, signs or icons(), today or date.today())
        self.theme = choose(self.reader.session.theme or desk.settings.theme)
        self.desk = desk
        #: called when the first screen is there
        self.drawn: Callable[[], None] | None = None

    def on_ready(self) -> None:
        """The first screen is there."""
        if self.drawn is not None:
            self.drawn()

    def on_unmount(self) -> None:
        """However it ends: the event loop waits for its threads, so that they must not wait for anything any more."""
        self.desk.stop()

    def get_default_screen(self) -> ReaderScreen:
        """The one screen."""
        return self.reader


def run(desk: Desk) -> int:
    """Read until the reader leaves; returns the exit status."""
    app = ReaderApp(desk)
    # What a start makes stays to the end. Looking through it for garbage takes longer than a key may wait.
    app.drawn = gc.freeze
    sys.setswitchinterval(SWITCH)
    try:
        return app.run() or 0
    finally:
        app.reader.across.acts.close()
        app.reader.keeper.close()


__all__ = ["NAMES", "ReaderApp", "run"]
