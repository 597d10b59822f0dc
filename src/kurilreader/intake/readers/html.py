"""Pages: the main text by trafilatura, what the page says of itself by its own markup, without network or entities."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from kurilreader.domain import Link, Passage, Setting, Stress
from kurilreader.intake.assemble import web_address
from kurilreader.intake.encoding import binary_reason
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.readers.page_facts import PageFacts, page_facts

_SIGNS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|title|meta|div|section)\b|<p[ >].{0,2000}?</p>",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_XML = re.compile(rb"<(?:rss|feed|rdf:RDF|opml|svg|urlset|package)\b", re.IGNORECASE)
#: control characters and lone surrogates, which libxml2 stops at or refuses
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,9}))(?![0-9a-f]);?", re.IGNORECASE)
_XML_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PLAIN_PAGE = re.compile(r"<\s*(?:html|body|head|div|article|main|section|table)\b", re.IGNORECASE)


#: characters below which nothing is a main text
_LEAST = 12
#: elements of trafilatura's that hold blocks, and those blocks
_HOLDERS = frozenset({"quote", "div", "body", "main", "article", "section"})
_BLOCKS = frozenset({"p", "list", "head", "quote", "table"})


class HtmlReader:
    """A page of HTML or XHTML."""

    name = "a page"
    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By a doctype or the elements that pages are made of."""
        if binary_reason(head) and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return False
        plain = head.replace(b"\x00", b"")
        if _OTHER_XML.search(plain[:1000]):
            return False
        start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        if start.startswith(b"<"):
            return bool(_SIGNS.search(plain)) or "html" in (item.content_type or "")
        if item.suffix in self.suffixes or "html" in (item.content_type or ""):
            return b"<" in plain
        return bool(re.search(rb"<!doctype html|<html\b", plain, re.IGNORECASE))

    def read(self, item: Input) -> Iterator[Found]:
        """One document."""
        yield page_draft(item.text(lenient=True), item)


def page_draft(page: str, item: Input) -> Draft:
    """The document on a page. Raises `InputError` for a page that cannot be parsed or has no main text."""
    tree = parse_page(page, item)
    facts = page_facts(tree, item.address, item.seen)
    paragraphs = main_text(tree)
    if not paragraphs:
        raise item.problem("has no main text")
    return _draft(facts, paragraphs)


def _draft(facts: PageFacts, paragraphs: list[str]) -> Draft:
    return Draft(
        title=facts.title,
        paragraphs=paragraphs,
        source=facts.source,
        author=facts.author,
        published=facts.published,
        language=facts.language,
        address=facts.address,
    )


def parse_page(page: str, item: Input) -> Any:
    """The lxml tree of a page: no network, no entities, no huge trees, comments left out."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False,
        default_doctype=False,
    )  # fmt: skip
    page = _REFUSED.sub("", _REFERENCE.sub(_safe_reference, _XML_PROLOG.sub("", page)))
    if not _PLAIN_PAGE.search(page):
        page = f"<html><body><article>{page}</article></body></html>"
    try:
        tree = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise item.problem("is no page that can be parsed") from error
    # trees are counted lazily: a bomb is left at the limit
    for number, _ in enumerate(tree.iter()):
        if number > item.limits.page_elements:
            raise item.problem(f"has more than {item.limits.page_elements} elements")
    return tree


def _safe_reference(match: re.Match[str]) -> str:
    """A numeric reference, if lxml can hold what it names; those to C1 mean Windows' characters, as in browsers."""
    code = int(match[1], 16) if match[1] else int(match[2])
    if 0x80 <= code <= 0x9F:
        return bytes((code,)).decode("cp1252", "ignore")
    if code < 0x20 and code not in (9, 10, 13):
        return ""
    if code == 0x7F or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code & 0xFFFE == 0xFFFE:
        return ""
    return match[0]


def main_text(tree: Any) -> list[str]:
    """The paragraphs of a page's main text; [] where there is none."""
    from trafilatura import bare_extraction

    # its warnings would reach the terminal; the outcome says all there is to say
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(
        tree, include_comments=False, include_tables=True, include_links=True, with_metadata=False,
    )  # fmt: skip
    body = getattr(document, "body", None)
    if body is None:
        return []
    found = list(body_paragraphs(body))
    # what is left of a page of menus alone is a word or two
    return found if sum(map(len, found)) >= _LEAST else []


def body_paragraphs(body: Any) -> Iterator[str]:
    """The paragraphs in a body as trafilatura gives it: p, head, list/item, quote, table/row/cell, code, bare words."""
    yield from _holder(body, 0, 0)


