"""Adjusting where a statement's words begin and end: a part of review with keys of its own."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from kurilreader.domain.review import Verdict
from kurilreader.tui.actions import Room
from kurilreader.tui.judging import Shown, judgement
from kurilreader.tui.screens.room import RoomScreen
from kurilreader.tui.text.selecting import Selection, fitted
from kurilreader.tui.widgets.context import Context

if TYPE_CHECKING:
    from kurilreader.domain.review import Judgement
    from kurilreader.tui.screens.across import Across


class AdjustingScreen(RoomScreen):
    """A room that shows a statement in its article; while there is a selection, its keys move that."""

    def __init__(self, across: Across) -> None:
        super().__init__(across)
        self.reviewer = self.desk.reviewer
        self.context = Context(self.icons)
        self.shown: Shown | None = None
        self.selection: Selection | None = None

    @property
    def main(self) -> Context:
        """The article."""
        return self.context

    def now(self) -> Room:
        """Adjusting a span has keys of its own."""
        return Room.SPAN if self.selection is not None else Room.REVIEW

    @abstractmethod
    def judge(self, made: Judgement) -> None:
        """Keep a verdict on the statement shown."""

    @abstractmethod
    def draw(self) -> None:
        """Draw the statement shown."""

    def do_wrong_span(self, count: int | None, argument: str) -> None:
        """Adjust where the words begin and end."""
        if self.shown is not None:
            content = self.shown.stated.content
            self.selection = Selection(self.shown.document.text, content[0].start, content[-1].end)
            self._adjust(self.selection)
            self.message("adjust the words")

    def _adjust(self, selection: Selection) -> None:
        found, self.selection = self.shown, selection
        if found is not None:
            self.context.select(selection, fitted(found.stated.content, selection.span))

    def _moved(self, by: int, *, sentences: bool = False) -> None:
        if self.selection is not None and self.shown is not None:
            moved = self.selection.by_word(by)
            if sentences:
                moved = self.selection.by_sentence(by, self.shown.sentences)
            self._adjust(moved)

    def do_word_on(self, count: int | None, argument: str) -> None:
        """The end a word on."""
        self._moved(count or 1)

    def do_word_back(self, count: int | None, argument: str) -> None:
        """The end a word back."""
        self._moved(-(count or 1))

    def do_sentence_on(self, count: int | None, argument: str) -> None:
        """The end a sentence on."""
        self._moved(count or 1, sentences=True)

    def do_sentence_back(self, count: int | None, argument: str) -> None:
        """The end a sentence back."""
        self._moved(-(count or 1), sentences=True)

    def do_other_end(self, count: int | None, argument: str) -> None:
        """Move the other end."""
        if self.selection is not None:
            self._adjust(self.selection.other())

    def do_keep_span(self, count: int | None, argument: str) -> None:
        """These are its words."""
        found, selection = self.shown, self.selection
        if found is not None and selection is not None:
            content = fitted(found.stated.content, selection.span)
            self.selection = None
            self.judge(judgement(Verdict.WRONG_SPAN, self.reviewer, content=content))

    def do_drop_span(self, count: int | None, argument: str) -> None:
        """Leave them as they were."""
        self.selection = None
        self.draw()
