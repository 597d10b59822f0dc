"""Feeds read right: more than a hundred valid, odd and broken ones of our own making, item by item beside feedparser.

    python -m benchmarks.feeds [--write DIR]

The yardstick is feedparser's own reading of the same bytes: as many items, with its titles, links, dates and texts.
Where it finds nothing or signs in the place of letters, and for JSON Feed, which it does not know, what was written
counts.
"""

from __future__ import annotations

import argparse
import calendar
import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import feedparser

from kurilreader.domain import Article
from kurilreader.intake import read_bytes
from kurilreader.intake.clean import clean_line
from kurilreader.intake.readers.feed import Entry, parse_feed

#: titles and texts of the items: several scripts, and what XML must escape
STORIES = (
    ("Talks end without a date", "The delegations parted after two days & agreed on <b>nothing</b>."),
    ("Переговоры отложены", "Стороны не назвали новую дату встречи."),
    ("協議は中断", "両国は次の日程を決めなかった。"),
    ("Café «Frontière» reopens", "Fishermen meet there again — for the first time since spring."),
)
TITLES = tuple(title for title, _ in STORIES)
LATIN = tuple(story for story in STORIES if story[0].isascii() or "Caf" in story[0])
MOMENT = "Tue, 04 Mar 2025 09:30:00 +0900"
ISO = "2025-03-04T09:30:00+09:00"


#: dates whose zone or time of day feedparser passes over, and which are read here
BETTER = ("Tue, 04 Mar 2025 09:30:00 MSK", "Tue, 04 Mar 2025 09:30:00 JST", "20250304T093000Z")


@dataclass(frozen=True)
class Sample:
    """A feed as a server would send it; `written` has the titles of its items where feedparser is no yardstick."""

    name: str
    data: bytes
    content_type: str = "application/xml"
    written: tuple[str, ...] = field(default=())


def rss(items: str, *, version: str = "2.0", head: str = "", names: str = "", declared: str = "utf-8") -> str:
    """An RSS 0.91 to 2.0 document."""
    return (
        f'<?xml version="1.0" encoding="{declared}"?>\n<rss version="{version}" {names}><channel><title>Harbour Wire'
        f"</title><link>https://wire.example/</link><description>News</description>{head}{items}</channel></rss>"
    )


def item(n: int, title: str, text: str, *, date: str = MOMENT, more: str = "", guid: str | None = None) -> str:
    """One item of it."""
    named = f"<guid isPermaLink='false'>wire-{n}</guid>" if guid is None else guid
    return (
        f"<item><title>{escape(title)}</title><link>https://wire.example/{n}</link>{named}"
        f"<pubDate>{date}</pubDate><description>{escape(text)}</description>{more}</item>"
    )


def items(stories: tuple[tuple[str, str], ...] = STORIES, **options: Any) -> str:
    """An item for each story."""
    return "".join(item(n, title, text, **options) for n, (title, text) in enumerate(stories))


def rdf(space: str, stories: tuple[tuple[str, str], ...] = STORIES) -> str:
    """RSS 0.90 or 1.0, where items stand beside the channel."""
    found = "".join(
        f'<item rdf:about="https://wire.example/{n}"><title>{escape(title)}</title><link>https://wire.example/{n}</link>'
        f"<description>{escape(text)}</description><dc:date>{ISO}</dc:date></item>"
        for n, (title, text) in enumerate(stories)
    )
    return (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{space}" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>Harbour Wire'
        f"</title><link>https://wire.example/</link></channel>{found}</rdf:RDF>"
    )


def atom(entries: str, *, space: str = "http://www.w3.org/2005/Atom", head: str = "", names: str = "") -> str:
    """An Atom document."""
    return f'<feed xmlns="{space}" {names}><title>Harbour Wire</title><id>tag:wire</id>{head}{entries}</feed>'


def entries(*, text: str = "summary", date: str = "updated", link: str = "https://wire.example/{n}") -> str:
    """An entry for each story."""
    return "".join(
        f"<entry><title>{escape(title)}</title><id>tag:wire,{n}</id><link href='{link.format(n=n)}'/>"
        f"<{date}>{ISO}</{date}><{text} type='html'>{escape(words)}</{text}></entry>"
        for n, (title, words) in enumerate(STORIES)
    )


