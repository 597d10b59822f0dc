"""The lines around the panes: what is shown above, where one is when panes are folded, which keys apply below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from kurilreader.domain.printable import printable
from kurilreader.tui.actions import Place, Where, hints, key_title
from kurilreader.tui.marks import Icons
from kurilreader.tui.text.cells import fit

Words = tuple[str, str]


class Bar(Widget):
    """One line of words, each with the name of its style; what does not fit is left out from the right of `left`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"muted", "strong", "heading", "star", "here", "plain", "error"}

    def __init__(self, icons: Icons, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._icons = icons
        self.left: Sequence[Words] = ()
        self.right: Sequence[Words] = ()

    def say(self, left: Sequence[Words], right: Sequence[Words] = ()) -> None:
        """Show these words."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        right = [(printable(words), style) for words, style in self.right]
        taken = sum(cell_len(words) for words, _ in right)
        room, segments = max(0, width - taken - 1), list[Segment]()
        for words, style in self.left:
            shown = fit(printable(words), room, self._icons.ellipsis)
            room -= cell_len(shown)
            segments.append(Segment(shown, self._look(style)))
        if taken < width:
            segments.append(Segment(" " * (room + 1), Style()))
            segments.extend(Segment(words, self._look(style)) for words, style in right)
        return Strip(segments).adjust_cell_length(width).apply_style(self.rich_style)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)


@dataclass(frozen=True, slots=True)
class State:
    """What the top line tells."""

    query: str = ""
    hits: int | None = None
    total: int = 0
    unread: int | None = None
    order: str = "newest first"
    work: str = ""
    message: str = ""
    error: bool = False
    news: str = ""
    #: articles left out as another outlet's with the same text stands for them
    folded: int = 0


class TopLine(Bar):
    """The state: name, query, counts, order, news, work in progress, the last message."""

    def tell(self, state: State) -> None:
        """Show a state; the least telling parts go first where room is short."""
        left: list[Words] = [(" kurilreader ", "heading"), ("  ", "plain")]
        if state.query:
            left.append((state.query, "strong"))
        else:
            left.append(("all articles", "muted"))
        if state.message:
            left.append((f"   {state.message}", "error" if state.error else "star"))
        parts: list[Words] = []
        if state.hits is None:
            parts.append(("searching", "muted"))
        elif state.query:
            parts.append((_count(state.hits, "article"), "plain"))
        else:
            parts.append((_count(state.total, "article"), "plain"))
        if state.folded:
            parts.append((f"{state.folded:,} folded", "muted"))
        if state.unread:
            parts.append((f"{state.unread:,} unread", "muted"))
        parts.append((state.order, "muted"))
        if state.news:
            parts.append((state.news, "star"))
        if state.work:
            parts.append((state.work, "star"))
        self.say(left, self._fitting(left, parts))

    def _fitting(self, left: Sequence[Words], parts: list[Words]) -> list[Words]:
        """Parts with gaps; order and unread are dropped when there is too little room for what stands on the left."""
        room = self.size.width - min(sum(cell_len(words) for words, _ in left), self.size.width * 2 // 3)
        for style_words in ("first", "relevance", "source", "folded", "unread"):
            if sum(cell_len(words) + 2 for words, _ in parts) <= room:
                break
            parts = [part for part in parts if style_words not in part[0] or part[1] != "muted"]
        return [*[piece for part in parts for piece in (part, ("  ", "plain"))][:-1], (" ", "plain")]


class Breadcrumb(Bar):
    """Where one is when panes are folded away."""

    def tell(self, here: Where, title: str) -> None:
        """Show the way from the list to the pane in front."""
        step = (f" {self._icons.step} ", "muted")
        names = {Where.LIST: "List", Where.ARTICLE: title or "Article", Where.POSITIONS: "Positions"}
        left: list[Words] = [(" ", "plain")]
        room = max(8, self.size.width - 24)
        for where, name in names.items():
            if where is not Where.LIST:
                left.append(step)
            left.append((fit(printable(name), room, self._icons.ellipsis), "strong" if where is here else "muted"))
        self.say(left)


class KeyLine(Bar):
    """The keys that apply here, and the place in what has the focus."""

    def tell(self, where: Place, typed: str, place: str, instead: Sequence[tuple[str, str]] | None = None) -> None:
        """Show the keys of a place (or others with their titles), what was typed so far, where the cursor stands."""
        right: list[Words] = [(f"{typed} ", "strong")] if typed else []
        right.append((f" {place} ", "muted"))
        room = self.size.width - sum(cell_len(words) for words, _ in right) - 2
        left: list[Words] = [(" ", "plain")]
        for keys, title in instead or _pairs(where):
            if cell_len(keys) + cell_len(title) + 3 > room:
                continue
            room -= cell_len(keys) + cell_len(title) + 3
            left += [(keys, "strong"), (f" {title}  ", "muted")]
        self.say(left, right)


def _pairs(where: Place) -> list[tuple[str, str]]:
    """Keys and titles of the hints of a place; a pair of opposite moves shares one."""
    found: dict[int, list[tuple[str, str]]] = {}
    for action in hints(where):
        found.setdefault(action.hint, []).append((key_title(action.keys[0]), action.title))
    joined = {"down/up": "move", "word on/back": "word", "sentence on/back": "sentence"}
    pairs = []
    for group in found.values():
        title = "/".join(title for _, title in group)
        pairs.append(("/".join(key for key, _ in group), joined.get(title, title)))
    return pairs


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
