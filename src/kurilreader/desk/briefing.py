"""Briefings: chosen statements by party and topic, each with its exact words and numbered sources.

What is here says what a briefing holds; `composing` puts it together, `documents` writes it down.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kurilreader.desk.reports import PartyInfo
from kurilreader.domain.record import Ask, Cursor, Page, Stated, StatementAt
from kurilreader.library import Library

FORMS = ("md", "html", "json", "csv")

#: lines of the record fetched at once
_PAGE = 500


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template for briefings: its name, its form ("md" or "html"), its file; None for one that is shipped."""

    name: str
    form: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is cited, under its number in the list of sources."""

    number: int
    #: the article's id: `kurilreader show ID` prints it
    article: str
    title: str
    outlet: str | None
    author: str | None
    #: ISO 8601, as the article has it
    published: str | None
    language: str | None
    #: where anybody can read it; None where no web address is known
    link: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. `quote` is what the article says, word for word, its pieces joined by " … "."""

    at: StatementAt
    #: the statement's id in its article's analysis
    id: str
    #: None for a voice that is no party's
    party: str | None
    speaker: str | None
    role: str | None
    kind: str
    #: ids, the surest first
    topics: tuple[str, ...]
    quote: str
    #: the sentences around it in order, those pieces that are the quote marked True; at most 300 characters between
    context: tuple[tuple[str, bool], ...]
    #: "direct": the speaker's own words; "indirect": the article's; "mixed"
    form: str
    #: where the quote stands, as `[start, end)` in code points of the article's text
    content: tuple[tuple[int, int], ...]
    published: str | None
    language: str | None
    #: outlets that carried it, this article's first
    outlets: tuple[str, ...]
    #: numbers of its sources, this article's first; never empty
    citations: tuple[int, ...]
    #: a reviewer is not sure that it is right
    unsure: bool
    #: what reviewers wrote to it
    notes: tuple[str, ...]

    @property
    def day(self) -> str | None:
        """The day of the article, ISO 8601."""
        return self.published[:10] if self.published else None


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What a party states on one topic, newest first; `id` is "" for what is on none."""

    id: str
    name: str
    entries: tuple[Entry, ...]
    #: how many there are of each kind, most frequent first
    kinds: tuple[tuple[str, int], ...]
    #: the days of the first and the last one; None where none is dated
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class OfParty:
    """What a party states, topics with most statements first; `id` is "" for voices that are no party's."""

    id: str
    name: str
    topics: tuple[OnTopic, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing; every number in `Entry.citations` is that of one of `sources`, which are in the order of it."""

    title: str
    #: what was asked for, in words
    asked: str
    #: the day it was made, ISO 8601
    made: str
    parties: tuple[OfParty, ...]
    sources: tuple[Source, ...]

    @property
    def entries(self) -> Iterator[Entry]:
        """All statements in their order."""
        return (entry for party in self.parties for topic in party.topics for entry in topic.entries)

    @property
    def count(self) -> int:
        """How many statements there are."""
        return sum(party.count for party in self.parties)


class Briefings(ABC):
    """The part of the desk that makes briefings; may be called from any thread."""

    _library: Library

    def briefing(
        self, chosen: Ask | Sequence[StatementAt], form: str = "md", template: str = "", title: str = ""
    ) -> str:
        """A briefing as one text; see `briefing_pieces`."""
        return "".join(self.briefing_pieces(chosen, form, template, title))

    def briefing_pieces(
        self, chosen: Ask | Sequence[StatementAt], form: str = "md", template: str = "", title: str = ""
    ) -> Iterator[str]:
        """A briefing piece by piece, as Markdown ("md"), "html", "json" or "csv".

        `chosen` are statements, or what parties' statements are asked for. `template` names one of `templates` (of the
        form "md" or "html") in the place of the program's own. Raises `TemplateError` for a template that is missing
        or wrong.
        """
        from kurilreader.desk import documents

        render = documents.renderer(form, template)
        return render(self._briefing(chosen, title))

    def templates(self) -> list[TemplateInfo]:
        """The templates there are, by name."""
        from kurilreader.desk import documents

        return documents.templates()

    def _briefing(self, chosen: Ask | Sequence[StatementAt], title: str) -> Briefing:
        from kurilreader.desk.composing import compose

        lines: Iterable[Stated]
        topic: str | None = None
        if isinstance(chosen, Ask):
            lines, asked, topic = self._all(chosen), self._in_words(chosen), chosen.topic
        else:
            found = self.statements_at(list(dict.fromkeys(chosen)))
            lines = sorted(found, key=lambda line: line.published or "", reverse=True)
            asked = f"{len(found)} chosen statement{'s' * (len(found) != 1)}"
        return compose(
            lines,
            self._library,
            party=lambda id_: self.party(id_).name,
            topic=self.topic,
            title=title or "Positions of the parties",
            asked=asked,
            under=topic,
        )

    def _all(self, ask: Ask) -> Iterator[Stated]:
        """All lines of the record that are asked for."""
        cursor: Cursor | None = None
        while True:
            page = self.stated(ask, limit=_PAGE, after=cursor)
            yield from page.lines
            cursor = page.next
            if cursor is None:
                return

    def _in_words(self, ask: Ask) -> str:
        told = [
            ask.party and f"by {self.party(ask.party).name}",
            ask.topic and f"on {self.topic(ask.topic)}",
            ask.kind and f"of the kind {ask.kind.value}",
            ask.speaker and f"said by {ask.speaker}",
            ask.since and f"since {ask.since}",
            ask.until and f"until {ask.until}",
            ask.query.strip() and f"found by {ask.query.strip()}",
        ]
        return "Statements " + ", ".join(filter(None, told)) if any(told) else "All statements of parties"

    # --- of the whole desk

    @abstractmethod
    def stated(
        self, ask: Ask, *, order: Literal["newest", "topic"] = "newest", limit: int = 200, after: Cursor | None = None
    ) -> Page:
        """Lines of the record."""

    @abstractmethod
    def statements_at(self, places: Sequence[StatementAt]) -> list[Stated]:
        """Statements as lines of the record, without those that are gone."""

    @abstractmethod
    def party(self, id_: str) -> PartyInfo:
        """A party's name and mark."""

    @abstractmethod
    def topic(self, id_: str) -> str:
        """A topic's name in words."""
