"""An article as lines: what stands on each, and where a sentence, a paragraph or an offset is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from kurilreader.domain import Passage, Setting, Span
from kurilreader.tui.text.cells import flow
from kurilreader.tui.text.setting import PLAIN_SIGNS, Signs, set_lines, table
from kurilreader.tui.text.wrap import wrap


class LineKind(Enum):
    """What a line holds; only TEXT lines are a part of the article's text."""

    TITLE = "title"
    FACTS = "facts"
    HEADING = "heading"
    BLANK = "blank"
    TEXT = "text"
    PLACE = "place"


class DocLine(NamedTuple):
    """One line: a span of the article's text, or words of its own."""

    kind: LineKind
    start: int = 0
    end: int = 0
    words: str = ""
    #: what stands before the text and is no part of it
    lead: str = ""
    #: blanks that stand before an offset of the text to bring columns in line: offset, how many
    pads: tuple[tuple[int, int], ...] = ()
    #: the style of the whole line, if it has one
    look: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of one article at one width; made once, never changed.

    `units` are the sentences a cursor can stand on, in order: all of the article's, or those of its summary.
    """

    text: str
    width: int
    lines: tuple[DocLine, ...]
    units: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    #: indices and starts of the TEXT lines, for finding the line of an offset
    text_lines: tuple[int, ...]
    text_starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The line on which an offset of the text stands (the one before, when it stands between lines)."""
        if not self.text_lines:
            return 0
        return self.text_lines[max(0, bisect_right(self.text_starts, offset) - 1)]

    def lines_of(self, span: Span) -> range:
        """The lines over which a span of the text runs."""
        return range(self.line_of(span.start), self.line_of(max(span.start, span.end - 1)) + 1)

    def offset_at(self, line: int) -> int:
        """Where in the text the first TEXT line at or after `line` begins; the end of the text when there is none."""
        index = bisect_left(self.text_lines, line)
        return self.text_starts[index] if index < len(self.text_starts) else len(self.text)

    def unit_at(self, offset: int) -> int:
        """The sentence in which an offset stands, or the last one before it."""
        return max(0, bisect_right(self.units, offset, key=lambda unit: unit.start) - 1)

    def unit_near(self, line: int) -> int:
        """The sentence that holds the first text of a line, or of the next line with text."""
        return self.unit_at(self.offset_at(line))

    def paragraph_at(self, offset: int) -> int:
        """The paragraph in which an offset stands, counting from 0."""
        return paragraph_at(self.paragraphs, offset)


def paragraph_at(paragraphs: Sequence[Span], offset: int) -> int:
    """The paragraph in which an offset stands, counting from 0."""
    return max(0, bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is laid out: a text with its paragraphs, and the title and facts that stand above it."""

    text: str
    title: str
    facts: str
    paragraphs: Sequence[Span]
    #: how each paragraph is set; empty where all are plain
    passages: Sequence[Passage] = ()
    signs: Signs = PLAIN_SIGNS


def whole(subject: Subject, sentences: Sequence[Span], width: int) -> Document:
    """The whole article: title, facts, paragraphs in their settings with a blank line between, the links last."""
    lines = _head(subject, width)
    if subject.passages:
        lines.extend(_set(subject, width))
    else:
        for index, paragraph in enumerate(subject.paragraphs):
            if index:
                lines.append(DocLine(LineKind.BLANK))
            lines.extend(DocLine(LineKind.TEXT, start, end) for start, end in wrap(subject.text, paragraph, width))
    return _made(subject, width, lines, sentences)


def _set(subject: Subject, width: int) -> list[DocLine]:
    """The paragraphs as their document sets them."""
    lines: list[DocLine] = []
    before: Passage | None = None
    index = 0
    while index < len(subject.passages):
        passage, span = subject.passages[index], subject.paragraphs[index]
        together = before is not None and before.setting is passage.setting is Setting.ITEM
        if before is not None and not together:
            lines.append(DocLine(LineKind.BLANK))
        if passage.setting is Setting.ROW:
            stop = index + 1
            while stop < len(subject.passages) and subject.passages[stop].setting is Setting.ROW:
                if subject.passages[stop].level == 1:
                    break
                stop += 1
            lines.extend(_table(subject, index, stop, width))
            index = stop
        else:
            look = "strong" if passage.setting is Setting.HEADING else ""
            lines.extend(
                DocLine(LineKind.TEXT, start, end, lead=lead, look=look)
                for lead, (start, end) in set_lines(subject.text, span, passage, width, subject.signs)
            )
            index += 1
        before = passage
    links = dict.fromkeys(
        (passage[link.start : link.end], link.address) for passage in subject.passages for link in passage.links
    )
    if links:
        lines += [DocLine(LineKind.BLANK), DocLine(LineKind.HEADING, words="Links")]
    for words, address in links:
        lines.extend(DocLine(LineKind.PLACE, words=line) for line in flow(f"{words}: {address}", width))
    return lines


def _table(subject: Subject, first: int, stop: int, width: int) -> list[DocLine]:
    """The rows of one table, the first one set apart; columns in line where they fit."""
    rows = [(subject.paragraphs[index], subject.passages[index]) for index in range(first, stop)]
    padded = table([passage for _, passage in rows], width)
    lines: list[DocLine] = []
    for number, (span, passage) in enumerate(rows):
        look = "strong" if number == 0 and len(rows) > 1 else ""
        if padded is None:
            lines.extend(
                DocLine(LineKind.TEXT, start, end, lead=lead, look=look)
                for lead, (start, end) in set_lines(subject.text, span, passage, width, subject.signs)
            )
            continue
        pads = tuple((span.start + at, blanks) for at, blanks in padded.pads[number])
        lines.append(DocLine(LineKind.TEXT, span.start, span.end, pads=pads, look=look))
        if look:
            lines.append(DocLine(LineKind.PLACE, words=subject.signs.rule * min(width, padded.width)))
    return lines


def summarised(subject: Subject, summary: Sequence[Span], width: int, pilcrow: str) -> Document:
    """The summary of an article: each sentence with the paragraph it is taken from."""
    lines = _head(subject, width)
    lines.append(DocLine(LineKind.HEADING, words="No time to read?"))
    lines.extend(
        DocLine(LineKind.FACTS, words=line) for line in flow("Enter goes to the sentence, s back to the text.", width)
    )
    for unit in summary:
        lines.append(DocLine(LineKind.BLANK))
        lines.extend(DocLine(LineKind.TEXT, start, end) for start, end in wrap(subject.text, unit, width))
        lines.append(DocLine(LineKind.PLACE, words=f"{pilcrow}{paragraph_at(subject.paragraphs, unit.start) + 1}"))
    if not summary:
        lines.append(DocLine(LineKind.BLANK))
        lines.extend(DocLine(LineKind.FACTS, words=line) for line in flow("This article has no summary yet.", width))
    return _made(subject, width, lines, summary)


def _head(subject: Subject, width: int) -> list[DocLine]:
    lines = [DocLine(LineKind.TITLE, words=line) for line in flow(subject.title, width)]
    lines.extend(DocLine(LineKind.FACTS, words=line) for line in flow(subject.facts, width))
    lines.append(DocLine(LineKind.BLANK))
    return lines


def _made(subject: Subject, width: int, lines: list[DocLine], units: Sequence[Span]) -> Document:
    text_lines = tuple(index for index, line in enumerate(lines) if line.kind is LineKind.TEXT)
    return Document(
        subject.text,
        width,
        tuple(lines),
        tuple(units),
        tuple(subject.paragraphs),
        text_lines,
        tuple(lines[index].start for index in text_lines),
    )
