"""Lists of feeds and of addresses: OPML, newsboat's urls, Pocket's and Instapaper's tables. They hold no articles."""

from __future__ import annotations

import csv
import io
import re
import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from kurilreader.domain import InputError
from kurilreader.intake.assemble import web_address
from kurilreader.intake.clean import clean_line
from kurilreader.intake.dates import parse_date
from kurilreader.intake.encoding import EncodingProblem, declared_charset, decode
from kurilreader.intake.inputs import Input, size_words, unreadable
from kurilreader.intake.limits import DEFAULT_LIMITS, Limits
from kurilreader.intake.readers.xml import local_name, parse_xml

_MOST = 100_000
#: what stands in the head of a page stands in its first bytes
_HEAD = 512 * 1024
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json")
)


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


def feeds_of_page(data: bytes, content_type: str | None, address: str) -> list[str]:
    """The addresses that a page names as its feeds, in its order; [] for what is no page."""
    from lxml import etree, html

    try:
        charset = declared_charset(data[:2000], content_type)
        parser = html.HTMLParser(encoding=charset)
        root = html.fromstring(data[:_HEAD], parser=parser)
    except (etree.LxmlError, ValueError, LookupError, AssertionError):
        return []
    found = []
    for link in root.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in _FEED_TYPES and link.get("href"):
            with suppress(ValueError):
                found.append(web_address(urljoin(address, link.get("href").strip())))
    return list(dict.fromkeys(each for each in found if each))


def links_in(name: str, stdin: BinaryIO | None = None, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Link], bool]:
    """The links of a list in a file or on standard input ("-"), and whether it is an OPML list. `InputError`."""
    shown = clean_line(name)
    try:
        if name == "-":
            if stdin is None:
                raise InputError(shown, "there is no standard input")
            data = stdin.read(limits.document_bytes + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(limits.document_bytes + 1)
        if len(data) > limits.document_bytes:
            raise InputError(shown, f"is larger than {size_words(limits.document_bytes)}")
        return parse_links(data, shown), is_opml(data[:4096])
    except OSError as error:
        raise InputError(shown, unreadable(error)) from error
    except (EncodingProblem, ValueError) as error:
        raise InputError(shown, str(error) or "is no list of addresses") from error


def _opml(data: bytes, name: str) -> list[Link]:
    root = parse_xml(data, Input(origin=name or "OPML", data=data))
    found: list[Link] = []
    stack: list[tuple[object, tuple[str, ...]]] = [(root, ())]
    while stack:
        element, folders = stack.pop()
        values = {key.lower(): value for key, value in element.attrib.items()}  # type: ignore[attr-defined]
        title = clean_line(values.get("title") or values.get("text") or "") or None
        if address := web_address(values.get("xmlurl") or values.get("url")):
            # An outline of type "link" names a page, unless it names a feed all the same.
            feed = bool(values.get("xmlurl")) or values.get("type", "rss").lower() not in ("link", "url", "page")
            found.append(Link(address, title, folders, feed=feed))
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
