"""The results: what is searched, in which order, and what comes back while one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.message import Message

from kurilreader.domain import KurilError, Order, SearchRequest, SearchResult, Snippet

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.screens.searching import Related

#: so many numbers are asked for first, the rest after them
FIRST_PAGE = 500
#: unread articles are counted among at most so many results
COUNT_UNREAD = 2000
#: between so many, a count looks whether it is still wanted
COUNT_AT_ONCE = 200
#: steps that Esc goes back
MOST_STEPS = 20
ORDER_TITLES = {Order.DATE: "newest first", Order.RELEVANCE: "by relevance", Order.SOURCE: "by source"}


@dataclass(frozen=True, slots=True)
class View:
    """What the list shows, and where in it one stands: enough to come back to it."""

    query: str = ""
    order: Order = Order.DATE
    numbers: Sequence[int] = ()
    total: int | None = None
    index: int = 0
    top: int | None = None
    #: articles the library had when this was asked
    library: int = 0
    #: near-duplicates left out
    folded: int = 0
    #: what the list is of when it answers no query: the articles of `m` or `D`
    heading: str = ""
    #: what its rows say instead of snippets
    told: Mapping[int, str] = field(default_factory=dict)
    #: False while only the first page has come
    complete: bool = True


class Answered(Message):
    """A search came back, or failed; `first` when more of the same will follow."""

    def __init__(
        self,
        ticket: int,
        request: SearchRequest,
        result: SearchResult | None,
        error: str = "",
        *,
        first: bool = False,
        folded: int = 0,
        library: int = 0,
    ) -> None:
        super().__init__()
        self.ticket = ticket
        self.request = request
        self.result = result
        self.error = error
        self.first = first
        self.folded = folded
        self.library = library


class Counted(Message):
    """Which of the results are unread."""

    def __init__(self, count: int, unread: set[int]) -> None:
        super().__init__()
        self.count = count
        self.unread = unread


class Results:
    """Asks the desk, in threads, and puts answers into the list; an older answer never replaces a newer one."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self.view = View()
        self.searching = False
        self._ticket = 0
        self._before: View | None = None
        self._keep_number: int | None = None
        #: whether near-duplicates share a row
        self.folding = True
        #: the results that were shown before, the latest last
        self._trail: list[View] = []
        #: how often the unread ones were counted: an older count never replaces a newer one
        self._count = 0
        self._unread: set[int] | None = None
        #: what was read, or is unread again, since the count began
        self._marked: dict[int, bool] = {}

    @property
    def unread(self) -> int | None:
        """How many of the results are unread, None while that is not known."""
        return None if self._unread is None else len(self._unread)

    @property
    def meant_query(self) -> str:
        """The query of the results, also while related articles stand in their place."""
        return next((view.query for view in (self.view, *reversed(self._trail)) if not view.heading), "")

    def ticket(self) -> int:
        """A new question: answers to older ones count no more."""
        self._ticket += 1
        self.searching = False
        return self._ticket

    # --- asking

    def everything(self, order: Order, number: int | None) -> None:
        """The whole library, at once: it needs no search, and what is drawn first waits for nothing."""
        self._keep_number = number
        answer = Answered(self.ticket(), SearchRequest("", order), None)
        self.take(self._folded(answer, self._screen.desk.search(answer.request)))

    def step(self) -> None:
        """What is asked next takes the place of what is shown: Esc comes back to it."""
        self._push(self._here())

    def ask(self, query: str, order: Order, number: int | None = None) -> None:
        """Search; the cursor comes to stand on article `number` if it is among the results, else on the first."""
        ticket = self.ticket()
        self._keep_number = number
        self.searching = True
        self._screen.run_worker(
            lambda: self._search(ticket, query, order), thread=True, exclusive=True, group="search", exit_on_error=False
        )
        self._screen.tell()

    def _search(self, ticket: int, query: str, order: Order) -> None:
        desk, post = self._screen.desk, self._screen.post_message
        request = SearchRequest(query, order, FIRST_PAGE if query.strip() else None)
        try:
            result = desk.search(request)
            more = request.limit is not None and len(result.numbers) >= FIRST_PAGE
            post(self._folded(Answered(ticket, request, None, first=more), result))
            if more and ticket == self._ticket:
                whole = replace(request, limit=None)
                post(self._folded(Answered(ticket, whole, None), desk.search(whole)))
        except KurilError as error:
            post(Answered(ticket, request, None, str(error)))

    def _folded(self, answer: Answered, result: SearchResult) -> Answered:
        """An answer with its result, one row for each text."""
        desk = self._screen.desk
        answer.library = desk.count()
        if self.folding:
            numbers, answer.folded = desk.fold(result.numbers)
            result = replace(result, numbers=numbers)
        answer.result = result
        return answer

    # --- answers

    def take(self, answer: Answered) -> bool:
        """Show an answer unless a newer question was asked; whether it was shown."""
        if answer.ticket != self._ticket:
            return False
        self.searching = False
        result, screen = answer.result, self._screen
        if result is None:
            screen.message(answer.error, error=True)
            return False
        if result.notice:
            screen.message(result.notice)
        rest = not answer.first and not self.view.complete and self.view.query == answer.request.query
        numbers, list_ = result.numbers, screen.list
        if rest:
            index, top = list_.index, list_.top_row
        else:
            index, top = _index(numbers, self._keep_number), None
        self.view = View(
            answer.request.query,
            answer.request.order,
            numbers,
            result.total if result.total is not None else len(numbers),
            library=answer.library,
            folded=answer.folded,
            complete=not answer.first,
        )
        if not self.view.query.strip():
            self._trail.clear()
        screen.commands.suggested(result)
        list_.empty = self._empty(result.suggestion)
        self._put(index, top)
        self._count_unread()
        return True

    def _put(self, index: int, top: int | None) -> None:
        """Fill the list with the view."""
        view, list_ = self.view, self._screen.list
        list_.show(view.numbers, index, top, view.query.strip() or view.heading)
        if view.heading:
            list_.put_snippets(view.heading, view.numbers, {n: Snippet(w, (), None) for n, w in view.told.items()})

    def relate(self, related: Related) -> bool:
        """Show articles that belong to one in the place of the results; whether they were still wanted."""
        if related.ticket != self._ticket:
            return False
        self.step()
        numbers, shown = related.numbers, self.view
        self.view = View(
            "", shown.order, numbers, len(numbers), library=shown.library, heading=related.heading, told=related.told
        )
        self._put(_index(numbers, related.number), None)
        self._count_unread()
        return True

    def return_to_former(self) -> bool:
        """Back to the results that were shown before these; whether there were any."""
        if not self._trail:
            return False
        self._come_back(self._trail.pop())
        return True

    def _come_back(self, view: View) -> None:
        self.ticket()
        self.view = view
        self._screen.list.empty = self._empty()
        self._put(view.index, view.top)
        self._count_unread()
        if not view.complete:
            self.ask(view.query, view.order, view.numbers[view.index] if view.numbers else None)

    def _here(self) -> View:
        """What is shown, and where in it one stands."""
        list_ = self._screen.list
        return replace(self.view, index=list_.index, top=list_.top_row)

    def _push(self, view: View) -> None:
        self._trail = [*self._trail, view][-MOST_STEPS:]

    def _empty(self, suggestion: str | None = None) -> tuple[str, ...]:
        if self.view.query:
            return (
                "Nothing matches.",
                *((f"Did you mean {suggestion}? Y searches for it.",) if suggestion else ()),
                "/ changes the search, fewer words find more.",
                "Esc goes back.",
            )
        return (
            "The library is empty.",
            "q leaves; then add articles:",
            "kurilreader add FILE",
            "kurilreader add FOLDER",
            "R shows them here if this stays open.",
        )

    def _count_unread(self) -> None:
        self._count += 1
        self._unread = None
        self._marked.clear()
        numbers, ticket = self.view.numbers, self._count
        if not numbers or len(numbers) > COUNT_UNREAD:
            return

        def count() -> None:
            unread: set[int] = set()
            for at in range(0, len(numbers), COUNT_AT_ONCE):
                if ticket != self._count:
                    return
                rows = self._screen.keeper.rows(numbers[at : at + COUNT_AT_ONCE])
                unread.update(row.number for row in rows if not row.read)
            self._screen.post_message(Counted(ticket, unread))

        self._screen.run_worker(count, thread=True, exclusive=True, group="unread", exit_on_error=False)

    def counted(self, message: Counted) -> None:
        """Show how many are unread; the thread may have looked before the latest was read."""
        if message.count == self._count:
            self._unread = message.unread
            for number, read in self._marked.items():
                self._mark(number, read=read)

    def changed_read(self, number: int, *, read: bool) -> None:
        """One of them was read, or is unread again."""
        self._marked[number] = read
        self._mark(number, read=read)

    def _mark(self, number: int, *, read: bool) -> None:
        if self._unread is None:
            return
        if read:
            self._unread.discard(number)
        elif number in self.view.numbers:
            self._unread.add(number)

    # --- typing

    def begin(self) -> None:
        """Remember what is shown, to come back to it."""
        self._before = self._here()

    def keep(self, query: str) -> None:
        """What was found stays; what was shown before is a step back."""
        before, self._before = self._before, None
        if before is not None and (before.heading or before.query != query):
            self._push(before)

    def restore(self) -> None:
        """Back to what was shown when typing began."""
        before, self._before = self._before, None
        if before is not None:
            self._come_back(before)


def _index(numbers: Sequence[int], number: int | None) -> int:
    """Where a number stands among numbers, 0 when it does not."""
    try:
        return numbers.index(number) if number is not None else 0
    except ValueError:
        return 0
