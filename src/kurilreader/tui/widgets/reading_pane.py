"""The article: its text as lines with names, hits, statements and one current sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message

from kurilreader.domain import ReadingState, Span
from kurilreader.tui.marks import Icons
from kurilreader.tui.prepared import Prepared, gutter, laid_out
from kurilreader.tui.text.cells import flow
from kurilreader.tui.text.document import DocLine, Document, LineKind
from kurilreader.tui.text.spans import Layer, Mark
from kurilreader.tui.widgets.pane import Pane, Pieces
from kurilreader.tui.widgets.text_line import text_pieces

#: cells before the text: a party's mark (two) and the bar of the current sentence
GUTTER = 3
WIDEST = 80
_MARGIN = 2
_MARK_CELLS = 2
_NOTHING = Layer()


def text_width(columns: int) -> int:
    """How wide the text stands in a pane of so many columns."""
    return max(8, min(WIDEST, columns - GUTTER - 1))


class ReadingPane(Pane):
    """One article with a sentence cursor; keeps its place when the width changes."""

    class Placed(Message):
        """The cursor or the text moved."""

        def __init__(self, *, by_cursor: bool) -> None:
            super().__init__()
            self.by_cursor = by_cursor

    class Clicked(Message):
        """A sentence was clicked."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(id="article")
        self._icons = icons
        self.prepared: Prepared | None = None
        self.summary = False
        self.names_marked = True
        self.unit = 0
        #: what to say in the place of an article
        self.empty: tuple[str, ...] = ()
        self.hits: tuple[Span, ...] = ()
        self.hit: int | None = None
        self._documents: dict[bool, Document] = {}
        self._left: tuple[int, int] | None = None
        self._gutter: dict[int, tuple[tuple[str, int], ...]] = {}
        #: what lies over the text besides, by style; and the lines with a sign at their end
        self._over: dict[str, Layer] = {}
        self._signed: set[int] = set()
        self._sentence = self._lit = self._hits = _NOTHING
        #: the text offset that stands at the top, kept over changes of width
        self._anchor = 0

    # --- data in

    def show(self, prepared: Prepared | None, state: ReadingState | None = None) -> None:
        """Show an article where the reader left it; the same article again (newly analysed) stays as it stands."""
        same = prepared and self.prepared and prepared.reading.number == self.prepared.reading.number
        self.prepared = prepared
        if prepared is None:
            self._documents.clear()
            self.set_height(0)
            self.redraw()
            return
        self._documents = {False: prepared.document, True: prepared.summary}
        self.set_hits(prepared.hits)
        if not same:
            self.summary, self._left, self.hit = False, None, None
            self._over.clear()
            state = state or prepared.reading.state
            self.unit = state.sentence
            self._anchor = round(state.place * len(prepared.reading.article.text))
        self._lay_out()

    def set_hits(self, hits: Sequence[Span]) -> None:
        """Mark these hits; the current one goes."""
        self.hits, self.hit = tuple(hits), None
        self._mark_hits()
        self.redraw()

    def light(self, spans: Sequence[Span]) -> None:
        """Light the spans of a statement."""
        self._lit = Layer.of(Mark(start, end, "lit") for start, end in spans)
        self.redraw()

    def lay(self, style: str, marks: Sequence[Mark]) -> None:
        """Lay a style over stretches, and nowhere else; "noted" ones get a sign at the end of their line."""
        self._over[style] = Layer.of(marks)
        self._mark_signs()
        self.redraw()

    def set_names_marked(self, marked: bool) -> None:
        """Mark names, or not."""
        self.names_marked = marked
        self.redraw()

    # --- where we are

    @property
    def document(self) -> Document | None:
        """The lines shown."""
        return self._documents.get(self.summary)

    @property
    def span(self) -> Span | None:
        """The sentence under the cursor."""
        document = self.document
        return document.units[self.unit] if document and document.units else None

    @property
    def state(self) -> tuple[float, int]:
        """Place (share of the text before the top line) and sentence, of the article itself, not of its summary."""
        if self.prepared is None:
            return 0.0, 0
        length = len(self.prepared.reading.article.text) or 1
        if self._left is not None:
            unit, anchor = self._left
            return anchor / length, unit
        return self._anchor / length, self.unit

    def go_to(self, offset: int) -> None:
        """Put the cursor on the sentence at an offset of the text, leaving the summary if need be."""
        if self.prepared is None:
            return
        if self.summary:
            self._left = None
            self._switch(False)
        self._set_unit(self._documents[False].unit_at(offset))

    def go_to_hit(self, index: int) -> None:
        """Make a hit the current one and go there."""
        self.go_to(self.hits[index].start)
        self.hit = index
        self._mark_hits()
        document = self._documents[False]
        line = document.line_of(self.hits[index].start)
        self.reveal(line, line, _MARGIN)
        self.redraw()

    def toggle_summary(self) -> bool:
        """From the article to its summary, and back to where it was left; whether the summary is shown now."""
        if self.prepared is None:
            return False
        if self.summary:
            unit, anchor = self._left or (0, 0)
            self._left = None
            self._switch(False)
            self.unit, self._anchor = unit, anchor
        else:
            self._left = (self.unit, self._anchor)
            self._switch(True)
            self.unit, self._anchor = 0, 0
        self._place()
        self.post_message(self.Placed(by_cursor=True))
        return self.summary

    def _switch(self, summary: bool) -> None:
        self.summary = summary
        self.set_height(len(self._documents[summary].lines))
        self._mark_gutter()

    # --- moving

    def _set_unit(self, unit: int, *, reveal: bool = True) -> None:
        document = self.document
        if not document or not document.units:
            return
        self.unit = max(0, min(unit, len(document.units) - 1))
        self._mark_sentence()
        lines = document.lines_of(document.units[self.unit])
        if reveal:
            if self.unit == 0:
                self.reveal(0, min(lines.stop - 1, self.rows - 1))
            else:
                self.reveal(lines.start, lines.stop - 1, _MARGIN if len(lines) + 2 * _MARGIN <= self.rows else 0)
        self.redraw()
        self.post_message(self.Placed(by_cursor=True))

    def _in_view(self) -> bool:
        document, span = self.document, self.span
        if not document or not span:
            return False
        lines = document.lines_of(span)
        return not self.rows or (lines.start < self.top + self.rows and lines.stop > self.top)

    def do_down(self, count: int | None) -> None:
        """Next sentence; a sentence longer than the pane is scrolled through first."""
        document, span = self.document, self.span
        if not document or not span:
            return
        lines = document.lines_of(span)
        if not self._in_view():
            self._set_unit(document.unit_near(self.top))
        elif count is None and self.rows and lines.stop > self.top + self.rows:
            self.jump(min(self.top + self.rows - 1, lines.stop - 1))
        else:
            self._set_unit(self.unit + (count or 1))

    def do_up(self, count: int | None) -> None:
        """Previous sentence."""
        if self.document and not self._in_view():
            self._set_unit(self.document.unit_near(self.top))
        else:
            self._set_unit(self.unit - (count or 1))

    def do_top(self, count: int | None) -> None:
        """First sentence, or the one of that number."""
        self._set_unit((count or 1) - 1)

    def do_bottom(self, count: int | None) -> None:
        """Last sentence, or the one of that number."""
        if self.document:
            self._set_unit((count or len(self.document.units)) - 1)

    def _page(self, lines: int, count: int | None) -> None:
        document, span = self.document, self.span
        if not document or not span:
            return
        distance = lines * (count or 1)
        aim = document.line_of(span.start) + distance
        before = self.unit
        self.jump(max(0, self.top + distance))
        unit = document.unit_near(max(0, aim))
        if unit == before and distance:
            unit += 1 if distance > 0 else -1
        self._set_unit(unit)

    def do_half_down(self, count: int | None) -> None:
        """Half a page down."""
        self._page(max(1, self.rows // 2), count)

    def do_half_up(self, count: int | None) -> None:
        """Half a page up."""
        self._page(-max(1, self.rows // 2), count)

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self._page(max(1, self.rows - 2), count)

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self._page(-max(1, self.rows - 2), count)

    def do_scroll(self, count: int | None) -> None:
        """A page further."""
        self.do_page_down(count)

    def do_paragraph_down(self, count: int | None) -> None:
        """First sentence of the next paragraph."""
        self._paragraph(count or 1)

    def do_paragraph_up(self, count: int | None) -> None:
        """First sentence of this paragraph, or of the one before when it is there already."""
        self._paragraph(-(count or 1))

    def _paragraph(self, by: int) -> None:
        document, span = self.document, self.span
        if not document or not span:
            return
        here = document.paragraph_at(span.start)
        if by < 0 and document.paragraphs[here].start < document.units[self.unit].start:
            by += 1
        target = max(0, min(here + by, len(document.paragraphs) - 1))
        self._set_unit(document.unit_at(document.paragraphs[target].start))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the sentence clicked."""
        document = self.document
        line = event.y + self.top
        if document and line < len(document.lines) and document.lines[line].kind is LineKind.TEXT:
            column = max(0, event.x - self._indent - GUTTER - cell_len(document.lines[line].lead))
            self._set_unit(document.unit_at(document.lines[line].start + column), reveal=False)
            self.post_message(self.Clicked())

    # --- layout

    def on_resize(self) -> None:
        """Wrap anew for another width; the text at the top stays there."""
        self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the place."""
        super().watch_scroll_y(old_value, new_value)
        if self.document and round(new_value) != round(old_value):
            self._anchor = self._anchor_at(round(new_value))
            self.post_message(self.Placed(by_cursor=False))

    def _anchor_at(self, line: int) -> int:
        document = self.document
        if document is None or not document.text_lines or line < document.text_lines[0]:
            return 0
        return document.offset_at(line)

    def _lay_out(self) -> None:
        if self.prepared is None or not self.columns:
            return
        width = text_width(self.columns)
        reading, place = self.prepared.reading, self.prepared.place
        for summary, document in self._documents.items():
            if document.width != width:
                self._documents[summary] = laid_out(reading, width, place, self._icons, summary=summary)
        self.set_height(len(self._documents[self.summary].lines))
        self._mark_gutter()
        self._place()

    def _place(self) -> None:
        """Bring the anchor to the top, and the cursor with it."""
        document = self._documents[self.summary]
        self.unit = max(0, min(self.unit, len(document.units) - 1))
        self._mark_sentence()
        anchor = self._anchor
        self.jump(document.line_of(anchor) if anchor else 0)
        self._anchor = anchor
        span = self.span
        if span and self.rows and not self._in_view():
            lines = document.lines_of(span)
            self.reveal(lines.start, lines.stop - 1, _MARGIN)
        self.redraw()

    # --- marks

    def _mark_sentence(self) -> None:
        span = self.span
        self._sentence = Layer.of([Mark(span.start, span.end, "sentence")]) if span else _NOTHING

    def _mark_hits(self) -> None:
        self._hits = Layer.of(
            Mark(start, end, "hit-here" if index == self.hit else "hit") for index, (start, end) in enumerate(self.hits)
        )

    def _mark_gutter(self) -> None:
        self._gutter = gutter(self._documents[self.summary], self.prepared.groups) if self.prepared else {}
        self._mark_signs()

    def _mark_signs(self) -> None:
        document, noted = self.document, self._over.get("noted", _NOTHING)
        self._signed = {document.line_of(mark.end - 1) for mark in noted.marks} if document else set()

    # --- drawing

    @property
    def _indent(self) -> int:
        document = self.document
        return max(0, (self.columns - GUTTER - 1 - document.width) // 2) if document else 0

    def draw(self, line: int) -> Pieces:
        """One line: mark, bar, text."""
        document = self.document
        if document is None:
            return self._draw_empty(line)
        return self._draw_line(document, line) if line < len(document.lines) else ()

    def _draw_empty(self, line: int) -> Pieces:
        lines = [each for words in self.empty for each in (*flow(words, text_width(self.columns)), "")]
        return [(" " * GUTTER + lines[line - 1], self.look("muted"))] if 0 < line <= len(lines) else ()

    def _draw_line(self, document: Document, line: int) -> Iterator[tuple[str, Style]]:
        item = document.lines[line]
        yield " " * self._indent, self.look()
        if item.kind is not LineKind.TEXT:
            names = {LineKind.TITLE: "strong", LineKind.HEADING: "heading"}
            yield " " * GUTTER + item.words, self.look(names.get(item.kind, "muted"))
            return
        yield from self._draw_gutter(line)
        span = self.span
        current = span is not None and line in document.lines_of(span)
        yield self._icons.bar if current else " ", self.look("star")
        drawn = 0
        for words, style in self._draw_text(document.text, item):
            drawn += cell_len(words)
            yield words, style
        if line in self._signed:
            yield " " * (document.width - drawn) + self._icons.noted, self.look("star")

    def _draw_gutter(self, line: int) -> Iterator[tuple[str, Style]]:
        room = _MARK_CELLS
        for mark, colour in self._gutter.get(line, ()):
            if cell_len(mark) <= room:
                room -= cell_len(mark)
                yield mark, self.look(f"party-{colour}")
        yield " " * room, self.look()

    def _draw_text(self, text: str, item: DocLine) -> Iterator[tuple[str, Style]]:
        layers = [self._sentence, self._lit, self._hits, *self._over.values()]
        if self.names_marked and self.prepared:
            layers.insert(1, self.prepared.entities)
        if self.prepared:
            layers.insert(1, self.prepared.stresses)
        return text_pieces(self.look, text, item, layers)
