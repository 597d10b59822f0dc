"""What actions do with a search beyond asking it: facets, saved searches, related articles, outlets, tags, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from kurilreader.domain import Completion, KurilError, Order, SearchResult, Snippet
from kurilreader.tui.latest import Latest
from kurilreader.tui.text.cells import fit

if TYPE_CHECKING:
    from kurilreader.desk import SavedSearch
    from kurilreader.tui.screens.outlets import OutletsScreen
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.screens.saved import Opened
    from kurilreader.tui.widgets.prompt import Asking

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

    def run(self, query: str, number: int | None = None, order: Order | None = None) -> None:
        """Search for a query that was meant: it goes into the history."""
        screen = self._screen
        self._show(query, order or screen.results.view.order, number)
        self.meant(query)

    def meant(self, query: str) -> None:
        """Keep a query in the history."""
        if query.strip():
            self._later(lambda: self._screen.desk.asked(query))

    def _later(self, job: Callable[[], object]) -> None:
        """Do something small with the desk in a thread."""
        screen = self._screen

        def run() -> None:
            try:
                job()
            except KurilError as error:
                screen.warn(str(error))

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
                self.do_save_search(None, "")
            else:
                self._open_saved(opened.search)

        screen.app.push_screen(SavedScreen(screen.desk, screen.icons, screen.results.meant_query), left)

    def _open_saved(self, search: SavedSearch) -> None:
        self.run(search.query, None, search.order)
        self._later(lambda: self._screen.desk.visited(search.name))
        self._screen.message(search.name)

    def do_save_search(self, count: int | None, argument: str) -> None:
        """Save the search on screen under a name."""
        from kurilreader.tui.widgets.prompt import Asking

        screen = self._screen
        if not screen.results.meant_query.strip():
            screen.message("nothing is searched: / begins")
        elif argument:
            screen.desk.save_search(argument, screen.results.meant_query, screen.results.view.order)
            screen.message(f"saved as {argument}, F shows all")
        else:
            self._ask(Asking.SAVE, "")

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

        def left(chosen: tuple[list[int], int] | None) -> None:
            if chosen:
                numbers, wanted = chosen
                screen.post_message(Related(screen.results.ticket(), "one text, its outlets", numbers, {}, wanted))

        screen.app.push_screen(sheet, left)

    def do_fold_outlets(self, count: int | None, argument: str) -> None:
        """One row for a text, or one for each outlet that carries it."""
        screen = self._screen
        results = screen.results
        results.folding = not results.folding
        screen.message("one row for one text" if results.folding else "a row for each outlet")
        if results.view.query.strip():
            results.ask(results.view.query, results.view.order, screen.list.number)

    # --- tags and notes

    def do_tag(self, count: int | None, argument: str) -> None:
        """Put a tag on the article, or take it off."""
        from kurilreader.tui.widgets.prompt import Asking

        screen = self._screen
        if screen.articles.number is None:
            screen.message("no article to tag")
        elif argument:
            self.tag(argument)
        else:
            self._ask(Asking.TAG, "")
            screen.call_later(self.tell_tags)

    def tell_tags(self) -> None:
        """Say under the line which tags the article has."""
        screen = self._screen
        if screen.prompt is not None and screen.articles.number is not None:
            tags = ", ".join(screen.desk.tags_of(screen.articles.number))
            screen.prompt.explain((), f"has {tags}; its name takes it off" if tags else "no tag yet")

    def tag(self, name: str) -> None:
        """Put a tag on, or take it off where it is on."""
        screen, number, name = self._screen, self._screen.articles.number, name.strip()
        if number is None or not name:
            return
        if screen.desk.untag([number], name):
            screen.message(f"tag {name} taken off")
        else:
            screen.desk.tag([number], name)
            screen.message(f"tagged {name}")
        screen.list.forget(number)

    def do_note(self, count: int | None, argument: str) -> None:
        """Write a line on the article."""
        from kurilreader.tui.widgets.prompt import Asking

        screen = self._screen
        number = screen.articles.number
        if number is None:
            screen.message("no article to note on")
        elif argument:
            self.put_note(argument)
        else:
            self._ask(Asking.NOTE, " ".join(screen.desk.note(number).split()))

    def put_note(self, text: str) -> None:
        """Keep the note; an empty one is taken away."""
        screen, number = self._screen, self._screen.articles.number
        if number is not None:
            screen.desk.put_note(number, text.strip())
            screen.message("note kept" if text.strip() else "note taken away")
            screen.list.forget(number)

    # --- completion and history

    def complete(self, asking: Asking, text: str, cursor: int) -> None:
        """Find what the word before the cursor could become."""
        screen = self._screen
        if asking.name == "TAG":
            names = tuple(name for name, _ in screen.desk.tags() if name.startswith(text.strip().casefold()))
            screen.post_message(Completed(text, Completion(0, len(text), names)))
            return
        self._later(lambda: screen.post_message(Completed(text, screen.desk.complete(text, cursor))))

    def past(self) -> list[str]:
        """Earlier queries, latest first."""
        try:
            return self._screen.desk.history()
        except KurilError:
            return []
