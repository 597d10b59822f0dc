"""What actions do with a search beyond asking it: facets, saved searches, related articles, outlets, tags, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.message import Message

from kurilreader.desk import ACTS
from kurilreader.domain import Completion, KurilError, Order, SearchResult, Snippet
from kurilreader.tui.latest import Latest
from kurilreader.tui.text.cells import fit

if TYPE_CHECKING:
    from kurilreader.desk import SavedSearch
    from kurilreader.tui.screens.outlets import OutletsScreen
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.screens.saved import Opened
    from kurilreader.tui.widgets.prompt import Asking

T = TypeVar("T")

#: related articles listed
RELATED = 50
#: cells of a title in the top line
_TITLE_CELLS = 40


class Snipped(Message):
    """The best stretches of articles for a query."""

    def __init__(self, query: str, numbers: Sequence[int], found: dict[int, Snippet]) -> None:
        super().__init__()
        self.query = query
        self.numbers = numbers
        self.found = found


class Related(Message):
    """A list of articles that belong to one, to be shown in the place of the results until Esc."""

    def __init__(self, ticket: int, heading: str, numbers: Sequence[int], told: dict[int, str], number: int) -> None:
        super().__init__()
        self.ticket = ticket
        self.heading = heading
        self.numbers = numbers
        #: what to say of each
        self.told = told
        #: the one to stand on
        self.number = number


class Completed(Message):
    """What could stand in the place of the word that was being typed."""

    def __init__(self, text: str, completion: Completion) -> None:
        super().__init__()
        self.text = text
        self.completion = completion


class Done(Message):
    """Something was done in a thread: what is to be shown of it."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.then = then


@dataclass(frozen=True, slots=True)
class _Wish:
    query: str
    numbers: tuple[int, ...]


class Snippets:
    """Fetches stretches for the rows on screen, in a thread; only the latest wish counts."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._loader: Latest[_Wish] = Latest("snippets", self._load)

    @property
    def idle(self) -> bool:
        """Whether nothing is being fetched."""
        return self._loader.idle

    def want(self, query: str, numbers: Sequence[int]) -> None:
        """Have them for these articles."""
        self._loader.ask(_Wish(query, tuple(numbers)))

    def _load(self, wish: _Wish) -> None:
        try:
            found = self._screen.desk.snippets(wish.query, wish.numbers)
        except KurilError:
            found = {}
        self._screen.post_message(Snipped(wish.query, wish.numbers, found))


class Searching:
    """Actions around the search; a part of the screen's commands."""

    _screen: ReaderScreen
    _suggestion: str | None = None
    _ask: Callable[[Asking, str], None]
    _show: Callable[[str, Order, int | None], None]
    _save_search: Callable[[], None]

    def run(self, query: str, number: int | None = None, order: Order | None = None) -> None:
        """Search for a query that was meant: it goes into the history."""
        results = self._screen.results
        if results.view.heading or query != results.view.query:
            results.step()
        self._show(query, order or results.view.order, number)
        self.meant(query)

    def meant(self, query: str) -> None:
        """Keep a query in the history."""
        if query.strip():
            self._later(lambda: self._screen.desk.asked(query))

    def _later(self, job: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Do something small with the desk in a thread; what it answers is handed to `then` on the screen's own."""
        screen = self._screen

        def run() -> None:
            try:
                value = job()
            except KurilError as error:
                screen.warn(str(error))
            else:
                if then is not None:
                    screen.post_message(Done(partial(then, value)))

        screen.run_worker(run, thread=True, group="small", exit_on_error=False)

    def suggested(self, result: SearchResult) -> None:
        """Remember the spelling proposed, for the key that takes it."""
        self._suggestion = result.suggestion

    # --- facets, saved searches

    def do_facets(self, count: int | None, argument: str) -> None:
        """How the results spread."""
        from kurilreader.tui.screens.facets import FacetsScreen

        screen = self._screen
        number = screen.list.number

        def narrowed(query: str | None) -> None:
            if query is not None:
                self.run(query, number)

        screen.app.push_screen(FacetsScreen(screen.desk, screen.icons, screen.results.meant_query), narrowed)

    def do_saved(self, count: int | None, argument: str) -> None:
        """The saved searches."""
        from kurilreader.tui.screens.saved import SavedScreen

        screen = self._screen

        def left(opened: Opened | None) -> None:
            if opened is None:
                return
            if opened.search is None:
                self._save_search()
            else:
                self._open_saved(opened.search)

        screen.app.push_screen(SavedScreen(screen.desk, screen.icons, screen.results.meant_query), left)

    def _open_saved(self, search: SavedSearch) -> None:
        self.run(search.query, None, search.order)
        self._later(lambda: self._screen.desk.visited(search.name))
        self._screen.message(search.name)

    def do_suggestion(self, count: int | None, argument: str) -> None:
        """Search for the spelling proposed."""
        if self._suggestion:
            self.run(self._suggestion)
        else:
            self._screen.message("no other spelling is proposed")

    # --- related articles, outlets

    def do_more_like(self, count: int | None, argument: str) -> None:
        """Articles like this one."""
        screen = self._screen
        number = screen.list.number
        if number is None:
            screen.message("no article to go from")
            return
        ticket = screen.results.ticket()
        row = screen.list.row(number)
        heading = f"like “{fit(row.title if row else '', _TITLE_CELLS, screen.icons.ellipsis)}”"

        def find() -> None:
            found = screen.desk.similar(number, RELATED)
            told = {each.number: f"shares {', '.join(each.reasons)}" for each in found}
            screen.post_message(Related(ticket, heading, [each.number for each in found], told, 0))

        screen.message("looking for related articles")
        self._later(find)

    def do_outlets(self, count: int | None, argument: str) -> None:
        """Who else carries this text, and where theirs differ."""
        from kurilreader.tui.screens.outlets import OutletsScreen

        screen = self._screen
        number = screen.list.number
        if number is None:
            screen.message("no article to compare")
            return
        row = screen.list.row(number)
        if row is not None and not row.outlets:
            screen.message("no other outlet carries this text, m finds related articles")
            return
        sheet: OutletsScreen = OutletsScreen(screen.desk, screen.icons, number)

        def left(chosen: tuple[dict[int, str], int] | None) -> None:
            if chosen:
                told, wanted = chosen
                screen.post_message(Related(screen.results.ticket(), "one text, its outlets", [*told], told, wanted))

        screen.app.push_screen(sheet, left)

    def do_fold_outlets(self, count: int | None, argument: str) -> None:
        """One row for a text, or one for each outlet that carries it."""
        screen = self._screen
        results = screen.results
        results.folding = not results.folding
        screen.message("one row for one text" if results.folding else "a row for each outlet")
        if not results.view.heading:
            results.ask(results.view.query, results.view.order, screen.list.number)

    # --- completion and history

    def complete(self, asking: Asking, text: str, cursor: int) -> None:
        """Find what the word before the cursor could become."""
        desk, post = self._screen.desk, self._screen.post_message
        if asking.name == "TAG":
            begun = text.strip().casefold()
            self._later(
                lambda: post(
                    Completed(
                        text,
                        Completion(0, len(text), tuple(name for name, _ in desk.tags() if name.startswith(begun))),
                    )
                )
            )
        elif asking.name == "ALL":
            names = tuple(name for name in ACTS if name.startswith(text.strip().casefold()))
            post(Completed(text, Completion(0, len(text), names)))
        else:
            self._later(lambda: post(Completed(text, desk.complete(text, cursor))))

    def past(self) -> list[str]:
        """Earlier queries, latest first."""
        try:
            return self._screen.desk.history()
        except KurilError:
            return []
