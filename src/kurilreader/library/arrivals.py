"""What the library keeps of how articles came in: jobs, origins, feeds. The interface, apart from how it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from kurilreader.domain import Article, InputError


class Added(NamedTuple):
    """Where an article stands in the library, and whether it is new there."""

    number: int
    new: bool


class JobState(StrEnum):
    """How a job stands. A killed one is one that nobody works at any more although it never ended."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    KILLED = "killed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Job:
    """One import: what it was asked for and what became of it. Times are ISO 8601 in UTC."""

    number: int
    #: what began it: "add", "fetch" (add --fetch), "sync" or "watch"
    kind: str
    inputs: tuple[str, ...]
    began: str
    ended: str | None
    added: int
    same: int
    failed: int
    state: JobState

    @property
    def ended_well(self) -> bool:
        """Whether it came to its end, so that there is nothing to go on with."""
        return self.state not in (JobState.CANCELLED, JobState.KILLED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a job could not take in, and why."""

    origin: str
    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """One of the places an article was found in. `job` is None where it came in without one."""

    origin: str
    address: str | None
    job: int | None
    found: str


class Undone(NamedTuple):
    """What undoing a job did: articles removed; kept for what the reader put on them; kept for other jobs."""

    removed: int
    cherished: int
    shared: int


class Mark(NamedTuple):
    """How far a file was read: all before `offset`, so many records, has arrived."""

    #: as origins of what lies in it begin
    path: str
    #: how the file looked then; one that looks otherwise is another
    look: str
    offset: int
    records: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something a job met: an article, the number of one that is there already, or what could not be taken in."""

    what: Article | InputError | int
    #: further addresses at which the article stands: those that led to it
    aliases: tuple[str, ...] = ()
    #: the feed it came by, with what names it there
    feed: int | None = None
    entry: str = ""
    #: where the article was found, for a number; articles and errors say it themselves
    origin: str = ""
    #: how far the file was read from which it comes, where it is one of many records
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What a reader may set for one feed."""

    #: fetch the page of each entry (True), never (False), or where the feed has only a teaser (None)
    full_text: bool | None = None
    #: minutes between two fetches; None leaves it to the feed
    every: int | None = None
    #: a command that prints a Cookie header's value; what it prints is never stored
    cookies: str | None = None
    #: a command that prints "name:password"; what it prints is never stored
    password: str | None = None
    #: what the program calls itself there
    agent: str | None = None
    #: the most the feed or a page of it may have, and the longest one may take; None is as the settings have it
    megabytes: int | None = None
    seconds: int | None = None
    #: new entries taken in one sync
    entries: int | None = None

    @property
    def secret(self) -> bool:
        """Whether something is told to its host that is for nobody else."""
        return bool(self.cookies or self.password)


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription and how it fares. Times are ISO 8601 in UTC."""

    number: int
    #: where it is fetched; follows permanent redirects
    address: str
    title: str | None
    added: str
    etag: str | None = None
    modified: str | None = None
    #: when it was last fetched without a failure
    succeeded: str | None = None
    failing_since: str | None = None
    #: why it fails, None while it does not
    reason: str | None = None
    #: failures in a row
    failures: int = 0
    #: not to be fetched before; None: at once
    due: str | None = None
    options: FeedOptions = field(default_factory=FeedOptions)


class Jobs(Protocol):
    """Every import is a job. All counts are of what is on the disk: a kill leaves none that is not true."""

    def begin_job(self, kind: str, inputs: Sequence[str]) -> int:
        """A new job, running in this process until `end_job` or until the process ends, however that may happen."""
        ...

    def resume_job(self, job: int) -> None:
        """Go on with a job that was cancelled or killed; its failures are forgotten where they are met again.

        `KurilError` where it is none, or runs elsewhere.
        """
        ...

    def end_job(self, job: int, state: JobState) -> None:
        """The job is done or cancelled."""
        ...

    def drop_job(self, job: int) -> bool:
        """Forget a job that has ended and met nothing at all; whether it was such a one."""
        ...

    def jobs(self, limit: int | None = None) -> list[Job]:
        """The jobs, latest first."""
        ...

    def job(self, number: int) -> Job:
        """One job; `KurilError` where there is none."""
        ...

    def failures(self, job: int) -> list[Failure]:
        """What a job could not take in, in the order it was met."""
        ...

    def take(self, job: int, arrivals: Iterable[Arrival], *, again: bool = False) -> Iterator[Added | InputError]:
        """Store what arrives in batches, each whole with its origins, failures and counts; answers in the same order.

        With `again`, what the job had found in the same place before is not counted a second time.
        """
        ...

    def has_taken(self, job: int, origin: str) -> bool:
        """Whether the job found an article in this place."""
        ...

    def bookmark(self, job: int, path: str, look: str) -> Mark | None:
        """How far the job has read a file that still looks so; a mark of one that looks otherwise is forgotten."""
        ...

    def watched(self, paths: Sequence[str]) -> dict[str, str]:
        """How files of watched folders looked when they were taken in; those that were not are left out."""
        ...

    def put_watched(self, job: int, looks: Mapping[str, str]) -> None:
        """Files of watched folders were taken in by a job, looking like this."""
        ...

    def forget_watched(self, job: int) -> None:
        """Let files that a job took in come in again."""
        ...

    def undo_job(self, job: int) -> Undone:
        """Remove the articles that this job alone brought, but for those with a star, a tag or a note."""
        ...

    def origins(self, number: int) -> list[Origin]:
        """All places an article was found in, first one first; `NotInLibrary`."""
        ...

    def number_at(self, address: str) -> int | None:
        """The article that stands at an address, None where none or several do."""
        ...


class Feeds(Protocol):
    """The subscriptions, each with its state."""

    def feeds(self) -> list[Feed]:
        """All subscriptions, by title."""
        ...

    def subscribe(self, address: str, title: str | None = None) -> tuple[Feed, bool]:
        """The subscription to an address, and whether it is new."""
        ...

    def unsubscribe(self, feed: int) -> None:
        """Forget a subscription; its articles stay."""
        ...

    def rename_feed(self, feed: int, title: str | None) -> None:
        """Call a feed otherwise; None gives it the name that it gives itself at the next fetch."""
        ...

    def put_feed_options(self, feed: int, options: FeedOptions) -> None:
        """Keep what the reader set for a feed."""
        ...

    def feed_succeeded(
        self,
        feed: int,
        *,
        title: str | None = None,
        etag: str | None = None,
        modified: str | None = None,
        due: str | None = None,
    ) -> None:
        """A feed was fetched; a title is only taken where there is none yet."""
        ...

    def feed_failed(self, feed: int, reason: str, due: str | None) -> None:
        """A feed could not be fetched or read."""
        ...

    def feed_moved(self, feed: int, address: str) -> None:
        """A feed is elsewhere for good; a subscription to the new address that was there already takes it over."""
        ...

    def unseen(self, feed: int, entries: Sequence[str]) -> set[str]:
        """Those of a feed's entries that were not taken in by it yet."""
        ...

    def forget_entries(self, job: int) -> None:
        """Let feeds bring again what they brought in a job that was undone."""
        ...
