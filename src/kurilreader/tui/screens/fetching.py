"""Feeds and jobs from the reader: what is asked for runs in a thread, is told of in the top line, and ends with Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kurilreader.desk.reports import AddReport, Progress, Watcher
from kurilreader.domain import KurilError
from kurilreader.tui.screens.watching import Working

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.widgets.prompt import Asking

#: told what is being done, or what came of it, and whether it is over
Heard = Callable[[str, bool], None]


class Fetching:
    """One piece of work that brings articles, at most one at a time; it outlives the sheet that began it."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._stopped = False
        self.running = False
        self.words = ""
        #: the sheet that shows how it goes
        self.heard: Heard | None = None
        screen.watching.also.append(self.cancel)

    def run(self, begun: str, work: Callable[[Watcher], AddReport]) -> bool:
        """Begin, unless something is under way."""
        screen = self._screen
        if self.running:
            self._tell("another import is under way, Esc stops it", over=False)
            return False
        self.running, self._stopped = True, False

        def watch(progress: Progress) -> bool:
            of = f" of {progress.total:,}" if progress.total else ""
            name = f"  {progress.name}" if progress.name else ""
            screen.call_later(self._going, f"{progress.what} {progress.done:,}{of}{name}")
            return not self._stopped

        def run() -> None:
            try:
                report = work(watch)
                words = told(report)
            except KurilError as error:
                words = str(error)
            screen.call_later(self._over, words)

        self._going(begun)
        screen.run_worker(run, thread=True, group="fetching", exit_on_error=False)
        return True

    def cancel(self) -> bool:
        """Stop what is under way; whether there was anything."""
        was, self._stopped = self.running and not self._stopped, True
        return was

    def _going(self, words: str) -> None:
        if self.running and words != self.words:
            self._screen.post_message(Working(words))
            self._tell(words, over=False)

    def _over(self, words: str) -> None:
        self.running = False
        screen = self._screen
        screen.post_message(Working(""))
        screen.message(words)
        self._tell(words, over=True)
        screen.watching.look()
        screen.watching.analyse()

    def _tell(self, words: str, *, over: bool) -> None:
        self.words = words
        if self.heard is not None:
            self.heard(words, over)


def told(report: AddReport) -> str:
    """What an import brought, in one line."""
    if getattr(report, "offline", False):
        return "there is no network; what was fetched before can be read"
    parts = [f"{len(report.added):,} new article{'' if len(report.added) == 1 else 's'}"]
    if report.same:
        parts.append(f"{report.same:,} already there")
    if report.failures:
        parts.append(f"{report.failures:,} failed")
    return ("stopped: " if report.cancelled else "") + ", ".join(parts)


class Imports:
    """Actions on feeds and jobs; a part of the screen's commands."""

    _screen: ReaderScreen
    _ask: Callable[[Asking, str], None]
    _fetching: Fetching | None = None

    @property
    def fetching(self) -> Fetching:
        """What brings articles in."""
        if self._fetching is None:
            self._fetching = Fetching(self._screen)
        return self._fetching

    def do_feeds(self, count: int | None, argument: str) -> None:
        """The subscriptions and how they fare."""
        from kurilreader.tui.screens.feeds import FeedsScreen

        screen = self._screen
        screen.app.push_screen(FeedsScreen(screen.desk, screen.icons, self.fetching))

    def do_jobs(self, count: int | None, argument: str) -> None:
        """The imports and what became of them."""
        from kurilreader.tui.screens.jobs import JobsScreen

        screen = self._screen
        screen.app.push_screen(JobsScreen(screen.desk, screen.icons, self.fetching))

    def do_sync(self, count: int | None, argument: str) -> None:
        """Ask the feeds for what is new, or the one that is named."""
        desk, feed = self._screen.desk, argument or (str(count) if count is not None else None)
        self.fetching.run("asking feeds", lambda watcher: desk.sync(watcher, feed=feed))

    def do_subscribe(self, count: int | None, argument: str) -> None:
        """Subscribe to an address or a list; asks for it where none is given."""
        from kurilreader.tui.widgets.prompt import Asking

        screen = self._screen
        if not argument:
            self._ask(Asking.COMMAND, "subscribe ")
            return

        def subscribe() -> None:
            try:
                found = screen.desk.subscribe(argument)
                new = sum(fresh for _, fresh in found)
                words = f"{new} subscribed, :sync asks for what they have" if new else "subscribed already"
                screen.call_later(screen.message, words)
            except KurilError as error:
                screen.warn(str(error))

        screen.run_worker(subscribe, thread=True, group="small", exit_on_error=False)
