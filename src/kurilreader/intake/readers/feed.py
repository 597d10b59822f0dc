"""RSS, Atom and RDF feeds by feedparser, and JSON Feed: each entry with a text is a document."""

from __future__ import annotations

import calendar
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from kurilreader.intake.clean import clean_line
from kurilreader.intake.dates import parse_date
from kurilreader.intake.encoding import EncodingProblem, declared_charset, decode
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.limits import DEFAULT_LIMITS
from kurilreader.intake.paragraphs import unwrap
from kurilreader.intake.readers.fragments import fragment_paragraphs, is_markup

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed as the feed gives it."""

    #: names the entry among the feed's: its id, else its link, else title and date
    key: str
    title: str | None
    link: str | None
    author: str | None
    #: ISO 8601, the zone kept where the feed gives one
    published: str | None
    updated: str | None
    #: HTML or plain text, the longest the entry has
    content: str
    #: the content is marked as a whole text, or is longer than a teaser
    full: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own name and its entries in the order of the feed."""

    title: str | None
    link: str | None
    language: str | None
    entries: tuple[Entry, ...]
    #: the feed is damaged; what could be read of it is here all the same
    damaged: bool = False
    #: minutes for which the feed asks not to be fetched again
    ttl: int | None = None


#: A content of more characters is taken for the whole text, not for a teaser.
_TEASER = 1500


