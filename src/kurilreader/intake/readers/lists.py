"""Lists of feeds, which hold no article: the line that says so."""

from __future__ import annotations

from collections.abc import Iterator

from kurilreader.intake.clean import clean_line
from kurilreader.intake.inputs import Found, Input
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
