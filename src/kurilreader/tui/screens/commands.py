"""What actions do that are not a pane's own: one method each, `do_` and the action's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.domain import KurilError, Order, SearchResult
from kurilreader.tui.actions import BY_NAME, Where
from kurilreader.tui.facts import citation
from kurilreader.tui.finding import find
from kurilreader.tui.private import write_clipboard
from kurilreader.tui.screens.annotating import Annotating
from kurilreader.tui.screens.fetching import Imports
from kurilreader.tui.screens.panes import PANES, Panes
from kurilreader.tui.screens.recording import Recording
from kurilreader.tui.screens.results import ORDER_TITLES
from kurilreader.tui.screens.shelving import Shelving

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.widgets.prompt import Asking, Prompt


class Commands(Shelving, Recording, Annotating, Imports, Panes):
    """The screen's actions."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        #: words sought in the article alone, empty when n walks the search's hits
        self.finding = ""
        self._asked: Asking | None = None

    @property
    def searching(self) -> bool:
        """Whether a search is being typed."""
        return self._asked is not None and self._asked.name == "SEARCH"

    @property
    def asking(self) -> bool:
        """Whether something is being typed, or the line for it opens."""
        return self._asked is not None

    # --- reading

    def do_open(self, count: int | None, argument: str) -> None:
        """Read; from a summary or a position, go to its sentence."""
        screen = self._screen
        if screen.front is Where.ARTICLE:
            span = screen.article.span
            if screen.article.summary and span:
                screen.article.go_to(span.start)
        elif screen.front is Where.POSITIONS and screen.positions.entry is None:
            screen.positions.move_to(0)
        else:
            screen.go(Where.ARTICLE)

    def do_scroll(self, count: int | None, argument: str) -> None:
        """A page further in the article, from the list."""
        self._screen.article.do_page_down(count)

    def do_next_article(self, count: int | None, argument: str) -> None:
        """Next article of the results."""
        self._screen.walking.article(count or 1)

    def do_previous_article(self, count: int | None, argument: str) -> None:
        """Previous article of the results."""
        self._screen.walking.article(-(count or 1))

    def do_summary(self, count: int | None, argument: str) -> None:
        """The summary, and back."""
        self._screen.article.toggle_summary()

    def do_entities(self, count: int | None, argument: str) -> None:
        """Mark names, or not."""
        pane = self._screen.article
        pane.set_names_marked(not pane.names_marked)
        self._screen.remember()

    def do_copy(self, count: int | None, argument: str) -> None:
        """Copy the sentence or position with its citation."""
        screen = self._screen
        prepared, span = screen.article.prepared, screen.article.span
        entry = screen.positions.entry if screen.front is Where.POSITIONS else None
        if prepared is None or (entry is None and span is None):
            screen.message("nothing to copy here")
            return
        article = prepared.reading.article
        if entry is not None:
            words = entry.statements[screen.positions.place].text
        elif span is not None:
            words = article.text[span.start : span.end]
        copied = write_clipboard(screen.app, f"{' '.join(words.split())}\n({citation(article)})\n")
        screen.message("copied with its citation" if copied else "this terminal has no clipboard")

    def do_read(self, count: int | None, argument: str) -> None:
        """Mark as read, or as unread."""
        articles = self._screen.articles
        articles.mark_read(not articles.state.read)
        self._screen.message("marked as read" if articles.state.read else "marked as unread")

    def do_star(self, count: int | None, argument: str) -> None:
        """Star, or take the star away."""
        self._screen.message("starred" if self._screen.articles.toggle_star() else "star taken away")

    # --- positions

    def do_party(self, count: int | None, argument: str) -> None:
        """One party's positions after the other, then all."""
        screen = self._screen
        known = screen.parties()
        if argument:
            wanted = {(each or "all").casefold(): each for each in known}
            if argument.casefold() not in wanted:
                screen.message(f"no party {argument} here; there are {', '.join(each or 'all' for each in known)}")
                return
            screen.party = wanted[argument.casefold()]
        else:
            here = known.index(screen.party) if screen.party in known else 0
            screen.party = known[(here + 1) % len(known)]
        screen.show_positions()
        screen.message(f"positions: {screen.party_title()}")
        screen.remember()

    # --- search

    def do_next_hit(self, count: int | None, argument: str) -> None:
        """Next hit."""
        self._screen.walking.hit(count or 1)

    def do_previous_hit(self, count: int | None, argument: str) -> None:
        """Previous hit."""
        self._screen.walking.hit(-(count or 1))

    def do_order(self, count: int | None, argument: str) -> None:
        """Another order; the article under the cursor stays under it."""
        screen = self._screen
        view = screen.results.view
        if view.heading:
            screen.message("these have an order of their own, Esc goes back")
            return
        known = [order for order in Order if view.query or order is not Order.RELEVANCE]
        if argument:
            if argument not in {each.value for each in known}:
                screen.message(f"no order {argument}; there are {', '.join(each.value for each in known)}", error=True)
                return
            order = Order(argument)
        else:
            order = known[(known.index(view.order) + 1) % len(known)] if view.order in known else Order.DATE
        self._show(view.query, order, screen.list.number)
        screen.message(ORDER_TITLES[order])

    def do_refresh(self, count: int | None, argument: str) -> None:
        """Ask the same again, so that what came in meanwhile is shown."""
        screen = self._screen
        screen.watching.news = ""
        screen.list.forget()
        self._show(screen.results.view.query, screen.results.view.order, screen.list.number)

    def _show(self, query: str, order: Order, number: int | None) -> None:
        self._screen.results.ask(query, order, number)
        self._screen.remember()

    def do_search(self, count: int | None, argument: str) -> None:
        """Type a search; or search what is given."""
        from kurilreader.tui.widgets.prompt import Asking

        if argument:
            self._stop_finding()
            self.run(argument)
            return
        self._ask(Asking.SEARCH, self._screen.results.meant_query)
        self._screen.results.begin()

    def do_find(self, count: int | None, argument: str) -> None:
        """Find words in this article."""
        from kurilreader.tui.widgets.prompt import Asking

        if argument:
            self._find(argument)
            self._screen.walking.hit(1)
        else:
            self._ask(Asking.FIND, "")

    def do_command(self, count: int | None, argument: str) -> None:
        """Type an action's name."""
        from kurilreader.tui.widgets.prompt import Asking

        self._ask(Asking.COMMAND, "")

    # --- the prompt

    def _ask(self, asking: Asking, text: str) -> None:
        screen = self._screen
        if screen.prompt is None:
            from kurilreader.tui.widgets.prompt import Prompt

            screen.prompt = Prompt(screen.icons)
            screen.prompt.wire(self.typed, self.kept, self.dropped, screen.on_key)
            screen.prompt.help_with(self.complete, self.past)
            screen.mount(screen.prompt, before="#keys")
        self._asked = asking
        prompt: Prompt = screen.prompt
        screen.call_next(prompt.ask, asking, text)

    def typed(self, asking: Asking, text: str) -> None:
        """Search or find while typing."""
        screen = self._screen
        if asking.name == "SEARCH":
            self._stop_finding()
            screen.results.ask(text, screen.results.view.order)
        elif asking.name == "FIND":
            self._find(text)

    def kept(self, asking: Asking, text: str) -> None:
        """Enter: keep what was found, or do what was named."""
        screen = self._screen
        self._close()
        if asking.name == "SEARCH":
            screen.results.keep(text)
            if not text.strip():
                self._show("", screen.results.view.order, screen.list.number)
            elif text != screen.results.view.query:
                screen.results.ask(text, screen.results.view.order)
            self.meant(text)
            screen.go(Where.LIST)
        elif asking.name == "FIND":
            if screen.article.hits:
                screen.go(Where.ARTICLE)
                screen.walking.hit(1)
        else:
            self._do_asked(asking.name, text)
        screen.remember()
        screen.tell()

    def _do_asked(self, name: str, text: str) -> None:
        try:
            if name == "TAG":
                self.tag(text)
            elif name == "NOTE":
                self.put_note(text)
            elif name in {"MARK", "LABEL"}:
                self.write_on(name, text)
            elif name == "ALL":
                self.act_on_all(text)
            elif name == "SAVE":
                if text.strip():
                    self.do_save_search(None, text.strip())
            else:
                self._run(text)
        except KurilError as error:
            self._screen.message(str(error), error=True)

    def dropped(self, asking: Asking) -> None:
        """Escape: as it was."""
        screen = self._screen
        self._close()
        if asking.name == "SEARCH":
            screen.results.restore()
            screen.articles.want(screen.list.number)
        elif asking.name == "FIND":
            self._stop_finding()
        screen.tell()

    def _close(self) -> None:
        self._asked = None
        if self._screen.prompt is not None:
            self._screen.prompt.close()
        self._screen.pane(self._screen.front).focus()

    def explain(self, result: SearchResult | None) -> None:
        """Say under the line what came of the search so far."""
        screen = self._screen
        if screen.prompt is not None and result is not None:
            count = result.total if result.total is not None else len(result.numbers)
            screen.prompt.explain(result.complaints, f"{count:,} article{'' if count == 1 else 's'}", result.suggestion)

    def _run(self, text: str) -> None:
        name, _, argument = text.strip().partition(" ")
        screen, argument = self._screen, argument.strip()
        if not name:
            return
        action = BY_NAME.get(name)
        if action is None:
            screen.message(f"no action is called {name}; : and Tab show them", error=True)
        elif screen.place() not in action.where:
            screen.message(f"{name} applies in {' and '.join(action.where)}", error=True)
        elif argument.isdecimal() and action.argument == "count":
            screen.do(name, int(argument))
        else:
            screen.do(name, None, argument)

    def _find(self, words: str) -> None:
        screen = self._screen
        prepared = screen.article.prepared
        self.finding = words
        if prepared is None:
            return
        found = find(prepared.reading.article.text, words)
        screen.article.set_hits(found)
        if screen.prompt is not None:
            screen.prompt.explain((), f"{len(found):,} here" if words.strip() else "")

    def _stop_finding(self) -> None:
        if self.finding:
            self.finding = ""
            prepared = self._screen.article.prepared
            self._screen.article.set_hits(prepared.hits if prepared else ())

    # --- the rest

    def do_back(self, count: int | None, argument: str) -> None:
        """One step back, never out: typed keys, found words, work, the summary, the pane, the search."""
        screen = self._screen
        if screen.keymap.clear():
            return
        if self.finding:
            self._stop_finding()
        elif screen.watching.cancel():
            screen.message("stopped; it goes on at the next start")
        elif screen.article.summary:
            screen.article.toggle_summary()
        elif screen.front is Where.ARTICLE and screen.across.back():
            screen.tell()
        elif screen.party is not None and screen.front is Where.POSITIONS:
            screen.party = None
            screen.show_positions()
            screen.remember()
        elif screen.front is not Where.LIST:
            screen.go(PANES[PANES.index(screen.front) - 1])
        elif screen.results.return_to_former():
            screen.articles.want(screen.list.number)
            screen.remember()
        elif screen.results.view.query:
            self._show("", Order.DATE, screen.list.number)
        else:
            screen.message("this is the beginning; q leaves")