class FeedReader:
    """RSS 0.9x to 2.0, RDF, Atom."""

    name = "a feed"
    suffixes = frozenset({".rss", ".atom", ".rdf"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the root element."""
        plain = head.replace(b"\x00", b"")
        return bool(_ROOT.search(plain[:2000])) and b"<html" not in plain[:500].lower()

    def read(self, item: Input) -> Iterator[Found]:
        """A document for each entry that has a text."""
        feed = parse_feed(item.read(), content_type=item.content_type, address=item.address)
        if not feed.entries:
            raise item.problem("is a feed without entries" if not feed.damaged else "is a damaged feed without entries")
        yield from (entry_draft(entry, feed, item) for entry in feed.entries)


def parse_feed(data: bytes, *, content_type: str | None = None, address: str | None = None) -> Feed:
    """Read a feed of any kind, JSON Feed included; a damaged one as far as it goes. Never raises for its content."""
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return parse_json_feed(data, address)
    import feedparser

    headers = {"content-type": content_type or "application/xml"}
    if address:
        headers["content-location"] = address
    # bytes are handed over as a stream: a bare string might be taken for a path or an address
    parsed = feedparser.parse(_Stream(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=True)
    if parsed.get("bozo") and (not parsed.entries or _misread(data, parsed)):
        # What cannot be read as it says it can: as a whole, or for a few bytes that would turn the rest into signs.
        headers["content-type"] = "application/xml; charset=utf-8"
        mended = feedparser.parse(_Stream(_mended(data)), response_headers=headers, sanitize_html=False)
        parsed = mended if len(mended.entries) >= len(parsed.entries) else parsed
    about = parsed.feed
    return Feed(
        title=clean_line(about.get("title") or "") or None,
        link=about.get("link") or None,
        language=about.get("language") or None,
        entries=_told_apart([_entry(raw, address) for raw in parsed.entries]),
        damaged=bool(parsed.get("bozo")),
        ttl=_minutes(about.get("ttl")),
    )


def _unpacked(data: bytes) -> bytes:
    """The bytes in a gzip file; as they are where it is damaged, or holds more than a feed may."""
    unpacker = zlib.decompressobj(31)
    try:
        found = unpacker.decompress(data, DEFAULT_LIMITS.document_bytes)
    except zlib.error:
        return data
    return found if unpacker.eof else data


def _misread(data: bytes, parsed: Any) -> bool:
    """Whether a feed in UTF-8 was read as something else for the sake of a few bytes."""
    if str(parsed.get("encoding") or "").lower().startswith(("utf", "us-ascii")) or data.startswith((b"\xff", b"\xfe")):
        return False
    high = sum(byte >= 0x80 for byte in data)
    # In another encoding hardly any two of these bytes make a character together.
    return high - sum(char == "\ufffd" for char in data.decode("utf-8", "replace")) > high * 0.8


def _told_apart(entries: list[Entry]) -> tuple[Entry, ...]:
    """Entries of which no two have one name: an id that several have names none of them."""
    ids = Counter(entry.key for entry in entries)
    seen = Counter[str]()

    def named(entry: Entry) -> Entry:
        if ids[entry.key] == 1:
            return entry
        key = " ".join(part for part in (entry.key, entry.link, entry.title, entry.published) if part)
        seen[key] += 1
        return replace(entry, key=key if seen[key] == 1 else f"{key} {seen[key]}")

    return tuple(named(entry) for entry in entries)


class _Stream:
    """What feedparser reads from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        """All bytes."""
        return self._data


def _mended(data: bytes) -> bytes:
    """A feed that lies about its encoding or holds forbidden characters, as UTF-8 without them."""
    try:
        text = decode(data, declared_charset(data[:2000]), lenient=True)
    except EncodingProblem:
        return data
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text).strip().encode()


def _minutes(value: Any) -> int | None:
    return int(value) if isinstance(value, str) and value.strip().isdigit() and len(value) < 8 else None


def _entry(raw: Any, address: str | None) -> Entry:
    contents = [str(part.get("value") or "") for part in raw.get("content") or ()]
    summary = str(raw.get("summary") or "")
    content = max([*contents, summary], key=len, default="")
    link = raw.get("link") or next((part.get("href") for part in raw.get("links") or () if part.get("href")), None)
    if link and address:
        link = _joined(address, link)
    title = clean_line(_plain(str(raw.get("title") or ""))) or None
    published = _date(raw, "published") or _date(raw, "created")
    updated = _date(raw, "updated")
    return Entry(
        key=str(raw.get("id") or link or f"{title} {published or updated or ''}"),
        title=title,
        link=link,
        author=clean_line(str(raw.get("author") or "")) or None,
        published=published or updated,
        updated=updated,
        content=content,
        full=len(content) > _TEASER,
    )


def _date(raw: Any, name: str) -> str | None:
    # feedparser's own "updated" answers with "published" where there is none; .get on the plain dict does not
    text = dict.get(raw, name)
    if found := parse_date(text if isinstance(text, str) else None):
        return found
    moment = dict.get(raw, f"{name}_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat() if moment else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _plain(text: str) -> str:
    return re.sub(r"<[^>]{1,300}>", "", text) if "<" in text else text


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def entry_draft(entry: Entry, feed: Feed, item: Input) -> Draft:
    """The document of an entry; one whose content has no words has its title as its text."""
    paragraphs = fragment_paragraphs(entry.content, item) if is_markup(entry.content) else unwrap(entry.content)
    if not any(char.isalnum() for paragraph in paragraphs for char in paragraph):
        paragraphs = []
    return Draft(
        title=entry.title,
        paragraphs=paragraphs or [entry.title or ""],
        source=feed.title,
        author=entry.author,
        published=entry.published,
        language=feed.language,
        address=entry.link,
        origin=f"{item.origin} › {entry.title or entry.key}",
    )


def parse_json_feed(data: bytes, address: str | None = None) -> Feed:
    """Read a JSON Feed (version 1 or 1.1); what is none is a damaged feed without entries."""
    import json

    try:
        whole = json.loads(data.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict):
        return Feed(None, None, None, (), damaged=True)
    items = whole.get("items")
    return Feed(
        title=clean_line(_str(whole.get("title")) or "") or None,
        link=_str(whole.get("home_page_url")),
        language=_str(whole.get("language")),
        entries=_told_apart([_json_entry(raw, address) for raw in items if isinstance(raw, dict)])
        if isinstance(items, list)
        else (),
        damaged=not isinstance(items, list),
    )


def _str(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else str(value) if isinstance(value, int) else None


def _json_entry(raw: dict[str, Any], address: str | None) -> Entry:
    authors = raw.get("authors") if isinstance(raw.get("authors"), list) else [raw.get("author")]
    names = [name for author in authors or () if isinstance(author, dict) and (name := _str(author.get("name")))]
    content = _str(raw.get("content_html")) or _str(raw.get("content_text")) or _str(raw.get("summary")) or ""
    title = clean_line(_str(raw.get("title")) or "") or None
    link = _str(raw.get("url")) or _str(raw.get("external_url"))
    published = parse_date(_str(raw.get("date_published")))
    updated = parse_date(_str(raw.get("date_modified")))
    return Entry(
        key=_str(raw.get("id")) or link or f"{title} {published or ''}",
        title=title,
        link=_joined(address, link) if address and link else link,
        author=", ".join(names) or None,
        published=published or updated,
        updated=updated,
        content=content,
        full=bool(raw.get("content_html") or raw.get("content_text")),
    )
