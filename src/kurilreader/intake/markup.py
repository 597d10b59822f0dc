"""Markdown and back: paragraphs with their settings as CommonMark, and what a Markdown text holds as paragraphs.

What `write` makes of clean paragraphs `read` gives back; where a setting cannot be said in CommonMark, the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from kurilreader.domain import Link, Passage, Setting, Stress

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|!]")
#: what a line may not begin with unless it is meant
_LEADING = re.compile(r"^(?:[#>+=-]|(\d{1,9})([.)]))")
_SIGN = re.compile(r"(?:- |\d{1,9}[.)] )")
_CELLS = " | "
_WEB = ("http://", "https://")
#: deepest list or quotation that is kept as such
_DEEPEST = 8


def write(passages: Iterable[str]) -> str | None:
    """CommonMark with tables for paragraphs, None where every one is plain."""
    known = [each if isinstance(each, Passage) else Passage(each) for each in passages]
    if all(each.is_plain for each in known):
        return None
    blocks: list[str] = []
    for (is_row, _), group in groupby(_numbered(known), key=lambda pair: pair[0]):
        members = [each for _, each in group]
        blocks.extend(_table(members) if is_row else map(_block, members))
    return "\n\n".join(blocks)


def _numbered(passages: Sequence[Passage]) -> Iterator[tuple[tuple[bool, int], Passage]]:
    """Each with whether it is a table's row, and which table's: a first row opens a new one."""
    table = 0
    for each in passages:
        is_row = each.setting is Setting.ROW
        table += is_row and each.level == 1
        yield (is_row, table if is_row else 0), each


def _table(rows: Sequence[Passage]) -> Iterator[str]:
    cells = [_cells(row) for row in rows]
    width = max(map(len, cells))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in cells]
    yield "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cells(row: Passage) -> list[str]:
    found, at = [], 0
    for part in row.split(_CELLS):
        found.append(_inline(row, at, at + len(part)).replace("\\\n", " "))
        at += len(part) + len(_CELLS)
    return found


def _block(passage: Passage) -> str:
    setting, level = passage.setting, passage.level
    if setting is Setting.CODE:
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", passage)), default=0))
        return f"{fence}\n{passage}\n{fence}"
    if setting is Setting.HEADING and "\n" not in passage:
        return "#" * max(1, min(6, level)) + " " + _inline(passage, 0, len(passage))
    if setting is Setting.ITEM and (sign := _SIGN.match(passage)):
        inset = " " * (4 * (min(level, _DEEPEST) - 1))
        words = _inline(passage, sign.end(), len(passage))
        return inset + sign[0] + words.replace("\n", "\n" + inset + " " * len(sign[0]))
    if setting is Setting.QUOTE:
        lead = "> " * min(level, _DEEPEST)
        return lead + _inline(passage, 0, len(passage)).replace("\n", "\n" + lead)
    return _inline(passage, 0, len(passage))


def _inline(passage: Passage, start: int, end: int) -> str:
    """The words from `start` to `end` with their links and stresses."""
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    links = [each for each in passage.links if start <= each.start < each.end <= end]
    for link in links:
        opened.setdefault(link.start, []).append("[")
        address = link.address.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
        closed.setdefault(link.end, []).insert(0, f"](<{address}>)")
    for stress in passage.stresses:
        if start <= stress.start < stress.end <= end and _may_stress(passage, stress, links):
            sign = "**" if stress.strong else "*"
            opened.setdefault(stress.start, []).append(sign)
            closed.setdefault(stress.end, []).insert(0, sign)
    out, at = [], start
    for cut in sorted({*opened, *closed, end}):
        out += [_SPECIAL.sub(r"\\\g<0>", passage[at:cut]), *closed.get(cut, ()), *opened.get(cut, ())]
        at = cut
    return "\\\n".join(_LEADING.sub(_escaped, line) for line in "".join(out).split("\n"))


def _escaped(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else "\\" + match[0]


def _may_stress(passage: Passage, stress: Stress, links: Sequence[Link]) -> bool:
    """Whether signs of emphasis are read as such there: letters inside, none outside, no link or line cut in two."""
    before, after = passage[stress.start - 1 : stress.start], passage[stress.end : stress.end + 1]
    if before.isalnum() or after.isalnum() or "\n" in passage[stress.start : stress.end]:
        return False
    if not (passage[stress.start].isalnum() and passage[stress.end - 1].isalnum()):
        return False
    others = [each for each in passage.stresses if each != stress]
    return all(
        each.end <= stress.start or stress.end <= each.start or (stress.start < each.start and each.end < stress.end)
        for each in links
    ) and all(each.end < stress.start or stress.end < each.start for each in others)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])


def read(text: str) -> list[Passage]:
    """The paragraphs of a Markdown text in their settings, markup and images taken off. A code block is one."""
    return _Walk().all(_parser().parse(text))


class _Walk:
    """Goes over the blocks that markdown-it finds."""

    def __init__(self) -> None:
        self.found: list[Passage] = []
        #: for each list around: the number of its next item, -1 where items have none
        self.numbers: list[int] = []
        #: the sign of each item around, empty once it is written
        self.signs: list[str] = []
        self.heading = self.quotes = 0
        self.row: list[tuple[str, tuple[Link, ...], tuple[Stress, ...]]] | None = None
        self.row_level = 1

    def all(self, tokens: Sequence[Token]) -> list[Passage]:
        """The paragraphs of all blocks."""
        for token in tokens:
            self._block(token)
        return self.found

    def _block(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in {"heading_open", "heading_close"}:
            self.heading = int(token.tag[1:]) if kind == "heading_open" else 0
        elif kind in {"blockquote_open", "blockquote_close"}:
            self.quotes += 1 if kind == "blockquote_open" else -1
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            self.numbers.append(int(token.attrs.get("start", 1)) if kind.startswith("ordered") else -1)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self.numbers.pop()
        elif kind == "list_item_open":
            self.signs.append(f"{self.numbers[-1]}{token.markup} " if self.numbers[-1] >= 0 else "- ")
            self.numbers[-1] += self.numbers[-1] >= 0
        elif kind == "list_item_close":
            self.signs.pop()
        elif kind == "table_open":
            self.row_level = 1
        elif kind == "tr_open":
            self.row = []
        elif kind == "tr_close":
            self._end_row()
        elif kind in {"fence", "code_block"}:
            self.found.append(Passage(token.content.rstrip("\n"), Setting.CODE))
        elif kind == "html_block":
            words = re.sub(r"<[^>]*>", "", re.sub(r"(?s)<!--.*?-->", "", token.content))
            self.found.append(Passage(words))

    def _inline(self, token: Token) -> None:
        words, links, stresses = inline(token)
        if self.row is not None:
            self.row.append((words, links, stresses))
            return
        if not words.strip():
            return
        setting, level = Setting.PLAIN, 0
        if self.heading:
            setting, level = Setting.HEADING, self.heading
        elif self.signs and self.signs[-1]:
            setting, level = Setting.ITEM, len(self.signs)
            words, links, stresses = _moved(self.signs[-1], words, links, stresses)
            self.signs[-1] = ""
        elif self.quotes:
            setting, level = Setting.QUOTE, self.quotes
        self.found.append(Passage(words, setting, level, links, stresses))

    def _end_row(self) -> None:
        cells = self.row or []
        self.row = None
        while cells and not cells[-1][0]:
            cells.pop()
        words = ""
        links: tuple[Link, ...] = ()
        stresses: tuple[Stress, ...] = ()
        for number, cell in enumerate(cells):
            lead = words + (_CELLS if number else "")
            new_words, new_links, new_stresses = _moved(lead, *cell)
            words, links, stresses = new_words, (*links, *new_links), (*stresses, *new_stresses)
        if words:
            self.found.append(Passage(words, Setting.ROW, self.row_level, links, stresses))
            self.row_level = 2


def _moved(
    lead: str, words: str, links: tuple[Link, ...], stresses: tuple[Stress, ...]
) -> tuple[str, tuple[Link, ...], tuple[Stress, ...]]:
    """Words with something before them, their marks moved along."""
    by = len(lead)
    return (
        lead + words,
        tuple(Link(start + by, end + by, address) for start, end, address in links),
        tuple(Stress(start + by, end + by, strong) for start, end, strong in stresses),
    )


def inline(token: Token) -> tuple[str, tuple[Link, ...], tuple[Stress, ...]]:
    """The words of an inline token, with the http(s) links and the stresses in them; images and HTML taken off."""
    words = ""
    links: list[Link] = []
    stresses: list[Stress] = []
    opened: list[tuple[int, str]] = []
    for child in token.children or ():
        kind = child.type
        if kind in {"text", "code_inline"}:
            words += child.content
        elif kind in {"softbreak", "hardbreak"}:
            words += " " if kind == "softbreak" else "\n"
        elif kind in {"link_open", "em_open", "strong_open"}:
            opened.append((len(words), str(child.attrs.get("href", ""))))
        elif kind in {"link_close", "em_close", "strong_close"}:
            start, address = opened.pop()
            if start == len(words):
                continue
            if kind != "link_close":
                stresses.append(Stress(start, len(words), kind == "strong_close"))
            elif address.startswith(_WEB):
                links.append(Link(start, len(words), address))
    return words, tuple(links), tuple(stresses)
