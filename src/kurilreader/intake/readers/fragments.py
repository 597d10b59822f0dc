"""Pieces of HTML that hold nothing but their document's text: a feed's entry, a message, a chapter."""

from __future__ import annotations

import re
from typing import Any

from kurilreader.intake.inputs import Input
from kurilreader.intake.readers.html import parse_page

_MARKUP = re.compile(
    r"<\s*/?\s*(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|blockquote|img|table"
    r"|html|body)\b[^>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "nav", "form", "button", "select", "iframe", "object",
    "svg", "math", "canvas", "video", "audio", "textarea",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "h1", "h2", "h3", "h4", "h5",
    "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "thead", "tbody", "tfoot", "caption", "figure",
    "figcaption", "pre", "hr", "address", "center", "body", "html",
})  # fmt: skip


def is_markup(text: str) -> bool:
    """Whether a text is HTML rather than plain."""
    return bool(_MARKUP.search(text) or _ENTITY.search(text))


def fragment_paragraphs(markup: str, item: Input) -> list[str]:
    """The paragraphs of a piece of HTML, all of them: list items begin with "- ", a table's row is one line."""
    if not markup.strip():
        return []
    walker = _Walker()
    walker.walk(parse_page(f"<html><body>{markup}</body></html>" if "<body" not in markup.lower() else markup, item))
    return walker.done()


class _Walker:
    """Collects the words between the starts and ends of blocks."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.words: list[str] = []
        self.lead = ""

    def walk(self, root: Any) -> None:
        """All of a tree, without recursion: markup may be nested deeper than Python goes."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, closing = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if closing:
                if tag in _BLOCKS and tag not in {"td", "th"}:
                    self.flush()
                elif tag in {"td", "th"}:
                    self.words.append(" | ")
                self.words.append(element.tail or "")
                continue
            if not tag or tag in _SKIPPED:
                self.words.append(element.tail or "")
                continue
            if tag in _BLOCKS:
                self.flush()
            if tag == "li":
                self.lead = "- "
            if tag == "br":
                self.words.append("\n")
            self.words.append((element.text or "") if tag == "pre" else " ".join((element.text or "").split("\n")))
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def flush(self) -> None:
        """End the paragraph, two line breaks in a row ending one as well."""
        text = "".join(self.words)
        self.words.clear()
        for part in re.split(r"\n\s*\n", text):
            lines = [" ".join(line.split()).removesuffix(" |") for line in part.split("\n")]
            if whole := "\n".join(line for line in lines if line):
                self.paragraphs.append(self.lead + whole)
                self.lead = ""

    def done(self) -> list[str]:
        """All paragraphs."""
        self.flush()
        return self.paragraphs
