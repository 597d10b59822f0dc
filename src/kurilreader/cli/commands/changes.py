"""`kurilreader changes`: what parties say anew, repeat, harden or soften."""

from __future__ import annotations

import argparse
from itertools import islice

from kurilreader.cli import asking, common, output
from kurilreader.domain.record import Movement

NAME = "changes"
HELP = "list what parties say anew, repeat, harden or soften, newest first"

#: days after which a repetition is told to be the first since then
_LONG = 90


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    asking.configure(parser)
    parser.add_argument(
        "--movement", metavar="M", type=_movements, default=frozenset(Movement),
        help=f"only these, with commas: {', '.join(Movement)}",
    )  # fmt: skip
    parser.add_argument("--limit", metavar="N", type=common.positive, help="at most so many")


def run(options: argparse.Namespace) -> int:
    """Print changes, each with the statement it is compared with."""
    from kurilreader.desk import records

    shown = 0
    with common.open_desk(options) as desk:
        found = (change for change in desk.changes(asking.asked(options, desk)) if change.movement in options.movement)
        for change in islice(found, options.limit):
            shown += 1
            if options.json:
                output.out_record(records.change(change))
                continue
            now, before = change.now, change.before
            party = desk.party(now.party).name if now.party else ""
            told = change.movement.value
            if change.movement is Movement.REPEATED and before and (change.days or 0) >= _LONG:
                told += f" (first since {asking.day(before)})"
            output.out("  ".join([asking.day(now), told, party, now.kind.value, *map(desk.topic, now.topics)]))
            asking.out_stated(now)
            if before is not None:
                output.out(f"    before: {asking.day(before)}  {before.kind.value}")
                asking.out_stated(before, indent="        ")
    output.say(f"{shown} changes" if shown else "nothing changed")
    return common.DONE


def _movements(text: str) -> frozenset[Movement]:
    """Movements with commas, for `argparse`."""
    try:
        return frozenset(Movement(word.strip()) for word in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not one or more of {', '.join(Movement)}") from None
