"""What the commands about the record share: which statements are asked for, and how one is printed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kurilreader.cli import answers, common, output
from kurilreader.domain.analysis import Kind
from kurilreader.domain.record import Ask

if TYPE_CHECKING:
    from kurilreader.desk import Desk
    from kurilreader.domain.record import Stated

#: other outlets named in one line
_OUTLETS = 4


def configure(parser: argparse.ArgumentParser, *, statements: bool = True) -> None:
    """Declare the filters; those of single statements only with `statements`."""
    parser.add_argument("--party", metavar="P", help="only of this party: JP, RU, eu …")
    parser.add_argument("--topic", metavar="T", help="only on this topic: peace-treaty, visits …")
    if statements:
        parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="only of this kind")
        parser.add_argument("--speaker", metavar="S", help="only said by this person or body, by the whole name")
    parser.add_argument(
        "--since", metavar="D", type=common.since, help="of this date or later: 2025-03-04, 2025-03, 2w"
    )
    parser.add_argument("--until", metavar="D", type=common.since, help="of this date (month, year) or earlier")
    parser.add_argument("--query", metavar="Q", default="", help="only what this finds, articles or statements")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def asked(options: argparse.Namespace, desk: Desk) -> Ask:
    """What the options ask for; what could not be read of the query is told."""
    if options.query.strip():
        answers.point(options.query, desk.matching(options.query))
    return Ask(
        party=party(desk, options.party),
        topic=topic(desk, options.topic),
        kind=Kind(options.kind) if getattr(options, "kind", None) else None,
        speaker=getattr(options, "speaker", None),
        since=options.since,
        until=options.until,
        query=options.query,
    )


def party(desk: Desk, words: str | None) -> str | None:
    """The party that an option means, by id or name; None where it is not given."""
    return desk.party_called(words) if words else None


def topic(desk: Desk, words: str | None) -> str | None:
    """The topic that an option means, likewise."""
    return desk.topic_called(words) if words else None


def out_stated(line: Stated, indent: str = "    ") -> None:
    """A statement's sentence, and who said it where."""
    output.out(f"{indent}{' '.join(line.text.split())}")
    carried = line.outlets[:_OUTLETS]
    more = len(line.outlets) - len(carried)
    outlets = ", ".join(carried) + (f" and {more} more" if more else "")
    output.out(indent + " · ".join(filter(None, [line.speaker, outlets, line.article_id, line.id])))


def day(line: Stated) -> str:
    """When it was published."""
    return (line.published or "undated")[:10]
