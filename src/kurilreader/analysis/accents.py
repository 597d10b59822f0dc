"""Names without accents, as capitals and foreign keyboards often write them."""

from __future__ import annotations

import unicodedata

_STROKES = str.maketrans("øØłŁđĐıðÐ", "oOlLdDidD")


def unaccented(text: str) -> str:
    """A text of the same length without accents."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text.translate(_STROKES))
