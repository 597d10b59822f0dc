"""`kurilreader stated`: the record of parties, each statement once however many outlets carried it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kurilreader.cli import asking, common, output

if TYPE_CHECKING:
    from kurilreader.domain.record import Cursor

NAME = "stated"
HELP = "list what parties stated, each statement once with the outlets that carried it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    asking.configure(parser)
    parser.add_argument("--by-topic", action="store_true", help="by topic, in each newest first")
    parser.add_argument("--limit", metavar="N", type=common.positive, help="at most so many")


def run(options: argparse.Namespace) -> int:
    """Print lines page by page."""
    from kurilreader.desk import records

    shown = 0
    with common.open_desk(options) as desk:
        ask = asking.asked(options, desk)
        after: Cursor | None = None
        while options.limit is None or shown < options.limit:
            size = 200 if options.limit is None else min(200, options.limit - shown)
            page = desk.stated(ask, order="topic" if options.by_topic else "newest", limit=size, after=after)
            for line in page.lines:
                if options.json:
                    output.out_record(records.stated(line))
                    continue
                party = desk.party(line.party).name if line.party else ""
                output.out("  ".join([asking.day(line), party, line.kind.value, *map(desk.topic, line.topics)]))
                asking.out_stated(line)
            shown += len(page.lines)
            after = page.next
            if after is None:
                break
        total = desk.stated_count(ask) if after is not None else shown
    told = f", {shown} shown (--limit)" if total > shown else ""
    output.say(f"{total} statements{told}" if total else "no statement found")
    return common.DONE
