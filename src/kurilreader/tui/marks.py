"""What stands for what on screen: the marks and colours of parties, the looks of entity types, the icons.

Colour is never the only cue: a party has its letters, an entity type its attributes, an icon its ASCII twin.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

#: how many party colours a theme has
PARTY_COLOURS = 7

#: chosen so that parties that often meet in one dispute do not meet in one colour
_SPREAD = 61


def party_colour(party: str | None) -> int:
    """Which of the party colours a party has, counting from 1, always the same; 0 for voices that are no party."""
    return crc32(f"{_SPREAD}{party}".encode()) % PARTY_COLOURS + 1 if party else 0


@dataclass(frozen=True, slots=True)
class Icons:
    """The few signs the reader draws besides words."""

    unread: str
    starred: str
    bar: str
    divider: str
    #: a line below the first row of a table
    rule: str
    here: str
    dot: str
    paragraph: str
    ellipsis: str
    caret: str
    step: str
    voice: str
    #: what is chosen for a briefing, and what has a note
    chosen: str
    noted: str
    #: there is more to the left, or to the right
    more_left: str
    more_right: str
    #: bars of growing height, from none to full
    levels: str


UNICODE = Icons("●", "★", "▌", "│", "─", "▸", "·", "¶", "…", "^", "›", "·", "✓", "†", "‹", "›", " ▁▂▃▄▅▆▇█")
ASCII = Icons("o", "*", "|", "|", "-", ">", "-", "par. ", "...", "^", ">", "-", "x", "+", "<", ">", " .:-=+*#")


def icons(environment: Mapping[str, str] | None = None) -> Icons:
    """Unicode signs, or their ASCII twins when the locale is set to another encoding than UTF-8."""
    environment = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environment.get(name):
            return UNICODE if "utf" in value.lower() else ASCII
    return UNICODE
