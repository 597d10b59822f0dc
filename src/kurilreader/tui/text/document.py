"""An article as lines: what stands on each, and where a sentence, a paragraph or an offset is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from kurilreader.domain import Span
from kurilreader.tui.text.cells import flow
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


def whole(subject: Subject, sentences: Sequence[Span], width: int) -> Document:
    """The whole article: title, facts, paragraphs with a blank line between."""
    lines = _head(subject, width)
    for index, paragraph in enumerate(subject.paragraphs):
        if index:
            lines.append(DocLine(LineKind.BLANK))
        lines.extend(DocLine(LineKind.TEXT, start, end) for start, end in wrap(subject.text, paragraph, width))
    return _made(subject, width, lines, sentences)


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
