"""Taking articles in: every import is a job that can be listed, resumed, repeated and undone."""

from __future__ import annotations

import os
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, overload

from kurilreader.desk.reports import HELD, AddReport, Progress, Taken, Watcher, note_failure
from kurilreader.domain import InputError, KurilError
from kurilreader.domain.places import shown_origin, without_login
from kurilreader.domain.printable import printable
from kurilreader.library import Arrival, JobState, Library
from kurilreader.settings import Settings

if TYPE_CHECKING:
    from kurilreader.desk.hosts import Hosts

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
        for start in range(0, len(self._numbers), HELD):
            for row in self._library.rows(self._numbers[start : start + HELD]):
                yield Taken(row.number, row.id, row.title)


def add(
    library: Library,
    inputs: Sequence[str],
    stdin: BinaryIO | None,
    progress: Watcher | None,
    settings: Settings,
    *,
    lists: bool = False,
) -> AddReport:
    """Store the articles of inputs as a new job; one that cannot be read is reported and the rest goes on.

    With `lists`, the inputs are lists of addresses: pages are fetched, the feeds of an OPML file subscribed.
    """
    where = [each if each == _STDIN or is_address(each) else os.path.abspath(each) for each in inputs]  # noqa: PTH100 (a path may be no path)
    # A password in an address is refused where it is fetched, and must not be kept here either.
    job = library.begin_job("fetch" if lists else "add", [without_login(each) for each in where])
    return _Adding(library, settings, job, lists=lists).run(where, stdin, progress)


def resume(library: Library, job: int, progress: Watcher | None, settings: Settings) -> AddReport:
    """Go on with an import that was cancelled or killed: what it had taken in is neither lost nor counted twice."""
    known = library.job(job)
    if _STDIN in known.inputs:
        raise KurilError(f"job {job} read standard input, which is gone", 'pipe it in again: kurilreader add "-"')
    library.resume_job(job)
    return _Adding(library, settings, job, lists=known.kind == "fetch", again=True).run(known.inputs, None, progress)


class _Adding:
    """One import."""

    def __init__(
        self, library: Library, settings: Settings, job: int, *, lists: bool = False, again: bool = False
    ) -> None:
        self._library = library
        self._settings = settings
        self._lists = lists
        self._again = again
        self._report = AddReport(job=job)
        self._new = array("q")
        self._stop = threading.Event()

    def run(self, inputs: Sequence[str], stdin: BinaryIO | None, progress: Watcher | None) -> AddReport:
        """Take in all inputs and end the job."""
        report, ended = self._report, JobState.CANCELLED
        try:
            paths = [each for each in inputs if not is_address(each)]
            addresses = [each for each in inputs if is_address(each)]
            if self._lists:
                addresses += self._listed(paths, stdin)
            else:
                self._files(paths, stdin, progress)
            if addresses and not report.cancelled:
                self._pages(list(dict.fromkeys(addresses)), progress)
            if not report.cancelled:
                ended = JobState.DONE
        finally:
            self._stop.set()
            self._library.end_job(report.job, ended)
        arrived = Arrivals(self._library, self._new)
        report.added = list(arrived) if len(self._new) <= HELD else arrived
        return report

    def _take(self, arrivals: Iterable[Arrival]) -> None:
        for answer in self._library.take(self._report.job, arrivals, again=self._again):
            if isinstance(answer, InputError):
                note_failure(self._report, answer)
            elif answer.new:
                self._new.append(answer.number)
            else:
                self._report.same += 1

    def _files(self, paths: Sequence[str], stdin: BinaryIO | None, progress: Watcher | None) -> None:
        from kurilreader.desk.bookmarks import Bookmarks
        from kurilreader.desk.bounds import read_fields, read_limits
        from kurilreader.intake import read_inputs

        taken = (lambda origin: self._library.has_taken(self._report.job, origin)) if self._again else None
        marks = Bookmarks(self._library, self._report, again=self._again)
        limits, fields = read_limits(self._settings), read_fields(self._settings)
        outcomes = read_inputs(paths, stdin=stdin, limits=limits, fields=fields, taken=taken, bookmark=marks.of)

        def watched() -> Iterator[Arrival]:
            for seen, outcome in enumerate(outcomes, 1):
                yield Arrival(outcome, mark=marks.now())
                if progress and not progress(Progress("reading", seen, name=shown_origin(outcome.origin or ""))):
                    self._report.cancelled = True
                    return

        self._take(watched())

    def _listed(self, paths: Sequence[str], stdin: BinaryIO | None) -> list[str]:
        """The addresses of pages in lists; feeds in them are subscribed."""
        from kurilreader.desk.bounds import read_limits
        from kurilreader.intake.links import links_in

        pages: list[str] = []
        for path in paths:
            try:
                links, opml = links_in(path, stdin, read_limits(self._settings))
                if not links:
                    raise InputError(printable(path), "lists no address")
            except InputError as error:
                self._take([Arrival(error)])
                continue
            for link in links:
                if opml and link.feed:
                    self._report.subscribed += self._library.subscribe(without_login(link.address), link.title)[1]
                else:
                    pages.append(link.address)
        return pages

    def _pages(self, addresses: Sequence[str], progress: Watcher | None) -> None:
        """Fetch pages, hosts side by side, and store each as it comes."""
        from kurilreader.desk.hosts import Hosts, host_of, side_by_side

        wanted = [each for each in addresses if not (self._again and self._library.has_taken(self._report.job, each))]
        hosts = Hosts(self._stop.is_set)
        groups: dict[str, list[str]] = {}
        for address in wanted:
            groups.setdefault(host_of(address), []).append(address)

        def fetch(address: str, tell: Callable[[list[Arrival]], None]) -> None:
            tell(_page(address, hosts, self._settings))

        done, at = 0, ""
        told: Iterator[list[Arrival] | None] = side_by_side(
            list(groups.values()), fetch, self._settings.fetch_connections, self._stop.is_set
        )
        for arrivals in told:
            if arrivals is not None:
                self._take(arrivals)
                done, at = done + 1, arrivals[0].origin if arrivals else at
            if progress and not progress(Progress("fetching pages", done, len(wanted), at)):
                self._report.cancelled = True
                return


def _page(address: str, hosts: Hosts, settings: Settings) -> list[Arrival]:
    """What is at an address: an article, several, or why there is none."""
    from kurilreader.desk.bounds import read_limits, web_limits
    from kurilreader.intake.fetch import FetchError, fetch
    from kurilreader.intake.read import read_bytes

    try:
        answer = hosts.ask(address, lambda: fetch(address, limits=web_limits(settings), stopped=hosts.stopped))
    except FetchError as error:
        return [Arrival(error, origin=without_login(address))]
    outcomes = list(
        read_bytes(
            answer.data,
            origin=address,
            address=answer.address,
            content_type=answer.content_type,
            limits=read_limits(settings),
            seen=datetime.now(UTC),
        )
    )
    # One page is one article; what a feed or an archive at the address holds has addresses of its own.
    aliases = (address, answer.address) if len(outcomes) == 1 else ()
    return [Arrival(each, aliases, origin=address) for each in outcomes]


def is_address(text: str) -> bool:
    """Whether an input is to be fetched."""
    return text.lower().startswith(("http://", "https://"))
