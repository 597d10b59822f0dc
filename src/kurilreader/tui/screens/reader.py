"""The reader's one screen: three panes side by side or folded, the lines around them, and what goes between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from kurilreader.desk import Desk
from kurilreader.domain import KurilError, Order
from kurilreader.tui.actions import Place, Room, Where
from kurilreader.tui.keeper import Keeper, Session
from kurilreader.tui.keymap import Keymap
from kurilreader.tui.marks import Icons
from kurilreader.tui.panel import OTHERS, filters, shown
from kurilreader.tui.prepared import Prepared
from kurilreader.tui.screens.across import Across
from kurilreader.tui.screens.articles import Articles, Ready
from kurilreader.tui.screens.commands import Commands
from kurilreader.tui.screens.folding import Folding
from kurilreader.tui.screens.results import ORDER_TITLES, Answered, Counted, Results
from kurilreader.tui.screens.searching import Completed, Done, Related, Snipped, Snippets
from kurilreader.tui.screens.walking import Walking
from kurilreader.tui.screens.watching import News, Watching, Working
from kurilreader.tui.widgets.article_list import ArticleList
from kurilreader.tui.widgets.bars import Breadcrumb, KeyLine, State, TopLine
from kurilreader.tui.widgets.pane import Pane
from kurilreader.tui.widgets.positions import PositionsPane
from kurilreader.tui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from kurilreader.domain import ReadingState
    from kurilreader.tui.widgets.prompt import Prompt


class Told(Message):
    """Something to say in the top line, from any thread."""

    def __init__(self, words: str, *, error: bool = False) -> None:
        super().__init__()
        self.words = words
        self.error = error


class Divider(Widget):
    """A line between two panes."""

    def __init__(self, sign: str) -> None:
        super().__init__(classes="divider")
        self._sign = sign

    def render_line(self, y: int) -> Strip:
        """Draw a piece of it."""
        return Strip([Segment(self._sign, self.rich_style)], 1)


class ReaderScreen(Screen[None], inherit_bindings=False):
    """Composes the panes and routes keys and messages; what they mean is in the controllers beside it."""

    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, icons: Icons, today: date) -> None:
        super().__init__()
        self.desk = desk
        self.icons = icons
        self.session = Session.read(desk)
        self.keeper = Keeper(desk, self.warn)
        self.keymap = Keymap()
        self.folding = Folding(self.session.zen, self.session.paired)
        self.list = ArticleList(icons, self.keeper.rows, today)
        self.article = ReadingPane(icons)
        self.positions = PositionsPane(icons)
        self.snippets = Snippets(self)
        self.list.want = self._want_snippets
        self.results = Results(self)
        self.articles = Articles(self)
        self.walking = Walking(self)
        self.watching = Watching(self)
        self.commands = Commands(self)
        self.across = Across(self, today)
        self.prompt: Prompt | None = None
        self.front = _where(self.session.pane)
        self.party = self.session.party
        self._top = TopLine(icons, id="top")
        self._crumb = Breadcrumb(icons, id="crumb")
        self._keys = KeyLine(icons, id="keys")
        self._words, self._is_error = "", False
        self._started = False

    def warn(self, words: str) -> None:
        """Say from any thread that something went wrong."""
        self.post_message(Told(words, error=True))

    # --- composing

    def compose(self) -> ComposeResult:
        """Lines above and below, panes between."""
        yield self._top
        yield self._crumb
        with Horizontal(id="panes"):
            yield self.list
            yield Divider(self.icons.divider)
            yield self.article
            yield Divider(self.icons.divider)
            yield self.positions
        yield self._keys

    def on_mount(self) -> None:
        """Take up where the reader left off."""
        self.article.names_marked = self.session.names
        self.fold()
        self.pane(self.front).focus()
        self._start()

    def _start(self) -> None:
        session = self.session
        order = Order(session.order) if session.order in set(Order) else Order.DATE
        try:
            self.watching.start()
            if session.query:
                self.list.empty = ("Searching…" if self.icons.ellipsis == "…" else "Searching...",)
                self.results.ask(session.query, order, session.article)
            else:
                self.results.everything(order, session.article)
        except KurilError as error:
            self.message(str(error), error=True)
        self.articles.want(session.article if session.query else self.list.number)
        self._started = True
        self.tell()

    def on_resize(self) -> None:
        """Other panes may have room now."""
        self.fold()

    def fold(self) -> None:
        """Show the panes that have room, as wide as they should be."""
        width = self.size.width or self.app.size.width
        widths = self.folding.widths(width, self.front)
        for where in Where:
            pane, columns = self.pane(where), widths.get(where)
            pane.set_class(columns is None, "away")
            if columns is not None:
                pane.styles.width = columns
        first, second = self.query(Divider)
        first.set_class(not {Where.LIST, Where.ARTICLE} <= widths.keys(), "away")
        second.set_class(not {Where.ARTICLE, Where.POSITIONS} <= widths.keys(), "away")
        self.set_class(len(widths) < len(Where), "folded")
        self.tell()

    def pane(self, where: Where) -> Pane:
        """The pane of a place."""
        return {Where.LIST: self.list, Where.ARTICLE: self.article, Where.POSITIONS: self.positions}[where]

    def go(self, where: Where) -> None:
        """Bring a pane to the front. Coming to the article is reading it."""
        self.front = where
        self.fold()
        self.pane(where).focus()
        if where is Where.ARTICLE and not self.articles.coming:
            self.articles.mark_read(True)  # one that is still to come is marked when it is here
        self.remember()
        self.tell()

    # --- keys

    def place(self) -> Place:
        """The place whose keys hold: the pane in front, or selecting in it."""
        return Room.SELECTION if self.commands.selection else self.front

    def on_key(self, event: events.Key) -> None:
        """From keys to actions."""
        event.stop()
        event.prevent_default()
        if self.prompt is not None and self.commands.asking:
            self.prompt.early(event)
            return
        found = self.keymap.press(self.place(), event.key, event.character)
        if found is None:
            self.tell()
            return
        action, count = found
        self.do(action.name, count)

    def do(self, name: str, count: int | None = None, argument: str = "") -> None:
        """Do an action: the pane in front is asked first, then the screen's commands."""
        method = "do_" + name.replace("-", "_")
        handler: Callable[..., None] | None = getattr(self.pane(self.front), method, None)
        try:
            if handler is not None:
                if self.front is not Where.ARTICLE or not self.articles.moves_later(name, count):
                    handler(count)
            else:
                self._words = ""
                getattr(self.commands, method)(count, argument)
        except KurilError as error:
            self.message(str(error), error=True)
        self.tell()

    # --- what the panes say

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:
        """The list's cursor moved: show that article."""
        self.articles.want(event.number)
        self._words = ""
        self.remember()
        self.tell()

    def on_article_list_opened(self) -> None:
        """A row was clicked twice."""
        self.go(Where.ARTICLE)

    def on_reading_pane_placed(self, event: ReadingPane.Placed) -> None:
        """The article moved: keep the place, and light the position of the sentence."""
        self.articles.placed()
        if event.by_cursor:
            self.follow()
        self.tell()

    def on_reading_pane_clicked(self) -> None:
        """A click into the article brings it to the front."""
        self.go(Where.ARTICLE)

    def on_positions_pane_moved(self, event: PositionsPane.Moved) -> None:
        """The panel's cursor moved: light the statement and go there."""
        statement = event.entry.statements[event.place]
        self.article.light(statement.content)
        self.article.go_to(statement.start)

    def on_positions_pane_opened(self) -> None:
        """A position was clicked twice."""
        self.go(Where.ARTICLE)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The mouse can give a pane the focus, too."""
        for where in Where:
            if event.widget is self.pane(where) is self.focused and where is not self.front:
                self.go(where)
        for where in Where:
            self.pane(where).redraw()

    def on_app_focus(self) -> None:
        """Coming back to this terminal is a good moment to look for news."""
        self.watching.look()

    def follow(self) -> None:
        """Let the panel show the position of the current sentence, and light its statement."""
        entry = self.positions.follow(self.article.span)
        self.article.light(entry.statements[self.positions.place].content if entry else ())

    # --- what threads say

    def on_answered(self, answer: Answered) -> None:
        """A search came back."""
        if self.results.take(answer):
            # The next letter may be here already.
            self.articles.want(self.list.number, same_frame=not self.commands.searching)
            if self.prompt is not None and self.prompt.display:
                self.commands.explain(answer.result)
        self.tell()

    def _want_snippets(self, detail: str, numbers: Sequence[int]) -> None:
        if not self.results.view.heading:
            self.snippets.want(detail, numbers)

    def on_snipped(self, snipped: Snipped) -> None:
        """Stretches for rows came."""
        self.list.put_snippets(snipped.query, snipped.numbers, snipped.found)

    def on_related(self, related: Related) -> None:
        """Articles that belong to one came."""
        if not related.numbers:
            self.message("nothing related is in the library")
        elif self.results.relate(related):
            self._words = ""
            self.go(Where.LIST)
            self.articles.want(self.list.number)
        self.tell()

    def on_completed(self, completed: Completed) -> None:
        """The word typed could become these."""
        if self.prompt is not None and self.commands.asking:
            self.prompt.complete_with(completed.text, completed.completion)

    def on_counted(self, message: Counted) -> None:
        """The unread ones were counted."""
        self.results.counted(message)
        self.tell()

    def on_ready(self, ready: Ready) -> None:
        """An article is ready."""
        if self.articles.take(ready):
            if self.front is Where.ARTICLE and self._started:
                self.articles.mark_read(True)
            self.remember()
            self.across.arrived()
            for name, count in self.articles.moves():
                self.do(name, count)
        self.tell()

    def on_done(self, done: Done) -> None:
        """A thread has done something."""
        done.then()
        self.tell()

    def on_told(self, told: Told) -> None:
        """A thread has something to say."""
        self.message(told.words, error=told.error)

    def on_news(self, news: News) -> None:
        """Articles came in, or were analysed."""
        self.watching.take(news)
        self.tell()

    def on_working(self, working: Working) -> None:
        """Work under way got further."""
        self.watching.work = working.words
        self.tell()

    # --- showing

    def show(self, prepared: Prepared | None, state: ReadingState | None = None) -> None:
        """Show an article in both panes, or none."""
        self.article.empty = () if prepared or not self._started else self._nothing()
        self.article.show(prepared, state)
        self.show_positions()

    def show_positions(self) -> None:
        """Fill the panel, as its filter has it."""
        prepared = self.article.prepared
        groups = shown(prepared.groups, self.party) if prepared else ()
        if prepared and not groups:
            if prepared.reading.analysis is None:
                self.positions.empty = ("Not analysed yet.", "It can be read meanwhile; positions appear here.")
            elif prepared.groups:
                self.positions.empty = (f"Nothing by {self.party_title()} here.", "p shows the next party.")
            else:
                self.positions.empty = ("No party states a position here.", "] goes to the next article.")
        elif not prepared:
            self.positions.empty = ()
        index = self.positions.index if self.positions.groups == groups else None
        self.positions.show(groups, index)
        self.follow()

    def _nothing(self) -> tuple[str, ...]:
        return () if self.list.numbers else ("Nothing to read here yet.", "/ searches, ? shows all keys.")

    def party_title(self) -> str:
        """What the panel's filter is called."""
        return self.party or "all" if self.party in {None, OTHERS} else self.desk.party(self.party or "").name

    def parties(self) -> list[str | None]:
        """The filters of the article shown."""
        return filters(self.article.prepared.groups) if self.article.prepared else [None]

    def message(self, words: str, *, error: bool = False) -> None:
        """Say something in the top line, until the next action."""
        self._words, self._is_error = words, error
        self.tell()

    def tell(self) -> None:
        """Bring the lines around the panes up to date."""
        if not self.is_mounted:
            return
        results = self.results
        view = results.view
        typed = self.prompt.text if self.prompt and self.prompt.display and self.commands.searching else None
        self._top.tell(
            State(
                query=(view.heading or view.query) if typed is None else typed,
                hits=None if results.searching else view.total,
                total=len(view.numbers),
                unread=results.unread,
                order=ORDER_TITLES[view.order],
                work=self.watching.work,
                message=self._words,
                error=self._is_error,
                news=self.watching.news,
                folded=view.folded,
            )
        )
        prepared = self.article.prepared
        self._crumb.tell(self.front, prepared.reading.article.title if prepared else "")
        self._keys.tell(self.place(), self.keymap.typed, self.walking.place())

    def remember(self) -> None:
        """Keep the session."""
        if not self._started:
            return
        session, view = self.session, self.results.view
        if self.prompt is None or not self.prompt.display:
            session.query, session.order = self.results.meant_query, view.order.value
        session.article, session.pane = self.articles.number, self.front.value
        session.zen, session.paired = self.folding.zen, self.folding.paired
        session.names, session.party = self.article.names_marked, self.party
        self.keeper.session(session)


def _where(name: str) -> Where:
    return Where(name) if name in set(Where) else Where.LIST
