"""The subscriptions: how each fares, and asking them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from kurilreader.desk import Desk, Feed
from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.fetching import Fetching
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.text.cells import fit, pad
from kurilreader.tui.widgets.choices import Choice

_STATE_CELLS = 30


class FeedsScreen(Sheet[None], inherit_bindings=False):
    """Lists them; a sync goes on when the sheet is left."""

    TITLE_WORDS = "Feeds"
    KEYS = (("Enter", "ask this one"), ("s", "ask all that are due"))

    def __init__(self, desk: Desk, icons: Icons, fetching: Fetching) -> None:
        super().__init__(icons)
        self._desk = desk
        self._fetching = fetching
        self._feeds: list[Feed] = []

    def begin(self) -> None:
        """Show them as they are."""
        self._fetching.heard = self._hear
        self._load()

    def _load(self) -> None:
        def load(tell: Callable[[object], None]) -> None:
            tell(self._desk.feeds())

        self.work(load)

    def take(self, value: object) -> None:
        """They are read."""
        if isinstance(value, list):
            self._feeds = value
            self._show()

    def finished(self, error: str) -> None:
        """Say how many there are, or how far the sync is."""
        self.lines.empty = ("No feeds yet.", "Esc, then :subscribe ADDRESS adds one.")
        self.lines.redraw()
        failing = sum(feed.reason is not None for feed in self._feeds)
        words = f"{len(self._feeds):,}, {failing:,} failing" if failing else f"{len(self._feeds):,}"
        if self._fetching.running or self._fetching.words:
            words = self._fetching.words
        self.head(error or words, error=bool(error))

    def _hear(self, words: str, over: bool) -> None:
        if self.left:
            return
        self.head(words if over else f"{words}   Esc stops")
        if over:
            self._load()

    def _show(self) -> None:
        name_cells = max(12, min(50, (self.size.width or 80) - _STATE_CELLS - 4))
        lines: list[Choice] = []
        for feed in self._feeds:
            name = pad(fit(printable(feed.title or feed.address), name_cells, self._icons.ellipsis), name_cells)
            state, style = _state(feed)
            lines.append(Choice((("  " + name, "strong"), (state, style)), str(feed.number), str(feed.number)))
            if feed.reason:
                lines.append(Choice(((f"    {feed.reason}", "star"),)))
        self.lines.show(lines)

    def on_resize(self) -> None:
        """Lay out for the width."""
        if self.is_mounted:
            self._show()

    def on_key(self, event: events.Key) -> None:
        """Esc stops the sync first; q leaves and lets it go on."""
        if event.key == "escape" and self._fetching.cancel():
            event.stop()
            event.prevent_default()
            self.head("stopping")
            return
        super().on_key(event)

    def close(self, answer: None = None) -> None:
        """Leave; nobody listens any more."""
        self._fetching.heard = None
        super().close(answer)

    def press(self, key: str, character: str) -> None:
        """Ask one, or all."""
        chosen = self.lines.chosen
        if key == "enter" and chosen:
            name = chosen.key
            self._fetching.run("asking one feed", lambda watcher: self._desk.sync(watcher, feed=name))
        elif character == "s":
            self._fetching.run("asking feeds", self._desk.sync)


def _state(feed: Feed) -> tuple[str, str]:
    """How a feed fares, and the style of these words."""
    if feed.reason:
        return f"failing since {moment(feed.failing_since)}", "star"
    return (f"asked {moment(feed.succeeded)}", "muted") if feed.succeeded else ("not asked yet", "muted")


def moment(text: str | None) -> str:
    """A time as sheets show it: "2025-03-04 09:15", in UTC."""
    return (text or "")[:16].replace("T", " ")
