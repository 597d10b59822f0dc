"""Positions across articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from kurilreader.desk.reports import PositionRecord
from kurilreader.domain import Analysis
from kurilreader.library import Library


def positions(
    library: Library,
    named: Callable[[Analysis | None], Analysis | None],
    *,
    party: str | None,
    topic: str | None,
    since: str | None,
    until: str | None = None,
    among: Mapping[int, Collection[int]] | None = None,
) -> Iterator[PositionRecord]:
    """What parties state, newest article first, in one article in the order of its analysis.

    `among` leaves only positions that rest on one of these statements: by article, their places in its analysis.
    `named` gives positions their parties' names where they lack them. Streams: an article is fetched when its first
    position is asked for.
    """
    for number in library.stating(party, topic, since, until):
        wanted = None if among is None else among.get(number, ())
        analysis = named(library.analysis(number)) if wanted is None or wanted else None
        if analysis is None:
            continue
        statements = {statement.id: statement for statement in analysis.statements}
        ids = {each.id for place, each in enumerate(analysis.statements) if wanted is None or place in wanted}
        article = None
        for position in analysis.positions:
            if (party and position.party != party) or (topic and topic not in position.topics):
                continue
            if ids.isdisjoint(position.statements):
                continue
            article = article or library.article(number)
            yield PositionRecord(number, article, position, statements[position.statements[0]])
