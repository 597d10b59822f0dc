"""The outlets that carry nearly the same text as an article, and where theirs differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kurilreader.desk import Desk, Differences
from kurilreader.domain import Row, Span
from kurilreader.tui.facts import short_date
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.text.cells import flow
from kurilreader.tui.widgets.choices import Choice

#: differences listed of each
MOST = 12


@dataclass(frozen=True, slots=True)
class Twin:
    """Another outlet's article: lines of what differs, each with its sign and style."""

    row: Row
    same: int
    lines: tuple[tuple[str, str, str], ...]
    more: int = 0


class OutletsScreen(Sheet[tuple[dict[int, str], int]], inherit_bindings=False):
    """Answers with all these articles, what to say of each, and the one to read."""

    TITLE_WORDS = "Other outlets"
    KEYS = (("Enter", "read it"),)

    def __init__(self, desk: Desk, icons: Icons, number: int) -> None:
        super().__init__(icons)
        self._desk = desk
        self._number = number
        self._twins: list[Twin] = []

    def begin(self) -> None:
        """Compare, in a thread."""
        self.head(f"comparing{self._icons.ellipsis}")
        self.work(self._compare)

    def _compare(self, tell: Callable[[object], None]) -> None:
        here = self._desk.reading(self._number).article.text
        for row in self._desk.alike(self._number):
            if self.left:
                return
            there = self._desk.reading(row.number).article.text
            tell(_twin(row, self._desk.differences(self._number, row.number), here, there))

    def take(self, value: object) -> None:
        """One more is compared."""
        if isinstance(value, Twin):
            self._twins.append(value)
            self._show()

    def finished(self, error: str) -> None:
        """Say how many there are."""
        count = len(self._twins)
        self.head(error or f"{count} beside this one   - only here   + only there   ~ changed", error=bool(error))
        self.lines.empty = ("No other outlet carries this text.", "Esc goes back, m finds related articles.")
        self.lines.redraw()

    def on_resize(self) -> None:
        """Wrap for the width."""
        self._show()

    def _show(self) -> None:
        width = max(20, (self.size.width or 80) - 10)
        lines: list[Choice] = []
        for twin in self._twins:
            row, dot = twin.row, self._icons.dot
            words = f"{row.source or 'unknown outlet'} {dot} {short_date(row.published)}"
            same = f"   {twin.same} sentence{'' if twin.same == 1 else 's'} the same"
            lines.append(Choice((("  " + words, "strong"), (same, "muted")), str(row.number), str(row.number)))
            lines.append(Choice(((f"    {row.title}", "plain"),)))
            if not twin.lines:
                lines.append(Choice((("    no difference", "muted"),)))
            for sign, text, style in twin.lines:
                for i, part in enumerate(flow(text, width)):
                    lines.append(Choice(((f"    {sign if not i else ' '} ", "star"), (part, style))))
            if twin.more:
                lines.append(Choice(((f"    and {twin.more} more", "muted"),)))
            lines.append(Choice((("", "plain"),)))
        self.lines.show(lines)

    def press(self, key: str, character: str) -> None:
        """Read one of them."""
        if key == "enter" and self.lines.chosen:
            told = {self._number: "the one the others are compared with"}
            told |= {twin.row.number: _told(twin) for twin in self._twins}
            self.close((told, int(self.lines.chosen.key)))


def _told(twin: Twin) -> str:
    differ = sum(sign != "" for sign, _, _ in twin.lines) + twin.more
    return f"{twin.same} sentence{'' if twin.same == 1 else 's'} the same, {differ or 'none'} not"


def _twin(row: Row, found: Differences, here: str, there: str) -> Twin:
    def said(text: str, span: Span) -> str:
        return " ".join(text[span.start : span.end].split())

    lines: list[tuple[str, str, str]] = []
    for ours, theirs in found.changed:
        lines += [("~", said(here, ours), "muted"), ("", said(there, theirs), "plain")]
    lines += [("-", said(here, span), "muted") for span in found.here]
    lines += [("+", said(there, span), "plain") for span in found.there]
    return Twin(row, found.same, tuple(lines[:MOST]), max(0, len(lines) - MOST))
