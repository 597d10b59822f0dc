"""PDF files with text, by pypdf."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator

from kurilreader.intake.assemble import split_title
from kurilreader.intake.clean import clean_characters, clean_line
from kurilreader.intake.header import read_header
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.paragraphs import unwrap

_NUMBER = re.compile(r"^\W*(?:page|p\.|стр\.?|с\.)?\s*\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?\W*$", re.IGNORECASE)
_HYPHEN = re.compile(r"([a-zа-яё])[-\u00ad]\n([a-zа-яё])")
#: lines at the top and the foot of a page that may be running heads
_EDGE = 2


class PdfReader:
    """A PDF whose pages hold text, not pictures of text."""

    name = "a PDF"
    suffixes = frozenset({".pdf"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By its signature, which may stand a little way in."""
        return b"%PDF-" in head[:1024]

    def read(self, item: Input) -> Iterator[Found]:
        """One document."""
        import pypdf
        from pypdf.errors import PyPdfError

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        try:
            with item.open() as stream:
                document = pypdf.PdfReader(stream, strict=False)
                if document.is_encrypted and not document.decrypt(""):
                    raise item.problem("is an encrypted PDF")
                if len(document.pages) > item.limits.pdf_pages:
                    raise item.problem(f"has more than {item.limits.pdf_pages} pages")
                pages, length = [], 0
                for page in document.pages:
                    pages.append(clean_characters(page.extract_text() or ""))
                    length += len(pages[-1])
                    if length > item.limits.text_length:
                        raise item.problem(f"has more than {item.limits.text_length} characters of text")
                about = document.metadata
                known_title = clean_line(str(about.title or "")) if about else ""
                author = clean_line(str(about.author or "")) if about else ""
        except (
            PyPdfError,
            OSError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
        ) as error:
            raise item.problem("is a damaged PDF") from error
        yield _draft(pages, known_title, author, item)


def _draft(pages: list[str], known_title: str, author: str, item: Input) -> Draft:
    text = "\n".join(_without_running_heads(pages))
    if not any(char.isalnum() for char in text):
        raise item.problem("is a PDF without text: its pages are pictures")
    paragraphs = unwrap(_HYPHEN.sub(r"\1\2", text))
    title, rest = split_title(paragraphs)
    # many programs write the file's name or "Microsoft Word - …" into the title
    if known_title and not re.search(r"\.\w{2,5}$|^microsoft|^untitled", known_title, re.IGNORECASE):
        title, rest = known_title, paragraphs
    header, rest = read_header(rest)
    return Draft(
        title=title,
        paragraphs=rest,
        source=header.source,
        author=header.author or author or None,
        published=header.published,
        address=header.address,
    )


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages without page numbers and without lines that stand at the same edge of most pages."""
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(re.sub(r"\d+", "#", line.strip()) for lines in split for line in {*lines[:_EDGE], *lines[-_EDGE:]})
    repeated = {line for line, count in edges.items() if count >= 3 and count > len(pages) * 0.5}
    kept = []
    for lines in split:
        last = len(lines) - _EDGE
        kept.append(
            "\n".join(
                line
                for number, line in enumerate(lines)
                if not (
                    (number < _EDGE or number >= last)
                    and (_NUMBER.match(line) or re.sub(r"\d+", "#", line.strip()) in repeated)
                )
            )
        )
    return kept
