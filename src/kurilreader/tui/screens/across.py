"""Screens across articles: entering and leaving them, reading a statement's article in between, what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kurilreader.domain.record import Ask, StatementAt
from kurilreader.tui.actions import Where
from kurilreader.tui.acts import Acts
from kurilreader.tui.screens.searching import Related

if TYPE_CHECKING:
    from kurilreader.domain import ReadingState
    from kurilreader.domain.record import Stated
    from kurilreader.tui.screens.reader import ReaderScreen
    from kurilreader.tui.screens.room import RoomScreen


class Across:
    """What the reader and these screens have in common. A screen that is left for an article is come back to by Esc."""

    def __init__(self, screen: ReaderScreen, today: date) -> None:
        self._screen = screen
        self.desk = screen.desk
        self.icons = screen.icons
        self.today = today
        self.acts = Acts()
        #: statements chosen for a briefing, in the order they were chosen
        self.chosen: dict[StatementAt, None] = {}
        #: rooms left for an article, the lowest first
        self._left: list[RoomScreen] = []
        #: an article, and where in it to go once it is there
        self._aim: tuple[int, int] | None = None
        self._count = 0

    # --- entering and leaving

    def enter(self, room: RoomScreen) -> None:
        """Show a room over what is shown."""
        app = self._screen.app
        self._count += 1
        app.install_screen(room, f"room-{self._count}")
        app.push_screen(room)

    def leave(self, room: RoomScreen) -> None:
        """Leave a room for good."""
        app = self._screen.app
        app.pop_screen()
        app.uninstall_screen(room)
        self._screen.tell()

    def read(self, stated: Stated, numbers: Sequence[int], heading: str) -> None:
        """Read the article of a statement at its sentence; `numbers` are the articles to walk through from there."""
        from kurilreader.tui.screens.room import RoomScreen

        screen = self._screen
        app = screen.app
        self._forget()
        self._left = [each for each in app.screen_stack if isinstance(each, RoomScreen)]
        for _ in self._left:
            app.pop_screen()
        number = stated.at.number
        results = screen.results
        self._aim = number, stated.content[0].start
        results.relate(Related(results.ticket(), heading, list(dict.fromkeys((number, *numbers))), {}, number))
        screen.articles.want(number)
        screen.go(Where.ARTICLE)
        self.arrived()

    def back(self) -> bool:
        """Come back to the rooms that were left for the article shown; whether there were any."""
        if not self._left:
            return False
        screen = self._screen
        left, self._left, self._aim = self._left, [], None
        if screen.results.return_to_former():
            screen.articles.want(screen.list.number)
        for room in left:
            screen.app.push_screen(room)
        return True

    def _forget(self) -> None:
        """Rooms that are not come back to are let go of."""
        for room in self._left:
            self._screen.app.uninstall_screen(room)
            self._screen.call_next(room.remove)
        self._left = []

    def arrived(self) -> None:
        """An article is shown: go to the sentence it was opened for."""
        screen = self._screen
        screen.commands.arrived()
        if self._aim is not None and screen.articles.number == self._aim[0] and screen.article.prepared is not None:
            offset, self._aim = self._aim[1], None
            screen.article.go_to(offset)
            screen.follow()

    # --- choosing

    def choose(self, places: Sequence[StatementAt]) -> str:
        """Choose these, or choose them no longer when all are chosen; says what was done."""
        if all(place in self.chosen for place in places):
            for place in places:
                del self.chosen[place]
            return f"not chosen any more {self.icons.dot} {self.chosen_words() or 'none is'}"
        self.chosen.update(dict.fromkeys(places))
        return f"chosen {self.icons.dot} B makes a briefing of {len(self.chosen):,}"

    def chosen_words(self) -> str:
        """How many are chosen, empty for none."""
        return f"{len(self.chosen):,} chosen" if self.chosen else ""

    def drop_all(self) -> str:
        """Choose nothing any more; says so."""
        self.chosen.clear()
        return "nothing is chosen any more"

    # --- opening

    def named(self, words: str, ask: Ask) -> Ask:
        """What is asked for by a party and a topic as typed, "all" for either; what is not typed stays."""
        party, _, topic = words.partition(" ")
        if party:
            known = [each for each in (party.lower(), party.upper(), party) if self.desk.party(each).name != each]
            ask = replace(ask, party=None if party == "all" else next(iter(known), party))
        if topic.strip():
            ask = replace(ask, topic=None if topic.strip() == "all" else topic.strip())
        return ask

    def record(self, ask: Ask) -> None:
        """Show what is stated."""
        from kurilreader.tui.screens.record import RecordScreen

        self.enter(RecordScreen(self, ask))

    def matrix(self, ask: Ask) -> None:
        """Show parties against topics."""
        from kurilreader.tui.screens.matrix import MatrixScreen

        self.enter(MatrixScreen(self, replace(ask, party=None, topic=None, kind=None)))

    def changes(self, ask: Ask, since: str = "") -> None:
        """Show what moved. `KurilError` for what is no day."""
        from kurilreader.tui.screens.asking import day_of
        from kurilreader.tui.screens.changes import ChangesScreen

        self.enter(ChangesScreen(self, replace(ask, since=day_of(since, self.today)) if since else ask))

    def review(self, query: str) -> None:
        """Check statements."""
        from kurilreader.tui.screens.reviewing import ReviewScreen

        self.enter(ReviewScreen(self, query))

    def briefing(self, ask: Ask, query: str = "") -> None:
        """Make a document of what is chosen, of a query, or of what is asked for."""
        from kurilreader.tui.screens.briefing import BriefingScreen

        chosen = tuple(self.chosen)
        self.enter(BriefingScreen(self, Ask(query=query) if query else chosen or ask))

    # --- taking back

    def turn_back(self, room: RoomScreen | None, count: int, *, again: bool = False) -> None:
        """Take back so many acts, or do them again; then what is shown is read anew."""
        desk, screen = self.desk, self._screen

        number = screen.articles.number

        def act() -> tuple[list[str], ReadingState | None]:
            # A star that still waits to be written is an act, too.
            screen.keeper.flush()
            turn = desk.redo if again else desk.undo
            words = []
            for _ in range(count):
                done = turn(desk.reviewer)
                if done is None:
                    break
                words.append(done)
            return words, desk.reading(number).state if words and number is not None else None

        def told(found: tuple[list[str], ReadingState | None]) -> None:
            words, state = found
            if state is not None and number == screen.articles.number:
                here = screen.articles.state
                screen.articles.state = replace(state, place=here.place, sentence=here.sentence)
            if not words:
                (room or screen).message("nothing to do again" if again else "nothing to take back")
                return
            screen.list.forget()
            screen.articles.again()
            if room is not None:
                room.turned_back(words, again=again)
            more = f", and {len(words) - 1} more" if len(words) > 1 else ""
            (room or screen).message(f"{'done again' if again else 'taken back'}: {words[0]}{more}")

        self.acts.do(room or screen, act, told)
