"""Where the words of a query stand in a plain text. Pure: needs no index, and of Whoosh only its stemmers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from kurilreader.domain import Span
from kurilreader.search import words
from kurilreader.search.query import And, How, Near, Node, Or, Words

_LASTING = (How.STEM, How.EXACT)
#: units a phrase is taken to have at most, when neighbours are sought
_LONGEST = 64


class _Unit(NamedTuple):
    """A word, or one character of a script without spaces."""

    form: str
    start: int
    end: int


#: what is marked: words, or words near each other
Wanted = Words | Near


def wanted(node: Node | None, fields: Collection[str]) -> list[Wanted]:
    """What a query wants of these fields that can be seen in a text, each once; nothing of what it leaves out."""
    found: dict[Wanted, None] = {}
    waiting = [] if node is None else [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, And | Or):
            waiting.extend(reversed(item.items))
        elif isinstance(item, Words | Near) and (item.items[0] if isinstance(item, Near) else item).field in fields:
            found[item] = None
    return list(found)


def find(wanted: Sequence[Wanted], text: str, language: str | None) -> list[tuple[Span, int]]:
    """Spans of the hits with the index of what each is a hit of; in order, the longer one where two overlap."""
    if not wanted:
        return []
    units = _units(text)
    places: dict[str, list[int]] = {}
    for i, unit in enumerate(units):
        places.setdefault(unit.form, []).append(i)
    hits: list[tuple[int, int, int]] = []
    for which, item in enumerate(wanted):
        spans = _near(item, units, places, language) if isinstance(item, Near) else _all(item, units, places, language)
        hits.extend((units[a].start, units[b].end, which) for a, b in spans)
    out: list[tuple[Span, int]] = []
    for start, end, which in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if not out or start >= out[-1][0].end:
            out.append((Span(start, end), which))
    return out


_Places = list[tuple[int, int]]


def _all(leaf: Words, units: Sequence[_Unit], places: dict[str, list[int]], language: str | None) -> _Places:
    """First and last unit of every place of words; where there is none of the last word typed, of its beginning."""
    found = list(_stand(leaf, units, places, language, prefix=False))
    if not found and leaf.unfinished:
        found = list(_stand(leaf, units, places, language, prefix=True))
    return found


def _near(near: Near, units: Sequence[_Unit], places: dict[str, list[int]], language: str | None) -> _Places:
    """The places of words that have the neighbours the query asks for."""
    rows = [_all(item, units, places, language) for item in near.items]
    for order in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        for i in order:
            beside = rows[i - 1 if order.step > 0 else i + 1]
            rows[i] = [place for place in rows[i] if _has_near(place, beside, near.distance)]
    return [place for row in rows for place in row]


def _has_near(place: tuple[int, int], among: Sequence[tuple[int, int]], distance: int) -> bool:
    """Whether another place of `among`, which is in order, has at most `distance` units between."""
    first, last = place
    at = bisect_left(among, (first - distance - 1 - _LONGEST, 0))
    for start, end in among[at:]:
        if start > last + distance + 1:
            return False
        if (start > last and start - last - 1 <= distance) or (end < first and first - end - 1 <= distance):
            return True
    return False


def _units(text: str) -> list[_Unit]:
    out: list[_Unit] = []
    for token in words.tokens(text):
        if not words.unspaced(token.form):
            out.append(_Unit(token.form, token.start, token.end))
        elif len(token.form) == token.end - token.start:
            out.extend(_Unit(c, token.start + i, token.start + i + 1) for i, c in enumerate(token.form))
        else:  # characters of half width that fold into fewer: their places cannot be told apart
            out.extend(_Unit(c, token.start, token.end) for c in token.form)
    return out


def _stand(
    leaf: Words, units: Sequence[_Unit], places: dict[str, list[int]], language: str | None, *, prefix: bool
) -> Iterable[tuple[int, int]]:
    """First and last unit of every place where words stand side by side."""
    rows: list[set[str]] = []
    for i, form in enumerate(leaf.forms):
        last = i == len(leaf.forms) - 1
        if words.unspaced(form):
            rows.extend({c} for c in form)
            continue
        how = leaf.how if last or leaf.how in _LASTING else How.EXACT if leaf.quoted else How.STEM
        how = How.PREFIX if prefix else how
        fits = _fits(form, how, language)
        rows.append({known for known in places if fits(known)})
    if not all(rows):
        return
    for begin in sorted(i for form in rows[0] for i in places.get(form, ())):
        end = begin + len(rows) - 1
        if end < len(units) and all(units[begin + i].form in rows[i] for i in range(1, len(rows))):
            yield begin, end


def _fits(form: str, how: How, language: str | None) -> Callable[[str], bool]:
    if how is How.EXACT:
        return form.__eq__
    if how is How.PREFIX:
        return lambda known: known.startswith(form)
    if how is How.FUZZY:
        far = fuzzy_distance(form)
        return lambda known: known[:1] == form[:1] and _distance(known, form, far) <= far
    stems = {words.stem(form, language), words.stem(form, None)}
    return lambda known: known == form or words.stem(known, language) in stems


def fuzzy_distance(form: str) -> int:
    """How many letters a fuzzy word may differ in."""
    return 1 if len(form) < 6 else 2


def _distance(a: str, b: str, far: int) -> int:
    """Levenshtein's distance, or anything above `far`."""
    if abs(len(a) - len(b)) > far:
        return far + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
        if min(row) > far:
            return far + 1
    return row[-1]
