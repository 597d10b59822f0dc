"""Positions across articles."""

from __future__ import annotations

from collections.abc import Iterator

from kurilreader.desk.reports import PositionRecord
from kurilreader.library import Library


def positions(library: Library, *, party: str | None, topic: str | None, since: str | None) -> Iterator[PositionRecord]:
    """What parties state, newest article first, in one article in the order of its analysis.

    Streams: an article is fetched when its first position is asked for.
    """
    for number in library.stating(party, topic, since):
        analysis = library.analysis(number)
        if analysis is None:
            continue
        statements = {statement.id: statement for statement in analysis.statements}
        article = None
        for position in analysis.positions:
            if (party and position.party != party) or (topic and topic not in position.topics):
                continue
            article = article or library.article(number)
            yield PositionRecord(number, article, position, statements[position.statements[0]])
