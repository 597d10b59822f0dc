"""`kurilreader positions`: what parties state, across articles."""

from __future__ import annotations

import argparse
from itertools import islice

from kurilreader.cli import answers, asking, common, output
from kurilreader.domain.analysis import Kind

NAME = "positions"
HELP = "list what parties state across all articles, newest first"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--party", metavar="P", help="only of this party: JP, RU, eu …")
    parser.add_argument("--topic", metavar="T", help="only on this topic: peace-treaty, visits …")
    parser.add_argument(
        "--since", metavar="D", type=common.since, help="only in articles of this date or later: 2025-03, 2w"
    )
    parser.add_argument("--until", metavar="D", type=common.since, help="only in articles of this date or earlier")
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="only of this kind")
    parser.add_argument("--limit", metavar="N", type=common.positive, help="at most so many")
    parser.add_argument("--query", metavar="Q", default="", help="only what this finds, articles or statements")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(options: argparse.Namespace) -> int:
    """Print positions as they are found."""
    from kurilreader.desk import records

    found = 0
    with common.open_desk(options) as desk:
        if options.query.strip():
            answers.point(options.query, desk.matching(options.query))
        every = desk.positions(
            party=asking.party(desk, options.party),
            topic=asking.topic(desk, options.topic),
            since=options.since,
            until=options.until,
            query=options.query,
        )
        kept = (each for each in every if options.kind in {None, each.position.kind.value})
        for record in islice(kept, options.limit):
            found += 1
            if options.json:
                output.out_record(records.position(record))
                continue
            position, article, speaker = record.position, record.article, record.lead.speaker
            who = speaker.name or speaker.text if speaker else None
            when = (article.published or "undated")[:10]
            output.out("  ".join([when, position.name, position.kind.value, *map(desk.topic, position.topics)]))
            output.out(f"    {position.text}")
            output.out("    " + " · ".join(filter(None, [who, article.source, article.id])))
    output.say(f"{found} positions" if found else "no positions found")
    return common.DONE
