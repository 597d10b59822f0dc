"""A stretch of a text whose ends move by word and by sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kurilreader.domain import Span

_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])\w)+(?:[-’'.](?:(?![{_WIDE}])\w)+)*|[^\w\s]")
#: how far back the beginning of a word is looked for
_BACK = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch, never empty; `at_end` says which of its ends moves."""

    text: str
    start: int
    end: int
    at_end: bool = True

    @property
    def span(self) -> Span:
        """The stretch."""
        return Span(self.start, self.end)

    @property
    def edge(self) -> Span:
        """The character at the end that moves."""
        return Span(self.end - 1, self.end) if self.at_end else Span(self.start, self.start + 1)

    @property
    def words(self) -> str:
        """What is selected, on one line."""
        return " ".join(self.text[self.start : self.end].split())

    def other(self) -> Selection:
        """Move the other end."""
        return replace(self, at_end=not self.at_end)

    def by_word(self, by: int) -> Selection:
        """The end that moves so many words further, or back."""
        moved = self
        for _ in range(abs(by)):
            moved = moved._word_on() if by > 0 else moved._word_back()
        return moved

    def by_sentence(self, by: int, sentences: Sequence[Span]) -> Selection:
        """The end that moves to that of another sentence."""
        moved = self
        for _ in range(abs(by)):
            moved = moved._to(_ahead(moved, sentences) if by > 0 else _behind(moved, sentences))
        return moved

    def _to(self, place: int | None) -> Selection:
        if place is None:
            return self
        if self.at_end:
            return replace(self, end=place) if place > self.start else self
        return replace(self, start=place) if place < self.end else self

    def _word_on(self) -> Selection:
        found = _WORD.search(self.text, self.end if self.at_end else self.start)
        if found and not self.at_end and found.start() == self.start:
            found = _WORD.search(self.text, found.end())
        return self._to(None if found is None else found.end() if self.at_end else found.start())

    def _word_back(self) -> Selection:
        here = self.end if self.at_end else self.start
        begin = max(0, here - _BACK)
        words = list(_WORD.finditer(self.text, begin, here))
        if self.at_end:
            ends = [found.end() for found in words if found.end() < here]
            return self._to(ends[-1] if ends else None)
        return self._to(words[-1].start() if words else None)


def _ahead(moved: Selection, sentences: Sequence[Span]) -> int | None:
    if moved.at_end:
        return next((each.end for each in sentences if each.end > moved.end), None)
    return next((each.start for each in sentences if each.start > moved.start), None)


def _behind(moved: Selection, sentences: Sequence[Span]) -> int | None:
    if moved.at_end:
        return next((each.end for each in reversed(sentences) if each.end < moved.end), None)
    return next((each.start for each in reversed(sentences) if each.start < moved.start), None)


def fitted(content: Sequence[Span], chosen: Span) -> tuple[Span, ...]:
    """Pieces of a statement with its outer ends moved: the gaps between them that are inside stay."""
    inside = [each for each in content if each.start < chosen.end and each.end > chosen.start]
    if not inside:
        return (chosen,)
    inside[0] = Span(chosen.start, inside[0].end)
    inside[-1] = Span(inside[-1].start, chosen.end)
    return tuple(inside)
