"""Lines of which some can be chosen: headings between them, one cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style

from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons
from kurilreader.tui.text.cells import fit
from kurilreader.tui.widgets.pane import Pane, Pieces


@dataclass(frozen=True, slots=True)
class Choice:
    """A line: words with the names of their styles. What has no `key` cannot be chosen."""

    words: tuple[tuple[str, str], ...]
    key: str = ""
    #: lines of one section follow each other
    section: str = ""


class Choices(Pane):
    """Draws choices; the cursor keeps to the one it stands on when others come in."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(id="choices")
        self._icons = icons
        self.items: Sequence[Choice] = ()
        self.index = 0
        #: what to say in the place of lines
        self.empty: tuple[str, ...] = ()

    @property
    def chosen(self) -> Choice | None:
        """The line under the cursor, if it can be chosen."""
        item = self.items[self.index] if self.index < len(self.items) else None
        return item if item and item.key else None

    def show(self, items: Sequence[Choice]) -> None:
        """Show these lines; the cursor stays on the choice it was on, if it is still there."""
        before = self.chosen
        self.items = items
        places = [i for i, item in enumerate(items) if item.key]
        same = [i for i in places if before and (items[i].key, items[i].section) == (before.key, before.section)]
        near = [i for i in places if i >= self.index] or places[-1:]
        self.index = (same or near or [0])[0]
        self.set_height(len(items))
        self.reveal(self.index, self.index, 1)
        self.redraw()

    def step(self, by: int) -> None:
        """Move the cursor over so many choices."""
        places = [i for i, item in enumerate(self.items) if item.key]
        if places:
            here = places.index(self.index) if self.index in places else 0
            self._put(places[max(0, min(here + by, len(places) - 1))])

    def step_section(self, by: int) -> None:
        """Move the cursor to the first choice of another section."""
        firsts: dict[str, int] = {}
        for i, item in enumerate(self.items):
            if item.key:
                firsts.setdefault(item.section, i)
        here = self.chosen.section if self.chosen else ""
        places = list(firsts.values())
        if here in firsts:
            at = list(firsts).index(here) + by
            self._put(places[max(0, min(at, len(places) - 1))])

    def _put(self, index: int) -> None:
        before, self.index = self.index, index
        above = 1 if index and not self.items[index - 1].key else 0
        self.reveal(index - above, index, 1)
        self.redraw(range(before, before + 1))
        self.redraw(range(index, index + 1))

    def move(self, key: str) -> bool:
        """Move as a key says; whether it is one that moves."""
        page = max(1, self.rows - 2)
        steps = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "ctrl+b": -page, "pageup": -page,
            "ctrl+d": page // 2, "ctrl+u": -(page // 2), "g": -(10**6), "home": -(10**6), "G": 10**6, "end": 10**6,
        }  # fmt: skip
        if key in {"l", "right", "tab", "h", "left", "shift+tab"}:
            self.step_section(1 if key in {"l", "right", "tab"} else -1)
        elif key in steps:
            self.step(steps[key])
        else:
            return False
        return True

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self.set_height(len(self.items))
        self.reveal(self.index, self.index, 1)

    def fill(self, line: int) -> Style:
        """The line under the cursor is filled to its end."""
        return self.look("cursor") if self.chosen and line == self.index else self.look()

    def draw(self, line: int) -> Pieces:
        """One line."""
        if not self.items:
            told = self.empty[line - 1] if 0 < line <= len(self.empty) else ""
            return [("  " + told, self.look("muted"))]
        if line >= len(self.items):
            return ()
        item, under = self.items[line], self.fill(line)
        drawn = [(self._icons.bar if under == self.look("cursor") and item.key else " ", under + self.look("star"))]
        room = self.columns - 2
        for words, style in item.words:
            shown = fit(printable(words), room, self._icons.ellipsis)
            room -= cell_len(shown)
            drawn.append((shown, under + self.look(style)))
        return drawn
