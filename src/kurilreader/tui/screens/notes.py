"""Notes and tags on stretches of an article: a list to go from."""

from __future__ import annotations

from textual import events

from kurilreader.desk import Desk
from kurilreader.domain.printable import printable
from kurilreader.domain.review import Annotation
from kurilreader.tui.facts import short_date
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.text.cells import flow
from kurilreader.tui.widgets.choices import Choice

_QUOTED_LINES = 2


class NotesScreen(Sheet[Annotation], inherit_bindings=False):
    """Answers with the one to go to."""

    TITLE_WORDS = "Notes"
    KEYS = (("Enter", "go there"), ("d", "take away"), ("u", "undo"))

    def __init__(self, desk: Desk, icons: Icons, number: int) -> None:
        super().__init__(icons)
        self._desk = desk
        self._number = number
        self._found: list[Annotation] = []

    def begin(self) -> None:
        """Read them, in a thread."""
        self.work(lambda tell: tell(self._desk.annotations(self._number)))

    def take(self, value: object) -> None:
        """Show them in the order of the text."""
        if isinstance(value, list):
            self._found = sorted(value, key=lambda each: each.span)
            self._show()

    def finished(self, error: str) -> None:
        """Say how many there are."""
        count = len(self._found)
        self.head(error or (f"{count} in this article" if count else ""), error=bool(error))
        self.lines.empty = ("Nothing is written on a stretch of this article.", "Esc, then v selects, a notes, t tags.")
        self.lines.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the width."""
        self._show()

    def _show(self) -> None:
        width = max(20, (self.size.width or 80) - 6)
        lines: list[Choice] = []
        for each in self._found:
            facts = f"   {each.reviewer} {self._icons.dot} {short_date(each.made)}"
            words = each.note or "tagged"
            tags = "".join(f"  #{tag}" for tag in each.tags)
            lines.append(
                Choice(
                    ((f"  {self._icons.noted} ", "star"), (words, "strong"), (tags, "kind"), (facts, "muted")),
                    str(each.key),
                    str(each.key),
                )
            )
            quoted = flow(printable(each.words), width, _QUOTED_LINES, self._icons.ellipsis)
            lines += [Choice(((f"    {line}", "plain"),)) for line in quoted]
            lines.append(Choice((("", "plain"),)))
        self.lines.show(lines)

    def press(self, key: str, character: str) -> None:
        """Go there, take away, take back."""
        chosen = self.lines.chosen
        annotation = next((each for each in self._found if chosen and str(each.key) == chosen.key), None)
        desk = self._desk
        if key == "enter" and annotation:
            self.close(annotation)
        elif character == "d" and annotation:
            self._act(lambda: desk.drop_annotation(annotation.key, desk.reviewer))
        elif character == "u":
            self._act(lambda: desk.undo(desk.reviewer))

    def _act(self, act: object) -> None:
        assert callable(act)

        def work(tell: object) -> None:
            assert callable(tell)
            act()
            tell(self._desk.annotations(self._number))

        self.work(work)
