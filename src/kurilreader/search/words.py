"""How text becomes words: one tokeniser, folding and stemming for the index, the queries and the marking of hits.

Scripts without spaces (Chinese, Japanese, and Korean, whose particles cling to the noun) become overlapping pairs of
characters, the usual language-free way: a word of them is then a phrase of pairs. Everything else becomes words,
folded in case, width and accents, and stemmed by the language of the article with the Snowball stemmers of Whoosh.

Positions count one per word, and one per character in scripts without spaces, so that a phrase typed with a space
finds the same characters written without one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

_UNSPACED = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb"
    "\uf900-\ufaff\uff66-\uff9f\uffa0-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003134f"
)
_LETTER = rf"[^\W_{_UNSPACED}]"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]+|(?:[A-Za-z]\.){{2,}}|{_LETTER}+(?:['’\u0300-\u036f]{_LETTER}*)*{_LETTER}|{_LETTER}[\u0300-\u036f]*"
)
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w{2})", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)

#: languages a Snowball stemmer of Whoosh exists for
STEMMED = frozenset(("da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv"))
#: languages (and the unknown one) in whose texts words in Latin letters are mostly English names
_BORROWS = frozenset((None, "ja", "zh", "ko", "ru", "uk", "be", "bg", "sr", "el", "ar", "fa", "he", "ka", "hy"))
#: a word longer than this is cut: no such word is ever typed, and a hostile text must not fill the dictionary
LONGEST = 64


class Token(NamedTuple):
    """A word in a text: its folded form, where it stands (code points), and how many positions it takes."""

    form: str
    start: int
    end: int
    width: int


def fold(word: str) -> str:
    """The form under which a word is kept: case, width, accents, possessives and elisions away."""
    folded = word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()
    if "'" in folded or "’" in folded:
        folded = _ELISION.sub("", _POSSESSIVE.sub("", folded)) or folded
    if "." in folded:
        folded = folded.replace(".", "")
    if not folded.isascii():
        folded = folded.replace("ё", "е")
        if _LATIN.search(folded):
            split = unicodedata.normalize("NFD", folded)
            folded = "".join(c for c in split if unicodedata.category(c) != "Mn")
    return folded[:LONGEST]


class _Folded(dict[str, str]):
    """Remembers what words fold to; starts anew when it has grown large."""

    def __missing__(self, word: str) -> str:
        if len(self) > 150_000:
            self.clear()
        form = self[word] = fold(word)
        return form


_folded = _Folded()


def slug(value: str) -> str:
    """A whole value as it is looked up: folded, words joined by hyphens."""
    return "-".join(value.casefold().split())


def unspaced(text: str) -> bool:
    """Whether a text begins in a script written without spaces."""
    return bool(text) and _HAS_UNSPACED.match(text) is not None


def forms(text: str) -> list[str]:
    """The words of a text in order, one for each position."""
    get = _folded.__getitem__
    if not _HAS_UNSPACED.search(text):
        return [get(word) for word in _TOKEN.findall(text)]
    out: list[str] = []
    for run in _TOKEN.findall(text):
        if _HAS_UNSPACED.match(run):
            out.extend(_pairs(run))
        else:
            out.append(get(run))
    return out


def _pairs(run: str) -> list[str]:
    kana = unicodedata.normalize("NFKC", run)
    return [kana[i : i + 2] for i in range(len(kana))]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their places; a run of a script without spaces comes as one token."""
    get = _folded.__getitem__
    for match in _TOKEN.finditer(text):
        run = match.group()
        if _HAS_UNSPACED.match(run):
            yield Token(unicodedata.normalize("NFKC", run), match.start(), match.end(), len(run))
        else:
            yield Token(get(run), match.start(), match.end(), 1)


@lru_cache(maxsize=16)
def _stemmer(language: str) -> Callable[[str], str]:
    from whoosh.lang.snowball import classes

    made: Any = classes[language]()
    stem: Callable[[str], str] = made.stem
    return stem


@lru_cache(maxsize=100_000)
def _stem(form: str, language: str) -> str:
    try:
        stem = _stemmer(language)(form)
    except (IndexError, ValueError, KeyError):
        return form
    # Snowball takes the genitive "Курил" for a past tense and leaves "кур", a hen
    return form if language == "ru" and len(stem) < 4 and form[len(stem) :] in {"ил", "ыл"} else stem


def stemming_language(form: str, language: str | None) -> str | None:
    """By which language a word of a text in `language` is stemmed; None where it is kept as it stands."""
    if not form.isalpha():
        return None
    if _CYRILLIC.search(form):
        return "ru"
    if not _LATIN.search(form):
        return None
    if language in _BORROWS:
        return "en"
    return language if language in STEMMED else None


def stem(form: str, language: str | None) -> str:
    """The stem of a folded form in a text of that language."""
    by = stemming_language(form, language)
    return form if by is None else _stem(form, by)


def stem_by(form: str, language: str) -> str:
    """The stem of a folded form by one stemmer, a member of `STEMMED`."""
    return _stem(form, language)
