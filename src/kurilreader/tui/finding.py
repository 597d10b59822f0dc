"""Finding words in one text: its logical text, so that a phrase is found across line breaks. Pure."""

from __future__ import annotations

import re

from kurilreader.domain import Span


def find(text: str, words: str) -> list[Span]:
    """Where words stand in a text, whatever their case and the white space between them; none for no words."""
    parts = words.split()
    if not parts:
        return []
    return [Span(*found.span()) for found in re.finditer(r"\s+".join(map(re.escape, parts)), text, re.IGNORECASE)]
