"""Lists of feeds and of addresses: OPML, newsboat's urls, Pocket's and Instapaper's tables. They hold no articles."""

from __future__ import annotations

import csv
import io
import re
import shlex
from dataclasses import dataclass

from kurilreader.intake.assemble import web_address
from kurilreader.intake.clean import clean_line
from kurilreader.intake.dates import parse_date
from kurilreader.intake.encoding import decode
from kurilreader.intake.inputs import Input
from kurilreader.intake.readers.xml import local_name, parse_xml

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Link:
    """An address worth fetching, with what its list says of it."""

    address: str
    title: str | None = None
    #: folders or tags, outermost first
    tags: tuple[str, ...] = ()
    #: the list names a feed, not a page
    feed: bool = False
    #: when it was saved, as ISO 8601
    added: str | None = None


def is_opml(head: bytes) -> bool:
    """Whether a file that begins like this is an OPML list."""
    return re.search(rb"<opml[\s>]", head.replace(b"\x00", b"")[:2000], re.IGNORECASE) is not None


def parse_links(data: bytes, name: str = "") -> list[Link]:
    """The links in an OPML list, a newsboat urls file or a table with a column of addresses, each once, in order.

    Raises `InputError` for damaged XML and `EncodingProblem` for what is no text; [] where there is no address.
    """
    found = _opml(data, name) if is_opml(data[:4096]) else _lines(decode(data))
    unique: dict[str, Link] = {}
    for link in found:
        unique.setdefault(link.address, link)
    return list(unique.values())[:_MOST]


def _opml(data: bytes, name: str) -> list[Link]:
    root = parse_xml(data, Input(origin=name or "OPML", data=data))
    found: list[Link] = []
    stack: list[tuple[object, tuple[str, ...]]] = [(root, ())]
    while stack:
        element, folders = stack.pop()
        values = {key.lower(): value for key, value in element.attrib.items()}  # type: ignore[attr-defined]
        title = clean_line(values.get("title") or values.get("text") or "") or None
        if address := web_address(values.get("xmlurl") or values.get("url")):
            found.append(Link(address, title, folders, feed=True))
        deeper = (*folders, title) if local_name(element) == "outline" and title and not address else folders
        stack.extend((child, deeper) for child in reversed(list(element)))  # type: ignore[call-overload]
    return found


def _lines(text: str) -> list[Link]:
    first = text.lstrip("\ufeff").split("\n", 1)[0].lower()
    names = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", first)]
    if len(names) > 1 and set(names) & {"url", "address", "link"}:
        return _table(text, max(",;\t", key=first.count))
    found = []
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        try:
            words = shlex.split(line, comments=False)
        except ValueError:
            words = line.split()
        if words and (address := web_address(words[0])):
            title = next((word[1:] for word in words[1:] if word.startswith("~")), None)
            tags = tuple(word for word in words[1:] if not word.startswith(("~", "!")))
            found.append(Link(address, title, tags, feed=True))
    return found


def _table(text: str, separator: str) -> list[Link]:
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
    found = []
    try:
        names = [name.strip().lower() for name in next(rows)]
        for row in rows:
            record = dict(zip(names, row, strict=False))
            address = web_address(record.get("url") or record.get("address") or record.get("link"))
            if address:
                tags = re.split(r"[|,]", record.get("tags") or record.get("folder") or "")
                found.append(
                    Link(
                        address,
                        clean_line(record.get("title") or "") or None,
                        tuple(clean_line(tag) for tag in tags if tag.strip()),
                        added=_added(record.get("time_added") or record.get("timestamp") or record.get("date")),
                    )
                )
    except (csv.Error, StopIteration):
        return found
    return found


def _added(value: str | None) -> str | None:
    from kurilreader.intake.readers.records import seconds_moment

    return seconds_moment(value) or parse_date(value)
