"""The line one types into: a search, words to find in the article, or an action's name."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from kurilreader.domain import Complaint
from kurilreader.tui.actions import completions
from kurilreader.tui.marks import Icons
from kurilreader.tui.widgets.bars import Bar, Words


class Asking(StrEnum):
    """What is typed."""

    SEARCH = "/"
    FIND = "find:"
    COMMAND = ":"


#: told what is asked and what was typed
Answer = Callable[[Asking, str], None]


class _Line(Input):
    """The input itself; keys that are not text go to the prompt at once, so that none typed fast is lost."""

    def __init__(self, take: Callable[[events.Key], bool]) -> None:
        super().__init__(id="prompt-line", compact=True, select_on_focus=False)
        self._take = take

    def on_key(self, event: events.Key) -> None:
        """Let the prompt have the key first."""
        if self._take(event):
            event.stop()
            event.prevent_default()


class Prompt(Widget):
    """An input line with a line under it for complaints, completions and keys."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(id="prompt")
        self._icons = icons
        self.asking = Asking.SEARCH
        self._line = _Line(self.take)
        self._line.cursor_blink = False
        #: keys typed before the line was there
        self._early: list[events.Key] = []
        self._passed: Callable[[events.Key], None] | None = None
        self._sign = Bar(icons, id="prompt-sign")
        self._under = Bar(icons, id="prompt-under")
        self._expected: str | None = None
        self._typed: Answer | None = None
        self._kept: Answer | None = None
        self._dropped: Callable[[Asking], None] | None = None

    def wire(
        self, typed: Answer, kept: Answer, dropped: Callable[[Asking], None], passed: Callable[[events.Key], None]
    ) -> None:
        """Whom to tell when the text changed, was kept (Enter), or dropped (Escape), and of keys that came too late."""
        self._typed, self._kept, self._dropped, self._passed = typed, kept, dropped, passed

    def compose(self) -> ComposeResult:
        """A sign, the line, and what is said about it."""
        with Horizontal(id="prompt-row"):
            yield self._sign
            yield self._line
        yield self._under

    def ask(self, asking: Asking, text: str = "") -> None:
        """Open for typing, with a text to go on from."""
        self.asking = asking
        self._sign.styles.width = len(asking.value) + 2
        self._sign.say([(f" {asking.value}", "strong")])
        self._expected = text
        self._line.value = text
        self._line.cursor_position = len(text)
        self.display = True
        self._line.focus()
        self.explain()
        early, self._early = self._early, []
        for event in early:
            self.early(event)

    def close(self) -> None:
        """Put away."""
        self.display = False

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self._line.value

    def explain(self, complaints: tuple[Complaint, ...] = (), answer: str = "", suggestion: str | None = None) -> None:
        """Point at the first mistake with a caret under its place, or tell the answer and the keys."""
        if complaints:
            first = complaints[0]
            lead = len(self.asking.value) + 2 + min(first.start, max(0, self.size.width // 2))
            carets = self._icons.caret * max(1, min(first.end - first.start, 20))
            self._under.say([(" " * lead, "plain"), (carets, "error"), (f" {first.message}", "error")])
            return
        keys: list[Words] = [("   ", "plain")]
        if answer:
            keys.append((f"{answer}   ", "plain"))
        if suggestion:
            keys.append((f"did you mean {suggestion}?   ", "star"))
        for key, title in (("Enter", "keep"), ("Esc", "back"), ("Tab", "complete")):
            if key != "Tab" or self.asking is Asking.COMMAND:
                keys += [(key, "strong"), (f" {title}  ", "muted")]
        self._under.say(keys)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed, not what was put there by `ask`."""
        event.stop()
        expected, self._expected = self._expected, None
        if event.value == expected or not self.display:
            return
        if self.asking is Asking.COMMAND:
            self._show_names(event.value)
        if self._typed:
            self._typed(self.asking, event.value)

    def take(self, event: events.Key) -> bool:
        """Do what a key says that is no text: Enter keeps, Escape drops, Tab completes; whether it was such a key."""
        if not self.display:
            if self._passed:
                self._passed(event)
        elif event.key == "enter":
            if self._kept:
                self._kept(self.asking, self.text)
        elif event.key == "escape":
            if self._dropped:
                self._dropped(self.asking)
        elif event.key in {"tab", "shift+tab"}:
            self._complete()
        elif event.key not in {"up", "down"}:
            return False
        return True

    def early(self, event: events.Key) -> None:
        """A key typed while the line opens or before it has the focus."""
        if not self.display:
            self._early.append(event)
        elif not self.take(event):
            if event.character and event.is_printable:
                self._line.insert_text_at_cursor(event.character)
            elif event.key == "backspace":
                self._line.action_delete_left()

    def _complete(self) -> None:
        if self.asking is not Asking.COMMAND or " " in self._line.value:
            return
        names = completions(self._line.value)
        if names:
            self._line.value = names[0] + (" " if len(names) == 1 else "")
            self._line.cursor_position = len(self._line.value)

    def _show_names(self, typed: str) -> None:
        if " " in typed:
            return
        names = completions(typed)[:8]
        self._under.say([("   ", "plain"), ("  ".join(names) if names else "no such action", "muted")])
