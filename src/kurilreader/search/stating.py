"""What a query asks of statements, and which statements of an analysis answer it. Pure.

Within one pair of brackets (or the query) all that is asked of statements must hold for one and the same; each pair
of brackets inside asks about a statement of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from kurilreader.domain import Analysis, Article, Statement
from kurilreader.search import words
from kurilreader.search.known import KNOWN, Flags
from kurilreader.search.marking import find
from kurilreader.search.query import And, Flag, Node, Not, Or, Whole, Words

FIELDS = frozenset(("party", "kind", "topic", "speaker", "stated"))
#: the places, in one article's analysis, of the statements that the library has flagged
Flagged = Callable[[Flag], Collection[int]]


class Flagging:
    """The statements that the library has flagged; it is asked once for each flag."""

    def __init__(self, library: Flags) -> None:
        self._library = library
        self._known: dict[Flag, dict[int, set[int]]] = {}

    def of(self, number: int) -> Flagged:
        """Those of one article."""
        return lambda flag: self._asked(flag).get(number, ())

    def _asked(self, flag: Flag) -> dict[int, set[int]]:
        if flag not in self._known:
            found = self._known[flag] = {}
            asked = KNOWN[flag.field].statements
            for number, place in asked(self._library, flag.value) if asked else ():
                found.setdefault(number, set()).add(place)
        return self._known[flag]


def about_statements(node: Node) -> bool:
    """Whether a part of a query asks about statements alone; brackets inside ask about a statement of their own."""
    if isinstance(node, Words | Whole):
        return node.field in FIELDS
    if isinstance(node, Flag):
        return KNOWN[node.field].statements is not None
    if isinstance(node, Not):
        return about_statements(node.item)
    if isinstance(node, Or):
        return all(about_statements(item) and not isinstance(item, And) for item in node.items)
    return False


def groups(node: Node | None) -> list[Node]:
    """What is asked of single statements, one part for each pair of brackets, without what is asked of articles."""
    if isinstance(node, And):
        own = tuple(item for item in node.items if about_statements(item))
        found: list[Node] = [And(own)] if any(not isinstance(item, Not) for item in own) else []
        return found + [group for item in node.items if isinstance(item, And) for group in groups(item)]
    if isinstance(node, Or) and not about_statements(node):
        return [group for item in node.items for group in groups(item)]
    return [node] if node is not None and about_statements(node) and not isinstance(node, Not) else []


def answering(
    node: Node | None, article: Article, analysis: Analysis | None, flagged: Flagged = lambda _: ()
) -> Iterator[Statement]:
    """The statements of an article that answer what a query asks of statements; none where it asks nothing of them."""
    asked = groups(node)
    if analysis is None or not asked:
        return
    told = _Told(analysis, article.language, flagged)
    for place, statement in enumerate(analysis.statements):
        if statement.stands and any(told.says(place, group) for group in asked):
            yield statement


_Values = frozenset[tuple[str, str]]


def _values(statement: Statement, names: Mapping[str | None, str]) -> _Values:
    """The whole values of a statement, each with its field."""
    party = statement.party
    spoken = (words.slug(party), names.get(party, "")) if party else ()
    return frozenset(
        [("kind", statement.kind.value)]
        + [("topic", words.slug(topic)) for topic in statement.topics]
        + [("party", value) for value in spoken if value]
    )


class _Told:
    """The statements of one article, asked part by part."""

    def __init__(self, analysis: Analysis, language: str | None, flagged: Flagged) -> None:
        names: dict[str | None, str] = {position.party: words.slug(position.name) for position in analysis.positions}
        self._statements = analysis.statements
        self._values = [_values(statement, names) for statement in analysis.statements]
        #: the beginning of a value will do only where it is none itself
        self._known = {value for each in self._values for value in each}
        self._language = language
        self._flagged = flagged

    def says(self, place: int, node: Node) -> bool:
        """Whether a statement answers a part that `groups` gave."""
        if isinstance(node, And):
            return all(self.says(place, item) for item in node.items)
        if isinstance(node, Or):
            return any(self.says(place, item) for item in node.items)
        if isinstance(node, Not):
            return not self.says(place, node.item)
        if isinstance(node, Flag):
            return place in self._flagged(node)
        if isinstance(node, Whole):
            if not node.prefix and (node.field, node.value) in self._known:
                return (node.field, node.value) in self._values[place]
            return any(field == node.field and value.startswith(node.value) for field, value in self._values[place])
        return isinstance(node, Words) and bool(find([node], self._spoken(place, node.field), self._language))

    def _spoken(self, place: int, field: str) -> str:
        statement = self._statements[place]
        speaker = statement.speaker
        if field == "stated":
            return statement.text
        return " ".join(filter(None, (speaker.name, speaker.role, speaker.text))) if speaker else ""
