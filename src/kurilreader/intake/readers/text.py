"""Plain text: a title line, perhaps a date and a byline, then paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from kurilreader.intake.assemble import split_title
from kurilreader.intake.encoding import binary_reason
from kurilreader.intake.furniture import strip_furniture
from kurilreader.intake.header import read_header
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.paragraphs import unwrap


class TextReader:
    """Plain text in any encoding."""

    name = "plain text"
    suffixes = frozenset({".txt", ".text", ".asc"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """Anything that is not binary; inside folders only files named as text or not at all."""
        if binary_reason(head):
            return False
        return item.named or item.suffix in self.suffixes or not item.suffix

    def read(self, item: Input) -> Iterator[Found]:
        """One document."""
        yield text_draft(item.text())


def text_draft(text: str, title: str | None = None) -> Draft:
    """The document a plain text is; `title` where it is known from elsewhere."""
    paragraphs = strip_furniture(unwrap(text))
    if title is None:
        title, paragraphs = split_title(paragraphs)
    header, paragraphs = read_header(paragraphs)
    return Draft(
        title=title,
        paragraphs=paragraphs,
        source=header.source,
        author=header.author,
        published=header.published,
        language=header.language,
        address=header.address,
    )
