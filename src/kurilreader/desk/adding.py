"""Taking articles in: every import is a job that can be listed, resumed, repeated and undone."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from typing import BinaryIO, overload

from kurilreader.desk.reports import AddReport, Progress, Taken, Watcher
from kurilreader.domain import InputError, KurilError
from kurilreader.library import Arrival, JobState, Library
from kurilreader.settings import Settings

#: so many articles and errors are held in a report; the library knows of all
_HELD = 1000
_STDIN = "-"


class Arrivals(Sequence[Taken]):
    """The articles that came in, however many: their numbers are held, the rest is asked for as it is read."""

    def __init__(self, library: Library, numbers: Sequence[int]) -> None:
        self._library = library
        self._numbers = array("q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Taken: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Taken]: ...
    def __getitem__(self, index: int | slice) -> Taken | Sequence[Taken]:
        if isinstance(index, slice):
            return Arrivals(self._library, self._numbers[index])
        (row,) = self._library.rows([self._numbers[index]])
        return Taken(row.number, row.id, row.title)

    def __iter__(self) -> Iterator[Taken]:
        for start in range(0, len(self._numbers), _HELD):
            for row in self._library.rows(self._numbers[start : start + _HELD]):
                yield Taken(row.number, row.id, row.title)


def add(
    library: Library, inputs: Sequence[str], stdin: BinaryIO | None, progress: Watcher | None, settings: Settings
) -> AddReport:
    """Store the articles of inputs as a new job; one that cannot be read is reported and the rest goes on."""
    where = [each if each == _STDIN or is_address(each) else os.path.abspath(each) for each in inputs]  # noqa: PTH100 (a path may be no path)
    return _run(library, library.begin_job("add", where), _arrivals(where, stdin, settings), progress, again=False)


def resume(library: Library, job: int, progress: Watcher | None, settings: Settings) -> AddReport:
    """Go on with an import that was cancelled or killed: what it had taken in is neither lost nor counted twice."""
    inputs = library.job(job).inputs
    if _STDIN in inputs:
        raise KurilError(f"job {job} read standard input, which is gone", 'pipe it in again: kurilreader add "-"')
    library.resume_job(job)
    return _run(library, job, _arrivals(inputs, None, settings), progress, again=True)


def _run(
    library: Library, job: int, arrivals: Iterator[Arrival], progress: Watcher | None, *, again: bool
) -> AddReport:
    report = AddReport(job=job)
    new = array("q")

    def watched() -> Iterator[Arrival]:
        for seen, arrival in enumerate(arrivals, 1):
            yield arrival
            if progress and not progress(Progress("reading", seen)):
                report.cancelled = True
                return

    ended = JobState.CANCELLED
    try:
        for answer in library.take(job, watched(), again=again):
            if isinstance(answer, InputError):
                report.failures += 1
                if len(report.failed) < _HELD:
                    report.failed.append(answer)
            elif answer.new:
                new.append(answer.number)
            else:
                report.same += 1
        if not report.cancelled:
            ended = JobState.DONE
    finally:
        library.end_job(job, ended)
    arrived = Arrivals(library, new)
    report.added = list(arrived) if len(new) <= _HELD else arrived
    return report


def is_address(text: str) -> bool:
    """Whether an input is to be fetched."""
    return text.lower().startswith(("http://", "https://"))


def _arrivals(inputs: Sequence[str], stdin: BinaryIO | None, settings: Settings) -> Iterator[Arrival]:
    """What is in these inputs: files and folders are read, addresses fetched."""
    from kurilreader.intake import read_inputs

    for name in inputs:
        if is_address(name):
            from kurilreader.desk.syncing import fetch_page, web_limits

            outcomes, found = fetch_page(name, web_limits(settings))
            # One page is one article; what a feed or an archive at the address holds has addresses of its own.
            alone = len(outcomes) == 1 and found is not None
            yield from (Arrival(each, (name, found or name) if alone else ()) for each in outcomes)
        else:
            yield from (Arrival(each) for each in read_inputs([name], stdin=stdin))
