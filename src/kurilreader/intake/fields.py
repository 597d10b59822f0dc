"""Under which names tables and JSON keep what an article has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kurilreader.intake.clean import clean_line


@dataclass(frozen=True, slots=True)
class Fields:
    """Names to look under, the likeliest first, compared without case; "a.b" is the value b inside the object a."""

    title: tuple[str, ...] = ("title", "headline", "resolved_title", "given_title", "subject", "name")
    text: tuple[str, ...] = (
        "text", "content_text", "content", "body", "maintext", "article_text", "article_body", "articlebody",
        "full_text", "fulltext", "content_html", "html", "raw_text", "description", "summary",
    )  # fmt: skip
    source: tuple[str, ...] = (
        "source.name", "source", "outlet", "publisher", "publication", "sitename", "site_name", "domain_name",
        "newspaper", "source_domain", "feed_title",
    )  # fmt: skip
    author: tuple[str, ...] = ("author.name", "author", "authors", "byline", "creator", "published_by")
    published: tuple[str, ...] = (
        "published", "date_published", "published_at", "publishedat", "pubdate", "date_publish", "publish_date",
        "publication_date", "date", "datetime", "timestamp", "created_at", "time",
    )  # fmt: skip
    language: tuple[str, ...] = ("language", "lang", "locale")
    address: tuple[str, ...] = (
        "address",
        "url",
        "link",
        "external_url",
        "permalink",
        "web_url",
        "resolved_url",
        "href",
        "given_url",
    )
    #: where an article lies inside another object, tried where that one has no text itself
    inner: tuple[str, ...] = field(default=("article", "_source", "doc", "data"))


DEFAULT_FIELDS = Fields()


def value_of(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first non-empty value under these names, as text; numbers and lists of words included."""
    lower = {str(key).strip().lstrip("\ufeff").lower(): value for key, value in record.items()}
    for name in names:
        head, _, tail = name.lower().partition(".")
        value = lower.get(head)
        if tail and isinstance(value, Mapping):
            value = {str(key).lower(): inner for key, inner in value.items()}.get(tail)
        if (words := _words(value)) and words.strip():
            return words
    return None


def _words(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        parts = [part.get("name") if isinstance(part, Mapping) else part for part in value[:1000]]
        return ", ".join(clean_line(part) for part in parts if isinstance(part, str) and part.strip()) or None
    return None
