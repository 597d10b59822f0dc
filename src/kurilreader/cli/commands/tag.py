"""`kurilreader tag`: tags on articles."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output, selecting

NAME = "tag"
HELP = "list tags, or put one on all articles that a query finds"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    actions.add_parser("list", help="each tag with the number of articles")
    for name, told in (("add", "put a tag on articles"), ("remove", "take a tag off articles")):
        action = actions.add_parser(name, help=told)
        action.add_argument("tag", metavar="TAG")
        selecting.configure(action)


def run(options: argparse.Namespace) -> int:
    """List tags, or tag the articles chosen."""
    if options.action in {"add", "remove"}:
        selecting.check(options)
    with common.open_desk(options) as desk:
        if options.action in {"add", "remove"}:
            return selecting.act(desk, options, "tag" if options.action == "add" else "untag", options.tag)
        for tag, count in desk.tags():
            output.out(f"{count}  {tag}")
    return common.DONE
