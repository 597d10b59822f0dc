"""Subscriptions: taking them from lists, naming them, giving them to other readers."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from kurilreader.domain import InputError, KurilError
from kurilreader.domain.places import without_login
from kurilreader.domain.printable import printable
from kurilreader.library import Feed, Library


def subscribe(library: Library, feed: str) -> list[tuple[Feed, bool]]:
    """Subscribe to an address or to each feed in a list. `InputError` where there is none to be had."""
    if _is_address(feed):
        from kurilreader.intake.assemble import web_address

        address = web_address(feed)
        if address is None:
            raise InputError(printable(without_login(feed)), "is no http(s) address")
        if address != without_login(address):
            raise InputError(
                printable(without_login(address)),
                "has a name or password in it, which would be stored",
                "add it without, then: kurilreader feed set FEED password=COMMAND",
            )
        return [library.subscribe(address)]
    from kurilreader.intake.links import links_in

    try:
        links, _ = links_in(feed)
    except InputError as error:
        raise InputError(error.origin, error.reason, "give an address that begins with https:// or a list") from error
    feeds = [link for link in links if link.feed]
    if not feeds:
        raise InputError(printable(feed), "names no feed", "an OPML file or one address a line does")
    return [library.subscribe(without_login(link.address), link.title) for link in feeds]


def find(library: Library, name: str) -> Feed:
    """The subscription of a number, an address or a title; `KurilError` where none or several answer."""
    feeds = library.feeds()
    for found in (
        [feed for feed in feeds if str(feed.number) == name or feed.address == name],
        [feed for feed in feeds if (feed.title or "").casefold() == name.casefold()],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise KurilError(f'several feeds are called "{printable(name)}"', "name it by its number or address")
    raise KurilError(f'there is no feed "{printable(name)}"', "kurilreader feed list shows them")


def opml(feeds: Sequence[Feed]) -> str:
    """Subscriptions as OPML 2.0. Settings and commands of feeds are nobody else's business and stay here."""
    lines = [
        f'    <outline type="rss" text={_attribute(feed.title or feed.address)} xmlUrl={_attribute(feed.address)}/>'
        for feed in feeds
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            "  <head><title>kurilreader</title></head>",
            "  <body>",
            *lines,
            "  </body>",
            "</opml>",
        ]
    )


def _attribute(text: str) -> str:
    return quoteattr(printable(text))


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme.lower() in ("http", "https") and "://" in text
    except ValueError:
        return False
