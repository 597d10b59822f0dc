"""What actions do across articles, from the reader: the record, the matrix, changes, review, briefings, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.domain.record import Ask, StatementAt

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen


class Recording:
    """Actions that open screens across articles; a part of the screen's commands."""

    _screen: ReaderScreen

    def _on_screen(self) -> Ask:
        """What the search on screen asks for."""
        return Ask(query=self._screen.results.meant_query.strip())

    def do_record(self, count: int | None, argument: str) -> None:
        """All that a party states: the one of the position under the cursor, or the one named with a topic after it."""
        screen = self._screen
        entry, groups = screen.positions.entry, screen.positions.groups
        party = entry.party if entry is not None else groups[0].party if groups else None
        screen.across.record(screen.across.named(argument, Ask(party=party)))

    def do_matrix(self, count: int | None, argument: str) -> None:
        """Parties against topics."""
        self._screen.across.matrix(Ask())

    def do_changes(self, count: int | None, argument: str) -> None:
        """What is new, repeated, hardened, softened."""
        self._screen.across.changes(Ask(), argument)

    def do_review(self, count: int | None, argument: str) -> None:
        """Check statements: those a query finds, or of the search on screen."""
        self._screen.across.review(argument or self._on_screen().query)

    # --- briefings

    def do_choose(self, count: int | None, argument: str) -> None:
        """Choose the statements of the position for a briefing."""
        screen = self._screen
        entry, prepared = screen.positions.entry, screen.article.prepared
        analysis = prepared.reading.analysis if prepared else None
        if entry is None or prepared is None or analysis is None:
            screen.message("no position is under the cursor")
            return
        places = {each.id: place for place, each in enumerate(analysis.statements)}
        screen.message(
            screen.across.choose([StatementAt(prepared.reading.number, places[each.id]) for each in entry.statements])
        )

    def do_drop_all(self, count: int | None, argument: str) -> None:
        """Choose nothing any more."""
        self._screen.message(self._screen.across.drop_all())

    def do_briefing(self, count: int | None, argument: str) -> None:
        """A document of what is chosen, else of the search on screen."""
        self._screen.across.briefing(self._on_screen(), argument)

    # --- taking back

    def do_undo(self, count: int | None, argument: str) -> None:
        """Take back the latest act."""
        self._screen.across.turn_back(None, count or 1)

    def do_redo(self, count: int | None, argument: str) -> None:
        """Do again what was taken back."""
        self._screen.across.turn_back(None, count or 1, again=True)
