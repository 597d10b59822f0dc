"""The part of the desk through which articles come in, as jobs that can be listed, repeated and undone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kurilreader.desk.reports import AddReport, Watcher
from kurilreader.domain import KurilError
from kurilreader.library import Failure, Feed, FeedOptions, Job, JobState, Library, Origin, Undone
from kurilreader.settings import Settings

if TYPE_CHECKING:
    from kurilreader.desk.syncing import SyncReport


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
        self, inputs: Sequence[str], *, stdin: BinaryIO | None = None, progress: Watcher | None = None
    ) -> AddReport:
        """Take in files, folders and standard input ("-"), see `adding.add`; what came in can be searched then."""
        from kurilreader.desk.adding import add

        return self._indexed(add(self._library, inputs, stdin, self._watched(progress), self.settings), progress)

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
        if known.kind == "sync":
            if known.state is JobState.UNDONE:
                self._library.forget_entries(job)
            return self.sync(progress)
        if known.state in (JobState.CANCELLED, JobState.KILLED):
            report = resume(self._library, job, watcher, self.settings)
        elif "-" in known.inputs:
            raise KurilError(f"job {job} read standard input, which is gone", 'pipe it in again: kurilreader add "-"')
        else:
            report = add(self._library, known.inputs, None, watcher, self.settings)
        return self._indexed(report, progress)

    def undo(self, job: int) -> Undone:
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

    def sync(self, progress: Watcher | None = None) -> SyncReport:
        """Ask the feeds that are due for what is new, see `syncing.sync`. Only this and `add` open connections."""
        from kurilreader.desk.syncing import sync

        report = sync(self._library, self.settings, self._watched(progress))
        self._indexed(report, progress)
        return report

    def set_feed(self, feed: str, options: FeedOptions) -> Feed:
        """Keep settings for one feed, named by number, address or title. `KurilError`."""
        from kurilreader.desk.subscribing import find

        found = find(self._library, feed)
        self._library.put_feed_options(found.number, options)
        return found

    def export_feeds(self) -> str:
        """All subscriptions as OPML 2.0."""
        from kurilreader.desk.subscribing import opml

        return opml(self._library.feeds())

    def _indexed(self, report: AddReport, progress: Watcher | None) -> AddReport:
        if report.added and not report.cancelled:
            self.catch_up(progress)
        return report
