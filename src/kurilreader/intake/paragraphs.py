"""Paragraphs of plain text: hard-wrapped lines joined again, lines that stand for themselves left alone."""

from __future__ import annotations

import re
from itertools import pairwise

from kurilreader.intake.clean import clean_characters

#: a text whose longest line is longer was not wrapped by hand or by a mailer
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40
_ENDS_SENTENCE = re.compile(r"""[.!?…。！？]["'”’»)\]」』]*$""")
_ITEM = re.compile(r"^(?:[-*•·–—▪●○■□◆◇]\s+|\(?\d{1,3}[.)]\s+|\[\d{1,3}\]\s)")
_RULE = re.compile(r"^[-=_*~#─━—・\s]{3,}$")
_WIDE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_STARTS_LOW = re.compile("^[a-zа-яёα-ωà-öø-ÿ0-9(«„“\"'‘]")


def _width(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))


def unwrap(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line, decoration lines dropped."""
    blocks: list[list[str]] = [[]]
    was_indented = True
    for raw in clean_characters(text).split("\n"):
        line = raw.strip(" \u3000")
        if not line or _RULE.match(line):
            blocks.append([])
            was_indented = True
            continue
        # an indented line begins a paragraph, unless the line before it stands as far in
        indented = raw.startswith(("\u3000", " ", "\t"))
        if indented and not was_indented and not _STARTS_LOW.match(line):
            blocks.append([])
        blocks[-1].append(line)
        was_indented = indented
    cleaned = [block for block in blocks if block]
    widest = max((_width(line) for block in cleaned for line in block), default=0)
    paragraphs: list[str] = []
    for block in cleaned:
        paragraphs.extend(_joined(block, widest))
    return paragraphs


def _joined(lines: list[str], widest: int) -> list[str]:
    # the block's own longest line tells more than the text's, which may hold one long headline or address
    own = max(_width(line) for line in lines)
    column = own if len(lines) > 2 and own >= _NARROWEST_WRAP else widest
    found = [lines[0]]
    for before, line in pairwise(lines):
        if _continues(before, line, column):
            found[-1] = _glue(found[-1], line)
        else:
            found.append(line)
    return found


def _continues(before: str, line: str, column: int) -> bool:
    """Whether a line goes on where the one before broke off: the next word would not have fitted there."""
    if _ITEM.match(line) or column > _WIDEST_WRAP * 2:
        return False
    wide = bool(_WIDE.match(before[-1]))
    if not _ENDS_SENTENCE.search(before) and _STARTS_LOW.match(line) and _width(before) >= _NARROWEST_WRAP // 2:
        return _width(before) <= _WIDEST_WRAP
    if column < _NARROWEST_WRAP or column > _WIDEST_WRAP:
        return False
    step = 4 if wide else 1 + len(line.split(" ", 1)[0])
    slack = 0 if _ENDS_SENTENCE.search(before) else column // 10
    return _width(before) + step > column - slack


def _glue(before: str, line: str) -> str:
    if _WIDE.match(before[-1]) and _WIDE.match(line[0]):
        return before + line
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha():
        return before + line
    return f"{before} {line}"
