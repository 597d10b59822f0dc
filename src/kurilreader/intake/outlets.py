"""Names of outlets in one form, so that one outlet is not several in lists and facets."""

from __future__ import annotations

import re
import unicodedata

from kurilreader.intake.clean import clean_line

_SIGNS = re.compile("[®™©]")
#: what feeds and pages add to the name of their outlet
_ADDED = (
    r"(?:rss(?: feeds?)?|atom(?: feed)?|news ?feed|feed|home ?page|home|front page|official (?:web ?)?site|"
    r"(?:all |latest |breaking |top )(?:news|stories|headlines|articles)(?:[ &,a-z]*)|top|главная|"
    r"(?:все|последние|главные) новости|ニューストップ|トップ(?:ページ)?)"
)
_BEHIND = re.compile(rf"\s*(?:[-–—|:·»]\s*|\s){_ADDED}\s*$", re.IGNORECASE)
_BEFORE = re.compile(rf"^\s*{_ADDED}\s*[-–—|:·«]\s*", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/?$", re.IGNORECASE)
_EDGES = " -–—|:·»«"
#: capitals that are no abbreviation: a name printed large
_LARGE = re.compile(r"[^\W\d_]{5,}")
_SMALL = frozenset("of the and for in on de la le der die das и в на".split())
#: short words that are no abbreviations
_WORDS = frozenset("news post sun star mail echo week day life wire east west isle asia".split())
_LONGEST = 200
_ROUNDS = 6


def outlet_name(name: str | None) -> str | None:
    """The outlet's name without what feeds and pages add to it; a host without "www."; None for nothing.

    A name in capitals alone is written as names are ("THE KURIL COURIER": "The Kuril Courier"), abbreviations stay.
    """
    # what is left when something is taken off may be a host, or end with another such word
    for _ in range(_ROUNDS):
        before, name = name, _shorter(name or "")
        if name == before:
            break
    return name or None


def _shorter(name: str) -> str:
    line = clean_line(unicodedata.normalize("NFKC", _SIGNS.sub(" ", name)))
    if host := _HOST.match(line):
        return host[1].lower()
    kept = line
    for pattern in (_BEHIND, _BEFORE, _BEHIND):
        shorter = pattern.sub("", kept).strip(_EDGES)
        kept = shorter if len(shorter) > 1 else kept
    if kept.isupper() and _LARGE.search(kept):
        kept = " ".join(_named(word, number) for number, word in enumerate(kept.split()))
    return kept[:_LONGEST].strip()


def _named(word: str, place: int) -> str:
    """One word of a name in capitals: short ones may be abbreviations."""
    low = word.casefold()
    if low in _SMALL:
        return low if place else word.capitalize()
    return word if sum(char.isalpha() for char in word) <= 4 and low not in _WORDS else word.capitalize()
