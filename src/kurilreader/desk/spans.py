"""Paragraphs and sentences of a text, for cursors to move by."""

from __future__ import annotations

import re

from kurilreader.domain import Span

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-ZÀ-ÞА-ЯЁ0-9])|[。！？]+[」』）]*")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, without the white space between them."""
    return tuple(Span(*found.span()) for found in _PARAGRAPH.finditer(text))


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text; none goes across paragraphs."""
    found: list[Span] = []
    for start, end in paragraphs(text):
        at = start
        for stop in _END.finditer(text, start, end):
            found.append(Span(at, stop.end()))
            at = stop.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            found.append(Span(at, end))
    return tuple(found)
