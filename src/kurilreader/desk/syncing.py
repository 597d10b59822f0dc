"""Fetching feeds into the library. Feeds of one host one after the other, hosts side by side."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from kurilreader.desk.bounds import web_limits
from kurilreader.desk.hosts import Hosts, host_of, side_by_side
from kurilreader.desk.reports import AddReport, Progress, Taken, Watcher, note_failure
from kurilreader.desk.secrets import secrets_of
from kurilreader.domain import Article, InputError
from kurilreader.intake.assemble import assemble
from kurilreader.intake.fetch import Fetched, FetchError, fetch, origin_of
from kurilreader.intake.inputs import Input
from kurilreader.intake.links import feeds_of_page
from kurilreader.intake.read import Outcome, read_bytes
from kurilreader.intake.readers.feed import Entry, entry_draft, parse_feed
from kurilreader.intake.readers.feed import Feed as Parsed
from kurilreader.library import Arrival, Feed, Job, JobState, Library
from kurilreader.settings import Settings

#: the wait after failures in a row doubles from a minute to a day
_FIRST_WAIT, _LONGEST_WAIT = 60, 86400
#: an answer that is a page all the same
_PAGE = ("text/html", "application/xhtml")
#: what came with a feed itself is stored in transactions of so many
_BATCH = 100
_GONE = 410


@dataclass(slots=True)
class SyncReport(AddReport):
    """What a sync brought; `failed` has one error for each feed or page that failed."""

    #: feeds that were asked, and how many of them had nothing new
    feeds: int = 0
    unchanged: int = 0
    #: there is no network: no feed was asked, none counts as failing
    offline: bool = False


@dataclass(slots=True)
class _Outcome:
    """What one feed answered in the end; `answer` is None where `error` says why."""

    feed: Feed
    #: headers that are told to its host alone
    secrets: dict[str, str] = field(default_factory=dict)
    answer: Fetched | None = None
    parsed: Parsed | None = None
    error: InputError | None = None
    #: an entry is to be tried again, so the feed must be read again; not before so many seconds
    again: bool = False
    wait: int = 0


@dataclass(slots=True)
class _Came:
    """Some of what a feed brings, before its end."""

    feed: Feed
    arrivals: list[Arrival] = field(default_factory=list)


@dataclass(slots=True)
class _Sync:
    """One sync: what its threads share, and what becomes of what they bring."""

    library: Library
    settings: Settings
    report: SyncReport
    again: bool
    stop: threading.Event = field(default_factory=threading.Event)
    hosts: Hosts = field(init=False)
    new: list[Taken] = field(default_factory=list)
    #: the feed that was begun last, to be named
    at: str = ""

    def __post_init__(self) -> None:
        self.hosts = Hosts(self.stop.is_set)

    # --- in the threads

    def ask(self, feed: Feed, tell: Callable[[_Came | _Outcome], None]) -> None:
        """Ask one feed and tell what it brings, then how it went."""
        outcome = _Outcome(feed)
        self.at = feed.title or host_of(feed.address)
        try:
            self._ask(outcome, tell)
        except InputError as error:
            outcome.error = error
        # A feed that breaks a parser in a way of its own must not take the others along.
        except Exception as error:
            outcome.error = InputError(feed.address, f"cannot be read ({type(error).__name__})")
        tell(outcome)

    def _ask(self, outcome: _Outcome, tell: Callable[[_Came], None]) -> None:
        feed = outcome.feed
        secrets = outcome.secrets = secrets_of(feed)
        answer = self._fetch(feed.address, feed, secrets, etag=feed.etag, modified=feed.modified)
        if answer.status != 304:
            parsed = _parsed(answer)
            if parsed is None:
                answer, parsed = self._found(feed, answer, secrets)
            outcome.parsed = parsed
            unseen = self.library.unseen(feed.number, [entry.key for entry in parsed.entries])
            entries = list({entry.key: entry for entry in parsed.entries if entry.key in unseen}.values())
            most = feed.options.entries or self.settings.feed_entries
            came = _Came(feed)
            for entry in entries[:most]:
                if self.stop.is_set():
                    return
                self._enter(outcome, entry, parsed, came, tell)
            if len(entries) > most:
                outcome.again = True
                came.arrivals.append(
                    Arrival(
                        InputError(feed.address, f"has more than {most} new entries; the rest comes with the next sync")
                    )
                )
            tell(came)
        outcome.answer = answer

    def _found(self, feed: Feed, answer: Fetched, secrets: dict[str, str]) -> tuple[Fetched, Parsed]:
        """The feed that a page names as its own, where a page was subscribed to."""
        named = feeds_of_page(answer.data, answer.content_type, answer.address)
        # A feed that was one before is out of order, and may be itself again.
        if not named or feed.succeeded:
            raise InputError(feed.address, "answers with what is no feed")
        there = self._fetch(named[0], feed, secrets)
        parsed = _parsed(there)
        if parsed is None:
            raise InputError(feed.address, "is a page, and what it names as its feed is none")
        return Fetched(
            there.address, there.address, there.status, there.data, there.content_type, there.etag, there.modified
        ), parsed

    def _enter(
        self,
        outcome: _Outcome,
        entry: Entry,
        parsed: Parsed,
        came: _Came,
        tell: Callable[[_Came], None],
    ) -> None:
        """What an entry brings: its page's article, or its own text where that is whole or the page cannot be had."""
        feed = outcome.feed
        aliases = (entry.link,) if entry.link else ()
        known = self.library.number_at(entry.link) if entry.link else None
        if known is not None:
            origin = f"{feed.address} › {entry.title or entry.key}"
            came.arrivals.append(Arrival(known, aliases, feed.number, entry.key, origin))
            return
        wanted = feed.options.full_text if feed.options.full_text is not None else not entry.full
        if wanted and entry.link:
            # Before a page that may take its time, what there is already is told, and so stored.
            if came.arrivals:
                tell(_Came(feed, came.arrivals))
                came.arrivals = []
            outcomes = self._page(feed, entry, feed.title or parsed.title, outcome.secrets)
            whole = next((each for each in outcomes if isinstance(each, Article)), None)
            if whole is not None:
                came.arrivals.append(Arrival(whole, aliases, feed.number, entry.key))
                return
            came.arrivals += [Arrival(each) for each in outcomes[:1] if isinstance(each, InputError)]
            later = [each for each in outcomes if isinstance(each, FetchError) and each.later]
            if later:
                # Not half an article: the entry comes again with the next sync.
                outcome.again = True
                outcome.wait = max(outcome.wait, later[0].wait or 0)
                return
        draft = entry_draft(entry, parsed, Input(origin=feed.address, address=entry.link))
        came.arrivals.append(Arrival(assemble(draft, Input(feed.address)), aliases, feed.number, entry.key))
        if len(came.arrivals) >= _BATCH:
            tell(_Came(feed, came.arrivals))
            came.arrivals = []

    def _page(self, feed: Feed, entry: Entry, source: str | None, secrets: dict[str, str]) -> list[Outcome]:
        assert entry.link is not None
        # Cookies and passwords are for the feed's own host.
        own = secrets if origin_of(entry.link) == origin_of(feed.address) else {}
        try:
            answer = self._fetch(entry.link, feed, own)
        except FetchError as error:
            return [error]
        return list(
            read_bytes(
                answer.data,
                origin=entry.link,
                address=answer.address,
                content_type=answer.content_type,
                title=entry.title,
                published=entry.published,
                source=source,
                seen=datetime.now(UTC),
            )
        )

    def _fetch(
        self,
        address: str,
        feed: Feed,
        secrets: dict[str, str],
        *,
        etag: str | None = None,
        modified: str | None = None,
    ) -> Fetched:
        return self.hosts.ask(
            address,
            partial(
                fetch,
                address,
                etag=etag,
                modified=modified,
                secrets=secrets,
                agent=feed.options.agent,
                limits=web_limits(self.settings, feed.options),
                stopped=self.stop.is_set,
            ),
        )

    # --- in the thread that stores

    def keep(self, told: Iterator[_Came | _Outcome | None], total: int, progress: Watcher | None) -> None:
        """Store what comes in; without a network no feed counts as failing."""
        offline: list[_Outcome] = []
        asked = 0
        for each in told:
            if isinstance(each, _Came):
                self._take(each)
            elif each is not None:
                asked += 1
                if isinstance(each.error, FetchError) and each.error.offline:
                    offline.append(each)
                else:
                    self._end(each)
            name = f"{len(self.new)} new, {self.at}" if self.new else self.at
            if progress and not progress(Progress("fetching feeds", asked, total, name)):
                self.report.cancelled = True
                return
        if len(offline) == total:
            self.report.offline = True
            return
        for outcome in offline:
            self._end(outcome)

    def _take(self, came: _Came) -> None:
        report, arrivals = self.report, came.arrivals
        for arrival, stored in zip(arrivals, self.library.take(report.job, arrivals, again=self.again), strict=True):
            if isinstance(stored, InputError):
                note_failure(report, stored)
            elif stored.new and isinstance(arrival.what, Article):
                self.new.append(Taken(stored.number, arrival.what.id, arrival.what.title))
            else:
                report.same += 1

    def _end(self, outcome: _Outcome) -> None:
        self.report.feeds += 1
        feed, answer, error = outcome.feed, outcome.answer, outcome.error
        if error is not None or answer is None:
            if error is not None:
                self._fail(feed, error)
            return
        fresh = answer.status != 304
        self.report.unchanged += not fresh
        # What is secret is told to the host it was meant for, and to none that it moves to.
        if answer.moved and (origin_of(answer.moved) == origin_of(feed.address) or not feed.options.secret):
            self.library.feed_moved(feed.number, answer.moved)
        minutes = feed.options.every or (outcome.parsed.ttl if outcome.parsed else None)
        rest = min(minutes * 60, _LONGEST_WAIT) if minutes and not outcome.again else outcome.wait
        self.library.feed_succeeded(
            feed.number,
            title=outcome.parsed.title if outcome.parsed else None,
            etag=None if outcome.again else answer.etag if fresh else feed.etag,
            modified=None if outcome.again else answer.modified if fresh else feed.modified,
            due=_in(rest) if rest else None,
        )

    def _fail(self, feed: Feed, error: InputError) -> None:
        told = InputError(feed.address, error.reason)
        note_failure(self.report, told)
        list(self.library.take(self.report.job, [Arrival(told)]))
        wait = min(_FIRST_WAIT * 2 ** min(feed.failures, 20), _LONGEST_WAIT)
        if isinstance(error, FetchError):
            wait = _LONGEST_WAIT if error.status == _GONE else max(wait, error.wait or 0)
        self.library.feed_failed(feed.number, error.reason, _in(wait))


