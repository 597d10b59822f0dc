"""How results spread over sources, months, parties, topics, kinds, names and languages.

As the postings of a field are one stretch, counting all its values over a result is one pass of numpy over them.
"""

from __future__ import annotations

import numpy as np

from kurilreader.domain import Facet
from kurilreader.search.view import Mask, View, decode

#: facet, field of the index, field of the query
_FACETS = (
    ("source", "outlet", "source"),
    ("month", "month", "date"),
    ("party", "party", "party"),
    ("topic", "topic", "topic"),
    ("kind", "kind", "kind"),
    ("entity", "name", "entity"),
    ("language", "lang", "lang"),
)
NAMES = tuple(name for name, _, _ in _FACETS)


def count(view: View, mask: Mask, most: int) -> dict[str, tuple[Facet, ...]]:
    """The values of the documents in a mask, by facet: the commonest `most`; months all of them, in order."""
    out: dict[str, tuple[Facet, ...]] = {}
    for name, field, asked in _FACETS:
        counts: dict[str, int] = {}
        for i, segment in enumerate(view.segments):
            terms, starts = segment.field(field)
            if not terms:
                continue
            whole = segment.terms.whole(field)
            docs = segment.terms.arrays.docs[whole.start : whole.start + whole.size]
            among = np.zeros(len(docs) + 1, dtype=np.int64)
            np.cumsum(mask[view.bases[i] : view.bases[i + 1]][docs], out=among[1:])
            sums = np.diff(among[starts])
            for at in np.flatnonzero(sums).tolist():
                value = decode(terms[at])
                counts[value] = counts.get(value, 0) + int(sums[at])
        order = sorted(counts) if name == "month" else sorted(counts, key=lambda v: (-counts[v], v))[:most]
        shown = {value: value.upper() if name == "party" and len(value) == 2 else value for value in order}
        out[name] = tuple(Facet(shown[value], counts[value], f"{asked}:{quoted(shown[value])}") for value in order)
    return out


def quoted(value: str) -> str:
    """A value as it can stand behind a field."""
    plain = "".join(" " if c in '"“”„«»「」『』' else c for c in value).strip()
    return plain if plain and not any(c.isspace() or c in "(),:*~=" for c in plain) else f'"{plain}"'
