"""What the three panes share: lines drawn on demand, styles by name, a cursor kept in view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from kurilreader.domain import EntityType
from kurilreader.tui.marks import PARTY_COLOURS

Pieces = Iterable[tuple[str, Style]]

_PLAIN = Style()


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """A Line-API view: `draw(line)` answers for one line, only lines on screen are asked for.

    The styles it draws with are component classes, so that themes give them their colours.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "strong",
        "bold",
        "italic",
        "link",
        "muted",
        "heading",
        "kind",
        "plain",
        "cursor",
        "here",
        "sentence",
        "lit",
        "hit",
        "hit-here",
        "content",
        "around",
        "cue",
        "speaker",
        "edge",
        "selection",
        "name",
        "noted",
        "star",
        *(f"party-{index}" for index in range(PARTY_COLOURS + 1)),
        *(f"entity-{kind.value}" for kind in EntityType),
    }

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._looks: dict[tuple[str, ...], Style] = {}
        self._base: Style | None = None
        #: how many lines were drawn since the start
        self.lines_drawn = 0

    def look(self, *names: str) -> Style:
        """The named styles laid over each other, the last one on top."""
        style = self._looks.get(names)
        if style is None:
            style = _PLAIN
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            self._looks[names] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        super().notify_style_update()
        self._looks.clear()
        self._base = None

    @property
    def columns(self) -> int:
        """Cells in a line."""
        return self.scrollable_content_region.width

    @property
    def rows(self) -> int:
        """Lines on screen."""
        return self.scrollable_content_region.height

    @property
    def top(self) -> int:
        """The first line on screen."""
        return self.scroll_offset.y

    def on_resize(self) -> None:
        """Draw again, after what a pane does itself: it was drawn at its new size before it was told of it."""
        self.redraw()

    def set_height(self, lines: int) -> None:
        """Say how many lines there are in all.

        Without the layout of the whole screen that a change of `virtual_size` brings: there is no scroll bar to place.
        """
        self.set_reactive(Widget.virtual_size, Size(self.columns, lines))

    def jump(self, line: int) -> None:
        """Bring a line to the top, as far as there are lines below it."""
        self.scroll_to(y=line, animate=False, force=True)

    def reveal(self, first: int, last: int, margin: int = 0) -> None:
        """Scroll as little as needed to show lines `first` to `last`; the first one wins when not all fit."""
        top, rows = self.top, self.rows
        target = top
        if last + margin >= top + rows:
            target = last + margin - rows + 1
        if first - margin < target:
            target = max(0, first - margin)
        if target != top:
            self.jump(target)

    def redraw(self, lines: range | None = None) -> None:
        """Draw these lines (or all) again where they are on screen."""
        if lines is None:
            self.refresh()
        elif lines:
            self.refresh(Region(0, lines.start - self.top, self.size.width, len(lines)))

    def draw(self, line: int) -> Pieces:
        """The pieces of a line; the rest of it is left blank."""
        raise NotImplementedError

    def fill(self, line: int) -> Style:
        """What the rest of a line is filled with."""
        return _PLAIN

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        line = y + self.top
        self.lines_drawn += 1
        if self._base is None:
            self._base = self.rich_style
        strip = Strip([Segment(words, style) for words, style in self.draw(line) if words])
        return strip.adjust_cell_length(self.columns, self.fill(line)).apply_style(self._base)