def dialects() -> Iterator[Sample]:
    """Each kind of feed, as it should be."""
    for version in ("0.91", "0.92", "0.93", "0.94", "2.0"):
        yield Sample(f"rss {version}", rss(items(), version=version).encode())
    yield Sample("rss 0.90", rdf("http://my.netscape.com/rdf/simple/0.9/").encode())
    yield Sample("rss 1.0", rdf("http://purl.org/rss/1.0/").encode())
    old = "http://purl.org/atom/ns#"
    yield Sample("atom 0.3", atom(entries(text="content", date="issued"), space=old).encode())
    yield Sample("atom 1.0", atom(entries()).encode())
    yield Sample("atom published", atom(entries(date="published")).encode())
    yield Sample("atom content", atom(entries(text="content")).encode())
    yield Sample("atom relative links", atom(entries(link="/n/{n}"), names='xml:base="https://wire.example/"').encode())
    for kind, body in (
        ("text", "Plain &lt; words"),
        ("xhtml", '<div xmlns="http://www.w3.org/1999/xhtml"><p>In <em>XHTML</em></p></div>'),
        ("html", "&lt;p&gt;Escaped&lt;/p&gt;"),
    ):
        entry = f'<entry><id>a</id><title type="{kind}">T</title><content type="{kind}">{body}</content></entry>'
        yield Sample(f"atom {kind} content", atom(entry).encode())
    links = "<link rel='enclosure' href='https://x.example/a.mp3'/><link rel='alternate' href='https://x.example/a'/>"
    yield Sample("atom several links", atom(f"<entry><id>1</id><title>T</title>{links}</entry>").encode())
    yield Sample("atom with a prefix", _prefixed().encode())
    modules = "http://purl.org/rss/1.0/modules"
    for name, space, more in (
        (
            "content:encoded",
            "content='http://purl.org/rss/1.0/modules/content/'",
            "<content:encoded>{}</content:encoded>",
        ),
        ("dc:creator", "dc='http://purl.org/dc/elements/1.1/'", "<dc:creator>{}</dc:creator>"),
        ("media:content", "media='http://search.yahoo.com/mrss/'", "<media:description>{}</media:description>"),
        ("itunes", "itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'", "<itunes:summary>{}</itunes:summary>"),
        ("slash", f"slash='{modules}/slash/'", "<slash:comments>3</slash:comments>"),
        ("unknown", "odd='urn:odd'", "<odd:thing><odd:title>{}</odd:title></odd:thing>"),
    ):
        body = more.format(escape("<p>A much longer text of the same story, with its own markup.</p>"))
        yield Sample(f"rss with {name}", rss(items(more=body), names=f"xmlns:{space}").encode())


def _prefixed() -> str:
    return re.sub(r"<(/?)(\w)", r"<\1a:\2", atom(entries())).replace("xmlns=", "xmlns:a=")


def encodings() -> Iterator[Sample]:
    """Right, wrong and missing words on how the bytes are to be read."""
    whole = items()
    yield Sample("utf-8 with a mark", b"\xef\xbb\xbf" + rss(whole).encode())
    yield Sample("utf-16 with a mark", rss(whole, declared="utf-16").encode("utf-16"))
    yield Sample("utf-16 the other way", b"\xfe\xff" + rss(whole, declared="utf-16").encode("utf-16-be"))
    for name, stories in (
        ("windows-1251", (STORIES[1],)), ("koi8-r", (STORIES[1],)), ("shift_jis", (STORIES[2],)),
        ("euc-jp", (STORIES[2],)), ("iso-2022-jp", (STORIES[2],)), ("iso-8859-1", LATIN[:1]),
        ("windows-1252", LATIN), ("us-ascii", LATIN[:1]), ("utf8", STORIES), ("UTF-8 ", STORIES),
    ):  # fmt: skip
        data = rss(items(stories), declared=name).encode(name.strip())
        yield Sample(f"declared {name.strip()}{' and a space' if ' ' in name else ''}", data)
        yield Sample(f"{name.strip()} by the header alone", _undeclared(data), f"text/xml; charset={name.strip()}")
    yield Sample("windows-1252 called utf-8", rss(items(LATIN)).encode("windows-1252"))
    yield Sample("windows-1251 called utf-8", rss(items((STORIES[1],))).encode("windows-1251"))
    yield Sample("utf-8 called latin", rss(whole, declared="iso-8859-1").encode())
    yield Sample("utf-8 called ascii", rss(whole, declared="us-ascii").encode())
    yield Sample("an encoding nobody knows", rss(whole, declared="x-harbour").encode())
    yield Sample(
        "header against declaration",
        rss(items((STORIES[1],)), declared="windows-1251").encode(),
        "text/xml; charset=utf-8",
    )
    yield Sample("sent as plain text", rss(whole).encode(), "text/plain")
    yield Sample("sent as a page", rss(whole).encode(), "text/html; charset=utf-8")
    yield Sample("sent as nothing", rss(whole).encode(), "")
    yield Sample("one bad byte", rss(whole).encode().replace(b"agreed", b"agr\xffeed"), written=TITLES)
    yield Sample("packed", gzip.compress(rss(whole).encode()), written=TITLES)


