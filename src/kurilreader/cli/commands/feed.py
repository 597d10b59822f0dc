"""`kurilreader feed`: subscriptions."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output
from kurilreader.domain import InputError

NAME = "feed"
HELP = "subscribe to feeds, list, export or forget subscriptions"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    adding = actions.add_parser("add", help="subscribe")
    adding.add_argument("feeds", metavar="URL|FILE", nargs="+", help="an address, an OPML file or newsboat's urls")
    listing = actions.add_parser("list", help="each subscription and how it fares")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    removing = actions.add_parser("remove", help="forget subscriptions; their articles stay")
    removing.add_argument("feeds", metavar="FEED", nargs="+", help="its number, address or title")
    actions.add_parser("export", help="print all subscriptions as OPML")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; exit 1 where a feed could not be had."""
    code = common.DONE
    with common.open_desk(options, create=options.action == "add") as desk:
        if options.action == "add":
            for name in options.feeds:
                try:
                    found = desk.subscribe(name)
                except InputError as error:
                    output.complain(error)
                    code = common.SOME_FAILED
                    continue
                for feed, new in found:
                    output.out(f"{feed.number}  {feed.title or feed.address}" + ("" if new else "  (already there)"))
        elif options.action == "remove":
            for name in options.feeds:
                gone = desk.unsubscribe(name)
                output.say(f"forgot {gone.title or gone.address}; its articles stay")
        elif options.action == "export":
            output.out_lines(desk.export_feeds())
        else:
            for feed in desk.feeds():
                if getattr(options, "json", False):
                    output.out_record(
                        {
                            "schema": "kurilreader.feed/1",
                            "feed": feed.number,
                            "title": feed.title,
                            "address": feed.address,
                            "succeeded": feed.succeeded,
                            "failing_since": feed.failing_since,
                            "reason": feed.reason,
                            "due": feed.due,
                        }
                    )
                    continue
                output.out(f"{feed.number}  {feed.title or feed.address}")
                if feed.title:
                    output.out(f"    {feed.address}")
                if feed.reason:
                    output.out(f"    failing since {(feed.failing_since or '')[:16].replace('T', ' ')}: {feed.reason}")
    return code
