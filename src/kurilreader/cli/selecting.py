"""Which articles a command acts on: those that a query finds, those named by id, or both; and how many those are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kurilreader.cli import answers, common, output

if TYPE_CHECKING:
    from kurilreader.desk import Desk


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help="all articles that this finds")
    parser.add_argument("--id", metavar="ID", action="append", default=[], help="this article; may be repeated")
    parser.add_argument("--dry-run", action="store_true", help="only say how many articles it would be")
    parser.set_defaults(wrong=parser.error)


def act(desk: Desk, options: argparse.Namespace, act: str, tag: str = "") -> int:
    """Do something to the articles chosen, all or none, and say to how many; returns the exit code.

    Nothing is done when a query has a mistake: what could be read of it may find far more than was meant.
    """
    query = " ".join(options.query)
    numbers = dict.fromkeys(desk.number(id_) for id_ in options.id)
    if query.strip():
        result = desk.matching(query)
        if result.complaints:
            answers.point(query, result)
            output.say("kurilreader: nothing was done")
            return common.WRONG_USAGE
        numbers.update(dict.fromkeys(result.numbers))
    if options.dry_run:
        output.say(f"{len(numbers)} articles")
    else:
        output.say(f"{desk.act(list(numbers), act, tag)} of {len(numbers)} articles changed")
    return common.DONE


def check(options: argparse.Namespace) -> None:
    """Refuse a call that names no articles."""
    if not " ".join(options.query).strip() and not options.id:
        options.wrong("give a query, or articles with --id")
