"""`kurilreader feed`: subscriptions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from kurilreader.cli import common, output
from kurilreader.domain import InputError

if TYPE_CHECKING:
    from kurilreader.desk import Desk, Feed

NAME = "feed"
HELP = "subscribe to feeds, list, set, export or forget subscriptions"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    adding = actions.add_parser("add", help="subscribe")
    adding.add_argument("feeds", metavar="URL|FILE", nargs="+", help="an address, an OPML file or newsboat's urls")
    listing = actions.add_parser("list", help="each subscription and how it fares")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    showing = actions.add_parser("show", help="one subscription with its settings")
    showing.add_argument("feed", metavar="FEED", help="its number, address or title")
    setting = actions.add_parser("set", help="change settings of one feed")
    setting.add_argument("feed", metavar="FEED", help="its number, address or title")
    setting.add_argument(
        "values",
        metavar="KEY=VALUE",
        nargs="+",
        help="title, full-text, every, agent, cookies, password, megabytes, seconds, entries; KEY= takes one away",
    )
    removing = actions.add_parser("remove", help="forget subscriptions; their articles stay")
    removing.add_argument("feeds", metavar="FEED", nargs="+", help="its number, address or title")
    actions.add_parser("export", help="print all subscriptions as OPML")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; exit 1 where a feed could not be had."""
    with common.open_desk(options, create=options.action == "add") as desk:
        if options.action == "add":
            return _add(desk, options.feeds)
        if options.action == "remove":
            for name in options.feeds:
                gone = desk.unsubscribe(name)
                output.say(f"forgot {gone.title or gone.address}; its articles stay")
        elif options.action == "export":
            output.out_lines(desk.export_feeds())
        elif options.action == "set":
            _show(desk, desk.set_feed(options.feed, options.values))
        elif options.action == "show":
            _show(desk, desk.feed(options.feed))
        else:
            for feed in desk.feeds():
                if getattr(options, "json", False):
                    output.out_record(_record(desk, feed))
                else:
                    _line(feed)
    return common.DONE


def _add(desk: Desk, names: list[str]) -> int:
    code = common.DONE
    for name in names:
        try:
            found = desk.subscribe(name)
        except InputError as error:
            output.complain(error)
            code = common.SOME_FAILED
            continue
        for feed, new in found:
            output.out(f"{feed.number}  {feed.title or feed.address}" + ("" if new else "  (already there)"))
    return code


def _line(feed: Feed) -> None:
    output.out(f"{feed.number}  {feed.title or feed.address}")
    if feed.title:
        output.out(f"    {feed.address}")
    if feed.reason:
        output.out(f"    failing since {_moment(feed.failing_since)}: {feed.reason}")


def _show(desk: Desk, feed: Feed) -> None:
    _line(feed)
    output.out(f"    last fetched {_moment(feed.succeeded)}" if feed.succeeded else "    never fetched")
    if feed.due:
        output.out(f"    not before {_moment(feed.due)}")
    for key, value in desk.feed_settings(feed).items():
        output.out(f"    {key}={value}")


def _moment(moment: str | None) -> str:
    return f"{(moment or '')[:16].replace('T', ' ')} UTC"


def _record(desk: Desk, feed: Feed) -> dict[str, Any]:
    return {
        "schema": "kurilreader.feed/1",
        "feed": feed.number,
        "title": feed.title,
        "address": feed.address,
        "succeeded": feed.succeeded,
        "failing_since": feed.failing_since,
        "reason": feed.reason,
        "failures": feed.failures,
        "due": feed.due,
        "settings": desk.feed_settings(feed),
    }
