"""The stretch of an article that best shows why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kurilreader.domain import Analysis, Article, Hits, Snippet, Span, Statement
from kurilreader.search import words
from kurilreader.search.marking import find, marked_words
from kurilreader.search.query import And, Node, Not, Or, Whole, Words
from kurilreader.search.schema import STATEMENT_FIELDS

#: code points of a snippet, about
LENGTH = 220


def snippet(node: Node | None, article: Article, analysis: Analysis | None) -> Snippet | None:
    """The matching statement where the query asks for one, else the densest stretch of text, else the title."""
    wanted = marked_words(node)
    for statement in answering(node, article, analysis):
        start, end = statement.start, min(statement.end, statement.start + 2 * LENGTH)
        text = article.text[start:end]
        marks = tuple(span for span, _ in find(wanted, text, article.language)) or (Span(0, len(text)),)
        return Snippet(_one_line(text), marks, start)
    hits = find(wanted, article.text, article.language)
    if hits:
        start, end = _window(article.text, hits)
        marks = tuple(
            Span(max(s.start, start) - start, min(s.end, end) - start)
            for s, _ in hits
            if s.end > start and s.start < end
        )
        return Snippet(_one_line(article.text[start:end]), marks, start)
    marks = tuple(span for span, _ in find(wanted, article.title, article.language))
    return Snippet(_one_line(article.title), marks, None) if marks else None


def hits(node: Node | None, article: Article, analysis: Analysis | None) -> Hits:
    """All places of the words of a query in an article, and its statements that answer what it asks of statements."""
    wanted = marked_words(node)
    return Hits(
        tuple(span for span, _ in find(wanted, article.title, article.language)),
        tuple(span for span, _ in find(wanted, article.text, article.language)),
        tuple(statement.id for statement in answering(node, article, analysis)),
    )


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
    end = min(begin + LENGTH, len(text))
    if end < len(text):
        space = text.rfind(" ", hits[chosen][0].end, end)
        end = space if space > 0 else end
    return begin, max(end, hits[chosen][0].end)


def _asks_statements(node: Node | None) -> bool:
    if isinstance(node, Words | Whole):
        return node.field in STATEMENT_FIELDS
    if isinstance(node, And | Or):
        return any(_asks_statements(item) for item in node.items)
    return False


def _groups(node: Node | None) -> list[Node]:
    """What a query asks of single statements: one part for each pair of brackets (see `evaluate`)."""
    if isinstance(node, And):
        nested = [item for item in node.items if isinstance(item, And)]
        own = [item for item in node.items if not isinstance(item, And)]
        groups: list[Node] = [And(tuple(own))] if any(_asks_statements(item) for item in own) else []
        return groups + [group for item in nested for group in _groups(item)]
    if isinstance(node, Or) and any(isinstance(item, And) for item in node.items):
        return [group for item in node.items for group in _groups(item)]
    return [node] if node is not None and _asks_statements(node) else []


def answering(node: Node | None, article: Article, analysis: Analysis | None) -> Iterator[Statement]:
    """The statements of an article that answer what a query asks of statements; none where it asks nothing of them."""
    groups = _groups(node)
    if analysis is None or not groups:
        return
    names = {position.party: words.slug(position.name) for position in analysis.positions}
    for statement in analysis.statements:
        if any(_says(group, statement, names, article.language) for group in groups):
            yield statement


def _says(node: Node, statement: Statement, names: Mapping[str, str], language: str | None) -> bool:
    """Whether one statement answers; what is asked of the article besides is taken as given."""
    if isinstance(node, And):
        return all(_says(item, statement, names, language) for item in node.items)
    if isinstance(node, Or):
        asked = [item for item in node.items if _asks_statements(item)]
        return not asked or any(_says(item, statement, names, language) for item in asked)
    if isinstance(node, Not):
        return not _asks_statements(node.item) or not _says(node.item, statement, names, language)
    if isinstance(node, Whole) and node.field in STATEMENT_FIELDS:
        party = statement.party
        values = {
            "party": (words.slug(party), names.get(party, words.slug(party))) if party else (),
            "kind": (statement.kind.value,),
            "topic": tuple(words.slug(topic) for topic in statement.topics),
        }[node.field]
        return node.value in values or any(value.startswith(node.value) for value in values)
    if isinstance(node, Words) and node.field in STATEMENT_FIELDS:
        speaker = statement.speaker
        spoken = " ".join(filter(None, (speaker.name, speaker.role, speaker.text))) if speaker else ""
        return bool(find([node], statement.text if node.field == "stated" else spoken, language))
    return True
