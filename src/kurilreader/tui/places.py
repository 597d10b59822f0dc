"""Where actions apply, and what an action is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The three panes of the reader."""

    LIST = "list"
    ARTICLE = "article"
    POSITIONS = "positions"


class Room(StrEnum):
    """Screens of their own over the reader, and ways of reading with keys of their own."""

    SELECTION = "selection"
    RECORD = "record"
    MATRIX = "matrix"
    MEETINGS = "agreement"
    CHANGES = "changes"
    REVIEW = "review"
    SPAN = "adjusting a span"
    BRIEFING = "briefing"


Place = Where | Room

EVERYWHERE: tuple[Place, ...] = (Where.LIST, Where.ARTICLE, Where.POSITIONS)
#: screens with a list of statements or of pairs of them
LISTS: tuple[Place, ...] = (Room.RECORD, Room.MATRIX, Room.MEETINGS, Room.CHANGES)
#: all screens over the reader
ROOMS: tuple[Place, ...] = (*LISTS, Room.REVIEW, Room.BRIEFING)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader can do.

    `name` is its one name everywhere; `keys` are Textual's key names, a sequence of two separated by a space.
    """

    name: str
    title: str
    keys: tuple[str, ...]
    group: str
    help: str
    where: tuple[Place, ...] = EVERYWHERE
    #: what a count or an argument does, empty when neither has a meaning
    argument: str = ""
    #: where in the bottom line it stands, 0 for not at all; lower comes first
    hint: int = 0

    @property
    def everywhere(self) -> bool:
        """Whether it applies in every pane."""
        return set(Where) <= set(self.where)
