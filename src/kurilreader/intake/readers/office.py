"""Word documents (DOCX): paragraphs, headings, lists and tables as their markup gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kurilreader.intake.header import read_header
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.readers.xml import first_text, local_name, parse_xml
from kurilreader.intake.readers.zips import Zip

_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class DocxReader:
    """A Word document of Office 2007 or later."""

    name = "a Word document"
    suffixes = frozenset({".docx"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the parts that stand first in it, or by name where they do not."""
        if not head.startswith(b"PK\x03\x04"):
            return False
        return b"word/" in head or (item.suffix in self.suffixes and b"[Content_Types].xml" in head)

    def read(self, item: Input) -> Iterator[Found]:
        """One document."""
        with item.open() as stream:
            archive = Zip(stream, item)
            body = parse_xml(archive.named(_DOCUMENT), item)
            core = parse_xml(archive.named("docProps/core.xml"), item) if "docProps/core.xml" in archive else None
        paragraphs = list(_paragraphs(body))
        titles = [text for style, text in paragraphs if style == "title" or style.startswith("heading1")]
        title = titles[0] if titles else None
        if title is None and core is not None:
            title = first_text(core, "title")
        texts = [text for _, text in paragraphs]
        if title is None and len(texts) > 1 and len(texts[0]) <= 200 and not texts[0].startswith("- "):
            title, texts = texts[0], texts[1:]
        elif title and texts and texts[0] == title:
            texts = texts[1:]
        header, texts = read_header(texts) if texts else (read_header([""])[0], texts)
        yield Draft(
            title=title,
            paragraphs=texts,
            source=header.source,
            author=header.author or (first_text(core, "creator") if core is not None else None),
            published=header.published,
            language=first_text(core, "language") if core is not None else None,
            address=header.address,
        )


def _paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """Style name and text of each paragraph in order; a table's row is one paragraph."""
    for element in root.iter(f"{_W}p", f"{_W}tr"):
        name = local_name(element)
        inside_row = next((True for _ in element.iterancestors(f"{_W}tr")), False)
        if inside_row:
            continue
        if name == "tr":
            cells = [" ".join(_text(cell).split()) for cell in element.iter(f"{_W}tc")]
            if line := " | ".join(cell for cell in cells if cell):
                yield "", line
            continue
        text = _text(element).strip()
        if not text:
            continue
        style = next((node.get(f"{_W}val") or "" for node in element.iter(f"{_W}pStyle")), "").lower()
        listed = "list" in style or any(True for _ in element.iter(f"{_W}numPr"))
        yield style, f"- {text}" if listed and not style.startswith("heading") else text


def _text(element: Any) -> str:
    pieces = []
    for node in element.iter():
        name = local_name(node)
        # w:delText, the words of a deletion under review, is no part of the text
        if name == "t":
            pieces.append(node.text or "")
        elif name == "tab":
            pieces.append(" ")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "p" and pieces:
            pieces.append(" ")
    return "".join(pieces)
