"""`kurilreader searches`: the saved searches."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kurilreader.cli import common, output

if TYPE_CHECKING:
    from kurilreader.desk import Desk

NAME = "searches"
HELP = "list, save, rename, visit or delete saved searches"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    actions.add_parser("list", help="each with how many articles are unread, new and there in all")
    save = actions.add_parser("save", help="keep a search under a name")
    save.add_argument("name", metavar="NAME")
    save.add_argument("query", metavar="QUERY", nargs="+")
    save.add_argument("--order", choices=["date", "relevance", "source"], default="date")
    rename = actions.add_parser("rename", help="call a search otherwise")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    delete = actions.add_parser("delete", help="forget a search; its articles stay")
    delete.add_argument("name", metavar="NAME")
    visit = actions.add_parser(
        "visit", help="what a search finds now is not new any more; without NAME, in the library"
    )
    visit.add_argument("name", metavar="NAME", nargs="?")


def run(options: argparse.Namespace) -> int:
    """List the saved searches, or change them."""
    from kurilreader.domain import Order

    with common.open_desk(options, create=options.action == "save") as desk:
        if options.action == "save":
            desk.save_search(options.name, " ".join(options.query), Order(options.order))
        elif options.action == "rename":
            desk.rename_search(options.name, options.new)
        elif options.action == "delete":
            desk.delete_search(options.name)
        elif options.action == "visit":
            desk.visited(options.name)
        else:
            _list(desk, as_json=options.json)
    return common.DONE


def _list(desk: Desk, *, as_json: bool) -> None:
    found = 0
    for search in desk.counted():
        found += 1
        if as_json:
            output.out_record(
                {
                    "schema": "kurilreader.saved-search/1",
                    "name": search.name,
                    "query": search.query,
                    "order": search.order.value,
                    "unread": search.unread,
                    "new": search.new,
                    "total": search.total,
                }
            )
        else:
            counts = f"{search.unread} unread, {search.new} new, {search.total} in all"
            output.out(f"{search.name}  {counts}  {search.query}")
    if not found:
        output.say("no saved searches")
