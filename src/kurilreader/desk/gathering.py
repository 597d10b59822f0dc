"""Statements of articles as lines of the record, read from the stored analyses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kurilreader.domain import Analysis, Article, NotInLibrary, Statement
from kurilreader.domain.record import Ask, Stated, StatementAt
from kurilreader.library import Library


def gather(
    library: Library, ask: Ask, answering: Callable[[str], tuple[Sequence[int], Sequence[int]]]
) -> Iterator[Stated]:
    """What is asked for, newest article first; `answering` finds the statements of a query."""
    places: dict[int, set[int]] | None = None
    if ask.query.strip():
        places = {}
        for number, place in zip(*answering(ask.query), strict=True):
            places.setdefault(int(number), set()).add(int(place))
    for number in library.stating(ask.party, ask.topic, ask.since):
        if places is not None and number not in places:
            continue
        analysis, article = library.analysis(number), library.article(number)
        if analysis is None or (ask.until and not (article.published and _until(article.published, ask.until))):
            continue
        for place, statement in enumerate(analysis.statements):
            if _asked(statement, ask) and (places is None or place in places[number]):
                yield _line(article, statement, StatementAt(number, place))


def find(library: Library, at: StatementAt) -> Stated:
    """One statement as a line, or `NotInLibrary`."""
    analysis: Analysis | None = library.analysis(at.number)
    if analysis is None or not 0 <= at.place < len(analysis.statements):
        raise NotInLibrary(f"article {at.number} has no statement {at.place}")
    return _line(library.article(at.number), analysis.statements[at.place], at)


def _until(published: str, until: str) -> bool:
    return published[: len(until)] <= until


def _asked(statement: Statement, ask: Ask) -> bool:
    return (
        (ask.party is None or statement.party == ask.party)
        and (ask.topic is None or ask.topic in statement.topics)
        and (ask.kind is None or statement.kind is ask.kind)
        and (ask.speaker is None or ask.speaker == _speaker(statement))
    )


def _speaker(statement: Statement) -> str | None:
    return (statement.speaker.name or statement.speaker.text or None) if statement.speaker else None


def _line(article: Article, statement: Statement, at: StatementAt) -> Stated:
    return Stated(
        at=at,
        id=statement.id,
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        party=statement.party,
        speaker=_speaker(statement),
        kind=statement.kind,
        topics=statement.topics,
        text=statement.text,
        content=statement.content,
        quote=statement.quote,
        negated=statement.negated,
        outlets=(article.source,) if article.source else (),
    )