def _undeclared(data: bytes) -> bytes:
    return data[data.index(b"?>") + 2 :]


def dates() -> Iterator[Sample]:
    """Dates in every habit."""
    for date in (
        "Tue, 04 Mar 2025 09:30:00 GMT", "Tue, 4 Mar 2025 09:30:00 +0000", "4 Mar 2025 09:30:00 Z",
        "Tue, 04 Mar 2025 09:30 +0300", "Tue, 04 Mar 25 09:30:00 EST", "Tue, 04 Mar 2025 09:30:00 MSK",
        "Tue, 04 Mar 2025 09:30:00 JST", "Tue, 04 Mar 2025 9:30:00 PST", "Tuesday, 04 March 2025 09:30:00 +0100",
        "Wed, 04 Mar 2025 09:30:00 GMT", "Tue, 04 Mar 2025 09:30:00 -0330", "Tue, 04 Mar 2025 09:30:00 GMT+3",
        "Tue Mar  4 09:30:00 2025", "Tue, 04 Mar 2025", "04 Mar 2025", "Mar 4, 2025", "2025-03-04T09:30:00Z",
        "2025-03-04T09:30:00.123+09:00", "2025-03-04T09:30:00", "2025-03-04 09:30:00", "2025-03-04T09:30+0900",
        "2025-03-04", "2025-03", "2025", "20250304T093000Z", "2025-03-04T24:00:00Z", "2025-12-31T23:59:60Z",
        "Tue, 31 Feb 2025 09:30:00 GMT", "2025-W10-2", "2025-063", "1741080600", "soon", "",
        "&#13;&#10; Tue, 04 Mar 2025 09:30:00 GMT ", "Tue, 04 Mar 2025 09:30:00 (UTC)", "Tue,04 Mar 2025 09:30:00 GMT",
        "Fri, 03 Jan 1969 09:30:00 GMT", "Tue, 04 Mar 2025 09:30:00 +09:00",
    ):  # fmt: skip
        yield Sample(f"date {date or 'none'}", rss(items(STORIES[:1], date=date)).encode())


