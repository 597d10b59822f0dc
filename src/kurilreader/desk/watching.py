"""Watching over folders: what appears there comes in, once it has stopped growing.

The folders are looked at anew each time rather than by the system's own notices: those do not tell of what other
machines write to a network folder, are bounded in number, and are lost when a folder goes away and comes back. A look
at ten thousand files takes a fraction of a second.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kurilreader.desk.adding import Arrivals
from kurilreader.desk.bookmarks import look_of
from kurilreader.desk.bounds import read_fields, read_limits
from kurilreader.desk.reports import AddReport, Progress, Watcher, note_failure
from kurilreader.domain import InputError
from kurilreader.domain.places import shown_origin
from kurilreader.domain.printable import printable
from kurilreader.intake.inputs import Input, unreadable
from kurilreader.intake.read import files_in, read_input
from kurilreader.library import Arrival, Job, JobState, Library
from kurilreader.settings import Settings

#: seconds for which a file must have been left alone
SETTLED = 2.0
#: names that programs give to what they are still writing
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".opdownload", ".tmp", ".swp", "~")
#: files whose articles are stored together
_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file and how it looks: its size and times."""

    item: Input
    look: str


@dataclass(slots=True)
class Watch:
    """Folders that are watched. Begins a job when there is something to take in, which ends with `end`."""

    library: Library
    settings: Settings
    folders: Sequence[str]
    watcher: Watcher
    job: int = 0
    #: files that were there at the last look and not settled
    growing: int = 0
    again: bool = False
    _looks: dict[str, str] = field(default_factory=dict)
    #: what was told to be wrong with folders, so that it is told once
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.folders = [os.path.abspath(each) for each in self.folders]  # noqa: PTH100 (a path may be no path)
        for folder in self.folders:
            if not Path(folder).is_dir():
                raise InputError(printable(shown_origin(folder)), "is no folder")

    def look(self) -> AddReport:
        """Look once: take in each file that is new or changed and has stopped growing."""
        report = AddReport(job=self.job)
        new = array("q")
        settled = self._settled(report)
        for start in range(0, len(settled), _TOGETHER):
            if not report.cancelled:
                self._take(settled, start, report, new)
        report.added, report.job = Arrivals(self.library, new), self.job
        return report

    def settle(self, patience: float = 10.0) -> AddReport:
        """Look until no file grows any more, at most for some seconds; what still grows is left for another time."""
        whole = self.look()
        taken = list(whole.added)
        until = time.monotonic() + patience
        while self.growing and not whole.cancelled and time.monotonic() < until:
            time.sleep(min(SETTLED, patience))
            report = self.look()
            taken += report.added
            whole.same += report.same
            whole.cancelled = report.cancelled
            whole.job = report.job or whole.job
            for error in report.failed:
                note_failure(whole, error)
        whole.added = taken
        return whole

    def end(self) -> None:
        """The watch is over."""
        if self.job:
            self.library.end_job(self.job, JobState.DONE)
            self.job = 0

    def _settled(self, report: AddReport) -> list[_Seen]:
        """Files that look otherwise than when they were last taken in, and as they did a while ago."""
        found = list(self._files(report))
        keys = [_key(each.item) for each in found]
        known: dict[str, str] = self.library.watched(keys)
        settled, self.growing = [], 0
        looks: dict[str, str] = {}
        for seen, key in zip(found, keys, strict=True):
            looks[key] = seen.look
            if known.get(key) == seen.look:
                continue
            # A file that has just come is looked at twice; its own times may be those of another machine's clock.
            if self._looks.get(key) == seen.look or _old(seen.item):
                settled.append(seen)
            else:
                self.growing += 1
        self._looks = looks
        return settled

    def _files(self, report: AddReport) -> Iterator[_Seen]:
        limits = read_limits(self.settings)
        for folder in self.folders:
            for item in files_in(folder, limits):
                if isinstance(item, InputError):
                    self._tell(item, report)
                elif not item.name.lower().endswith(_UNFINISHED) and item.path is not None:
                    try:
                        yield _Seen(item, look_of(item.path))
                    except OSError as error:
                        self._tell(InputError(printable(item.origin), unreadable(error)), report)
            if Path(folder).is_dir():
                self._told = {each for each in self._told if not each.startswith(f"{folder}:")}

    def _tell(self, error: InputError, report: AddReport) -> None:
        """Say what is wrong with a place, once until it is right again."""
        if str(error) not in self._told:
            self._told.add(str(error))
            note_failure(report, error)
            if self.job:
                list(self.library.take(self.job, [Arrival(error)]))

    def _take(self, settled: Sequence[_Seen], start: int, report: AddReport, new: array[int]) -> None:
        if not self.job:
            self.job = self.library.begin_job("watch", self.folders)
        finished: dict[str, str] = {}
        fields = read_fields(self.settings)

        def arrivals() -> Iterator[Arrival]:
            for done, seen in enumerate(settled[start : start + _TOGETHER], start + 1):
                # A file that is written to while it is read looks otherwise then, and comes again.
                for outcome in read_input(replace(seen.item, fields=fields)):
                    yield Arrival(outcome)
                    if not self.watcher(Progress("reading", done, len(settled), shown_origin(seen.item.origin))):
                        report.cancelled = True
                        return
                finished[_key(seen.item)] = seen.look

        for answer in self.library.take(self.job, arrivals(), again=self.again):
            if isinstance(answer, InputError):
                note_failure(report, answer)
            elif answer.new:
                new.append(answer.number)
            else:
                report.same += 1
        self.library.put_watched(self.job, finished)


def repeat(library: Library, settings: Settings, watcher: Watcher, job: Job) -> AddReport:
    """Look at the folders of a job once more: as a new job, or as the same where it did not come to its end."""
    watch = Watch(library, settings, job.inputs, watcher)
    if job.state is JobState.UNDONE:
        library.forget_watched(job.number)
    if job.state in (JobState.CANCELLED, JobState.KILLED):
        library.resume_job(job.number)
        watch.job, watch.again = job.number, True
    try:
        return watch.settle()
    finally:
        watch.end()


def _old(item: Input) -> bool:
    """Whether nobody has written to a file for a while, by this machine's clock."""
    try:
        found = item.path.stat() if item.path else None
    except OSError:
        return False
    now = time.time()
    return found is not None and all(SETTLED < now - each < 1e9 for each in (found.st_mtime, found.st_ctime))


def _key(item: Input) -> str:
    """A path as it is remembered; names that are no text have one too."""
    return item.origin.encode("utf-8", "backslashreplace").decode()
