"""What a query being typed could go on with: names of fields, and their values as the index knows them."""

from __future__ import annotations

import re

from kurilreader.domain import Completion, Kind, Order
from kurilreader.search import words
from kurilreader.search.facets import quoted
from kurilreader.search.known import KNOWN, Flags
from kurilreader.search.parser import FIELDS
from kurilreader.search.view import View, decode, encode

_TYPED = re.compile(r'(?:(?P<field>[A-Za-z]+):)?(?P<value>"[^"]*|[^\s()"]*)\Z')
_FIXED: dict[str, tuple[str, ...]] = {
    "sort": tuple(Order),
    "kind": tuple(Kind),
    "date": ("today", "yesterday", "1w..", "1m..", "1y.."),
    "added": ("today", "yesterday", "1w..", "1m.."),
}
#: fields of whole values that complete fields of words
_WHOLE = {
    "source": "outlet",
    "entity": "name",
    "place": "name",
    "person": "name",
    "lang": "lang",
    "party": "party",
    "topic": "topic",
}


def complete(view: View, query: str, cursor: int, library: Flags, most: int = 12) -> Completion:
    """Options for the word or value before the cursor."""
    found = _TYPED.search(query[:cursor])
    if found is None:
        return Completion(cursor, cursor, ())
    field, value = (found["field"] or "").lower(), found["value"]
    if not field:
        start = found.start("value") + (value.startswith("-") or value.startswith("="))
        word = query[start:cursor]
        options = [f"{name}:" for name in FIELDS if word and name.startswith(word.lower())]
        if len(word) > 1 and not value.startswith('"'):
            options += _words(view, "text", word, most)
        return Completion(start, cursor, tuple(options[:most]))
    bare = value.lstrip('"')
    start = found.start("value") + (value.rfind(",") + 1 if "," in value and not value.startswith('"') else 0)
    bare = bare if value.startswith('"') else query[start:cursor]
    if field in _FIXED:
        options = [option for option in _FIXED[field] if option.startswith(bare.lower())]
    elif field in KNOWN:
        known = KNOWN[field]
        names = known.values or (known.names(library) if known.names else ())
        options = [name for name in names if name.startswith(words.slug(bare))]
    elif field in _WHOLE:
        options = _values(view, _WHOLE[field], bare, most)
    else:
        options = _words(view, field, bare, most)
    return Completion(start, cursor, tuple(options[:most]))


def _words(view: View, field: str, typed: str, most: int) -> list[str]:
    """The commonest words of a field that begin so."""
    forms = words.forms(typed)
    if len(forms) != 1:
        return []
    counts: dict[str, int] = {}
    for segment in view.segments:
        for i, (name, term) in enumerate(segment.terms.terms_from(field, encode(forms[0]))):
            if name != field or not term.startswith(encode(forms[0])) or i > 2000:
                break
            extent = segment.terms.extent(field, bytes(term))
            if extent is not None:
                form = decode(term)
                counts[form] = counts.get(form, 0) + extent.size
    return sorted(counts, key=lambda form: (-counts[form], form))[:most]


def _values(view: View, field: str, typed: str, most: int) -> list[str]:
    """The commonest whole values one of whose words begins so."""
    counts: dict[str, int] = {}
    begun = typed.casefold()
    for segment in view.segments:
        terms, starts = segment.field(field)
        for i, term in enumerate(terms):
            value = decode(term)
            folded = value.casefold()
            if folded.startswith(begun) or f" {begun}" in folded or f"-{begun}" in folded:
                counts[value] = counts.get(value, 0) + int(starts[i + 1] - starts[i])
    best = sorted(counts, key=lambda value: (not value.casefold().startswith(begun), -counts[value], value))[:most]
    return [quoted(value) for value in best]
