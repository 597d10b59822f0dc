"""Briefings: chosen statements by party and topic, each with its exact words and numbered sources.

What is here says what a briefing holds; `documents` writes it down.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from kurilreader.desk.reports import PartyInfo
from kurilreader.domain import Analysis, Article, NotInLibrary, Span, Statement
from kurilreader.domain.record import Ask, Cursor, Page, Stated, StatementAt
from kurilreader.domain.review import Verdict
from kurilreader.library import Library

FORMS = ("md", "html", "json", "csv")

#: lines of the record fetched at once
_PAGE = 500
#: characters of the sentence that are shown on each side of a quote
_AROUND = 300
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.I)


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


@dataclass(slots=True)
class _Kept:
    """A statement that stays, with the articles it is cited from (numbers in the library)."""

    line: Stated
    quote: str
    context: tuple[tuple[str, bool], ...]
    role: str | None
    articles: tuple[int, ...]
    language: str | None


@dataclass(slots=True)
class _Opened:
    """An article with what is asked of it for each of its statements."""

    number: int
    article: Article
    analysis: Analysis | None
    sentences: tuple[Span, ...]

    def statement(self, place: int) -> Statement | None:
        statements = self.analysis.statements if self.analysis else ()
        return statements[place] if place < len(statements) else None

    def context(self, content: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
        """The sentences around a content in pieces, white space folded; True for those of the content."""
        text, starts = self.article.text, [sentence.start for sentence in self.sentences]
        first = self.sentences[max(0, bisect_right(starts, content[0].start) - 1)].start
        last = max(content[-1].end, self.sentences[max(0, bisect_left(starts, content[-1].end) - 1)].end)
        pieces = [(text[min(first, content[0].start) : content[0].start], False)]
        for span, following in zip(content, (*content[1:], Span(last, last)), strict=True):
            pieces += [(text[span.start : span.end], True), (text[span.end : following.start], False)]
        ends = {0: "before", len(pieces) - 1: "after"}
        folded = [(_fold(piece, ends.get(place, "")), own) for place, (piece, own) in enumerate(pieces)]
        return tuple((piece, own) for piece, own in folded if piece)


def _fold(piece: str, end: str) -> str:
    """A piece with single spaces, cut at its far end where it is long."""
    plain = re.sub(r"\s+", " ", piece)
    if end == "before" and len(plain) > _AROUND:
        return "…" + plain[-_AROUND:]
    return plain[:_AROUND] + "…" if end == "after" and len(plain) > _AROUND else plain


@dataclass(slots=True)
class _Shelf:
    """The articles that statements stand in; texts are kept of the last one alone."""

    library: Library
    sources: dict[int, Source] = field(default_factory=dict)
    _last: _Opened | None = None

    def read(self, number: int) -> _Opened:
        """An article that statements are quoted from, or `NotInLibrary`."""
        from kurilreader.analysis.sentences import sentences

        if self._last is None or self._last.number != number:
            article = self.library.article(number)
            self.sources.setdefault(number, _source(article))
            self._last = _Opened(number, article, self.library.analysis(number), sentences(article.text))
        return self._last

    def know(self, number: int) -> bool:
        """Take in an article that is only cited; False where it is gone."""
        if number not in self.sources:
            try:
                self.sources[number] = _source(self.library.article(number))
            except NotInLibrary:
                return False
        return True


def compose(
    lines: Iterable[Stated],
    library: Library,
    *,
    party: Callable[[str], str],
    topic: Callable[[str], str],
    title: str,
    asked: str,
    under: str | None = None,
) -> Briefing:
    """A briefing of lines of the record, in the order in which they shall stand under each topic.

    What was judged wrong is left out. A statement stands under its first topic, or under `under` where it is on that.
    """
    shelf = _Shelf(library)
    kept = [found for line in lines if (found := _keep(line, shelf)) is not None]
    groups: dict[str, dict[str, list[_Kept]]] = {}
    for each in kept:
        topics = each.line.topics
        on = under if under in topics and under is not None else next(iter(topics), "")
        groups.setdefault(each.line.party or "", {}).setdefault(on, []).append(each)
    numbers: dict[int, int] = {}
    parties = []
    for id_, by_topic in sorted(groups.items(), key=lambda item: (not item[0], -_size(item[1]), item[0])):
        sections = [
            _section(on, topic(on) if on else "Other subjects", entries, shelf, numbers)
            for on, entries in sorted(by_topic.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
        ]
        parties.append(OfParty(id_, party(id_) if id_ else "Other voices", tuple(sections), _size(by_topic)))
    sources = tuple(
        Source(
            place, source.article, source.title, source.outlet, source.author, source.published, source.language,
            source.link,
        )
        for number, place in numbers.items()
        for source in (shelf.sources[number],)
    )  # fmt: skip
    return Briefing(title, asked, date.today().isoformat(), tuple(parties), sources)


def _size(by_topic: dict[str, list[_Kept]]) -> int:
    return sum(map(len, by_topic.values()))


def _keep(line: Stated, shelf: _Shelf) -> _Kept | None:
    """A line with what it rests on; None where it was judged wrong, or what it rests on is gone."""
    if line.judgements and line.judgements[0].verdict is Verdict.WRONG:
        return None
    try:
        opened = shelf.read(line.at.number)
    except NotInLibrary:
        return None
    article = opened.article
    quote = " … ".join(" ".join(article.text[start:end].split()) for start, end in line.content)
    if not quote.strip(" …"):
        return None
    stated = opened.statement(line.at.place)
    role = stated.speaker.role if stated is not None and stated.speaker is not None else None
    others = [other.number for other in line.others if shelf.know(other.number)]
    articles = tuple(dict.fromkeys([line.at.number, *others]))
    return _Kept(line, quote, opened.context(line.content), role, articles, article.language)


def _section(on: str, name: str, kept: list[_Kept], shelf: _Shelf, numbers: dict[int, int]) -> OnTopic:
    entries = tuple(_entry(each, shelf, numbers) for each in kept)
    days = sorted(entry.day for entry in entries if entry.day)
    kinds = Counter(entry.kind for entry in entries)
    return OnTopic(
        on,
        name,
        entries,
        tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        days[0] if days else None,
        days[-1] if days else None,
    )


def _entry(kept: _Kept, shelf: _Shelf, numbers: dict[int, int]) -> Entry:
    line = kept.line
    own = shelf.sources[line.at.number]
    outlets = line.outlets or tuple(
        dict.fromkeys(outlet for number in kept.articles if (outlet := shelf.sources[number].outlet))
    )
    return Entry(
        at=line.at,
        id=line.id,
        party=line.party,
        speaker=line.speaker,
        role=kept.role if kept.role != line.speaker else None,
        kind=line.kind.value,
        topics=line.topics,
        quote=kept.quote,
        context=kept.context,
        form=line.quote.value,
        content=tuple((start, end) for start, end in line.content),
        published=own.published,
        language=kept.language,
        outlets=outlets,
        citations=tuple(numbers.setdefault(number, len(numbers) + 1) for number in kept.articles),
        unsure=_unsure(line),
        notes=tuple(judgement.note for judgement in line.judgements if judgement.note),
    )


def _unsure(line: Stated) -> bool:
    """Whether any reviewer's latest verdict is that it cannot be told."""
    latest: dict[str, Verdict] = {}
    for judgement in line.judgements:
        latest.setdefault(judgement.reviewer, judgement.verdict)
    return Verdict.UNSURE in latest.values()


def _source(article: Article) -> Source:
    address = (article.address or "").strip()
    return Source(
        0,
        article.id,
        article.title,
        article.source,
        article.author,
        article.published,
        article.language,
        address if _WEB.fullmatch(address) else None,
    )
