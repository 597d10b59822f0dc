"""Names of one thing find each other: `Iturup` also searches Etorofu, 択捉島, Итуруп.

Off in quotation marks and with `=word`. A name of the group is looked for as it stands, not by its stem, so that the
Northern Territories of the dispute are not the Northern Territory of Australia; only Cyrillic names, which are
declined, are looked for by their stems.
"""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.search import words
from kurilreader.search.query import And, How, Node, Not, Or, Parsed, Words

_Name = tuple[str, ...]


class Aliases:
    """Groups of names, each group being one thing."""

    def __init__(self, groups: Sequence[Sequence[str]] = ()) -> None:
        self._groups: list[tuple[Words, ...]] = []
        self._known: dict[_Name, int] = {}
        for group in groups:
            names = [name for name in (_typed(name) for name in group) if name.forms]
            if len(names) < 2:
                continue
            for name in names:
                self._known.setdefault(_key(name.forms), len(self._groups))
            self._groups.append(tuple(dict.fromkeys(names)))
        self._longest = max(map(len, self._known), default=0)

    def widen(self, parsed: Parsed) -> Node | None:
        """The query with every name of a thing widened to all its names."""
        return parsed.node if parsed.node is None or not self._known else self._node(parsed.node)

    def _node(self, node: Node) -> Node:
        if isinstance(node, Words):
            return self._named([node]) or node
        if isinstance(node, And):
            return And(tuple(self._sequence(list(node.items))))
        if isinstance(node, Or):
            return Or(tuple(self._node(item) for item in node.items))
        if isinstance(node, Not):
            return Not(self._node(node.item))
        return node

    def _sequence(self, items: list[Node]) -> list[Node]:
        out: list[Node] = []
        at = 0
        while at < len(items):
            taken = 1
            found: Node | None = None
            for length in range(min(self._longest, len(items) - at), 0, -1):
                stretch = items[at : at + length]
                if all(isinstance(item, Words) for item in stretch):
                    found = self._named([item for item in stretch if isinstance(item, Words)])
                    if found is not None:
                        taken = length
                        break
            out.append(found if found is not None else self._node(items[at]))
            at += taken
        return out

    def _named(self, typed: list[Words]) -> Node | None:
        field = typed[0].field
        if field not in {"text", "title", "entity", "place", "stated"}:
            return None
        if any(w.quoted or w.how is not How.STEM or w.field != field for w in typed):
            return None
        group = self._known.get(_key(tuple(form for w in typed for form in w.forms)))
        if group is None:
            return None
        start, end = typed[0].start, typed[-1].end
        return Or(tuple(Words(n.forms, field, n.how, quoted=True, start=start, end=end) for n in self._groups[group]))


def _typed(name: str) -> Words:
    forms = tuple(token.form for token in words.tokens(name))
    cyrillic = any(words.stemming_language(form, None) == "ru" for form in forms)
    return Words(forms, how=How.STEM if cyrillic else How.EXACT, quoted=True)


def _key(forms: _Name) -> _Name:
    return tuple(words.stem(f, None) if words.stemming_language(f, None) == "ru" else f for f in forms)