def sync(
    library: Library,
    settings: Settings,
    progress: Watcher | None,
    *,
    feeds: Sequence[Feed] | None = None,
    resumed: int = 0,
) -> SyncReport:
    """Ask feeds (None: all that are due), as one job; one that fails is listed with its reason and stops no other.

    With `resumed`, as that job, which was cancelled or killed.
    """
    report = SyncReport()
    asked = due(library.feeds()) if feeds is None else list(feeds)
    if resumed:
        library.resume_job(resumed)
        report.job = resumed
    elif asked:
        report.job = library.begin_job("sync", [feed.address for feed in asked])
    else:
        return report
    groups: dict[str, list[Feed]] = {}
    for feed in asked:
        groups.setdefault(host_of(feed.address), []).append(feed)
    ended = JobState.CANCELLED
    work = _Sync(library, settings, report, again=bool(resumed))
    report.added = work.new
    try:
        threads = settings.fetch_connections
        told: Iterator[_Came | _Outcome | None] = side_by_side(
            list(groups.values()), work.ask, threads, work.stop.is_set
        )
        work.keep(told, len(asked), progress)
        if not report.cancelled:
            ended = JobState.DONE
    finally:
        # Nobody waits for a slow host that is no longer wanted.
        work.stop.set()
        library.end_job(report.job, ended)
    # Cron asks a hundred times a day, mostly for nothing: there is nothing to undo or repeat then.
    if library.drop_job(report.job):
        report.job = 0
    return report


