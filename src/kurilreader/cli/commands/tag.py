"""`kurilreader tag`: tags on articles."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output

NAME = "tag"
HELP = "list tags, or put one on all articles that a query finds"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    actions.add_parser("list", help="each tag with the number of articles")
    for name, told in (("add", "put a tag on articles"), ("remove", "take a tag off articles")):
        action = actions.add_parser(name, help=told)
        action.add_argument("tag", metavar="TAG")
        action.add_argument("query", metavar="QUERY", nargs="*", help="all articles that this finds")
        action.add_argument("--id", metavar="ID", action="append", default=[], help="this article; may be repeated")
        action.set_defaults(wrong=action.error)
        action.add_argument("--dry-run", action="store_true", help="only say how many articles it would be")


def run(options: argparse.Namespace) -> int:
    """List tags, or tag articles; nothing is done when a query has a mistake."""
    from kurilreader.domain import SearchRequest

    query = " ".join(getattr(options, "query", ()))
    if options.action in ("add", "remove") and not query.strip() and not options.id:
        options.wrong("give a query, or articles with --id")
    with common.open_desk(options) as desk:
        if options.action in (None, "list"):
            for tag, count in desk.tags():
                output.out(f"{count}  {tag}")
            return common.DONE
        numbers = dict.fromkeys(desk.number(id_) for id_ in options.id)
        if query.strip():
            result = desk.search(SearchRequest(query))
            if result.complaints:
                output.say(f"kurilreader tag: {result.complaints[0].message}; nothing was done")
                return common.WRONG_USAGE
            numbers.update(dict.fromkeys(result.numbers))
        if options.dry_run:
            output.say(f"{len(numbers)} articles")
            return common.DONE
        change = desk.tag if options.action == "add" else desk.untag
        changed = change(list(numbers), options.tag)
        output.say(f"{changed} of {len(numbers)} articles changed")
    return common.DONE
