"""The article: one document as the reader keeps it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def article_id(text: str) -> str:
    """Name a text by its content: 16 hexadecimal digits, equal for texts that differ only in white space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One document.

    `text` is plain Unicode, its paragraphs separated by a blank line, free of control characters. Every offset in the
    program counts Unicode code points into it, so it never changes once stored. The title is not part of the text.
    """

    id: str
    title: str
    text: str
    #: the outlet, as a reader would name it: "Kyodo News"
    source: str | None = None
    author: str | None = None
    #: ISO 8601: a date ("2025-03-04") or a moment with its zone ("2025-03-04T09:30:00+09:00")
    published: str | None = None
    #: ISO 639-1, lower case
    language: str | None = None
    #: where it can be read by anyone: an http(s) address
    address: str | None = None
    #: where it was taken from: a path, an address, or "-" for standard input
    origin: str | None = None
    #: the text as Markdown, where its document sets paragraphs in more ways than one: see `intake.markup`
    markup: str | None = None
