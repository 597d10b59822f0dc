"""A statement in its article: its words marked, with what attributes them and who says it, and what stands around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style

from kurilreader.domain import Span
from kurilreader.tui.marks import Icons
from kurilreader.tui.text.document import Document, LineKind
from kurilreader.tui.text.selecting import Selection
from kurilreader.tui.text.spans import Layer, Mark
from kurilreader.tui.widgets.pane import Pane, Pieces
from kurilreader.tui.widgets.reading_pane import text_width
from kurilreader.tui.widgets.text_line import text_pieces

#: cells before the text: a space, the bar of the statement's lines, a space
_GUTTER = 3
_NOTHING = Layer()


class Context(Pane):
    """One article with one statement of it marked."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(id="context")
        self._icons = icons
        self._document: Document | None = None
        self._content: Sequence[Span] = ()
        self._content_layer = self._around = self._edge = _NOTHING
        #: what to say in the place of a statement
        self.empty: tuple[str, ...] = ()

    @property
    def text_width(self) -> int:
        """How wide the text stands."""
        return text_width(self.columns or 80)

    def show(self, document: Document | None, content: Sequence[Span], marks: Sequence[Mark] = ()) -> None:
        """Show an article with the words of a statement, and what stands around them (cue, speaker) marked."""
        fresh = document is not self._document
        self._document, self._edge = document, _NOTHING
        self._around = Layer.of(marks)
        self._mark(content)
        self.set_height(len(document.lines) if document else 0)
        if document is not None and (fresh or content):
            self._centre()
        self.redraw()

    def select(self, selection: Selection | None, content: Sequence[Span]) -> None:
        """Mark these words instead, with the end that moves."""
        self._mark(content)
        self._edge = Layer.of([Mark(*selection.edge, "edge")]) if selection else _NOTHING
        if selection is not None and self._document is not None:
            line = self._document.line_of(selection.edge.start)
            self.reveal(line, line, 1)
        self.redraw()

    def _mark(self, content: Sequence[Span]) -> None:
        self._content = content
        self._content_layer = Layer.of(Mark(start, end, "content") for start, end in content)

    def _centre(self) -> None:
        document = self._document
        if document is None or not self._content or not self.rows:
            return
        first, last = document.line_of(self._content[0].start), document.line_of(self._content[-1].end - 1)
        spare = max(0, self.rows - (last - first + 1))
        self.jump(max(0, min(first - spare // 2, len(document.lines) - self.rows)))

    def on_resize(self) -> None:
        """The statement stays in view."""
        self.set_height(len(self._document.lines) if self._document else 0)
        self._centre()

    # --- moving

    def do_half_down(self, count: int | None) -> None:
        """Half a page down in the article."""
        self.jump(self.top + max(1, self.rows // 2) * (count or 1))

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self.jump(max(0, self.top - max(1, self.rows // 2) * (count or 1)))

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self.jump(self.top + max(1, self.rows - 2) * (count or 1))

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self.jump(max(0, self.top - max(1, self.rows - 2) * (count or 1)))

    def do_scroll(self, count: int | None) -> None:
        """A page further."""
        self.do_page_down(count)

    # --- drawing

    def draw(self, line: int) -> Pieces:
        """One line."""
        document = self._document
        if document is None:
            told = self.empty[line - 1] if 0 < line <= len(self.empty) else ""
            return [(" " * _GUTTER + told, self.look("muted"))]
        return self._draw_line(document, line) if line < len(document.lines) else ()

    def _draw_line(self, document: Document, line: int) -> Iterator[tuple[str, Style]]:
        item = document.lines[line]
        yield " " * max(0, (self.columns - _GUTTER - 1 - document.width) // 2), self.look()
        if item.kind is not LineKind.TEXT:
            yield " " * _GUTTER + item.words, self.look("strong" if item.kind is LineKind.TITLE else "muted")
            return
        touched = any(each.start < item.end and each.end > item.start for each in self._content)
        yield f" {self._icons.bar if touched else ' '} ", self.look("star")
        layers = [self._content_layer, self._around, self._edge]
        yield from text_pieces(self.look, document.text, item, layers, "around")