def oddities() -> Iterator[Sample]:
    """What feeds do that they should not, and what few do that they may."""
    one = STORIES[:1]
    raw = "<item><title>{}</title><link>https://wire.example/1</link><description>{}</description></item>"
    for name, title, text in (
        ("entities nobody declared", "Caf&eacute;&nbsp;&hellip;", "One &mdash; two &unknown; three &copy;"),
        ("a bare ampersand", "Fish & ships", "Salt & pepper &amp; more"),
        ("markup in the title", "<b>Bold</b> <i>title</i>", "Words"),
        ("escaped markup in the title", "&lt;b&gt;Bold&lt;/b&gt; title", "Words"),
        ("escaped twice", "A &amp;amp; B", "&amp;lt;p&amp;gt;Words&amp;lt;/p&amp;gt;"),
        ("character data", "<![CDATA[Talks <em>end</em> & begin]]>", "<![CDATA[<p>Words & <br> more</p>]]>"),
        ("markup that does not close", "Talks", "&lt;p&gt;One &lt;b&gt;two &lt;div&gt;three"),
        ("raw markup in the text", "Talks", "<p>One</p><p>Two</p>"),
        ("numeric references", "&#1057;&#x43e;&#8203;n", "&#150; &#x1F41F;"),
        ("signs that XML forbids", "Tal\x0bks", "Wo\x00rds\x1b[2J"),
        ("a script", "Talks", "&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;Words&lt;/p&gt;"),
        ("right to left", "שיחות הסתיימו", "المحادثات انتهت"),
        ("no title", "", "Only a text, which is long enough to be one."),
        ("no text", "Only a title", ""),
        ("nothing at all", "", ""),
        ("a very long text", "Talks", "The delegations met again. " * 4000),
        ("a very long title", "Talks " * 400, "Words"),
        ("comments inside", "Talks<!-- not me -->", "Words<!-- <item> -->"),
    ):
        yield Sample(name, rss(raw.format(title, text)).encode())
    yield Sample("no ids", rss(items(guid="")).encode())
    yield Sample("one id for all", rss(items(guid="<guid>same</guid>")).encode())
    yield Sample("empty ids", rss(items(guid="<guid></guid>")).encode())
    yield Sample("ids that are links", rss(items(guid="<guid>https://wire.example/x</guid>")).encode())
    yield Sample("no links", re.sub("<link>.*?</link>", "", rss(items())).encode())
    yield Sample("relative links", rss(items()).replace("<link>https://wire.example/", "<link>/n/").encode())
    yield Sample("links with spaces", rss(items()).replace("</link><guid", "\n </link><guid").encode())
    yield Sample("no channel title", rss(items()).replace("<title>Harbour Wire</title>", "").encode())
    yield Sample("items outside the channel", rss("").replace("</rss>", items() + "</rss>").encode())
    yield Sample(
        "two channels", rss(items(one)).replace("</rss>", f"<channel>{item(7, 'Seven', 'W')}</channel></rss>").encode()
    )
    yield Sample("names in capitals", re.sub(r"</?(item|title|link)>", lambda m: m[0].upper(), rss(items())).encode())
    yield Sample("no items", rss("").encode())
    yield Sample("cut in an item", rss(items()).encode()[:-150])
    yield Sample("cut in a tag", rss(items()).encode().rsplit(b"</desc", 1)[0] + b"</desc")
    yield Sample("cut in a reference", rss(items()).encode().rsplit(b"&amp;", 1)[0] + b"&am")
    yield Sample("not closed", rss(items()).replace("</channel></rss>", "").encode())
    yield Sample("closed in the wrong order", rss(items()).replace("</channel></rss>", "</rss></channel>").encode())
    yield Sample("space before it", b"\n\n  " + rss(items()).encode())
    yield Sample("words before it", b"Warning: something failed on line 3\n" + rss(items()).encode())
    yield Sample("words after it", rss(items()).encode() + b"<!-- served in 3 ms --> bye")
    yield Sample(
        "a declaration of its own", rss(items()).replace("?>", "?><!DOCTYPE rss [<!ENTITY w 'Words'>]>", 1).encode()
    )
    yield Sample("a style sheet", rss(items()).replace("?>", "?><?xml-stylesheet href='a.xsl'?>", 1).encode())
    yield Sample("a name space nobody declared", rss(items(more="<odd:thing>x</odd:thing>")).encode())
    yield Sample(
        "an enclosure",
        rss(items(more="<enclosure url='https://x.example/a.mp3' length='1' type='audio/mpeg'/>")).encode(),
    )
    yield Sample("a source", rss(items(more="<source url='https://x.example/'>Other wire</source>")).encode())
    yield Sample("attributes without quotes", rss(items()).replace("isPermaLink='false'", "isPermaLink=false").encode())
    yield Sample("old line ends", rss(items()).replace("><", ">\r<").encode())
    yield Sample("many items", rss("".join(item(n, f"Day {n}", f"Words of day {n}") for n in range(300))).encode())


