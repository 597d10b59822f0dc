"""Breaking paragraphs into lines by cells, with the line-breaking rules that matter most in Japanese and Chinese.

The rules are the common core of JIS X 4051 and UAX #14: wide characters may part anywhere, but closing punctuation,
small kana and prolonged sound marks never begin a line, and opening brackets never end one.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from kurilreader.domain import Span

#: never the first character of a line
NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〙〗〟ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥,.:;?!)]}»"
)
#: never the last character of a line
NO_END = frozenset("‘“（〔［｛〈《「『【〘〖〝([{«")
#: a line may end after one of these within a word
_PART_AFTER = frozenset("-–—/")


def wrap(text: str, span: Span, width: int) -> list[Span]:
    """Spans of the lines into which `text[span]` falls at a width in cells (at least 2); a line break in it is kept.

    White space at a break belongs to no line. A word wider than the line is cut.
    """
    width = max(2, width)
    lines: list[Span] = []
    start = span.start
    while start < span.end:
        stop = text.find("\n", start, span.end)
        stop = span.end if stop < 0 else stop
        piece = text[start:stop]
        if cell_len(piece) == len(piece) and not _has_zero_width(piece):
            _wrap_narrow(piece, start, width, lines)
        else:
            _wrap_cells(piece, start, width, lines)
        start = stop + 1
    return lines


def _has_zero_width(piece: str) -> bool:
    return not piece.isascii() and any(get_character_cell_size(letter) != 1 for letter in set(piece))


def _wrap_narrow(piece: str, offset: int, width: int, lines: list[Span]) -> None:
    """All characters one cell wide: a cell is an index."""
    position, length = _skip_space(piece, 0), len(piece)
    while position < length:
        limit = position + width
        if limit >= length:
            end = length
        else:
            end = piece.rfind(" ", position, limit + 1)
            if end <= position:
                end = limit
                for index in range(limit - 1, position, -1):
                    if piece[index] in _PART_AFTER and piece[index - 1].isalnum():
                        end = index + 1
                        break
        stop = end
        while stop > position and piece[stop - 1] == " ":
            stop -= 1
        lines.append(Span(offset + position, offset + stop))
        position = _skip_space(piece, end)


def _wrap_cells(piece: str, offset: int, width: int, lines: list[Span]) -> None:
    """Characters of zero, one and two cells: measured one by one, breaking where `_may_part` lets it."""
    sizes = [_size(letter) for letter in piece]
    position, length = _skip_space(piece, 0), len(piece)
    while position < length:
        used, index, part = 0, position, 0
        while index < length and used + sizes[index] <= width:
            used += sizes[index]
            index += 1
            if index < length and index > position and _may_part(piece, sizes, index):
                part = index
        end = length if index == length else part if part > position else max(index, position + 1)
        stop = end
        while stop > position and piece[stop - 1].isspace():
            stop -= 1
        lines.append(Span(offset + position, offset + stop))
        position = _skip_space(piece, end)


def _may_part(piece: str, sizes: list[int], index: int) -> bool:
    """Whether a line may end before `piece[index]`."""
    before, after = piece[index - 1], piece[index]
    if sizes[index] == 0 or before == "\u200d":
        return False
    if after == " " or before == " ":
        return True
    if after in NO_START or before in NO_END:
        return False
    return sizes[index] == 2 or sizes[index - 1] == 2 or (before in _PART_AFTER and after.isalnum())


def _skip_space(piece: str, position: int) -> int:
    while position < len(piece) and piece[position] in " \t\u3000":
        position += 1
    return position


@lru_cache(4096)
def _size(letter: str) -> int:
    return 1 if letter == "\t" else get_character_cell_size(letter)
