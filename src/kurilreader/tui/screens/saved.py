"""Saved searches as folders: what each holds, what of it is unread, and what is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kurilreader.desk import Desk, SavedSearch
from kurilreader.domain import KurilError
from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.sheet import Sheet, Told
from kurilreader.tui.text.cells import fit, pad
from kurilreader.tui.widgets.choices import Choice

_COUNT_CELLS = 9


@dataclass(frozen=True, slots=True)
class Opened:
    """What is to be done once the screen is left: open this search, or, with None, save the present one."""

    search: SavedSearch | None


@dataclass(frozen=True, slots=True)
class _Changed:
    """A search was deleted, or is back."""

    search: SavedSearch
    back: bool = False


class SavedScreen(Sheet[Opened], inherit_bindings=False):
    """Lists them; counts come in one by one."""

    TITLE_WORDS = "Saved searches"
    KEYS = (("Enter", "open"), ("a", "save this search"), ("d", "delete"), ("u", "undo"))

    def __init__(self, desk: Desk, icons: Icons, query: str) -> None:
        super().__init__(icons)
        self._desk = desk
        self._query = query
        self._searches: list[SavedSearch] = []
        self._deleted: list[SavedSearch] = []

    def begin(self) -> None:
        """Show the names, then the counts as they come."""
        self.head(f"counting{self._icons.ellipsis}")
        self.work(self._count)

    def _count(self, tell: Callable[[object], None]) -> None:
        tell(self._desk.saved())
        for search in self._desk.counted(lambda _: not self.left):
            tell(search)

    def take(self, value: object) -> None:
        """The names, or the counts of one more."""
        if isinstance(value, list):
            self._searches = value
        elif isinstance(value, SavedSearch):
            self._searches = [value if each.name == value.name else each for each in self._searches]
        elif isinstance(value, _Changed):
            self._change(value)
        self._show()

    def _change(self, changed: _Changed) -> None:
        search = changed.search
        if changed.back:
            self._searches = sorted([*self._searches, search], key=lambda each: (each.name.casefold(), each.name))
            self.head(f"{search.name} is back")
        else:
            self._searches = [each for each in self._searches if each.name != search.name]
            self._deleted.append(search)
            self.head(f"{search.name} is deleted, u brings it back")

    def _show(self) -> None:
        width = self.size.width or 80
        name_cells = max(10, min(30, (width - 3 * _COUNT_CELLS) // 2))
        heads = "".join(f"{title:>{_COUNT_CELLS}}" for title in ("unread", "new", "total"))
        lines = [Choice(((f"  {pad('', name_cells)}{heads}   searches for", "muted"),))] if self._searches else []
        for each in self._searches:
            counts = ["" if count is None else f"{count:,}" for count in (each.unread, each.new, each.total)]
            name = pad(fit(printable(each.name), name_cells, self._icons.ellipsis), name_cells)
            lines.append(
                Choice(
                    (
                        (f"  {name}", "strong" if each.unread else "plain"),
                        (f"{counts[0]:>{_COUNT_CELLS}}", "plain"),
                        (f"{counts[1]:>{_COUNT_CELLS}}", "star" if each.new else "muted"),
                        (f"{counts[2]:>{_COUNT_CELLS}}   ", "muted"),
                        (each.query, "muted"),
                    ),
                    each.name,
                )
            )
        self.lines.empty = (
            "No search is saved yet.",
            "a saves the one on screen." if self._query.strip() else "Esc, then / searches; S saves what was searched.",
        )
        self.lines.show(lines)

    def on_resize(self) -> None:
        """Lay out for the width."""
        if self.is_mounted:
            self._show()

    def press(self, key: str, character: str) -> None:
        """Open, save, delete, undo."""
        chosen = self.lines.chosen
        search = next((each for each in self._searches if chosen and each.name == chosen.key), None)
        if key == "enter" and search:
            self.close(Opened(search))
        elif character == "a":
            if self._query.strip():
                self.close(Opened(None))
            else:
                self.head("nothing is searched: Esc, then / searches")
        elif character == "d" and search:
            self._do(lambda: self._desk.delete_search(search.name), _Changed(search))
        elif character == "u" and self._deleted:
            back = self._deleted.pop()
            self._do(
                lambda: self._desk.save_search(back.name, back.query, back.order, seen=back.seen),
                _Changed(back, back=True),
            )
        elif character == "u":
            self.head("nothing to bring back")

    def _do(self, job: Callable[[], None], changed: _Changed) -> None:
        """Change something in a thread, then show it."""

        def run() -> None:
            try:
                job()
                self.post_message(Told(changed))
            except KurilError as error:
                self.post_message(Told(error=str(error), done=True))

        self.run_worker(run, thread=True, group="saved", exit_on_error=False)
