"""The article on the desk: fetched and laid out off the screen's thread, kept where it is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from kurilreader.domain import KurilError, ReadingState
from kurilreader.tui.actions import Where
from kurilreader.tui.latest import Latest
from kurilreader.tui.prepared import Prepared, prepare
from kurilreader.tui.widgets.reading_pane import ReadingPane, text_width

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen

#: seconds a key may wait for its article, so that both are drawn at once; half of the time between two frames
SAME_FRAME = 0.008


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article to be fetched; `hit` is the hit to go to then (-1 for the last)."""

    ticket: int
    number: int
    query: str
    width: int
    place: str
    hit: int | None = None


class Ready(Message):
    """An article is ready to be shown, or could not be read."""

    def __init__(
        self, wanted: Wanted, prepared: Prepared | None, error: str = "", *, waiting: ReadingState | None = None
    ) -> None:
        super().__init__()
        self.wanted = wanted
        self.prepared = prepared
        self.error = error
        #: its state, if that still waited to be written when the article was fetched
        self.waiting = waiting


class Articles:
    """Which article is shown, and its reading state."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._ticket = 0
        self._wanted: int | None = None
        self._moves: list[tuple[str, int | None]] = []
        self._loader: Latest[Wanted] = Latest("loader", self._load)
        self.number: int | None = None
        self.state = ReadingState()

    @property
    def idle(self) -> bool:
        """Whether nothing is being fetched."""
        return self._loader.idle

    def want(self, number: int | None, *, hit: int | None = None, same_frame: bool = True) -> None:
        """Show an article as soon as it is ready; None shows none. With `same_frame` wait a moment for it."""
        self._ticket += 1
        if number != self._wanted:
            self._wanted, self._moves = number, []
        screen = self._screen
        if number is None:
            self.number = None
            screen.show(None)
            return
        view = screen.results.view
        place = f"{screen.list.index + 1:,}/{len(view.numbers):,}" if view.numbers else ""
        width = text_width(screen.article.columns or 80)
        self._loader.ask(Wanted(self._ticket, number, view.query, width, place, hit))
        if same_frame:
            self._loader.wait(SAME_FRAME)

    def again(self) -> None:
        """Fetch the article shown anew: it may be analysed now, or its hits be those of another query."""
        if self._wanted is not None:
            self.want(self._wanted)

    def _load(self, wanted: Wanted) -> None:
        screen = self._screen
        # Looked at before the desk is asked: it may be written, and wait no more, by the time the article is taken.
        waiting = screen.keeper.pending(wanted.number)
        try:
            prepared = prepare(
                screen.desk,
                wanted.number,
                query=wanted.query,
                width=wanted.width,
                place=wanted.place,
                icons=screen.icons,
            )
            screen.post_message(Ready(wanted, prepared, waiting=waiting))
        except KurilError as error:
            screen.post_message(Ready(wanted, None, str(error)))

    def take(self, ready: Ready) -> bool:
        """Show what came, unless another article is wanted by now; whether it was shown."""
        screen = self._screen
        if ready.wanted.ticket != self._ticket:
            return False
        if ready.prepared is None:
            self._wanted = self.number
            screen.message(ready.error, error=True)
            screen.show(None)
            return False
        number = ready.wanted.number
        before = screen.article.prepared
        fresh = number != self.number or before is None or before.query != ready.prepared.query
        if number != self.number:
            self.number = number
            self.state = screen.keeper.pending(number) or ready.waiting or ready.prepared.reading.state
        screen.show(ready.prepared, self.state)
        hits, answer = ready.prepared.hits, ready.prepared.answer
        if ready.wanted.hit is not None and hits:
            screen.article.go_to_hit(ready.wanted.hit % len(hits))
        elif fresh and answer is not None:
            # It was gone to by the search, not by the reader: where the reader left the article stays kept.
            with screen.article.prevent(ReadingPane.Placed):
                screen.article.go_to_hit(next(i for i, hit in enumerate(hits) if hit.end > answer))
            screen.follow()
        return True

    @property
    def coming(self) -> bool:
        """Whether another article than the one shown was asked for and is not here yet."""
        return self._wanted != self.number

    def moves_later(self, name: str, count: int | None) -> bool:
        """Keep a move in an article that is still to come until it is here; whether one is to come."""
        if self.coming:
            self._moves.append((name, count))
        return self.coming

    def moves(self) -> Sequence[tuple[str, int | None]]:
        """The moves that were kept, if the reader still stands in the article."""
        moves, self._moves = self._moves, []
        return moves if self._screen.front is Where.ARTICLE else ()

    # --- state

    def placed(self) -> None:
        """Keep the place and the sentence."""
        place, sentence = self._screen.article.state
        self._keep(replace(self.state, place=place, sentence=sentence))

    def mark_read(self, read: bool) -> None:
        """Mark the article shown."""
        if self.number is not None and self.state.read != read:
            self._keep(replace(self.state, read=read))
            self._screen.results.changed_read(self.number, read=read)
            self._screen.list.amend(self.number, read=read)

    def toggle_star(self) -> bool:
        """Star, or take the star away; whether it is starred now."""
        self._keep(replace(self.state, starred=not self.state.starred))
        if self.number is not None:
            self._screen.list.amend(self.number, starred=self.state.starred)
        return self.state.starred

    def _keep(self, state: ReadingState) -> None:
        if self.number is not None and state != self.state:
            self.state = state
            self._screen.keeper.state(self.number, state)
