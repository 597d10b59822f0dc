"""The imports: what each brought, what failed and why, doing one again or undoing it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from kurilreader.desk import Desk, Failure, Job, JobState
from kurilreader.domain.places import shown_origin
from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.feeds import moment
from kurilreader.tui.screens.fetching import Fetching
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.text.cells import flow
from kurilreader.tui.widgets.choices import Choice

#: jobs listed, latest first
MOST = 500
#: failures listed of one
MOST_FAILURES = 100


class JobsScreen(Sheet[None], inherit_bindings=False):
    """Lists them; work at one goes on when the sheet is left."""

    TITLE_WORDS = "Jobs"
    KEYS = (("Enter", "what failed"), ("r", "again or on"), ("u", "undo"))

    def __init__(self, desk: Desk, icons: Icons, fetching: Fetching) -> None:
        super().__init__(icons)
        self._desk = desk
        self._fetching = fetching
        self._jobs: list[Job] = []
        self._failures: dict[int, list[Failure]] = {}
        #: the job that the next u undoes
        self._undoing: int | None = None

    def begin(self) -> None:
        """Show them as they are."""
        self._fetching.heard = self._hear
        self._load()

    def _load(self, words: str = "") -> None:
        def load(tell: Callable[[object], None]) -> None:
            tell(self._desk.jobs(MOST))
            if words:
                tell(words)

        self.work(load)

    def take(self, value: object) -> None:
        """Jobs, the failures of one, or what was done with one."""
        if isinstance(value, list):
            self._jobs = value
        elif isinstance(value, tuple):
            number, failures = value
            self._failures[number] = failures
        self._show()
        self.head(value if isinstance(value, str) else self._words())

    def finished(self, error: str) -> None:
        """Say so where something went wrong."""
        self.lines.empty = ("Nothing was imported yet.", "kurilreader add takes files, folders and addresses.")
        self.lines.redraw()
        if error:
            self.head(error, error=True)

    def _words(self) -> str:
        return self._fetching.words if self._fetching.running else f"{len(self._jobs):,}   times in UTC"

    def _hear(self, words: str, over: bool) -> None:
        if self.left:
            return
        self.head(words if over else f"{words}   Esc stops")
        if over:
            self._load(words)

    def _show(self) -> None:
        width = max(20, (self.size.width or 80) - 10)
        lines: list[Choice] = []
        for job in self._jobs:
            key = str(job.number)
            lines.append(
                Choice(
                    (
                        (f"  {job.number:>4}  ", "muted"),
                        (f"{moment(job.began)}  {job.kind:<6} ", "plain"),
                        (f"{job.state.value:<10}", "plain" if job.ended_well else "strong"),
                        (f"{job.added:,} added, {job.same:,} already there", "plain"),
                        (f", {job.failed:,} failed" if job.failed else "", "star"),
                    ),
                    key,
                    key,
                )
            )
            more = f" and {len(job.inputs) - 1} more" if len(job.inputs) > 1 else ""
            if job.inputs:
                lines.append(Choice(((f"        {shown_origin(job.inputs[0])}{more}", "muted"),)))
            lines += self._failed(self._failures.get(job.number), width)
        self.lines.show(lines)

    def _failed(self, failures: list[Failure] | None, width: int) -> list[Choice]:
        if failures is None:
            return []
        if not failures:
            return [Choice((("        nothing failed", "muted"),))]
        lines = []
        for failure in failures[:MOST_FAILURES]:
            words = printable(f"{shown_origin(failure.origin)}: {failure.reason}")
            for place, part in enumerate(flow(words, width)):
                lines.append(Choice((("        - " if not place else "          ", "star"), (part, "plain"))))
        if len(failures) > MOST_FAILURES:
            lines.append(Choice(((f"          and {len(failures) - MOST_FAILURES:,} more", "muted"),)))
        return lines

    def on_resize(self) -> None:
        """Lay out for the width."""
        if self.is_mounted:
            self._show()

    def on_key(self, event: events.Key) -> None:
        """Esc stops work at a job first; q leaves and lets it go on."""
        if event.key == "escape" and self._fetching.cancel():
            event.stop()
            event.prevent_default()
            self.head("stopping")
            return
        super().on_key(event)

    def close(self, answer: None = None) -> None:
        """Leave; nobody listens any more."""
        self._fetching.heard = None
        super().close(answer)

    def moved(self) -> None:
        """Another job: what was to be undone is not any more."""
        self._undoing = None

    def press(self, key: str, character: str) -> None:
        """Show failures, repeat, undo."""
        chosen = self.lines.chosen
        job = next((each for each in self._jobs if chosen and str(each.number) == chosen.key), None)
        undoing, self._undoing = self._undoing, None
        if job is None:
            return
        if key == "enter":
            self._toggle(job)
        elif character == "r":
            going_on = "on with" if not job.ended_well else "again"
            number = job.number
            self._fetching.run(f"job {number} {going_on}", lambda watcher: self._desk.repeat(number, watcher))
        elif character == "u":
            self._undo(job, asked=undoing == job.number)

    def _toggle(self, job: Job) -> None:
        if self._failures.pop(job.number, None) is not None:
            self._show()
            return

        def load(tell: Callable[[object], None]) -> None:
            tell((job.number, self._desk.failures(job.number)))

        self.work(load)

    def _undo(self, job: Job, *, asked: bool) -> None:
        if job.state is JobState.UNDONE:
            self.head("it was undone already, r brings it in again")
        elif not asked:
            self._undoing = job.number
            self.head(f"u again removes what job {job.number} alone brought, at most {job.added:,} articles")
        else:

            def undo(tell: Callable[[object], None]) -> None:
                undone = self._desk.undo_job(job.number)
                kept = undone.cherished + undone.shared
                tell(self._desk.jobs(MOST))
                tell(f"{undone.removed:,} removed" + (f", {kept:,} kept" if kept else "") + ", r brings it in again")

            self.work(undo)