def _holder(holder: Any, quotes: int, lists: int) -> Iterator[str]:
    if holder.text and holder.text.strip():
        yield " ".join(holder.text.split())
    for child in holder:
        yield from _block(child, quotes, lists)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())


def _block(element: Any, quotes: int, lists: int) -> Iterator[str]:
    tag = element.tag
    if tag == "list" and len(element):
        yield from _items(element, lists + 1)
    elif tag == "table":
        level = 1
        for row in element.iter("row"):
            line = Line()
            for cell in row.iter("cell"):
                words = Line().add(cell)
                if words.text:
                    line.join(words, " | " if line.text else "")
            if line.text:
                yield line.passage(Setting.ROW, level)
                level = 2
    elif tag in _HOLDERS and any(child.tag in _BLOCKS for child in element):
        yield from _holder(element, quotes + (tag == "quote"), lists)
    else:
        line = Line().add(element)
        if not line.text:
            return
        if tag == "head":
            yield line.passage(Setting.HEADING, _heading_level(element))
        elif quotes or tag == "quote":
            yield line.passage(Setting.QUOTE, quotes or 1)
        else:
            yield line.passage(Setting.PLAIN, 0)


def _items(element: Any, level: int) -> Iterator[str]:
    for child in element:
        if child.tag == "list":
            yield from _items(child, level)
            continue
        line = Line()
        line.words("- ")
        line.add(child, skip="list")
        if line.text != "-":
            yield line.passage(Setting.ITEM, level)
        for inner in child.iter("list"):
            if _nearest_list(inner) is element:
                yield from _items(inner, level + 1)


def _nearest_list(element: Any) -> Any:
    parent = element.getparent()
    while parent is not None and parent.tag != "list":
        parent = parent.getparent()
    return parent


def _heading_level(element: Any) -> int:
    rend = element.get("rend") or ""
    return int(rend[1]) if len(rend) == 2 and rend[0] == "h" and rend[1] in "123456" else 2


class Line:
    """Words gathered on one line, white space collapsed as they come, with the links and stresses in them."""

    def __init__(self) -> None:
        self._text = ""
        self._gap = False
        self._links: list[Link] = []
        self._stresses: list[Stress] = []

    @property
    def text(self) -> str:
        """The words so far."""
        return self._text.rstrip("\n")

    def words(self, words: str | None, *, gap: bool = False) -> None:
        """More words; with `gap`, apart from those before."""
        if not words:
            self._gap = self._gap or gap
            return
        kept = " ".join(words.split())
        self._gap = self._gap or gap or words[:1].isspace()
        if kept:
            if self._gap and self._text and not self._text.endswith(("\n", " ")):
                self._text += " "
            self._text += kept
            self._gap = False
        self._gap = self._gap or words[-1:].isspace()

    def add(self, element: Any, skip: str = "") -> Line:
        """All words in an element but those in elements called `skip`; `lb` breaks the line."""
        self.words(element.text)
        for child in element:
            self._child(child, skip)
            self.words(child.tail)
        return self

    def _child(self, child: Any, skip: str) -> None:
        tag = child.tag
        if tag == "lb":
            self._text = self.text + "\n" if self._text else ""
            self._gap = False
        elif tag in {"p", "head", "quote", "item"}:
            self.words("", gap=True)
            self.add(child, skip)
            self.words("", gap=True)
        elif tag != skip:
            pending = self._gap or (child.text or "")[:1].isspace()
            start = len(self._text)
            self.add(child, skip)
            if pending and self._text[start : start + 1] == " ":
                start += 1
            self._note(child, start)

    def _note(self, child: Any, start: int) -> None:
        end = len(self._text)
        if start >= end or "\n" in self._text[start:end]:
            return
        if child.tag == "ref" and (address := web_address(child.get("target"))):
            self._links.append(Link(start, end, address))
        elif child.tag == "hi" and child.get("rend") in {"#b", "#i"}:
            self._stresses.append(Stress(start, end, child.get("rend") == "#b"))

    def join(self, other: Line, between: str) -> None:
        """Another line after this one."""
        by = len(self._text) + len(between)
        self._text += between + other.text.replace("\n", " ")
        self._links += [Link(start + by, end + by, address) for start, end, address in other._links]
        self._stresses += [Stress(start + by, end + by, strong) for start, end, strong in other._stresses]

    def passage(self, setting: Setting, level: int) -> Passage:
        """The line as a paragraph."""
        return Passage(self.text, setting, level, tuple(self._links), tuple(self._stresses))
