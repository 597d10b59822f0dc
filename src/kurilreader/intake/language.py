"""The language of a text: by its script first, then by py3langid among the languages of that script."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Protocol, cast

#: Languages that news on disputes comes in, by script. py3langid knows more (Latin, Esperanto, Volapük…), which it
#: prefers too often on names and short texts.
_LATIN = frozenset(
    "en de fr es it pt nl sv da no fi pl cs sk sl hr bs hu ro et lv lt sq tr az".split()
    + "vi id ms tl sw af ca eu gl ga is mt cy".split()
)
_CYRILLIC = frozenset("ru uk be bg sr mk kk ky mn".split())
_ARABIC = frozenset("ar fa ur ps ug".split())
_DEVANAGARI = frozenset("hi mr ne".split())
_ONE = (
    ("ja", "\u3041-\u30ff"),
    ("ko", "\uac00-\ud7a3"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("th", "\u0e00-\u0e7f"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("km", "\u1780-\u17ff"),
)
_GROUPS = (
    (_LATIN, re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    (_CYRILLIC, re.compile("[\u0400-\u04ff]")),
    (_ARABIC, re.compile("[\u0600-\u06ff]")),
    (_DEVANAGARI, re.compile("[\u0900-\u097f]")),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_SINGLE = tuple((language, re.compile(f"[{span}]")) for language, span in _ONE)

#: letters of an alphabet below which a text says too little
_ENOUGH = 40
#: signs of a script that stands for words or syllables below which a text says too little
_ENOUGH_SIGNS = 8
#: characters looked at; more tells nothing new
_SAMPLE = 1_200
#: by how much a language must lead, in natural logarithms of probability a character; running prose gives 0.4 to 1.5
_MARGIN = 0.2
#: among the commonest words of English, as a share of those of a text: at least .18 of them, .02 "the" alone
_ENGLISH = frozenset(
    "the of and to in that is was for on with said has by from at it as be are have not its which".split()
)

_TAG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_.@])")
_THREE = {"eng": "en", "rus": "ru", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko", "deu": "de", "ger": "de",
          "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "ukr": "uk", "ara": "ar", "tur": "tr",
          "pol": "pl"}  # fmt: skip
_lock = threading.Lock()


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


def _plainly_english(sample: str) -> bool:
    """Whether its commonest words say that a text is English: no other language has so many of them.

    Telling it by letters takes as long as all the rest of reading a page.
    """
    words = sample.lower().split()
    common = sum(word in _ENGLISH for word in words)
    return len(words) >= _ENOUGH and common > 0.18 * len(words) and words.count("the") > 0.02 * len(words)


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False))


def forget_model() -> None:
    """Let go of the model, 75 MB; it is read again by the next text that needs it."""
    _identifier.cache_clear()


def language_tag(tag: str | None) -> str | None:
    """The ISO 639-1 code in a language tag such as "en-GB" or "jpn", or None."""
    if not tag or not (match := _TAG.match(tag.strip())):
        return None
    code = match[0].lower()
    return _THREE.get(code) if len(code) == 3 else code


def detect_language(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 language of a text, or None where it is too short or too mixed to tell.

    `declared` is what the document says of itself: believed where the text is too short or where its script allows it
    and the text does not clearly speak against it.
    """
    sample = text[:_SAMPLE]
    declared = language_tag(declared)
    han = len(_HAN.findall(sample))
    counts = [(len(pattern.findall(sample)), language) for language, pattern in _SINGLE]
    signs, single = max(counts)
    groups = [(len(pattern.findall(sample)), languages) for languages, pattern in _GROUPS]
    letters, candidates = max(groups, key=lambda group: group[0])
    # a sign of Chinese or Japanese says about as much as three letters
    if single == "ja" and signs >= 2 and (signs + han) * 3 > letters and signs * 20 > han:
        return "ja" if signs + han >= _ENOUGH_SIGNS else declared
    if han * 3 > letters and han >= signs:
        return "zh" if han >= _ENOUGH_SIGNS else declared
    if signs > letters:
        return single if signs >= _ENOUGH_SIGNS else declared
    if letters < _ENOUGH:
        return declared if letters == 0 or declared in candidates else None
    if "en" in candidates and declared in (None, "en") and _plainly_english(sample):
        return "en"
    with _lock:
        ranked = [(language, score) for language, score in _identifier().rank(sample) if language in candidates]
    if not ranked:
        return declared
    best, score = ranked[0]
    if declared and declared != best:
        near = next((other for language, other in ranked if language == declared), None)
        if near is not None and score - near < _MARGIN * len(sample):
            return declared
    # names alone fit several languages about equally; a longer text adds little by the letter and much in sum
    clear = len(ranked) == 1 or score - ranked[1][1] >= _MARGIN * min(len(sample), 150)
    return best if clear else declared
