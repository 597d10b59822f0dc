"""The line one types into: a search, words to find in the article, or an action's name."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input

from kurilreader.domain import Complaint, Completion
from kurilreader.tui.actions import completions
from kurilreader.tui.marks import Icons
from kurilreader.tui.widgets.bars import Bar, Words


class Asking(StrEnum):
    """What is typed."""

    SEARCH = "/"
    FIND = "find:"
    COMMAND = ":"
    SAVE = "save as:"
    TAG = "tag:"
    NOTE = "note:"
    ALL = "all:"
    FILTER = "filter:"
    SINCE = "since:"
    FILE = "file:"
    MARK = "note on it:"
    LABEL = "tag it:"


#: those that Tab completes
_COMPLETED = frozenset((Asking.SEARCH, Asking.COMMAND, Asking.TAG, Asking.ALL))

#: keys that edit the line. The screen keeps keys to itself, so the input's own bindings never come to run.
_EDITS = {
    "backspace": "delete_left", "delete": "delete_right", "left": "cursor_left", "right": "cursor_right",
    "ctrl+left": "cursor_left_word", "ctrl+right": "cursor_right_word", "home": "home", "ctrl+a": "home",
    "end": "end", "ctrl+e": "end", "ctrl+w": "delete_left_word", "ctrl+u": "delete_left_all",
    "ctrl+k": "delete_right_all",
}  # fmt: skip

#: told what is asked and what was typed
Answer = Callable[[Asking, str], None]


class _Line(Input):
    """The input itself; keys that are not text go to the prompt at once, so that none typed fast is lost."""

    #: Textual's lays out the whole screen when it changes, so with every letter; the line stays where it is
    virtual_size = Reactive(Size(0, 0))

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
        self._find: Callable[[Asking, str, int], None] | None = None
        self._recall: Callable[[], list[str]] | None = None
        #: earlier queries, what is typed now first; and which of them stands in the line
        self._past: list[str] = []
        self._back = 0
        #: what Tab goes round: lines as each option makes them
        self._options: list[str] = []
        self._named: tuple[str, ...] = ()
        self._suggestion: str | None = None

    def wire(
        self, typed: Answer, kept: Answer, dropped: Callable[[Asking], None], passed: Callable[[events.Key], None]
    ) -> None:
        """Whom to tell when the text changed, was kept (Enter), or dropped (Escape), and of keys that came too late."""
        self._typed, self._kept, self._dropped, self._passed = typed, kept, dropped, passed

    def help_with(self, find: Callable[[Asking, str, int], None], recall: Callable[[], list[str]]) -> None:
        """Whom to ask for completions (answered by `complete_with`) and for earlier queries."""
        self._find, self._recall = find, recall

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
        self._past, self._back, self._options = [], 0, []
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
            self._point(complaints[0])
            return
        if self._options and self.text in self._options:
            self._show_options()
            return
        self._suggestion = suggestion
        keys: list[Words] = [("   ", "plain")]
        if answer:
            keys.append((f"{answer}   ", "plain"))
        if suggestion:
            keys += [(f"did you mean {suggestion}? ", "star"), ("Ctrl+Y", "strong"), (" takes it   ", "muted")]
        for key, title in (("Enter", "keep"), ("Esc", "back"), ("Tab", "complete"), ("Up", "earlier")):
            if (key != "Tab" or self.asking in _COMPLETED) and (key != "Up" or self.asking is Asking.SEARCH):
                keys += [(key, "strong"), (f" {title}  ", "muted")]
        self._under.say(keys)

    def _point(self, complaint: Complaint) -> None:
        """Put carets under the place; the words stand beside them where there is room."""
        lead = len(self.asking.value) + 2 + cell_len(self.text[: complaint.start]) - self._line.scroll_offset.x
        lead = max(0, min(lead, self.size.width - 2))
        carets = self._icons.caret * max(1, min(complaint.end - complaint.start, 20))
        words = complaint.message
        if lead + len(carets) + len(words) + 1 > self.size.width and lead > len(words) + 2:
            self._under.say([(f"{words} ".rjust(lead), "error"), (carets, "error")])
        else:
            self._under.say([(" " * lead, "plain"), (carets, "error"), (f" {words}", "error")])

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
        elif event.key in {"up", "down"}:
            self._walk(1 if event.key == "up" else -1)
        elif event.key == "ctrl+y" and self.asking is Asking.SEARCH:
            if self._suggestion:
                self._put(self._suggestion)
        else:
            return False
        return True

    def early(self, event: events.Key) -> None:
        """A key typed while the line opens or before it has the focus."""
        if not self.display:
            self._early.append(event)
        elif not self.take(event):
            if event.character and event.is_printable:
                self._line.insert_text_at_cursor(event.character)
            elif edit := _EDITS.get(event.key):
                getattr(self._line, f"action_{edit}")()

    def _complete(self) -> None:
        if self.asking in {Asking.SEARCH, Asking.TAG, Asking.ALL}:
            if self._options and self.text in self._options:
                self._put(self._options[(self._options.index(self.text) + 1) % len(self._options)])
                self._show_options()
            elif self._find:
                self._find(self.asking, self.text, self._line.cursor_position)
            return
        if self.asking is not Asking.COMMAND or " " in self._line.value:
            return
        names = completions(self._line.value)
        if names:
            self._line.value = names[0] + (" " if len(names) == 1 else "")
            self._line.cursor_position = len(self._line.value)

    def complete_with(self, text: str, completion: Completion) -> None:
        """Complete with the first option, unless something else was typed meanwhile; Tab goes on to the next."""
        if text != self.text or not self.display:
            return
        start, end = completion.start, completion.end
        self._options = [text[:start] + option + text[end:] for option in completion.options]
        self._named = completion.options
        if self._options:
            self._put(self._options[0])
        self._show_options()

    def _show_options(self) -> None:
        shown: list[Words] = [("   ", "plain")]
        for line, name in zip(self._options, self._named, strict=False):
            shown.append((f"{name}  ", "strong" if line == self.text else "muted"))
        self._under.say(shown if self._options else [("   nothing completes this", "muted")])

    def _put(self, text: str) -> None:
        self._line.value = text
        self._line.cursor_position = len(text)

    def _walk(self, by: int) -> None:
        """To an earlier query, or back to a later one."""
        if self.asking is not Asking.SEARCH or self._recall is None:
            return
        if self._back == 0:
            self._past = [self.text, *(query for query in self._recall() if query != self.text)]
        self._back = max(0, min(self._back + by, len(self._past) - 1))
        self._put(self._past[self._back])

    def _show_names(self, typed: str) -> None:
        if " " in typed:
            return
        names = completions(typed)[:8]
        self._under.say([("   ", "plain"), ("  ".join(names) if names else "no such action", "muted")])
