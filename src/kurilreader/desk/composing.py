"""Putting a briefing together: statements grouped, quoted word for word from their articles, their sources numbered."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kurilreader.desk.briefing import Briefing, Entry, OfParty, OnTopic, Source
from kurilreader.domain import Analysis, Article, NotInLibrary, Span, Statement
from kurilreader.domain.record import Stated
from kurilreader.domain.review import Verdict
from kurilreader.library import Library

#: characters of the sentence that are shown on each side of a quote
_AROUND = 300
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.I)


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
