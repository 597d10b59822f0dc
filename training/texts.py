"""The marked texts of this project as the network is trained on them: what parties state, of which kind, and roles.

Contents are marked without quotation marks and without "that", sentence by sentence (`benchmarks/marked/README.md`).
The roles learn from PolNeAR, whose contents hold the marks, the "that" and all sentences of a quotation, so they are
put into that form here.
"""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.accuracy.marked import MarkedText, read_folder
from training.samples import Marked

_BEFORE = re.compile(r"(?:\bthat\s+)?[\"“‘']?$")
_AFTER = re.compile(r"[,.;:!?…]*[\"”’']?")
#: what may stand between two sentences of one quotation
_GAP = re.compile(r"[.!?…]*\s+")
_THAT = re.compile(r"\s+that$")


def read(folder: Path) -> list[Marked]:
    """All texts of a folder; names are not known in them."""
    return [marked(each) for each in read_folder(folder)]


def marked(text: MarkedText) -> Marked:
    """One text; its roles are known where sources and cues are marked in it, but for contents that are tied to none."""
    stated = {(m.start, m.end): (m.start, m.end, bool(m.party), m.kind) for m in text.marks}
    spans, links = _roles(text) if text.roles else ([], [])
    return Marked(
        text.text,
        spans,
        links,
        roles_known=bool(text.roles),
        names_known=False,
        stated=list(stated.values()),
        told=True,
        unsure=[(m.start, m.end) for m in text.marks if not m.number],
    )


def _roles(text: MarkedText) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    spans: list[tuple[int, int, str]] = []
    links: list[tuple[int, int]] = []
    of_number: dict[str, list[int]] = {}
    for role in text.roles:
        end = role.end
        if role.role == "cue" and (that := _THAT.search(text.text, role.start, end)):
            end = that.start()
        of_number.setdefault(role.number, []).append(len(spans))
        spans.append((role.start, end, role.role))
    for number, start, end in _contents(text):
        of_number.setdefault(number, []).append(len(spans))
        spans.append((start, end, "content"))
    for members in of_number.values():
        cues = [i for i in members if spans[i][2] == "cue"]
        links += [(cues[0], i) for i in members if cues and spans[i][2] != "cue"]
    return spans, links


def _contents(text: MarkedText) -> list[tuple[str, int, int]]:
    """Number, start and end of each content, with its marks; sentences of one quotation are one content."""
    found: list[tuple[str, int, int]] = []
    for number, first, last in dict.fromkeys((m.number, m.start, m.end) for m in text.marks if m.number):
        before = _BEFORE.search(text.text, 0, first)
        after = _AFTER.match(text.text, last)
        start, end = (before.start() if before else first), (after.end() if after else last)
        if text.text[end - 1] not in "\"”’'!?…" and text.text[end - 1] in ",.;:":
            end = last
        if found and found[-1][0] == number and _GAP.fullmatch(text.text, found[-1][2], start):
            found[-1] = (number, found[-1][1], end)
        else:
            found.append((number, start, end))
    return found
