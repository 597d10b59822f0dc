"""Fetching feeds and pages into the library. Feeds of one host one after the other, hosts side by side."""

from __future__ import annotations

import base64
import queue
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from kurilreader.desk.reports import AddReport, Progress, Taken, Watcher
from kurilreader.domain import Article, InputError
from kurilreader.intake.assemble import assemble
from kurilreader.intake.fetch import Fetched, FetchError, WebLimits, fetch
from kurilreader.intake.inputs import Input
from kurilreader.intake.read import Outcome, read_bytes
from kurilreader.intake.readers.feed import Entry, entry_draft, parse_feed
from kurilreader.intake.readers.feed import Feed as Parsed
from kurilreader.library import Arrival, Feed, JobState, Library
from kurilreader.settings import Settings

#: hosts asked at the same time
_HOSTS = 8
_PULSE = 0.2
#: seconds a command for cookies or a password may take
_COMMAND = 30
#: the wait after failures in a row doubles from a minute to a day
_FIRST_WAIT, _LONGEST_WAIT = 60, 86400
#: an answer that is a page all the same
_PAGE = ("text/html", "application/xhtml")


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
    """What one feed answered."""

    feed: Feed
    answer: Fetched | None = None
    parsed: Parsed | None = None
    error: InputError | None = None
    arrivals: list[Arrival] = field(default_factory=list)


def web_limits(settings: Settings) -> WebLimits:
    """The limits of the settings."""
    return WebLimits(
        body_bytes=settings.fetch_megabytes * 1024 * 1024,
        seconds=settings.fetch_seconds,
        private=settings.private_hosts,
    )


def sync(library: Library, settings: Settings, progress: Watcher | None) -> SyncReport:
    """Ask all feeds that are due, as one job; one that fails is listed with its reason and stops no other."""
    report = SyncReport()
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    due = [feed for feed in library.feeds() if feed.due is None or feed.due <= moment]
    if not due:
        return report
    report.job = library.begin_job("sync", [feed.address for feed in due])
    ended = JobState.CANCELLED
    try:
        outcomes = _ask_all(library, due, web_limits(settings), progress, report)
        _keep(library, outcomes, len(due), report)
        if not report.cancelled:
            ended = JobState.DONE
    finally:
        library.end_job(report.job, ended)
    return report


def fetch_page(
    address: str, limits: WebLimits, entry: Entry | None = None, source: str | None = None
) -> tuple[list[Outcome], str | None]:
    """The articles at an address, and where they were found; what cannot be had is an `InputError` among them.

    What a feed says of it in `entry` is used where the page itself says nothing.
    """
    try:
        answer = fetch(address, limits=limits)
    except FetchError as error:
        return [error], None
    outcomes = read_bytes(
        answer.data,
        origin=address,
        address=answer.address,
        content_type=answer.content_type,
        title=entry.title if entry else None,
        published=entry.published if entry else None,
        source=source,
    )
    return list(outcomes), answer.address


def _ask_all(
    library: Library, due: Sequence[Feed], limits: WebLimits, progress: Watcher | None, report: SyncReport
) -> Iterator[_Outcome]:
    """The outcomes of feeds as they come in."""
    hosts: dict[str, list[Feed]] = {}
    for feed in due:
        hosts.setdefault(urlsplit(feed.address).hostname or "", []).append(feed)
    # Bounded: feeds that were fetched wait here in memory until they are stored.
    done: queue.Queue[_Outcome] = queue.Queue(_HOSTS)
    pool = ThreadPoolExecutor(_HOSTS, thread_name_prefix="sync")
    asked = 0
    try:
        for feeds in hosts.values():
            pool.submit(_ask_host, library, feeds, limits, done, report)
        while asked < len(due) and not report.cancelled:
            with suppress(queue.Empty):
                outcome = done.get(timeout=_PULSE)
                asked += 1
                yield outcome
            if progress and not progress(Progress("fetching feeds", asked, len(due))):
                report.cancelled = True
    finally:
        # Also the word for the workers to end; nobody waits for a slow host that is no longer wanted.
        report.cancelled = report.cancelled or asked < len(due)
        pool.shutdown(wait=False, cancel_futures=True)


def _ask_host(
    library: Library, feeds: Sequence[Feed], limits: WebLimits, done: queue.Queue[_Outcome], report: SyncReport
) -> None:
    """Ask the feeds of one host; one that asks to wait is not asked for the others either."""
    waiting: FetchError | None = None
    for feed in feeds:
        if report.cancelled:
            return
        outcome = _Outcome(feed, error=waiting)
        if waiting is None:
            try:
                _ask(library, outcome, limits, report)
            except FetchError as error:
                outcome.error = error
                waiting = error if error.wait is not None else None
            except InputError as error:
                outcome.error = error
            # A feed that breaks a parser in a way of its own must not take the others along.
            except Exception as error:
                outcome.error = InputError(feed.address, f"cannot be read ({type(error).__name__})")
        while not report.cancelled:
            with suppress(queue.Full):
                done.put(outcome, timeout=_PULSE)
                break


