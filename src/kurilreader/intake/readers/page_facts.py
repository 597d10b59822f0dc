"""What a page says of itself: title, outlet, author, date, language, address, from its markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from kurilreader.intake.assemble import web_address
from kurilreader.intake.clean import clean_line
from kurilreader.intake.dates import first_date, parse_date

#: JSON-LD types that describe an article
_ARTICLE = re.compile(r"Article|Report|BlogPosting|Posting|LiveBlog|WebPage|CreativeWork")
_TITLE_MARKS = re.compile(r"\s+[|–—·•»]\s+|\s+-\s+|\s*[｜|]\s*")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate",
    "pubdate", "publish-date", "publication_date", "sailthru.date", "parsely-pub-date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date",
    "article.published", "cxenseparse:recs:publishtime", "mediator_published_time", "date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
            "citation_author", "mediator_author")  # fmt: skip
_SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
)
_BYLINES = (
    '//*[@rel="author"] | //*[@itemprop="author"] | //*[contains(@class, "author-name")]'
    ' | //*[contains(concat(" ", @class, " "), " byline ")] | //*[contains(concat(" ", @class, " "), " author ")]'
)
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What was found; None where the page does not say."""

    title: str | None
    source: str | None
    author: str | None
    #: as ISO 8601
    published: str | None
    language: str | None
    address: str | None


def page_facts(tree: Any, address: str | None = None, seen: datetime | None = None) -> PageFacts:
    """The facts of a parsed page; `address` is where it was fetched from."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    address = _address(tree, metas, address)
    source = _source(metas, linked)
    return PageFacts(
        title=_title(tree, metas, linked, source),
        source=source or _host(address),
        author=_author(tree, metas, linked),
        published=_published(tree, metas, linked, address, seen),
        language=_language(tree, metas, linked),
        address=address,
    )


def _metas(tree: Any) -> dict[str, str]:
    """The page's `meta` values by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(tree: Any) -> dict[str, Any]:
    """The JSON-LD object that describes the article; {} where there is none."""
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > 500_000:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            kind = node.get("@type")
            kinds = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
            if not _ARTICLE.search(kinds):
                continue
            if "headline" in node or "datePublished" in node:
                if "Article" in kinds or "Report" in kinds:
                    return node
                best = best or node
    return best


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for part in data[:100]:
            yield from _nodes(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _named(value: Any) -> str | None:
    """The name in a JSON-LD person or organisation, several joined by a comma."""
    if isinstance(value, str):
        return clean_line(value) or None
    if isinstance(value, dict):
        return _named(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for part in value[:10] if (name := _named(part))) or None
    return None


def _title(tree: Any, metas: dict[str, str], linked: dict[str, Any], source: str | None) -> str | None:
    whole = next((clean_line(element.text_content()) for element in tree.iter("title")), "")
    heads = [line for element in tree.iter("h1") if (line := clean_line(element.text_content()))]
    for candidate in (_named(linked.get("headline")), metas.get("og:title"), metas.get("twitter:title")):
        if candidate and (title := clean_line(candidate)):
            return _without_site(title, source, heads)
    # the headline is the h1 that the document's title repeats; a lone h1 may be the site's name
    for head in heads:
        if head in whole and head != source:
            return head
    if heads and len(heads) == 1 and len(heads[0].split()) > 2:
        return heads[0]
    return _without_site(whole, source, heads) or (heads[0] if heads else None)


def _without_site(title: str, source: str | None, heads: list[str]) -> str:
    """The title without "| Site name" at an end."""
    for head in heads:
        if head and head != title and len(head) > 10 and (title.startswith(head) or title.endswith(head)):
            return head
    parts = _TITLE_MARKS.split(title)
    if len(parts) > 1:
        marks = list(_TITLE_MARKS.finditer(title))
        for part, stem in ((parts[-1], title[: marks[-1].start()]), (parts[0], title[marks[0].end() :])):
            if source and part.casefold() == source.casefold() and stem:
                return _without_site(stem, None, [])
        if source is None and len(parts[-1]) < 30 and len(title) - len(parts[-1]) > 25 and "|" in title:
            return title[: marks[-1].start()]
    return title


def _source(metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    for candidate in (
        *(metas.get(name) for name in _SITES[:1]),
        _named(linked.get("publisher")),
        *map(metas.get, _SITES),
    ):
        if candidate and (name := clean_line(candidate).lstrip("@")) and "://" not in name:
            return name
    return None


def _host(address: str | None) -> str | None:
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None


def _author(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    candidates = [_named(linked.get("author")), *(metas.get(name) for name in _AUTHORS)]
    candidates.extend(element.text_content() for element in tree.xpath(_BYLINES)[:4])
    for candidate in candidates:
        name = re.sub(r"^(?:by|author|автор|текст|文)\b[:：]?\s*", "", clean_line(candidate or ""), flags=re.IGNORECASE)
        if 2 <= len(name) <= 100 and "://" not in name and not name.startswith("@") and not parse_date(name):
            return name
    return None


def _published(
    tree: Any, metas: dict[str, str], linked: dict[str, Any], address: str | None, seen: datetime | None
) -> str | None:
    found = first_date(
        *(str(linked[key]) for key in ("datePublished", "dateCreated", "uploadDate") if linked.get(key)),
        *(metas.get(name) for name in _PUBLISHED),
    )
    if found:
        return found
    times = tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate] | //article//time | //main//time | //time")
    for element in times[:10]:
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if "updat" in marks or "modif" in marks:
            continue
        line = clean_line(element.text_content())
        if found := first_date(element.get("datetime"), element.get("content")) or parse_date(line, now=seen):
            return found
    for element in tree.xpath(
        "//*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'byline')"
        " or contains(@class, 'timestamp') or contains(@id, 'date') or contains(@class, 'posted')]"
    )[:20]:
        line = clean_line(element.text_content())
        if "updated" not in line.lower() and len(line) < 120 and (found := parse_date(line, now=seen)):
            return found
    if address and (match := re.search(r"/((?:19|20)\d{2})/(\d{2})/(\d{2})(?:/|$)", address)):
        return parse_date("-".join(match.groups()))
    return None


def _language(tree: Any, metas: dict[str, str], linked: dict[str, Any]) -> str | None:
    value = linked.get("inLanguage")
    return (
        next((tag for element in tree.iter("html") if (tag := element.get("lang") or element.get("xml:lang"))), None)
        or (value if isinstance(value, str) else None)
        or metas.get("content-language")
        or metas.get("og:locale")
    )


def _address(tree: Any, metas: dict[str, str], address: str | None) -> str | None:
    links = [element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"]
    for candidate in (*links, metas.get("og:url")):
        if candidate:
            try:
                whole = urljoin(address or "", candidate.strip())
            except ValueError:
                continue
            # a canonical link to the bare site names no article
            if (found := web_address(whole)) and urlsplit(found).path.strip("/"):
                return found
    return web_address(address)