def repeat(library: Library, settings: Settings, progress: Watcher | None, job: Job) -> SyncReport:
    """Ask the feeds of a job again: all of them as a new job; as the same one those that it did not come to.

    What was undone comes again. `InputError` among the failures for those that are not subscribed any more.
    """
    if job.state is JobState.UNDONE:
        library.forget_entries(job.number)
    resumed = job.state in (JobState.CANCELLED, JobState.KILLED)
    known = {feed.address: feed for feed in library.feeds()}
    feeds = [known[address] for address in job.inputs if address in known]
    if resumed:
        feeds = [feed for feed in feeds if feed.succeeded is None or feed.succeeded < job.began]
    report = sync(library, settings, progress, feeds=feeds, resumed=job.number if resumed else 0)
    for address in job.inputs:
        if address not in known:
            note_failure(report, InputError(address, "is not subscribed any more"))
    return report


def due(feeds: Sequence[Feed]) -> list[Feed]:
    """Those that may be asked now."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    return [feed for feed in feeds if feed.due is None or feed.due <= moment]


def _parsed(answer: Fetched) -> Parsed | None:
    """The feed that an address answered with, or None where that is none."""
    parsed = parse_feed(answer.data, content_type=answer.content_type, address=answer.address)
    if not parsed.entries and (parsed.damaged or (answer.content_type or "").lower().startswith(_PAGE)):
        return None
    return parsed


def _in(seconds: int) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