def _ask(library: Library, outcome: _Outcome, limits: WebLimits, report: SyncReport) -> None:
    feed = outcome.feed
    outcome.answer = answer = fetch(
        feed.address, etag=feed.etag, modified=feed.modified, secrets=_secrets(feed), limits=limits
    )
    if answer.status == 304:
        return
    parsed = parse_feed(answer.data, content_type=answer.content_type, address=answer.address)
    if not parsed.entries and (parsed.damaged or (answer.content_type or "").lower().startswith(_PAGE)):
        raise InputError(feed.address, "answers with what is no feed")
    outcome.parsed = parsed
    unseen = library.unseen(feed.number, [entry.key for entry in parsed.entries])
    for entry in {entry.key: entry for entry in parsed.entries if entry.key in unseen}.values():
        if report.cancelled:
            return
        outcome.arrivals += _arrivals(library, feed, entry, parsed, limits)


def _arrivals(library: Library, feed: Feed, entry: Entry, parsed: Parsed, limits: WebLimits) -> list[Arrival]:
    """What an entry brings: its page's article, or its own text where that is whole or the page cannot be had."""
    origin = f"{feed.address} › {entry.title or entry.key}"
    aliases = (entry.link,) if entry.link else ()
    known = library.number_at(entry.link) if entry.link else None
    if known is not None:
        return [Arrival(known, aliases, feed.number, entry.key, origin)]
    wanted = feed.options.full_text if feed.options.full_text is not None else not entry.full
    failed: list[Arrival] = []
    if wanted and entry.link:
        outcomes, _ = fetch_page(entry.link, limits, entry, feed.title or parsed.title)
        whole = next((each for each in outcomes if isinstance(each, Article)), None)
        if whole is not None:
            return [Arrival(whole, aliases, feed.number, entry.key)]
        failed = [Arrival(each) for each in outcomes[:1] if isinstance(each, InputError)]
        if any(isinstance(each, FetchError) and each.later for each in outcomes):
            # Not half an article: the entry comes again with the next sync.
            return failed
    article = assemble(entry_draft(entry, parsed, Input(origin=feed.address, address=entry.link)), Input(feed.address))
    return [*failed, Arrival(article, aliases, feed.number, entry.key)]


def _keep(library: Library, outcomes: Iterator[_Outcome], asked: int, report: SyncReport) -> None:
    """Store what comes in, feed by feed; without a network no feed counts as failing."""
    offline: list[_Outcome] = []
    for outcome in outcomes:
        report.feeds += 1
        if outcome.error is not None:
            if isinstance(outcome.error, FetchError) and outcome.error.offline:
                offline.append(outcome)
            else:
                _fail(library, outcome, outcome.error, report)
            continue
        _take(library, outcome, report)
    if len(offline) == asked and offline:
        report.offline = True
        report.feeds = 0
        return
    for outcome in offline:
        assert outcome.error is not None
        _fail(library, outcome, outcome.error, report)


def _take(library: Library, outcome: _Outcome, report: SyncReport) -> None:
    feed, answer, parsed = outcome.feed, outcome.answer, outcome.parsed
    assert answer is not None
    retry = False
    titles = {a.what.id: a.what.title for a in outcome.arrivals if isinstance(a.what, Article)}
    ids = iter([a.what.id for a in outcome.arrivals if isinstance(a.what, Article)])
    whats = [a.what for a in outcome.arrivals]
    for what, stored in zip(whats, library.take(report.job, outcome.arrivals), strict=True):
        if isinstance(stored, InputError):
            report.failures += 1
            report.failed.append(stored)
            retry = retry or (isinstance(stored, FetchError) and stored.later)
            continue
        id_ = next(ids) if isinstance(what, Article) else ""
        if stored.new:
            report.added = [*report.added, Taken(stored.number, id_, titles[id_])]
        else:
            report.same += 1
    report.unchanged += answer.status == 304
    if answer.moved:
        library.feed_moved(feed.number, answer.moved)
    fresh = answer.status != 304
    minutes = feed.options.every or (parsed.ttl if parsed else None)
    library.feed_succeeded(
        feed.number,
        title=parsed.title if parsed else None,
        # Where an entry is to be tried again, the feed must be read again.
        etag=None if retry else answer.etag if fresh else feed.etag,
        modified=None if retry else answer.modified if fresh else feed.modified,
        due=_in(min(minutes * 60, _LONGEST_WAIT)) if minutes and not retry else None,
    )


def _fail(library: Library, outcome: _Outcome, error: InputError, report: SyncReport) -> None:
    report.failures += 1
    report.failed.append(error)
    list(library.take(report.job, [Arrival(InputError(outcome.feed.address, error.reason))]))
    wait = min(_FIRST_WAIT * 2 ** min(outcome.feed.failures, 20), _LONGEST_WAIT)
    asked = error.wait if isinstance(error, FetchError) else None
    library.feed_failed(outcome.feed.number, error.reason, _in(max(wait, asked or 0)))


def _secrets(feed: Feed) -> dict[str, str]:
    """Headers from the commands of a feed; what they print goes nowhere else."""
    headers = {}
    if feed.options.cookies:
        headers["Cookie"] = _printed(feed, feed.options.cookies)
    if feed.options.password:
        pair = _printed(feed, feed.options.password)
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return headers


def _printed(feed: Feed, command: str) -> str:
    try:
        done = subprocess.run(
            shlex.split(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=_COMMAND, check=True
        )
        return done.stdout.decode().splitlines()[0].strip()
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        raise InputError(
            feed.address, f"its command for cookies or a password failed ({type(error).__name__})"
        ) from error


def _in(seconds: int) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
