"""Words of the index that are spelt alike: for `fuzy~` and for "did you mean".

Whoosh's Levenshtein automaton walks the dictionary of each segment; the first letter is taken as typed, which keeps
the walk short and is where people seldom err.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh.codec.base import Automata

from kurilreader.search.view import View, decode, encode


def alike(
    view: View, field: str, form: str, check: Callable[[], None], *, most: int, distance: int | None = None
) -> list[str]:
    """Up to `most` words of a field spelt like one, the commonest first; two letters apart, one for short words."""
    far = distance or (1 if len(form) < 6 else 2)
    counts: dict[str, int] = {}
    automaton: Any = Automata.levenshtein_dfa(form, far, prefix=1)  # type: ignore[no-untyped-call, unused-ignore]
    for segment in view.segments:
        if field not in segment.terms.indexed_field_names():
            continue
        cursor = segment.terms.cursor(field, _Plain())
        matches: Any = Automata.find_matches(automaton, cursor)  # type: ignore[no-untyped-call, unused-ignore]
        for i, found in enumerate(matches):
            if i % 64 == 0:
                check()
            extent = segment.terms.extent(field, encode(found))
            if extent is not None:
                counts[found] = counts.get(found, 0) + extent.size
    return sorted(counts, key=lambda word: (word != form, -counts[word], word))[:most]


class _Plain:
    """How the cursor turns terms into text."""

    def from_bytes(self, term: bytes) -> str:
        return decode(term)

    def to_bytes(self, text: str) -> bytes:
        return encode(text)


def suggestion(view: View, form: str, check: Callable[[], None]) -> str | None:
    """The commonest word of the index spelt like one that it lacks; None where there is none."""
    if len(form) < 4 or not form.isalpha():
        return None
    for distance in (1, 2):
        found = alike(view, "text", form, check, most=1, distance=distance)
        if found and found[0] != form:
            return found[0]
    return None
