"""What the screens over the reader share: a line above, a body, the keys below; threads that answer; what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from kurilreader.domain import KurilError
from kurilreader.domain.record import Ask
from kurilreader.tui.actions import BY_NAME, Room
from kurilreader.tui.facts import long_date
from kurilreader.tui.keymap import Keymap
from kurilreader.tui.private import write_clipboard
from kurilreader.tui.stated import Naming
from kurilreader.tui.widgets.bars import Bar, KeyLine, Words

if TYPE_CHECKING:
    from kurilreader.domain.record import Stated
    from kurilreader.tui.screens.across import Across
    from kurilreader.tui.widgets.pane import Pane
    from kurilreader.tui.widgets.prompt import Asking, Prompt

T = TypeVar("T")


class Answer(Message):
    """What a thread has found, as what to do with it; or what went wrong."""

    def __init__(self, group: str, ticket: int, take: Callable[[], None] | None, error: str = "") -> None:
        super().__init__()
        self.group = group
        self.ticket = ticket
        self.take = take
        self.error = error


class RoomScreen(Screen[None], inherit_bindings=False):
    """Keys are those of the one registry for its `ROOM`; each is done by a `do_` method, here or of its main pane."""

    ROOM: ClassVar[Room]
    TITLE_WORDS: ClassVar[str] = ""
    AUTO_FOCUS = ""

    def __init__(self, across: Across) -> None:
        super().__init__()
        self.across = across
        self.desk = across.desk
        self.icons = across.icons
        self.naming = Naming(self.desk.party, self.desk.topic, self.icons, across.today)
        self.keymap = Keymap()
        self.prompt: Prompt | None = None
        self._top = Bar(across.icons, id="top")
        self._keys = KeyLine(across.icons, id="keys")
        self._words, self._is_error = "", False
        self._tickets: dict[str, int] = {}
        #: groups of work under way, with what is said of each
        self._under_way: dict[str, str] = {}
        self._kept: Callable[[str], None] | None = None

    # --- what each room has of its own

    @property
    def main(self) -> Pane:
        """The pane that moves."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """What stands between the line above and the keys."""
        return (self.main,)

    def begin(self) -> None:
        """Fetch what is shown first."""

    def asked(self) -> Sequence[Words]:
        """What is shown, for the line above."""
        return ()

    def place(self) -> str:
        """Where one is, for its end."""
        return ""

    def now(self) -> Room:
        """The place whose keys hold."""
        return self.ROOM

    def keys(self) -> Sequence[tuple[str, str]] | None:
        """What the line of keys says in the place of those that hold otherwise."""
        return None

    # --- composing

    def compose(self) -> ComposeResult:
        """A line, the body, the keys."""
        yield self._top
        yield from self.body()
        yield self._keys

    def on_mount(self) -> None:
        """Begin."""
        self.main.focus()
        self.begin()
        self.tell()

    def on_resize(self) -> None:
        """The lines around may hold more or less."""
        self.tell()

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """From keys to actions."""
        event.stop()
        event.prevent_default()
        if self.prompt is not None and self._kept is not None:
            self.prompt.early(event)
            return
        if self.press(event):
            self.tell()
            return
        found = self.keymap.press(self.now(), event.key, event.character)
        if found is not None:
            self.do(found[0].name, found[1])
        self.tell()

    def press(self, event: events.Key) -> bool:
        """Take a key before it becomes an action; whether it was taken."""
        return False

    def do(self, name: str, count: int | None = None, argument: str = "") -> None:
        """Do an action."""
        method = "do_" + name.replace("-", "_")
        handler: Callable[[int | None, str], None] | None = getattr(self, method, None)
        try:
            if handler is not None:
                self._words = ""
                handler(count, argument)
            else:
                getattr(self.main, method)(count)
        except KurilError as error:
            self.message(str(error), error=True)
        self.tell()

    # --- saying

    def message(self, words: str, *, error: bool = False) -> None:
        """Say something above, until the next action."""
        self._words, self._is_error = words, error
        self.tell()

    def tell(self) -> None:
        """Bring the lines around up to date."""
        if not self.is_mounted:
            return
        left: list[Words] = [(f" {self.TITLE_WORDS}", "heading"), ("   ", "plain"), *self.asked()]
        work = next(iter(self._under_way.values()), "")
        words, style = (self._words, "error" if self._is_error else "star") if self._words else (work, "muted")
        if words:
            left.append((f"   {words}", style))
        place = self.place()
        self._top.say(left, [(f"{place} ", "muted")] if place else [])
        self._keys.tell(self.now(), self.keymap.typed, self.across.chosen_words(), self.keys())

    # --- threads

    def fetch(self, job: Callable[[], T], take: Callable[[T], None], *, group: str = "room", say: str = "") -> None:
        """Do a job in a thread and hand what it answers to `take`, unless another job of the group was begun since."""
        ticket = self._tickets[group] = self._tickets.get(group, 0) + 1
        if say:
            self._under_way[group] = f"{say}{self.icons.ellipsis}"

        def run() -> None:
            try:
                value = job()
            except KurilError as error:
                self.post_message(Answer(group, ticket, None, str(error)))
            else:
                self.post_message(Answer(group, ticket, lambda: take(value)))

        self.run_worker(run, thread=True, group=group)
        self.tell()

    def on_answer(self, answer: Answer) -> None:
        """A thread has answered."""
        answer.stop()
        if answer.ticket != self._tickets.get(answer.group):
            return
        self._under_way.pop(answer.group, None)
        if answer.take is not None:
            answer.take()
        else:
            self.message(answer.error, error=True)
        self.tell()

    # --- typing

    def type(self, asking: Asking, kept: Callable[[str], None], text: str = "", under: str = "") -> None:
        """Have a line typed; Enter hands it to `kept`, Escape drops it. `under` is said beneath."""
        if self.prompt is None:
            from kurilreader.tui.widgets.prompt import Prompt

            self.prompt = Prompt(self.icons)
            self.prompt.wire(lambda *_: None, self._typed, self._dropped, self.on_key)
            self.mount(self.prompt, before="#keys")
        self._kept = kept
        prompt = self.prompt

        def ask() -> None:
            prompt.ask(asking, text)
            if under:
                prompt.explain((), under)

        self.call_next(ask)

    def _typed(self, asking: Asking, text: str) -> None:
        kept = self._kept
        self._close()
        try:
            if kept is not None:
                kept(text.strip())
        except KurilError as error:
            self.message(str(error), error=True)
        self.tell()

    def _dropped(self, asking: Asking) -> None:
        self._close()
        self.tell()

    def _close(self) -> None:
        self._kept = None
        if self.prompt is not None:
            self.prompt.close()
        self.main.focus()

    # --- actions of every room

    def do_back(self, count: int | None, argument: str) -> None:
        """One step back."""
        if not self.keymap.clear():
            self.across.leave(self)

    def do_close(self, count: int | None, argument: str) -> None:
        """Back to where one came from."""
        self.across.leave(self)

    def do_help(self, count: int | None, argument: str) -> None:
        """All keys."""
        from kurilreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.icons))

    def do_command(self, count: int | None, argument: str) -> None:
        """Type an action's name."""
        from kurilreader.tui.widgets.prompt import Asking

        self.type(Asking.COMMAND, self._run)

    def _run(self, text: str) -> None:
        name, _, argument = text.partition(" ")
        action, argument = BY_NAME.get(name), argument.strip()
        if not name:
            return
        if action is None:
            self.message(f"no action is called {name}; : and Tab show them", error=True)
        elif self.now() not in action.where:
            self.message(f"{name} applies in {', '.join(action.where)}", error=True)
        elif argument.isdecimal() and action.argument == "count":
            self.do(name, int(argument))
        else:
            self.do(name, None, argument)

    def copy_statement(self, stated: Stated | None) -> None:
        """Copy a statement with its citation."""
        if stated is not None:
            cited = f"“{stated.title}”, {stated.source or 'unknown outlet'}, {long_date(stated.published)}"
            copied = write_clipboard(self.app, f"{' '.join(stated.text.split())}\n({cited})\n")
            self.message("copied with its citation" if copied else "this terminal has no clipboard")

    # --- to other rooms

    def do_record(self, count: int | None, argument: str) -> None:
        """What a party states."""
        self.across.record(self.across.named(argument, self._ask()))

    def do_matrix(self, count: int | None, argument: str) -> None:
        """Parties against topics."""
        self.across.matrix(self._ask())

    def do_changes(self, count: int | None, argument: str) -> None:
        """What moved."""
        self.across.changes(self._ask(), argument)

    def do_review(self, count: int | None, argument: str) -> None:
        """Check statements."""
        self.across.review(argument or self.query_words())

    def do_briefing(self, count: int | None, argument: str) -> None:
        """A document of what is chosen, else of what is shown."""
        self.across.briefing(self._ask(), argument)

    def do_undo(self, count: int | None, argument: str) -> None:
        """Take back the latest act."""
        self.across.turn_back(self, count or 1)

    def do_redo(self, count: int | None, argument: str) -> None:
        """Do again what was taken back."""
        self.across.turn_back(self, count or 1, again=True)

    def _ask(self) -> Ask:
        """What this room asks for, as far as it asks."""
        return Ask()

    def query_words(self) -> str:
        """The same as a query of the search language."""
        return ""

    def acted(self) -> None:
        """Verdicts, corrections, tags or the like changed: show what stands now."""

    def turned_back(self, words: Sequence[str], *, again: bool) -> None:
        """Acts were taken back, or done again."""
        self.acted()
