"""From text to what the network reads: pieces, their offsets, and what an uncased vocabulary cannot see.

The vocabulary knows neither capitals nor line breaks, and a window may begin inside a quotation. So every piece carries
a *trait* in place of BERT's segment number: the case of its word, whether it stands inside quotation marks, and whether
it opens a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer as Vocabulary

#: number of different traits: 4 cases x inside quotation marks or not x opens a paragraph or not
TRAITS = 16
_QUOTED, _OPENS = 4, 8
#: a quotation left open ends here at the latest, so that one lost mark does not turn the rest of a text around
_LONGEST_QUOTE = 4000
#: texts are cut up for tokenising at paragraph ends, so that memory stays bounded
_SLICE = 20_000

_MARKS = re.compile(r"[\"“”„«»「」『』‘’]|\n")
_WORD = re.compile(r"\S+")
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text as the network reads it: arrays of one length, the number of pieces."""

    ids: NDArray[np.int64]
    traits: NDArray[np.int64]
    #: code points, half-open
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    #: index of the white-space delimited word a piece lies in, from 0
    words: NDArray[np.int64]
    #: index of the token (run of letters and digits, or one mark) a piece lies in, from 0
    tokens: NDArray[np.int64]
    #: whether a piece holds a letter or digit
    solid: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@lru_cache(maxsize=4)
def vocabulary(path: Path) -> Vocabulary:
    """Load `tokenizer.json` without the truncation and padding it may ask for."""
    loaded: Vocabulary = Vocabulary.from_file(str(path))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Ranges inside quotation marks, marks included; a quotation not closed ends with its paragraph."""
    ranges: list[tuple[int, int]] = []
    start, closing = -1, ""
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if start >= 0:
                ranges.append((start, at))
                start = -1
        elif start < 0:
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            free = before.isspace() or before in "([—–-/"
            if mark in "“„«「『" or (mark in '"”' and free and not after.isspace()):
                start = at
                closing = {"“": '”"', "„": '“”"', "«": "»", "「": "」", "『": "』"}.get(mark, '"”')
            elif mark == "‘" and free and after.isalpha():
                start, closing = at, "’"
        elif mark in closing:
            after = text[at + 1] if at + 1 < len(text) else " "
            if mark == "’" and after.isalpha():
                continue
            ranges.append((start, at + 1))
            start = -1
        if start >= 0 and at - start > _LONGEST_QUOTE:
            start = -1
    if start >= 0 and len(text) - start <= _LONGEST_QUOTE:
        ranges.append((start, len(text)))
    return ranges


def _case(word: str) -> int:
    """0 plain, 1 capitalised, 2 all capitals, 3 holds a digit."""
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 3
    if len(word) > 1 and word.isupper():
        return 2
    return int(word[:1].isupper())


def parts(text: str, limit: int) -> list[tuple[int, int]]:
    """Cut a long text behind line breaks, or else behind blanks, into ranges of at most `limit` code points."""
    found, start = [], 0
    while len(text) - start > limit:
        end = text.rfind("\n", start + limit // 2, start + limit) + 1
        end = end or text.rfind(" ", start + limit // 2, start + limit) + 1 or start + limit
        found.append((start, end))
        start = end
    found.append((start, len(text)))
    return found


def cut(text: str, vocab: Vocabulary) -> Pieces:
    """Cut a text into pieces; empty for a text without a visible character."""
    # The tokenizer's core cannot take lone surrogates; replacing them keeps every offset.
    safe = _LONE.sub("�", text)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: list[int] = []
    for first, last in parts(safe, _SLICE):
        encoding = vocab.encode(safe[first:last], add_special_tokens=False)
        ids += encoding.ids
        offsets = encoding.offsets
        starts += [first + a for a, _ in offsets]
        ends += [first + b for _, b in offsets]
        base = tokens[-1] + 1 if tokens else 0
        tokens += [base + (word or 0) for word in encoding.word_ids]
    count = len(ids)
    begin = np.array(starts, dtype=np.int64)
    finish = np.array(ends, dtype=np.int64)
    token = np.array(tokens, dtype=np.int64)
    word_starts = np.array([m.start() for m in _WORD.finditer(safe)] or [0], dtype=np.int64)
    words = np.searchsorted(word_starts, begin, side="right") - 1
    traits = np.zeros(count, dtype=np.int64)
    if count:
        heads = np.flatnonzero(np.r_[True, token[1:] != token[:-1]])
        tails = np.r_[heads[1:], count]
        cases = np.array([_case(safe[begin[h] : finish[t - 1]]) for h, t in zip(heads, tails, strict=True)])
        traits += np.repeat(cases, tails - heads)
        inside = np.zeros(len(safe) + 1, dtype=bool)
        for first, last in quoted_ranges(safe):
            inside[first:last] = True
        traits += _QUOTED * inside[begin]
        lines = np.array([m.start() for m in re.finditer("\n", safe)], dtype=np.int64)
        line = np.searchsorted(lines, begin)
        traits += _OPENS * np.r_[True, line[1:] != line[:-1]]
    solid = np.array([any(c.isalnum() for c in safe[a:b]) for a, b in zip(starts, ends, strict=True)], dtype=bool)
    return Pieces(np.array(ids, dtype=np.int64), traits, begin, finish, words, token, solid)
