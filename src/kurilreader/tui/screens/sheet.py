"""A screen over the reader with a heading, lines to choose from and its keys; Esc closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from kurilreader.domain import KurilError
from kurilreader.tui.marks import Icons
from kurilreader.tui.widgets.bars import Bar, Words
from kurilreader.tui.widgets.choices import Choices

R = TypeVar("R")


class Told(Message):
    """What a thread has found: `value` for the sheet, or what went wrong."""

    def __init__(self, value: object = None, error: str = "", *, done: bool = False) -> None:
        super().__init__()
        self.value = value
        self.error = error
        self.done = done


class Sheet(ModalScreen[R], inherit_bindings=False):
    """What such screens share. Work runs in a thread, is told of in the heading, and ends when the sheet closes."""

    TITLE_WORDS = ""
    KEYS: Sequence[tuple[str, str]] = ()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.lines = Choices(icons)
        self._top = Bar(icons, id="sheet-top")
        self._bottom = Bar(icons, id="sheet-bottom")
        #: whether the sheet was left: threads look at it
        self.left = False
        self.working = False

    def above(self) -> Sequence[Widget]:
        """What stands between the heading and the lines."""
        return ()

    def compose(self) -> ComposeResult:
        """Heading, lines, keys."""
        yield self._top
        yield from self.above()
        yield self.lines
        yield self._bottom

    def on_mount(self) -> None:
        """Say what this is and begin."""
        keys: list[Words] = [(" ", "plain")]
        for key, title in (*self.KEYS, ("j/k", "move"), ("Esc", "back")):
            keys += [(key, "strong"), (f" {title}  ", "muted")]
        self._bottom.say(keys)
        self.head()
        self.lines.focus()
        self.begin()

    def begin(self) -> None:
        """Load what is shown."""

    def head(self, words: str = "", *, error: bool = False) -> None:
        """Say something in the heading."""
        said: list[Words] = [(f" {self.TITLE_WORDS}", "heading"), ("   ", "plain")]
        said.append((words, "error" if error else "muted"))
        self._top.say(said)

    def work(self, job: Callable[[Callable[[object], None]], None]) -> None:
        """Run a job in a thread; what it tells comes to `take` on the screen's own."""
        self.working = True

        def run() -> None:
            try:
                job(lambda value: None if self.left else self._post(Told(value)))
                self._post(Told(done=True))
            except KurilError as error:
                self._post(Told(error=str(error), done=True))

        self.run_worker(run, thread=True, exclusive=True, group="sheet", exit_on_error=False)

    def _post(self, told: Told) -> None:
        if not self.left:
            self.post_message(told)

    def on_told(self, told: Told) -> None:
        """A thread has found something."""
        told.stop()
        if told.done:
            self.working = False
            self.finished(told.error)
        else:
            self.take(told.value)

    def take(self, value: object) -> None:
        """Show what was found."""

    def finished(self, error: str) -> None:
        """All was found, or something went wrong."""
        self.head(error, error=bool(error))

    def close(self, answer: R | None = None) -> None:
        """Leave."""
        self.left = True
        self.dismiss(answer)

    def on_key(self, event: events.Key) -> None:
        """Move, close, or what the sheet makes of it."""
        event.stop()
        event.prevent_default()
        if event.key in {"escape", "q"}:
            self.close()
        elif self.lines.move(event.key if event.character != "G" else "G"):
            self.moved()
        else:
            self.press(event.key, event.character or "")

    def moved(self) -> None:
        """The cursor stands elsewhere."""

    def press(self, key: str, character: str) -> None:
        """A key of the sheet's own."""