def json_feeds() -> Iterator[Sample]:
    """JSON Feed, which feedparser does not read."""
    found = [
        {"id": n, "url": f"https://wire.example/{n}", "title": title, "content_text": text, "date_published": ISO}
        for n, (title, text) in enumerate(STORIES)
    ]
    kind = "application/feed+json"
    for version in ("1", "1.1"):
        whole = {"version": f"https://jsonfeed.org/version/{version}", "title": "Harbour Wire", "items": found}
        yield Sample(f"json {version}", json.dumps(whole).encode(), kind, TITLES)
    yield Sample("json with a mark", b"\xef\xbb\xbf" + json.dumps(whole, ensure_ascii=False).encode(), kind, TITLES)
    html = [
        {"id": "a", "title": "T", "content_html": "<p>Words</p>", "authors": [{"name": "N"}]},
        "no item",
        {"id": None},
    ]
    yield Sample("json with odd items", json.dumps({**whole, "items": html}).encode(), kind, ("T", ""))
    yield Sample("json without items", json.dumps({**whole, "items": None}).encode(), kind, ())
    yield Sample("json that is cut", json.dumps(whole).encode()[:-30], kind, ())


def collection() -> list[Sample]:
    """All of them."""
    return [*dialects(), *encodings(), *dates(), *oddities(), *json_feeds()]


def differences(sample: Sample) -> list[str]:
    """Where the reading here has less or other than the yardstick."""
    ours = parse_feed(sample.data, content_type=sample.content_type).entries
    keys = len({entry.key for entry in ours})
    told = [] if keys == len(ours) else [f"{len(ours)} items have {keys} names"]
    if sample.content_type == "application/feed+json" or sample.written:
        titles = tuple(entry.title or "" for entry in ours)
        return told + ([] if titles == sample.written else [f"{titles} for {sample.written}"])
    headers = {"content-type": sample.content_type or "application/xml"}
    theirs = feedparser.parse(io.BytesIO(sample.data), response_headers=headers, sanitize_html=False).entries
    if len(ours) < len(theirs):
        told.append(f"{len(ours)} items for {len(theirs)}")
    for n, (our, their) in enumerate(zip(ours, theirs, strict=False)):
        told += [f"item {n}: {each}" for each in _of_item(our, their)]
    return told


def _of_item(our: Entry, their: Any) -> Iterator[str]:
    title = _words(clean_line(re.sub(r"<[^>]{1,300}>", "", their.get("title") or "")))
    if _words(our.title or "") != title:
        yield f"title {our.title!r} for {their.get('title')!r}"
    if their.get("link") and (our.link or "").strip() != their["link"].strip():
        yield f"link {our.link!r} for {their['link']!r}"
    texts = [part.get("value") or "" for part in their.get("content") or ()] + [their.get("summary") or ""]
    if len(_words(our.content)) < max(len(_words(text)) for text in texts):
        yield "a shorter text"
    moment = dict.get(their, "published_parsed") or dict.get(their, "updated_parsed")
    if moment and not our.published:
        yield f"no date for {their.get('published') or their.get('updated')!r}"
    elif moment and our.published and len(our.published) > 10 and their.get("published") not in BETTER:
        exact = datetime.fromtimestamp(calendar.timegm(moment), UTC)
        if abs((datetime.fromisoformat(our.published).astimezone(UTC) - exact).total_seconds()) >= 1:
            yield f"date {our.published} for {exact.isoformat()}"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def articles(sample: Sample) -> tuple[int, list[str]]:
    """How many articles the feed becomes as a file, and what is told of items that become none."""
    outcomes = list(read_bytes(sample.data, origin="feed.xml", content_type=sample.content_type or None))
    found = [each for each in outcomes if isinstance(each, Article)]
    return len(found), [each.reason for each in outcomes if not isinstance(each, Article)]


def main() -> None:
    """Print what differs, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", metavar="DIR", type=Path, help="keep the feeds as files")
    options = parser.parse_args()
    samples = collection()
    items_read = lost = 0
    for n, sample in enumerate(samples):
        found = differences(sample)
        lost += bool(found)
        items_read += len(parse_feed(sample.data, content_type=sample.content_type).entries)
        for each in found:
            print(f"{sample.name}: {each}")
        if options.write:
            options.write.mkdir(exist_ok=True)
            (options.write / f"{n:03} {re.sub(r'[^A-Za-z0-9]+', '-', sample.name)}.xml").write_bytes(sample.data)
    print(f"{len(samples)} feeds, {items_read} items, {len(samples) - lost} feeds read as the yardstick reads them")


if __name__ == "__main__":
    main()
