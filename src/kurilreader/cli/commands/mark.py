"""`kurilreader mark`: read, unread, a star, reviewed, on many articles at once."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, selecting

NAME = "mark"
HELP = "mark all articles that a query finds as read, starred or reviewed, or not"
_ACTS = {
    "read": "mark articles as read",
    "unread": "mark articles as unread",
    "star": "star articles",
    "unstar": "take the star from articles",
    "reviewed": "mark articles as reviewed",
    "unreviewed": "mark articles as not reviewed",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions", required=True)
    for name, told in _ACTS.items():
        selecting.configure(actions.add_parser(name, help=told))


def run(options: argparse.Namespace) -> int:
    """Mark the articles chosen."""
    selecting.check(options)
    with common.open_desk(options) as desk:
        return selecting.act(desk, options, options.action)
