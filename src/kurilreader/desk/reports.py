"""What the desk hands to the fronts, besides the words of the domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kurilreader.domain import Analysis, Article, InputError, Passage, Position, ReadingState, Span, Statement


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: `what` is it ("analysing"), `done` of `total` (None when that is not known yet)."""

    what: str
    done: int
    total: int | None = None
    #: what is being worked at, where that can be named
    name: str = ""


#: so many articles and errors are held in a report; the library knows of all
HELD = 1000

#: told of progress; answering False cancels the work, which keeps what is done
Watcher = Callable[[Progress], bool]


@dataclass(frozen=True, slots=True)
class Done:
    """How much was done, and whether that is all there was to do."""

    count: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """An article that came in."""

    number: int
    id: str
    title: str


@dataclass(slots=True)
class AddReport:
    """What became of inputs: articles that are new, how many were there already, and those that could not be read."""

    added: Sequence[Taken] = field(default_factory=list)
    same: int = 0
    #: the first thousand of those that could not be read
    failed: list[InputError] = field(default_factory=list)
    cancelled: bool = False
    #: how many could not be read in all
    failures: int = 0
    #: the job it was, to be repeated or undone
    job: int = 0
    #: feeds that a list named and that are subscribed now
    subscribed: int = 0


def note_failure(report: AddReport, error: InputError) -> None:
    """Count what could not be taken in, and keep the first of it."""
    report.failures += 1
    if len(report.failed) < HELD:
        report.failed.append(error)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader of one article needs; spans count code points into the article's text."""

    number: int
    article: Article
    #: None while it is not analysed yet
    analysis: Analysis | None
    state: ReadingState
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    #: how each paragraph is set; empty where all are plain
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyInfo:
    """A party as shown: its name, and the letter(s) that stand for it everywhere."""

    id: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class PositionRecord:
    """A position with the article it stands in; `lead` is the statement it rests on first."""

    number: int
    article: Article
    position: Position
    lead: Statement


@dataclass(frozen=True, slots=True)
class Examined:
    """An input analysed without a library."""

    article: Article
    analysis: Analysis


class Health(StrEnum):
    """How serious a finding is: all well, worth doing something about, or broken."""

    GOOD = "good"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at: how it is, and what to do."""

    health: Health
    message: str
    remedy: str = ""
