"""The record: what a party states (or all state on a topic), newest first or by topic, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kurilreader.domain import Kind
from kurilreader.domain.record import Ask
from kurilreader.tui.actions import Room
from kurilreader.tui.screens.asking import AskingScreen
from kurilreader.tui.stated import heading_block, statement_block
from kurilreader.tui.widgets.blocks import Block, Blocks

if TYPE_CHECKING:
    from kurilreader.domain.record import Cursor, Page, Stated, StatementAt
    from kurilreader.tui.screens.across import Across
    from kurilreader.tui.widgets.bars import Words

#: statements fetched at a time
PAGE = 100
#: so near the end of what is there, more is fetched
_AHEAD = 30


class RecordScreen(AskingScreen):
    """Fetches page by page; what is shown never waits for the count."""

    ROOM = Room.RECORD
    TITLE_WORDS = "Record"

    def __init__(self, across: Across, ask: Ask) -> None:
        super().__init__(across)
        self.ask = ask
        self.list = Blocks(self.icons)
        self.by_topic = False
        self.total: int | None = None
        #: statements shown, and where each stands among the blocks
        self.lines: list[Stated] = []
        self._next: Cursor | None = None
        #: the place among `lines` of each block's statement, None for headings
        self._at: list[int | None] = []
        self._width = 0
        #: what was chosen when it was drawn
        self._drawn: set[StatementAt] = set()

    @property
    def main(self) -> Blocks:
        """The list."""
        return self.list

    @property
    def stated(self) -> Stated | None:
        """The statement under the cursor."""
        place = self._at[self.list.index] if self.list.index < len(self._at) else None
        return None if place is None else self.lines[place]

    def begin(self) -> None:
        """Fetch the first page."""
        self.ask_again()

    def on_resize(self) -> None:
        """Lay out for the width."""
        if self.list.room != self._width:
            self._lay_out(self.list.index)
        super().on_resize()

    # --- fetching

    def cursor(self) -> int:
        """Where the cursor stands."""
        return self.list.index

    def ask_again(self, index: int = 0) -> None:
        """From the beginning, as far as the cursor."""
        ask, order = self.ask, self._order()
        self.total = None
        self.list.empty = ()

        def take(page: Page) -> None:
            self.lines, self._next = list(page.lines), page.next
            self.list.empty = self._nothing()
            self._lay_out(index)
            if page.next is None:
                count(len(page.lines))
            else:
                # Counting takes ten times as long as a page, which should not wait for its processor.
                self.fetch(lambda: self.desk.stated_count(ask), count, group="count")

        def count(total: int) -> None:
            if ask == self.ask:
                self.total = total

        limit = max(PAGE, index + 1)
        self.fetch(lambda: self.desk.stated(ask, order=order, limit=limit), take, group="page", say="looking")

    def _order(self) -> Literal["newest", "topic"]:
        return "topic" if self.by_topic else "newest"

    def _more(self) -> None:
        """Fetch on when the cursor comes near the end."""
        cursor, ask, order = self._next, self.ask, self._order()
        if cursor is None or self.list.index < len(self._at) - _AHEAD:
            return
        self._next = None

        def take(page: Page) -> None:
            before = len(self.lines)
            self.lines += page.lines
            self._next = page.next
            blocks = self._blocks(before)
            self.list.extend(blocks)

        self.fetch(lambda: self.desk.stated(ask, order=order, limit=PAGE, after=cursor), take, group="page", say="more")

    def _nothing(self) -> tuple[str, ...]:
        ask = self.ask
        if ask.query or ask.kind or ask.since:
            return ("Nothing of that kind is stated here.", "/ with nothing, d or i ask for more; Esc goes back.")
        if ask.party is not None and ask.topic:
            return ("This party states nothing on this topic.", "t shows the next topic, p the next party.")
        if ask.party is not None:
            return ("This party states nothing in the library.", "p shows the next party, Esc goes back.")
        return ("No party states anything in the library yet.", "Esc goes back; positions come with analysis.")

    # --- laying out

    def on_screen_resume(self) -> None:
        """Something may have been chosen in between."""
        if self._drawn != self.across.chosen.keys():
            self._lay_out(self.list.index)

    def _lay_out(self, index: int) -> None:
        self._width, self._drawn = self.list.room, set(self.across.chosen)
        self._at = []
        self.list.show(self._blocks(0), index)

    def _blocks(self, first: int) -> list[Block]:
        """Blocks of the statements from one on, with headings where they are by topic."""
        width, found = self.list.room, list[Block]()
        for place in range(first, len(self.lines)):
            stated = self.lines[place]
            if self.by_topic and (not place or stated.topics[:1] != self.lines[place - 1].topics[:1]):
                name = self.desk.topic(stated.topics[0]) if stated.topics else "no topic"
                found.append(heading_block([(name, "heading")], first=not place))
                self._at.append(None)
            found.append(self._block(stated, width))
            self._at.append(place)
        return found

    def _block(self, stated: Stated, width: int) -> Block:
        sign = self.icons.chosen if stated.at in self.across.chosen else " "
        return statement_block(stated, width, self.naming, sign=sign, parties=self.ask.party is None)

    # --- saying

    def asked(self) -> Sequence[Words]:
        """With the order."""
        return [*super().asked(), (f" {self.icons.dot} by topic" if self.by_topic else "", "muted")]

    def place(self) -> str:
        """How many of how many."""
        if not self.lines:
            return ""
        here = (self._at[self.list.index] or 0) + 1
        return f"{here:,} of {self.total:,}" if self.total is not None else f"{here:,}"

    # --- actions

    def on_blocks_moved(self) -> None:
        """Fetch on where need be."""
        self._more()
        self.tell()

    def on_blocks_opened(self) -> None:
        """Clicked twice: read it."""
        self.do_open(None, "")

    def do_open(self, count: int | None, argument: str) -> None:
        """Read the article at the sentence."""
        if self.stated is not None:
            name = self.desk.party(self.ask.party).name if self.ask.party else "all parties"
            self.across.read(self.stated, [each.at.number for each in self.lines], f"record of {name}")

    def do_by_topic(self, count: int | None, argument: str) -> None:
        """Newest first, or by topic."""
        self.by_topic = not self.by_topic
        self.ask_again()

    def do_filter(self, count: int | None, argument: str) -> None:
        """Only what a query finds."""
        from kurilreader.tui.widgets.prompt import Asking

        def keep(query: str) -> None:
            self.ask = replace(self.ask, query=query)
            self.ask_again()

        if argument:
            keep(argument)
        else:
            self.type(Asking.FILTER, keep, self.ask.query, "words, or source: date: topic: …; nothing for all")

    def do_next_kind(self, count: int | None, argument: str) -> None:
        """The next kind, or the one that is named."""
        kinds: list[Kind | None] = [None, *Kind]
        if argument and argument not in set(Kind):
            self.message(f"no kind {argument}; there are {', '.join(Kind)}", error=True)
            return
        kind = Kind(argument) if argument else kinds[(kinds.index(self.ask.kind) + 1) % len(kinds)]
        self.ask = replace(self.ask, kind=kind)
        self.ask_again()

    def do_choose(self, count: int | None, argument: str) -> None:
        """Choose the statement for the briefing, and go on to the next."""
        stated, index = self.stated, self.list.index
        if stated is not None:
            self.message(self.across.choose([stated.at]))
            self.list.replace(index, self._block(stated, self._width))
            self.list.do_down(None)

    def do_drop_all(self, count: int | None, argument: str) -> None:
        """Choose nothing any more."""
        self.message(self.across.drop_all())
        self._lay_out(self.list.index)

    def do_copy(self, count: int | None, argument: str) -> None:
        """Copy the statement with its citation."""
        self.copy_statement(self.stated)
