"""Where the words of a query stand in an article, which statements answer it, and what best shows why it was found.

Pure: needs no index, and of Whoosh only its stemmers.
"""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.domain import Analysis, Article, Hits, Snippet, Span, Statement
from kurilreader.search.aliases import Aliases
from kurilreader.search.known import Flags
from kurilreader.search.marking import Wanted, find, wanted
from kurilreader.search.parser import parse
from kurilreader.search.query import Node
from kurilreader.search.stating import Flagged, Flagging, answering

#: code points of a snippet, about
LENGTH = 220
_IN_TEXT = frozenset(("text", "entity", "place", "person"))
_IN_TITLE = _IN_TEXT | {"title"}
_Found = list[tuple[Span, int]]


class QueryMarker:
    """Tells the hits of one query in articles that are at hand; an `interface.Marker`."""

    def __init__(self, query: str, aliases: Aliases, library: Flags) -> None:
        self._node = aliases.widen(parse(query))
        self._flagging = Flagging(library)

    def hits(self, number: int, article: Article, analysis: Analysis | None) -> Hits:
        """All places of the query's words in an article, its statements that answer, and the best stretch."""
        return hits(self._node, article, analysis, self._flagging.of(number))


def hits(node: Node | None, article: Article, analysis: Analysis | None, flagged: Flagged = lambda _: ()) -> Hits:
    """All places of the words of a query in an article, its statements that answer it, and the best stretch.

    Words asked of statements (`stated:`, `speaker:`) are hits where they stand in a statement that answers.
    """
    language = article.language
    in_title = find(wanted(node, _IN_TITLE), article.title, language)
    statements = tuple(answering(node, article, analysis, flagged))
    in_text = _joined(find(wanted(node, _IN_TEXT), article.text, language), _said(node, article, statements))
    return Hits(
        tuple(span for span, _ in in_title),
        tuple(span for span, _ in in_text),
        statements,
        _snippet(article, in_title, in_text, statements),
    )


def _said(node: Node | None, article: Article, statements: Sequence[Statement]) -> _Found:
    """Hits of what is asked of the words of statements and of their speakers."""
    stated, speaker = wanted(node, {"stated"}), wanted(node, {"speaker"})
    out: _Found = []
    for statement in statements:
        for span in statement.content:
            out += _within(stated, article, span)
        if statement.speaker is not None:
            out += _within(speaker, article, Span(statement.speaker.start, statement.speaker.end))
    return out


def _within(words: Sequence[Wanted], article: Article, span: Span) -> _Found:
    found = find(words, article.text[span.start : span.end], article.language)
    return [(Span(hit.start + span.start, hit.end + span.start), which) for hit, which in found]


def _joined(first: _Found, second: _Found) -> _Found:
    """Two lists of hits as one in order, the longer one where two overlap."""
    if not second:
        return first
    out: _Found = []
    for span, which in sorted(first + second, key=lambda hit: (hit[0].start, -hit[0].end)):
        if not out or span.start >= out[-1][0].end:
            out.append((span, which))
    return out


def _snippet(article: Article, in_title: _Found, in_text: _Found, statements: Sequence[Statement]) -> Snippet:
    """The first statement that answers, else the densest stretch of hits, else the title, else how the text begins."""
    text = article.text
    if statements:
        start = statements[0].start
        end = min(statements[0].end, start + 2 * LENGTH)
        return Snippet(_one_line(text[start:end]), _marks(in_text, start, end) or (Span(0, end - start),), start)
    if in_text:
        start, end = _window(text, in_text)
        return Snippet(_one_line(text[start:end]), _marks(in_text, start, end), start)
    if in_title:
        return Snippet(_one_line(article.title), tuple(span for span, _ in in_title), None)
    return Snippet(_one_line(text[: _end(text, 0, 0)]), (), 0)


def _marks(found: _Found, start: int, end: int) -> tuple[Span, ...]:
    """The hits within a stretch, counted from its beginning."""
    inside = [span for span, _ in found if span.end > start and span.start < end]
    return tuple(Span(max(span.start, start) - start, min(span.end, end) - start) for span in inside)


def _one_line(text: str) -> str:
    """The same number of code points, without line breaks."""
    return "".join(" " if c.isspace() else c for c in text)


def _window(text: str, hits: Sequence[tuple[Span, int]]) -> tuple[int, int]:
    """The stretch with the most different words of the query, then the most hits, then the earliest."""
    best, chosen = (-1, -1), 0
    last = 0
    for first in range(len(hits)):
        last = max(last, first)
        while last + 1 < len(hits) and hits[last + 1][0].end - hits[first][0].start <= LENGTH - 40:
            last += 1
        value = (len({which for _, which in hits[first : last + 1]}), last - first)
        if value > best:
            best, chosen = value, first
    centre = hits[chosen][0].start
    begin = max(centre - 40, 0)
    paragraph = text.rfind("\n\n", begin, centre)
    if paragraph >= 0:
        begin = paragraph + 2
    elif begin:
        space = text.find(" ", begin, centre)
        begin = space + 1 if space >= 0 else begin
    return begin, max(_end(text, begin, hits[chosen][0].end), hits[chosen][0].end)


def _end(text: str, begin: int, after: int) -> int:
    """Where a stretch that begins there ends: between two words if it can, after `after`."""
    end = min(begin + LENGTH, len(text))
    space = text.rfind(" ", after, end) if end < len(text) else -1
    return space if space > begin else end
