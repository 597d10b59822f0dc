"""Review: statements one by one, each in its article; one key is a verdict and shows the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Container
from textual.widget import Widget

from kurilreader.domain.printable import printable
from kurilreader.domain.record import Ask, StatementAt
from kurilreader.domain.review import Verdict
from kurilreader.tui.actions import Room
from kurilreader.tui.judging import Choice, Shown, judgement, kind_choices, panel_lines, party_choices, shown
from kurilreader.tui.screens.adjusting import AdjustingScreen
from kurilreader.tui.widgets.blocks import Block, Blocks

if TYPE_CHECKING:
    from kurilreader.domain.review import Judgement
    from kurilreader.tui.screens.across import Across
    from kurilreader.tui.widgets.bars import Words

#: from so many columns on, the panel stands beside the article
SIDE_FROM = 100
#: statements made ready before they are asked for
AHEAD = 3
#: statements kept ready
_KEPT = 12
#: how the library calls a note
_NOTE = "note"
#: parties offered besides those of the article
_PARTIES = 20


class ReviewScreen(AdjustingScreen):
    """A queue that is walked through; verdicts are written by a thread in their order."""

    ROOM = Room.REVIEW
    TITLE_WORDS = "Review"

    def __init__(self, across: Across, query: str) -> None:
        super().__init__(across)
        self.query_text = query
        self.queue: Sequence[StatementAt] = ()
        self.index = 0
        self.all = False
        self.disagreeing = False
        self.panel = Blocks(self.icons, id="panel")
        self.panel.can_focus = False
        self.judged = 0
        #: what was begun: a party or a kind to be chosen by a letter
        self.choices: tuple[Choice, ...] = ()
        self._choosing = Verdict.RIGHT
        #: by their places in the queue
        self._ready: dict[int, Shown] = {}
        self._known: Sequence[str] = ()
        #: what was done, latest last, and what was taken back: the place in the queue, and how the act's words begin
        self._done: list[tuple[int, str]] = []
        self._undone: list[tuple[int, str]] = []

    def body(self) -> Iterable[Widget]:
        """The article and the panel."""
        return (Container(self.panel, self.context, id="review"),)

    def keys(self) -> Sequence[tuple[str, str]] | None:
        """Those of a choice while there is one."""
        return (("a letter", "chooses"), ("Esc", "none of them")) if self.choices else None

    def begin(self) -> None:
        """Fetch the queue."""
        self._place_panel()
        self._ask_again()
        self.fetch(lambda: self.desk.matrix(Ask(), _PARTIES, 1).parties, self._take_parties, group="known")

    def _take_parties(self, parties: Sequence[str]) -> None:
        self._known = parties

    def on_resize(self) -> None:
        """Lay out for the width: what is ready for another is made anew."""
        self._place_panel()
        self._ready.clear()
        if self.queue:
            self.call_after_refresh(self._show)
        super().on_resize()

    def _place_panel(self) -> None:
        self.set_class(self.size.width >= SIDE_FROM, "wide")

    # --- the queue

    def _ask_again(self, index: int = 0) -> None:
        query, all_, disagreeing = self.query_text, self.all, self.disagreeing
        self.context.empty = ()

        def look() -> Sequence[StatementAt]:
            return self.desk.disagreements(query) if disagreeing else self.desk.queue(query, self.reviewer, all_=all_)

        def take(queue: Sequence[StatementAt]) -> None:
            self.queue, self.index = queue, min(index, max(0, len(queue) - 1))
            self._done, self._undone = [], []
            self._ready.clear()
            self._show()

        self.fetch(look, take, group="queue", say="looking")

    @property
    def at(self) -> StatementAt | None:
        """The statement shown, None while or where there is none."""
        return self.shown.stated.at if self.shown is not None else None

    def _show(self) -> None:
        """Show the statement of the place, at once where it is ready, and make the next ones ready."""
        self.choices, self.selection = (), None
        self.shown = self._ready.get(self.index)
        if self.index >= len(self.queue):
            self._show_end()
            return
        if self.shown is not None:
            self.draw()
        else:
            self._fetch(self.index, "statement", "reading")
        for ahead in range(self.index + 1, min(self.index + 1 + AHEAD, len(self.queue))):
            if ahead not in self._ready:
                self._fetch(ahead, f"ahead {ahead}")

    def _fetch(self, index: int, group: str, say: str = "") -> None:
        """Make the statement of a place ready. The queue itself may have to be read as far as that."""
        queue, width = self.queue, self.context.text_width

        def load() -> Shown | None:
            try:
                return shown(self.desk, queue[index], width, self.icons)
            except IndexError:
                return None

        def take(found: Shown | None) -> None:
            if queue is self.queue and width == self.context.text_width:
                self._take(index, found)

        self.fetch(load, take, group=group, say=say)

    def _take(self, index: int, found: Shown | None) -> None:
        if found is not None:
            while len(self._ready) >= _KEPT:
                del self._ready[next(iter(self._ready))]
            self._ready[index] = found
        if index != self.index or self.shown is not None:
            return
        self.shown = found
        if found is None:
            self._show_end()
        else:
            self.draw()

    def _show_end(self) -> None:
        self.shown = None
        if self.disagreeing and not self.queue:
            self.context.empty = ("Reviewers disagree on nothing here.", "D goes back to the queue.")
        elif self.queue:
            self.context.empty = (
                f"All {len(self.queue):,} are done.", "k goes back to them, u takes the last verdict back, Esc leaves."
            )  # fmt: skip
        else:
            self.context.empty = ("Nothing is left to check here.", "A shows what is judged already, Esc goes back.")
        self.context.show(None, ())
        self.panel.show([])
        self.tell()

    # --- drawing

    def draw(self) -> None:
        """Draw the statement shown."""
        found = self.shown
        if found is None:
            return
        self.context.show(found.document, found.stated.content, found.marks)
        self._panel()
        self.tell()

    def _panel(self) -> None:
        if self.shown is not None:
            lines = panel_lines(self.shown, self.panel.room, self.naming, self.reviewer, self.choices,
                                tall=self.has_class("wide"))  # fmt: skip
            self.panel.show([Block(tuple(lines), chosen=False)])

    def asked(self) -> Sequence[Words]:
        """The query and the reviewer."""
        said: list[Words] = [(printable(self.query_text) or "all statements", "strong")]
        if self.disagreeing:
            said.append((f" {self.icons.dot} where reviewers disagree", "plain"))
        elif self.all:
            said.append((f" {self.icons.dot} judged ones, too", "plain"))
        said.append((f" {self.icons.dot} as {printable(self.reviewer)}", "muted"))
        return said

    def place(self) -> str:
        """How far one is."""
        if not self.queue:
            return ""
        judged = f" {self.icons.dot} {self.judged:,} judged" if self.judged else ""
        return f"{min(self.index + 1, len(self.queue)):,} of {len(self.queue):,}{judged}"

    # --- verdicts

    def judge(self, made: Judgement) -> None:
        """Give a verdict and show the next statement; it counts once it is written."""
        at = self.at
        if at is None:
            return

        index = self.index

        def written(_: None) -> None:
            self.judged += 1
            self._ready.pop(index, None)
            if index == self.index:
                self._show()
            self.tell()

        self.across.acts.do(self, lambda: self.desk.judge(at, made), written)
        self._done.append((self.index, made.verdict.value))
        self._undone.clear()
        self._ready.pop(self.index, None)
        self.index += 1
        self._words = ""
        self._show()

    def _verdict(self, verdict: Verdict) -> None:
        if self.shown is not None:
            self.judge(judgement(verdict, self.reviewer))

    def do_right(self, count: int | None, argument: str) -> None:
        """It is right."""
        self._verdict(Verdict.RIGHT)

    def do_wrong(self, count: int | None, argument: str) -> None:
        """There is no such statement."""
        self._verdict(Verdict.WRONG)

    def do_unsure(self, count: int | None, argument: str) -> None:
        """It cannot be told."""
        self._verdict(Verdict.UNSURE)

    def do_wrong_party(self, count: int | None, argument: str) -> None:
        """Another party: then its letter."""
        if self.shown is not None:
            self._choosing = Verdict.WRONG_PARTY
            self.choices = party_choices(self.shown, self._known, self.naming)
            self._choose(argument)

    def do_wrong_kind(self, count: int | None, argument: str) -> None:
        """Another kind: then its letter."""
        if self.shown is not None:
            self._choosing = Verdict.WRONG_KIND
            self.choices = kind_choices(self.shown)
            self._choose(argument)

    def _choose(self, argument: str) -> None:
        wanted = argument.casefold()
        named = [each for each in self.choices if wanted in {each.value.casefold(), each.title.casefold()}]
        if argument and named:
            self._chosen(named[0])
        elif argument:
            self.message(f"nothing is called {argument} here", error=True)
        else:
            self._panel()
            self.message("which party is it?" if self._choosing is Verdict.WRONG_PARTY else "which kind is it?")

    def _chosen(self, choice: Choice) -> None:
        self.choices = ()
        self.judge(judgement(self._choosing, self.reviewer, choice.value))

    def press(self, event: events.Key) -> bool:
        """A letter while something is to be chosen."""
        if not self.choices:
            return False
        letter = event.character or ""
        found = next((each for each in self.choices if letter in each.letters and letter), None)
        if found is not None:
            self._chosen(found)
        elif event.key == "escape":
            self.choices, self._words = (), ""
            self._panel()
        else:
            self.message("a letter of the list, or Esc", error=True)
        return True

    # --- walking

    def _go(self, index: int) -> None:
        if self.queue:
            self.index = max(0, min(index, len(self.queue) - 1))
            self._words = ""
            self._show()

    def do_down(self, count: int | None, argument: str) -> None:
        """The next, without a verdict."""
        last = self.index + (count or 1) >= len(self.queue)
        self._go(self.index + (count or 1))
        if last:
            self.message("this is the last one")

    def do_up(self, count: int | None, argument: str) -> None:
        """The previous one."""
        self._go(self.index - (count or 1))

    def do_top(self, count: int | None, argument: str) -> None:
        """The first one, or the one of that number."""
        self._go((count or 1) - 1)

    def do_bottom(self, count: int | None, argument: str) -> None:
        """The last one, or the one of that number."""
        self._go((count or len(self.queue)) - 1)

    def do_open(self, count: int | None, argument: str) -> None:
        """Read its article."""
        if self.shown is not None:
            self.across.read(self.shown.stated, [], "review")

    def do_disagreements(self, count: int | None, argument: str) -> None:
        """Those on which reviewers disagree, and back to the queue."""
        self.disagreeing = not self.disagreeing
        self._ask_again()

    def do_judged(self, count: int | None, argument: str) -> None:
        """Those that are judged already, too, or not."""
        self.all, self.disagreeing = not self.all, False
        self._ask_again()

    # --- notes, taking back

    def do_remark(self, count: int | None, argument: str) -> None:
        """Write a note on the statement."""
        from kurilreader.tui.widgets.prompt import Asking

        if self.shown is not None:
            if argument:
                self._note(argument)
            else:
                self.type(Asking.NOTE, self._note)

    def _note(self, words: str) -> None:
        found = self.shown
        if found is None or not words:
            return
        stated = found.stated
        self._done.append((self.index, _NOTE))
        self._undone.clear()
        span = stated.content[0]
        self.across.acts.do(
            self,
            lambda: self.desk.annotate(stated.at.number, span, words, (), self.reviewer, statement=stated.id),
            lambda _: self.again(stated.at, "note kept, u takes it back"),
        )

    def again(self, at: StatementAt, words: str) -> None:
        """Read a statement anew, as something on it changed."""
        self._ready.clear()
        if at == self.at:
            self._show()
        self.message(words)

    def turned_back(self, words: Sequence[str], *, again: bool) -> None:
        """Acts were taken back, or done again: go to the statement of the last of them."""
        taken, given = (self._undone, self._done) if again else (self._done, self._undone)
        self._ready.clear()
        for each in words:
            # What was done elsewhere or before is no step of this queue.
            if taken and each.startswith(taken[-1][1]):
                step = taken.pop()
                given.append(step)
                self.index = step[0]
                if step[1] != _NOTE:
                    self.judged += 1 if again else -1
        self._show()
