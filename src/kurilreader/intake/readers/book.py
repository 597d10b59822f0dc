"""EPUB books and magazines: a document for each chapter that has a text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.encoding import EncodingProblem, declared_charset, decode
from kurilreader.intake.inputs import HEAD, Draft, Found, Input
from kurilreader.intake.readers.fragments import fragment_paragraphs
from kurilreader.intake.readers.html import parse_page
from kurilreader.intake.readers.xml import first_text, local_name, parse_xml
from kurilreader.intake.readers.zips import Zip

#: a chapter of fewer characters is a cover, an imprint or a table of contents
_LEAST = 200


class EpubReader:
    """EPUB 2 and 3."""

    name = "an EPUB book"
    suffixes = frozenset({".epub"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the type that stands first in it."""
        return head.startswith(b"PK\x03\x04") and b"mimetypeapplication/epub+zip" in head[:200]

    def read(self, item: Input) -> Iterator[Found]:
        """The chapters in reading order."""
        with item.open() as stream:
            book = Zip(stream, item)
            container = parse_xml(book.named("META-INF/container.xml"), item)
            paths = [element.get("full-path") for element in container.iter() if local_name(element) == "rootfile"]
            if not paths or not paths[0]:
                raise item.problem("is an EPUB without contents")
            package = parse_xml(book.named(paths[0]), item)
            title = clean_line(first_text(package, "title") or "") or None
            chapters = [chapter for name in _spine(package, paths[0]) if (chapter := _chapter(book, name, item))]
        long = [chapter for chapter in chapters if isinstance(chapter, InputError) or _length(chapter[1]) >= _LEAST]
        if not long:
            raise item.problem("is an EPUB without text")
        for chapter in long:
            if isinstance(chapter, InputError):
                yield chapter
                continue
            heading, paragraphs = chapter
            yield Draft(
                title=(heading or title) if len(long) > 1 else title or heading,
                paragraphs=paragraphs,
                source=title if len(long) > 1 else clean_line(first_text(package, "publisher") or ""),
                author=first_text(package, "creator"),
                published=first_text(package, "date"),
                language=first_text(package, "language"),
                origin=f"{item.origin} › {heading}" if heading and len(long) > 1 else None,
            )


def _spine(package: Any, path: str) -> list[str]:
    """The names of the chapters' files in reading order."""
    items = {element.get("id"): element.get("href") for element in package.iter() if local_name(element) == "item"}
    order = [element.get("idref") for element in package.iter() if local_name(element) == "itemref"]
    folder = posixpath.dirname(path)
    return [
        posixpath.normpath(posixpath.join(folder, unquote(href).partition("#")[0]))
        for name in order
        if (href := items.get(name))
    ]


def _chapter(book: Zip, name: str, item: Input) -> tuple[str | None, list[str]] | InputError | None:
    if name not in book:
        return None
    part = item.inside(name, b"")
    try:
        data = book.named(name)
        page = decode(data, declared_charset(data[:HEAD]), lenient=True)
        tree = parse_page(page, part)
        heads = [clean_line(element.text_content()) for element in tree.iter("h1", "h2", "title")]
        return next((head for head in heads if head), None), fragment_paragraphs(page, part)
    except InputError as error:
        return error
    except EncodingProblem as problem:
        return part.problem(str(problem))


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))
