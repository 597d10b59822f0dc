"""Text as it is kept: no control characters, nothing that hides or reorders, paragraphs apart by one blank line."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Everything that is dropped: C0 and C1 controls, soft hyphen, zero-width and invisible characters, bidirectional
#: marks, embeddings, overrides and isolates, interlinear annotation, tags and noncharacters.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
#: Joiners carry meaning in scripts that join and in emoji; elsewhere they only split words unseen.
_IDLE_JOINER = re.compile("(?<![\u0600-\u109f\u1700-\u1cff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+")
_NEWLINE = re.compile("\r\n|[\r\x0b\x85\u2028]")
_BREAK = re.compile("[\x0c\u2029]")
#: Space separators but the ideographic one, which is a full-width character of its own.
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: A pile of marks on one letter is an attack on the screen, not a language.
_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
                    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # fmt: skip
_EDGES = " \u3000\n"


def clean_characters(text: str) -> str:
    """Drop what may not stand in a text, make every line end a newline and every run of blanks one space."""
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
        text = _MARKS.sub(r"\1", text)
    text = _BREAK.sub("\n\n", _NEWLINE.sub("\n", text))
    text = _DROPPED.sub("", text)
    # last, since what stood between two joiners may be gone
    return _SPACES.sub(" ", _IDLE_JOINER.sub("", text))


def clean_line(text: str) -> str:
    """One line of clean text: what titles, names and messages are made of."""
    return " ".join(clean_characters(text).split())


def clean_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text whose paragraphs stand apart by blank lines; lines within one are kept."""
    found = []
    for block in re.split(r"\n[ \u3000]*\n", clean_characters(text)):
        lines = [line.strip(_EDGES) for line in block.split("\n")]
        if kept := "\n".join(line for line in lines if line):
            found.append(kept)
    return found


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """A text of these paragraphs."""
    return "\n\n".join(paragraphs)


def clean_text(text: str) -> str:
    """A clean text with its paragraphs apart by exactly one blank line. Cleaning twice changes nothing."""
    return join_paragraphs(clean_paragraphs(text))
