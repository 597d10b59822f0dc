"""What actions do with the screen itself: which pane is in front, what is folded, colours, the help, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.tui.actions import Where
from kurilreader.tui.themes import NAMES

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen

PANES = (Where.LIST, Where.ARTICLE, Where.POSITIONS)


class Panes:
    """Actions on panes and the screen; a part of the screen's commands."""

    _screen: ReaderScreen

    def do_left(self, count: int | None, argument: str) -> None:
        """The pane to the left."""
        self._screen.go(PANES[max(0, PANES.index(self._screen.front) - 1)])

    def do_right(self, count: int | None, argument: str) -> None:
        """The pane to the right."""
        self._screen.go(PANES[min(len(PANES) - 1, PANES.index(self._screen.front) + 1)])

    def do_pane_next(self, count: int | None, argument: str) -> None:
        """The next pane, and from the last to the first."""
        self._screen.go(PANES[(PANES.index(self._screen.front) + 1) % len(PANES)])

    def do_pane_previous(self, count: int | None, argument: str) -> None:
        """The previous pane, and from the first to the last."""
        self._screen.go(PANES[PANES.index(self._screen.front) - 1])

    def do_pane_list(self, count: int | None, argument: str) -> None:
        """To the list."""
        self._screen.go(Where.LIST)

    def do_pane_article(self, count: int | None, argument: str) -> None:
        """To the article."""
        self._screen.go(Where.ARTICLE)

    def do_pane_positions(self, count: int | None, argument: str) -> None:
        """To the positions."""
        self._screen.go(Where.POSITIONS)

    def do_fold(self, count: int | None, argument: str) -> None:
        """Fold panes away, or out."""
        screen = self._screen
        said = screen.folding.toggle(screen.size.width)
        screen.message(said or "there is room for one pane only")
        screen.fold()
        screen.remember()

    def do_theme(self, count: int | None, argument: str) -> None:
        """Other colours."""
        screen = self._screen
        names = list(NAMES)
        if argument and argument not in names:
            screen.message(f"no theme {argument}; there are {', '.join(names)}", error=True)
            return
        present = {theme: name for name, theme in NAMES.items()}.get(screen.app.theme, names[0])
        name = argument or names[(names.index(present) + 1) % len(names)]
        screen.app.theme = NAMES[name]
        screen.session.theme = name
        screen.message(f"{name} colours")
        screen.remember()

    def do_help(self, count: int | None, argument: str) -> None:
        """All keys."""
        from kurilreader.tui.screens.help import HelpScreen

        self._screen.app.push_screen(HelpScreen(self._screen.icons))

    def do_quit(self, count: int | None, argument: str) -> None:
        """Leave."""
        self._screen.remember()
        self._screen.app.exit(0)
