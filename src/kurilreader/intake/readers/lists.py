"""Lists of feeds and of addresses, which hold no article: the line that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilreader.intake.clean import clean_line
from kurilreader.intake.inputs import HEAD, Found, Input
from kurilreader.intake.links import is_opml, parse_links


class OpmlReader:
    """OPML, which is for following feeds."""

    name = "a list of feeds"
    suffixes = frozenset({".opml"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By its root element."""
        return is_opml(head)

    def read(self, item: Input) -> Iterator[Found]:
        """Only the error that says what to do with it."""
        count = len(parse_links(item.read(), clean_line(item.origin)))
        raise item.problem(f"is a list of {count} feeds and holds no article", 'follow them with "feed add"')


#: a line of newsboat's "urls" or of any list: an address with words behind it, or what newsboat makes a feed of
_ENTRY = re.compile(rb"https?://\S+(?:[ \t].{0,200})?|\"?(?:query|exec|filter):.*", re.IGNORECASE)


class AddressesReader:
    """Addresses, one a line, as newsboat's "urls" has them."""

    name = "a list of addresses"
    suffixes: frozenset[str] = frozenset()

    def recognises(self, item: Input, head: bytes) -> bool:
        """By every line: an article has others."""
        lines = [line.strip() for line in head.removeprefix(b"\xef\xbb\xbf").splitlines()]
        if len(head) >= HEAD:
            lines = lines[:-1]  # cut off
        entries = [line for line in lines if line and not line.startswith(b"#")]
        return any(line[:4].lower() == b"http" for line in entries) and all(map(_ENTRY.fullmatch, entries))

    def read(self, item: Input) -> Iterator[Found]:
        """Only the error that says what to do with it."""
        raise item.irrelevant(
            "lists addresses and holds no article",
            "kurilreader add --fetch fetches the pages, kurilreader feed add follows the feeds",
        )
        yield
