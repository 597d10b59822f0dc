"""The part of the desk through which articles come in, as jobs that can be listed, repeated and undone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kurilreader.desk.reports import HELD, AddReport, Watcher
from kurilreader.domain import KurilError
from kurilreader.library import Failure, Feed, Job, JobState, Library, Origin, Undone
from kurilreader.settings import Settings

if TYPE_CHECKING:
    from kurilreader.desk.syncing import SyncReport
    from kurilreader.desk.watching import Watch


class Importing(ABC):
    """What comes in, and what became of it."""

    settings: Settings
    _library: Library

    @abstractmethod
    def catch_up(self, progress: Watcher | None = None) -> int:
        """Index what changed in the library."""

    @abstractmethod
    def _watched(self, progress: Watcher | None) -> Watcher:
        """A watcher that also cancels when the desk is closed."""

    # --- jobs

    def add(
        self,
        inputs: Sequence[str],
        *,
        stdin: BinaryIO | None = None,
        progress: Watcher | None = None,
        lists: bool = False,
    ) -> AddReport:
        """Take in files, folders, addresses and standard input ("-"), see `adding.add`; it can be searched then.

        With `lists`, the inputs are lists of addresses, whose pages are fetched.
        """
        from kurilreader.desk.adding import add

        watcher = self._watched(progress)
        return self._indexed(add(self._library, inputs, stdin, watcher, self.settings, lists=lists), progress)

    def watch(self, folders: Sequence[str], progress: Watcher | None = None) -> Watch:
        """Watch over folders: each look takes in what has appeared there. `InputError` where one is no folder.

        What came in can be searched after the next `analyse_pending` or `catch_up`.
        """
        from kurilreader.desk.watching import Watch

        return Watch(self._library, self.settings, folders, self._watched(progress))

    def jobs(self, limit: int | None = None) -> list[Job]:
        """The imports, latest first."""
        return self._library.jobs(limit)

    def job(self, number: int) -> Job:
        """One import, or `KurilError`."""
        return self._library.job(number)

    def failures(self, job: int) -> list[Failure]:
        """What an import could not take in, and why."""
        return self._library.failures(job)

    def repeat(self, job: int, progress: Watcher | None = None) -> AddReport:
        """Do an import again, as a new job; one that did not come to its end is resumed as the job it is."""
        from kurilreader.desk.adding import add, resume

        known = self._library.job(job)
        if known.state is JobState.RUNNING:
            raise KurilError(f"job {job} is still running", "wait until it is done")
        watcher = self._watched(progress)
        open_ended = known.state in (JobState.CANCELLED, JobState.KILLED)
        report: AddReport
        if known.kind == "sync":
            from kurilreader.desk.syncing import repeat as sync_again

            report = sync_again(self._library, self.settings, watcher, known)
        elif known.kind == "watch":
            from kurilreader.desk.watching import repeat as watch_again

            report = watch_again(self._library, self.settings, watcher, known)
        elif open_ended:
            report = resume(self._library, job, watcher, self.settings)
        elif "-" in known.inputs:
            raise KurilError(f"job {job} read standard input, which is gone", 'pipe it in again: kurilreader add "-"')
        else:
            report = add(self._library, known.inputs, None, watcher, self.settings, lists=known.kind == "fetch")
        return self._indexed(report, progress)

    def undo_job(self, job: int) -> Undone:
        """Remove the articles that a job alone brought; those with a star, a tag or a note stay. `KurilError`."""
        undone = self._library.undo_job(job)
        self.catch_up()
        return undone

    def origins(self, number: int) -> list[Origin]:
        """All places an article was found in, first one first."""
        return self._library.origins(number)

    # --- feeds

    def feeds(self) -> list[Feed]:
        """The subscriptions, by title, each with its state."""
        return self._library.feeds()

    def subscribe(self, feed: str) -> list[tuple[Feed, bool]]:
        """Subscribe to an address, or to all feeds of a list (OPML, newsboat's urls), and say which were new."""
        from kurilreader.desk.subscribing import subscribe

        return subscribe(self._library, feed)

    def unsubscribe(self, feed: str) -> Feed:
        """Forget a subscription, named by number, address or title; its articles stay. `KurilError`."""
        from kurilreader.desk.subscribing import find

        found = find(self._library, feed)
        self._library.unsubscribe(found.number)
        return found

    def sync(self, progress: Watcher | None = None, *, feed: str | None = None) -> SyncReport:
        """Ask the feeds that are due for what is new, or one of them at once; see `syncing.sync`.

        Only this and `add` open connections.
        """
        from kurilreader.desk.subscribing import find
        from kurilreader.desk.syncing import sync

        feeds = None if feed is None else [find(self._library, feed)]
        report = sync(self._library, self.settings, self._watched(progress), feeds=feeds)
        self._indexed(report, progress)
        return report

    def feed(self, feed: str) -> Feed:
        """The subscription of a number, an address or a title. `KurilError`."""
        from kurilreader.desk.subscribing import find

        return find(self._library, feed)

    def set_feed(self, feed: str, values: Sequence[str]) -> Feed:
        """Change settings of one feed, each as "key=value"; an empty value takes one away. `KurilError`."""
        from kurilreader.desk.feed_settings import change
        from kurilreader.desk.subscribing import find

        return change(self._library, find(self._library, feed), values)

    def feed_settings(self, feed: Feed) -> dict[str, str]:
        """What is set for a feed, by the keys of `set_feed`."""
        from kurilreader.desk.feed_settings import settings_of

        return settings_of(feed)

    def export_feeds(self) -> str:
        """All subscriptions as OPML 2.0."""
        from kurilreader.desk.subscribing import opml

        return opml(self._library.feeds())

    def _indexed(self, report: AddReport, progress: Watcher | None) -> AddReport:
        if report.added and not report.cancelled:
            if len(report.added) > HELD:
                # As much work again follows, of another kind: what only reading needs would lie beside what that does.
                from kurilreader.intake.language import forget_model

                forget_model()
            self.catch_up(progress)
        return report
