"""Names and stretches of the article: walking and correcting names, selecting, noting and tagging what is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kurilreader.domain.printable import printable
from kurilreader.tui.facts import citation
from kurilreader.tui.private import write_clipboard
from kurilreader.tui.text.selecting import Selection
from kurilreader.tui.text.spans import Mark

if TYPE_CHECKING:
    from kurilreader.domain import Mention
    from kurilreader.domain.review import Annotation, EntityCorrection
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.widgets.prompt import Asking


class Annotating:
    """Actions within the article; a part of the screen's commands."""

    _screen: ReaderScreen
    _ask: Callable[[Asking, str], None]
    _later: Callable[[Callable[[], object]], None]
    #: what is selected, None while nothing is
    selection: Selection | None = None
    #: the name under the cursor
    name: Mention | None = None
    annotations: Sequence[Annotation] = ()
    _number: int | None = None

    # --- the article shown

    def arrived(self) -> None:
        """An article is shown, or shown anew: fetch what is written on it."""
        screen = self._screen
        number = screen.articles.number
        if number != self._number:
            self._number, self.selection, self.name, self.annotations = number, None, None, ()
        if number is None:
            return

        def look() -> None:
            found = screen.desk.annotations(number)
            screen.call_later(self._annotated, number, found)

        self._later(look)

    def _annotated(self, number: int, found: Sequence[Annotation]) -> None:
        if number == self._number:
            self.annotations = found
            self._screen.article.lay("noted", [Mark(*each.span, "noted") for each in found])

    def _again(self, words: str) -> None:
        """What is written on the article changed."""
        self._screen.message(words)
        if self._number is not None:
            self._screen.list.forget(self._number)
        self.arrived()

    # --- names

    def _names(self) -> list[Mention]:
        prepared = self._screen.article.prepared
        analysis = prepared.reading.analysis if prepared else None
        return sorted(analysis.entities, key=lambda each: each.start) if analysis else []

    def do_next_name(self, count: int | None, argument: str) -> None:
        """To the next name."""
        self._walk(count or 1)

    def do_previous_name(self, count: int | None, argument: str) -> None:
        """To the previous name."""
        self._walk(-(count or 1))

    def _walk(self, by: int) -> None:
        screen, names, span = self._screen, self._names(), self._screen.article.span
        if not names or span is None:
            screen.message("no name is known in this article")
            return
        present = self._present()
        if present is not None:
            place = names.index(present) + by
        else:
            before = sum(each.start < span.start for each in names)
            place = before + by - 1 if by > 0 else before + by
        if not 0 <= place < len(names):
            screen.message("no name further on" if by > 0 else "no name before")
        place = max(0, min(place, len(names) - 1))
        self.name = name = names[place]
        screen.article.go_to(name.start)
        screen.article.lay("name", [Mark(name.start, name.end, "name")])
        dot = f" {screen.icons.dot} "
        meant = f"{dot}{name.name}" if name.name != name.text else ""
        screen.message(f"{printable(name.text)}{printable(meant)}{dot}{name.type.value}{dot}E corrects it")

    def _present(self) -> Mention | None:
        """The name under the cursor, as long as it stands in the current sentence."""
        span, name = self._screen.article.span, self.name
        return name if name and span and span.start <= name.start < span.end and name in self._names() else None

    def do_correct(self, count: int | None, argument: str) -> None:
        """Correct the name under the cursor, or the first one in the sentence."""
        from kurilreader.tui.screens.names import NameScreen

        screen, span = self._screen, self._screen.article.span
        inside = [each for each in self._names() if span and span.start <= each.start < span.end]
        name = self._present() or (inside[0] if inside else None)
        if name is None or self._number is None:
            screen.message("no name is in this sentence, w goes to the next one")
            return
        self.name = name

        def left(correction: EntityCorrection | None) -> None:
            if correction is not None:
                self._correct(correction)

        screen.app.push_screen(NameScreen(screen.desk, screen.icons, self._number, name, self._names()), left)

    def _correct(self, correction: EntityCorrection) -> None:
        screen = self._screen

        def done(_: object) -> None:
            screen.message(f"corrected: {correction.act.value} {screen.icons.dot} u takes it back")
            screen.articles.again()

        screen.across.acts.do(screen, lambda: screen.desk.correct(correction, screen.desk.reviewer), done)

    # --- selecting

    def do_select(self, count: int | None, argument: str) -> None:
        """Select, from the current sentence on."""
        prepared, span = self._screen.article.prepared, self._screen.article.span
        if prepared is None or span is None:
            self._screen.message("no article to select in")
            return
        self._extend(Selection(prepared.reading.article.text, *span))

    def _extend(self, selection: Selection | None) -> None:
        self.selection = selection
        article = self._screen.article
        marks = [Mark(*selection.span, "selection"), Mark(*selection.edge, "edge")] if selection else []
        article.lay("selection", marks[:1])
        article.lay("edge", marks[1:])
        if selection is not None and article.document is not None:
            line = article.document.line_of(selection.edge.start)
            article.reveal(line, line, 1)
        self._screen.tell()

    def do_word_on(self, count: int | None, argument: str) -> None:
        """The end a word on."""
        if self.selection:
            self._extend(self.selection.by_word(count or 1))

    def do_word_back(self, count: int | None, argument: str) -> None:
        """The end a word back."""
        if self.selection:
            self._extend(self.selection.by_word(-(count or 1)))

    def do_sentence_on(self, count: int | None, argument: str) -> None:
        """The end a sentence on."""
        self._by_sentence(count or 1)

    def do_sentence_back(self, count: int | None, argument: str) -> None:
        """The end a sentence back."""
        self._by_sentence(-(count or 1))

    def _by_sentence(self, by: int) -> None:
        prepared = self._screen.article.prepared
        if self.selection and prepared:
            self._extend(self.selection.by_sentence(by, prepared.reading.sentences))

    def do_other_end(self, count: int | None, argument: str) -> None:
        """Move the other end."""
        if self.selection:
            self._extend(self.selection.other())

    def do_drop_span(self, count: int | None, argument: str) -> None:
        """Select nothing any more."""
        self._extend(None)

    def do_copy_span(self, count: int | None, argument: str) -> None:
        """Copy what is selected with its citation."""
        screen, prepared = self._screen, self._screen.article.prepared
        if self.selection and prepared:
            words = f"{self.selection.words}\n({citation(prepared.reading.article)})\n"
            copied = write_clipboard(screen.app, words)
            self._extend(None)
            screen.message("copied with its citation" if copied else "this terminal has no clipboard")

    def do_note_span(self, count: int | None, argument: str) -> None:
        """Write a note on what is selected."""
        from kurilreader.tui.widgets.prompt import Asking

        if argument:
            self.write_on("MARK", argument)
        else:
            self._ask(Asking.MARK, "")

    def do_tag_span(self, count: int | None, argument: str) -> None:
        """Put a tag on what is selected."""
        from kurilreader.tui.widgets.prompt import Asking

        if argument:
            self.write_on("LABEL", argument)
        else:
            self._ask(Asking.LABEL, "")

    def write_on(self, asking: str, words: str) -> None:
        """Keep a note or a tag on what is selected; nothing typed keeps nothing."""
        screen, selection, number = self._screen, self.selection, self._number
        words = words.strip()
        if not selection or number is None or not words:
            return
        note, tags = (words, ()) if asking == "MARK" else ("", (words,))
        span = selection.span
        self._extend(None)
        screen.across.acts.do(
            screen,
            lambda: screen.desk.annotate(number, span, note, tags, screen.desk.reviewer),
            lambda _: self._again("note kept, u takes it back" if note else f"tagged {words}, u takes it back"),
        )

    # --- what is written

    def do_notes(self, count: int | None, argument: str) -> None:
        """Notes and tags on stretches of this article."""
        from kurilreader.tui.screens.notes import NotesScreen

        screen, number = self._screen, self._number
        if number is None:
            screen.message("no article to look at")
            return

        def left(annotation: Annotation | None) -> None:
            self.arrived()
            if annotation is not None:
                from kurilreader.tui.actions import Where

                screen.go(Where.ARTICLE)
                screen.article.go_to(annotation.span.start)

        screen.app.push_screen(NotesScreen(screen.desk, screen.icons, number), left)
