"""Statements as blocks of lines: one by itself, two beside each other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from rich.cells import cell_len

from kurilreader.desk import PartyInfo
from kurilreader.domain import Kind
from kurilreader.domain.printable import printable
from kurilreader.domain.record import Stated
from kurilreader.tui.facts import short_date
from kurilreader.tui.marks import Icons, party_colour
from kurilreader.tui.text.cells import fit, flow, pad
from kurilreader.tui.widgets.blocks import Block, Line, Words, ends

#: the letter of each kind, where there is room for one only
LETTERS = {
    Kind.CONDITION: "c", Kind.WARNING: "w", Kind.REFUSAL: "r", Kind.ACCUSATION: "a", Kind.DEMAND: "d",
    Kind.OFFER: "o", Kind.COMMITMENT: "m", Kind.SUPPORT: "s", Kind.CLAIM: "l",
}  # fmt: skip
_BY_LETTER = {letter: kind for kind, letter in LETTERS.items()}
#: lines of a statement's words
_TEXT_LINES = 2
#: lines of each statement of a pair
_PAIR_LINES = 5
#: from so many cells on, two statements stand side by side
SIDE_BY_SIDE = 92
_DATE_CELLS = 12
_KIND_CELLS = 11


def kind_of(letter: str) -> Kind | None:
    """The kind of a letter, or of its number in the order of the kinds, counting from 1."""
    if letter.isdecimal() and 1 <= int(letter) <= len(LETTERS):
        return list(LETTERS)[int(letter) - 1]
    return _BY_LETTER.get(letter)


def kinds_legend(room: int) -> str:
    """All letters with their kinds, as far as there is room."""
    words = ""
    for kind, letter in LETTERS.items():
        more = f"{letter} {kind.value}  "
        if cell_len(words + more) > room:
            break
        words += more
    return words.rstrip()


@dataclass(frozen=True, slots=True)
class Naming:
    """How parties and topics are called, what today is, and the signs: all that drawing a statement takes."""

    party: Callable[[str], PartyInfo]
    topic: Callable[[str], str]
    icons: Icons
    today: date

    def topics(self, topics: Sequence[str]) -> str:
        """Topics in words."""
        return f" {self.icons.dot} ".join(self.topic(each) for each in topics)

    def party_words(self, party: str | None) -> tuple[Words, ...]:
        """A party's mark and name; "Other voice" for none."""
        if party is None:
            return ((f"{self.icons.voice} ", "party-0"), ("Other voice", "muted"))
        info = self.party(party)
        return ((f"{info.mark} ", f"party-{party_colour(party)}"), (printable(info.name), "heading"))


def outlets(stated: Stated) -> str:
    """Who carried it: the outlet, and how many others."""
    first = stated.source or "unknown outlet"
    others = max(len(stated.outlets) - 1, 0) or len(stated.others)
    return f"{first} +{others}" if others else first


def verdicts(stated: Stated) -> str:
    """What reviewers said of it: "right (ann), wrong kind (kurt)"."""
    return ", ".join(f"{each.verdict.value} ({each.reviewer})" for each in stated.judgements)


def statement_block(stated: Stated, width: int, naming: Naming, *, sign: str = " ", parties: bool = True) -> Block:
    """Date, kind, party, speaker and topics, outlets; then its words in at most two lines."""
    icons = naming.icons
    head: list[Words] = [
        (pad(short_date(stated.published), _DATE_CELLS), "muted"),
        (pad(stated.kind.value, _KIND_CELLS) + " ", "kind"),
    ]
    if parties:
        head += [*naming.party_words(stated.party)[:1]]
    told = [printable(stated.speaker or "")] if stated.speaker else []
    told += [naming.topics(stated.topics)] if stated.topics else []
    head.append((f" {icons.dot} ".join(told), "plain"))
    if stated.judgements:
        head.append((f" {icons.dot} {verdicts(stated)}", "star"))
    right = fit(printable(outlets(stated)), max(10, width // 3), icons.ellipsis)
    lines: list[Line] = [ends(head, right, width, "muted", icons.ellipsis)]
    said = flow(stated.text, max(8, width - 2), _TEXT_LINES, icons.ellipsis) or [""]
    lines += [((f"  {words}", "plain"),) for words in said]
    return Block(tuple(lines), sign=sign)


def heading_block(words: Sequence[Words], *, first: bool) -> Block:
    """A heading, with a blank line above unless it is the first."""
    lines: tuple[Line, ...] = (tuple(words),)
    return Block(lines if first else ((), *lines), chosen=False)


def pair_block(
    head: Sequence[Words], sides: Sequence[Stated | None], width: int, naming: Naming, *, side: int, sign: str = " "
) -> Block:
    """Two statements side by side (stacked where it is narrow) under a line of their own; `side` is the one chosen.

    A side that is None, nothing said before, leaves the whole width to the other.
    """
    if width < SIDE_BY_SIDE or None in sides:
        lines: list[Line] = [tuple(head)]
        for index, stated in enumerate(sides):
            if stated is not None:
                lines += _side(stated, width, naming, lit=index == side, limit=3)
        return Block((*lines, ()), sign=sign)
    room = (width - 3) // 2
    halves = [
        _side(stated, room, naming, lit=index == side, limit=_PAIR_LINES)
        for index, stated in enumerate(sides)
        if stated is not None
    ]
    divider: Words = (f" {naming.icons.divider} ", "muted")
    lines = [tuple(head)]
    for left, right in zip_longest(*halves, fillvalue=()):
        used = sum(cell_len(words) for words, _ in left)
        lines.append((*left, (" " * max(0, room - used), "plain"), divider, *right))
    return Block((*lines, ()), sign=sign)


def _side(stated: Stated, width: int, naming: Naming, *, lit: bool, limit: int) -> list[Line]:
    icons = naming.icons
    sign = f"{icons.here} " if lit else "  "
    head: list[Words] = [
        (sign, "star"),
        (f"{short_date(stated.published)}  ", "muted"),
        *naming.party_words(stated.party)[:1],
        (f"{stated.kind.value} ", "kind"),
        (printable(stated.speaker or ""), "plain"),
    ]
    right = fit(printable(outlets(stated)), max(8, width // 3), icons.ellipsis)
    lines = [ends(head, right, width, "muted", icons.ellipsis)]
    lines += [(("  " + words, "plain"),) for words in flow(stated.text, max(8, width - 2), limit, icons.ellipsis)]
    return lines
