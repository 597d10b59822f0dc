"""Before something is done to many articles: how many they are, and which; Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kurilreader.desk import ACTS, Desk
from kurilreader.domain import Complaint, Row
from kurilreader.domain.printable import printable
from kurilreader.tui.facts import short_date
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.widgets.choices import Choice

#: articles listed
LISTED = 100
_TITLES = {
    "read": "Mark as read",
    "unread": "Mark as unread",
    "star": "Star",
    "unstar": "Take the star from",
    "reviewed": "Mark as reviewed",
    "unreviewed": "Mark as not reviewed",
    "tag": "Tag",
    "untag": "Take away the tag",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One of `ACTS` to be done to all that a query finds, or to the articles `listed`."""

    act: str
    tag: str
    query: str
    listed: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done, and to which articles."""

    wish: Wish
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Found:
    numbers: Sequence[int]
    rows: Sequence[Row]
    complaints: tuple[Complaint, ...] = ()


class ActingScreen(Sheet[Chosen], inherit_bindings=False):
    """Answers with what is to be done; nothing is done where the query has a mistake."""

    TITLE_WORDS = "All results"
    KEYS = (("Enter", "do it"),)

    def __init__(self, desk: Desk, icons: Icons, wish: Wish) -> None:
        super().__init__(icons)
        self._desk = desk
        self._wish = wish
        self._found: _Found | None = None

    def begin(self) -> None:
        """Count, in a thread."""
        self.head(f"counting{self._icons.ellipsis}")
        self.work(self._count)

    def _count(self, tell: Callable[[object], None]) -> None:
        wish = self._wish
        if wish.listed is not None:
            tell(_Found(wish.listed, self._desk.rows(wish.listed[:LISTED])))
            return
        result = self._desk.matching(wish.query)
        tell(_Found(result.numbers, self._desk.rows(result.numbers[:LISTED]), result.complaints))

    def take(self, value: object) -> None:
        """List the first of them."""
        if isinstance(value, _Found):
            self._found = value
            if value.complaints:
                return
            lines = [Choice(((self._told(row), "plain"),), str(row.number)) for row in value.rows]
            more = len(value.numbers) - len(lines)
            if more > 0:
                lines.append(Choice(((f"  and {more:,} more", "muted"),)))
            self.lines.empty = ("Nothing matches.", "Esc goes back.")
            self.lines.show(lines)

    def _told(self, row: Row) -> str:
        return f"  {short_date(row.published)}  {printable(row.source or 'unknown outlet')}  {printable(row.title)}"

    def finished(self, error: str) -> None:
        """Ask whether to do it."""
        found = self._found
        if error or found is None:
            self.head(error, error=True)
        elif found.complaints:
            self.head(f"nothing is done: {found.complaints[0].message}", error=True)
        else:
            wish, count = self._wish, len(found.numbers)
            name = f" {wish.tag}" if wish.tag else ""
            asked = f" found by {wish.query}" if wish.query.strip() else ""
            self.head(f"{_TITLES[wish.act]}{name}: {count:,} article{'' if count == 1 else 's'}{asked}. Enter does it.")

    def press(self, key: str, character: str) -> None:
        """Enter: do it."""
        found = self._found
        if key == "enter" and not self.working and found and found.numbers and not found.complaints:
            self.close(Chosen(self._wish, found.numbers))


assert set(_TITLES) == set(ACTS)
