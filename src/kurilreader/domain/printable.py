"""What may reach a terminal: hostile text made harmless."""

from __future__ import annotations

import re

# C0 and C1 controls and DEL; bidirectional marks, embeddings, overrides and isolates; line and paragraph separators;
# invisible formatting (zero-width characters, soft hyphen, byte order mark, interlinear marks, tags); surrogates,
# which no terminal encoding can carry; noncharacters.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u00ad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACING = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def printable(text: str) -> str:
    """One line of `text` fit for any terminal: white space becomes a space, control and direction marks go.

    Nothing that is left can move the cursor, change colours, set the title, or show characters in another order
    than the one they stand in (CVE-2021-42574). Zero-width joiners stay: Persian and several Indian scripts need them.
    """
    return _UNPRINTABLE.sub("", _SPACING.sub(" ", text))


def printable_lines(text: str) -> str:
    """As `printable`, with line breaks kept and tabs as four spaces."""
    return "\n".join(printable(line.replace("\t", "    ")) for line in text.split("\n"))


def is_printable(text: str) -> bool:
    """Whether a terminal would show all of `text` and obey none of it."""
    return _UNPRINTABLE.search(text) is None
