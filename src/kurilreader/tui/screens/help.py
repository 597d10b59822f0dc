"""All keys, grouped."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from kurilreader.tui.actions import ACTIONS, GROUPS, key_title
from kurilreader.tui.marks import Icons
from kurilreader.tui.text.cells import flow, pad
from kurilreader.tui.widgets.bars import Bar
from kurilreader.tui.widgets.pane import Pane, Pieces

_KEYS_CELLS = 16


def help_lines(width: int) -> Iterator[tuple[str, str]]:
    """The keys as lines, each as its keys and its words; a group's name stands alone as words without keys."""
    for group in GROUPS:
        yield "", group
        for action in (each for each in ACTIONS if each.group == group):
            where = "" if action.everywhere else f" ({', '.join(action.where)})"
            lines = flow(f"{action.help}{where}", max(8, width - _KEYS_CELLS - 2))
            yield "  ".join(key_title(key) for key in action.keys), lines[0]
            yield from (("", line) for line in lines[1:])
        yield "", ""


class Keys(Pane):
    """The lines of the help."""

    def __init__(self) -> None:
        super().__init__(id="help")
        self._lines: list[tuple[str, str]] = []

    def on_resize(self) -> None:
        """Wrap for the width."""
        self._lines = list(help_lines(self.columns - 2))
        self.set_height(len(self._lines))

    def draw(self, line: int) -> Pieces:
        """One line."""
        if line >= len(self._lines):
            return ()
        keys, words = self._lines[line]
        if not keys:
            heading = words in GROUPS
            return [
                (" " if heading else " " * (_KEYS_CELLS + 2), self.look()),
                (words, self.look("heading" if heading else "plain")),
            ]
        return [("  " + pad(keys, _KEYS_CELLS), self.look("strong")), (words, self.look())]


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Shows the keys until one closes it."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._keys = Keys()
        self._top = Bar(icons, id="help-top")
        self._bottom = Bar(icons, id="help-bottom")

    def compose(self) -> ComposeResult:
        """A heading, the keys, how to close."""
        yield self._top
        yield self._keys
        yield self._bottom

    def on_mount(self) -> None:
        """Say what this is."""
        self._top.say([(" Keys", "heading"), ("   a count before a key repeats it: 9j, 3]", "muted")])
        self._bottom.say([(" j/k", "strong"), (" move  ", "muted"), ("Esc", "strong"), (" back", "muted")])
        self._keys.focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close."""
        event.stop()
        event.prevent_default()
        pane = self._keys
        steps = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": pane.rows - 2, "pagedown": pane.rows - 2,
            "pageup": 2 - pane.rows, "ctrl+d": pane.rows // 2, "ctrl+u": -(pane.rows // 2), "ctrl+b": 2 - pane.rows,
            "home": -(10**6), "g": -(10**6), "end": 10**6, "G": 10**6,
        }  # fmt: skip
        if event.key in {"escape", "q", "question_mark"}:
            self.dismiss(None)
        elif step := steps.get(event.key):
            pane.jump(max(0, pane.top + step))
