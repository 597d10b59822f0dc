"""`kurilreader undo`: take back what a reviewer did."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output

NAME = "undo"
HELP = "take back verdicts, corrections, notes, tags, flags and changes of saved searches, the latest first"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("steps", metavar="N", nargs="?", type=common.positive, default=1, help="so many steps")
    parser.add_argument("--redo", action="store_true", help="do again what was undone last")
    parser.add_argument("--as", dest="reviewer", metavar="NAME", default=argparse.SUPPRESS, help="whose steps")


def run(options: argparse.Namespace) -> int:
    """Undo, or do again, step by step; says what each was."""
    with common.open_desk(options) as desk:
        for _ in range(options.steps):
            told = desk.redo() if options.redo else desk.undo()
            if told is None:
                output.say(f"nothing {'was undone' if options.redo else 'to undo'} by {desk.reviewer}")
                return common.DONE
            output.say(f"{'done again' if options.redo else 'undone'}: {told}")
    return common.DONE
