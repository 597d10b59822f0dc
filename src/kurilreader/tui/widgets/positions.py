"""The positions panel: who states what in this article, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message

from kurilreader.domain import Span
from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons, party_colour
from kurilreader.tui.panel import Entry, Group
from kurilreader.tui.text.cells import fit, flow
from kurilreader.tui.widgets.pane import Pane, Pieces

#: lines of a position's text in the panel
_TEXT_LINES = 3
#: cells before the text of an entry: the bar, and a space
_INDENT = 2


@dataclass(frozen=True, slots=True)
class _PanelLine:
    """One line: a group's head (`entry` None), or a part of an entry."""

    words: str
    style: str
    group: Group | None = None
    entry: int | None = None
    #: all groups in short, where the line is a part of the overview
    overview: tuple[Group, ...] = ()


class PositionsPane(Pane):
    """Entries grouped by party, with a cursor; `index` is None when the current sentence belongs to none."""

    class Moved(Message):
        """The cursor came to another entry, or to another place of the same one: light it."""

        def __init__(self, entry: Entry, place: int) -> None:
            super().__init__()
            self.entry = entry
            self.place = place

    class Opened(Message):
        """An entry was clicked that was chosen already: go to its sentence."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(id="positions")
        self._icons = icons
        self.groups: tuple[Group, ...] = ()
        self.entries: list[Entry] = []
        self.index: int | None = None
        self.place = 0
        self.empty: tuple[str, ...] = ()
        self._lines: list[_PanelLine] = []
        self._first: list[int] = []

    # --- data in

    def show(self, groups: Sequence[Group], index: int | None = None) -> None:
        """Show these groups."""
        same = tuple(groups) == self.groups
        self.groups = tuple(groups)
        self.entries = [entry for group in groups for entry in group.entries]
        self.index, self.place = index, 0
        self._measure()
        if not same:
            self.jump(0)
        self.redraw()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self.entries[self.index] if self.index is not None and self.index < len(self.entries) else None

    def follow(self, span: Span | None) -> Entry | None:
        """Put the cursor on an entry that has a statement in this sentence, and answer with it; else on none.

        The present entry is kept when it has one there.
        """
        found = [index for index, entry in enumerate(self.entries) if span and _place_in(entry, span) is not None]
        index = self.index if self.index in found else (found[0] if found else None)
        if index is not None and span is not None:
            self.place = _place_in(self.entries[index], span) or 0
        if index != self.index:
            self.index = index
            self._reveal()
            self.redraw()
        return self.entry

    # --- moving

    def move_to(self, index: int, place: int = 0) -> None:
        """Put the cursor on an entry."""
        if not self.entries:
            return
        self.index = max(0, min(index, len(self.entries) - 1))
        entry = self.entries[self.index]
        self.place = place % len(entry.statements)
        self._reveal()
        self.redraw()
        self.post_message(self.Moved(entry, self.place))

    def do_down(self, count: int | None) -> None:
        """Next position."""
        self.move_to(0 if self.index is None else self.index + (count or 1))

    def do_up(self, count: int | None) -> None:
        """Previous position."""
        self.move_to(0 if self.index is None else self.index - (count or 1))

    def do_top(self, count: int | None) -> None:
        """First position, or the one of that number."""
        self.move_to((count or 1) - 1)

    def do_bottom(self, count: int | None) -> None:
        """Last position, or the one of that number."""
        self.move_to((count or len(self.entries)) - 1)

    def do_half_down(self, count: int | None) -> None:
        """Half a page down."""
        self._page(self.rows // 2 * (count or 1))

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self._page(-(self.rows // 2) * (count or 1))

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self._page((self.rows - 1) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self._page(-(self.rows - 1) * (count or 1))

    def do_next_place(self, count: int | None) -> None:
        """The next of the sentences the position rests on."""
        if self.index is not None:
            self.move_to(self.index, self.place + (count or 1))

    def _page(self, lines: int) -> None:
        if not self.entries:
            return
        here = self.index or 0
        aim = self._first[here] + lines
        near = min(range(len(self.entries)), key=lambda index: abs(self._first[index] - aim))
        self.move_to(near if near != here else here + (1 if lines > 0 else -1))

    def on_click(self, event: events.Click) -> None:
        """Choose the position clicked; clicked again, go to its sentence."""
        line = event.y + self.top
        entry = self._lines[line].entry if line < len(self._lines) else None
        if entry is None:
            return
        if entry == self.index:
            self.post_message(self.Opened())
        else:
            self.move_to(entry)

    # --- layout

    def on_resize(self) -> None:
        """Wrap anew."""
        self._measure()
        self._reveal()

    def _reveal(self) -> None:
        if self.index is None or not self.rows or self.index >= len(self._first):
            return
        first = self._first[self.index]
        last = first
        while last + 1 < len(self._lines) and self._lines[last + 1].entry == self.index:
            last += 1
        head = first - 1 if first and self._lines[first - 1].group else first
        self.reveal(head, last)

    def _measure(self) -> None:
        lines: list[_PanelLine] = []
        self._first = []
        width = max(8, self.columns - _INDENT)
        if len(self.groups) > 1:
            lines.extend(_overview(self.groups, self.columns))
        for group in self.groups:
            if lines:
                lines.append(_PanelLine("", "muted"))
            lines.append(_PanelLine("", "heading", group))
            for entry in group.entries:
                index = len(self._first)
                self._first.append(len(lines))
                lines.extend(self._entry_lines(entry, index, width))
        self._lines = lines
        self.set_height(len(lines))

    def _entry_lines(self, entry: Entry, index: int, width: int) -> Iterator[_PanelLine]:
        icons = self._icons
        kind = entry.kind.value
        topics = f" {icons.dot} ".join(topic.replace("-", " ") for topic in entry.topics)
        head = f"{kind} {icons.dot} {topics}" if topics else kind
        yield _PanelLine(fit(printable(head), width, icons.ellipsis), "kind", entry=index)
        for line in flow(entry.text, width, _TEXT_LINES, icons.ellipsis):
            yield _PanelLine(line, "plain", entry=index)
        places = ", ".join(f"{icons.paragraph}{number}" for number in entry.paragraphs)
        room = width - cell_len(places) - 3
        speaker = fit(printable(entry.speaker), room, icons.ellipsis) if room > 3 else ""
        yield _PanelLine(f"{speaker} {icons.dot} {places}" if speaker else places, "muted", entry=index)

    # --- drawing

    def draw(self, line: int) -> Pieces:
        """One line of the panel."""
        if not self._lines:
            lines = [each for words in self.empty for each in (*flow(words, max(2, self.columns - 3)), "")]
            return [("  " + lines[line - 1], self.look("muted"))] if 0 < line <= len(lines) else ()
        return self._draw_line(self._lines[line]) if line < len(self._lines) else ()

    def fill(self, line: int) -> Style:
        """The entry under the cursor is filled to its end."""
        item = self._lines[line] if line < len(self._lines) else None
        return self._under(item) if item else self.look()

    def _under(self, item: _PanelLine) -> Style:
        if item.entry is None or item.entry != self.index:
            return self.look()
        return self.look("cursor") if self.has_focus else self.look("here")

    def _draw_line(self, item: _PanelLine) -> Iterator[tuple[str, Style]]:
        if item.group is not None:
            yield from self._draw_head(item.group)
            return
        for group in item.overview:
            yield f"{group.mark} ", self.look(f"party-{party_colour(group.party)}")
            yield f"{printable(group.name)} {len(group.entries)}  ", self.look("muted")
        if item.overview:
            return
        under = self._under(item)
        chosen = item.entry is not None and item.entry == self.index
        yield (self._icons.bar if chosen else " "), under + self.look("star")
        yield " " + item.words, under + self.look(item.style)

    def _draw_head(self, group: Group) -> Iterator[tuple[str, Style]]:
        colour = self.look(f"party-{party_colour(group.party)}")
        count = str(len(group.entries))
        room = max(1, self.columns - cell_len(group.mark) - len(count) - 3)
        name = fit(printable(group.name), room, self._icons.ellipsis)
        yield f"{group.mark} ", colour
        yield name, self.look("heading")
        yield " " * (room - cell_len(name) + 1) + count, self.look("muted")


def _overview(groups: Sequence[Group], width: int) -> Iterator[_PanelLine]:
    """All groups with their counts, as many to a line as it holds."""
    line: list[Group] = []
    used = 0
    for group in groups:
        cells = cell_len(f"{group.mark} {printable(group.name)} {len(group.entries)}")
        if line and used + cells > width:
            yield _PanelLine("", "muted", overview=tuple(line))
            line, used = [], 0
        line.append(group)
        used += cells + 2
    yield _PanelLine("", "muted", overview=tuple(line))


def _place_in(entry: Entry, span: Span) -> int | None:
    """Which statement of an entry touches a sentence."""
    for index, statement in enumerate(entry.statements):
        if any(piece.start < span.end and piece.end > span.start for piece in statement.content):
            return index
    return None
