"""What the reader's desk shows of an article besides the article itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartyCount:
    """How many positions a party states in an article; `mark` is its letter(s), the same everywhere."""

    party: str
    mark: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the article list."""

    number: int
    id: str
    title: str
    source: str | None
    published: str | None
    language: str | None
    read: bool
    starred: bool
    #: False while no analysis is stored
    analysed: bool
    parties: tuple[PartyCount, ...] = ()
    #: how many other articles carry nearly the same text: "+4 outlets"
    outlets: int = 0
    #: set by the reader: all that is in it has been looked at
    reviewed: bool = False
    #: whether the reader wrote a note on it
    noted: bool = False
    #: the reader's tags, by name
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingState:
    """Where a reader left an article: `place` is the share of the text before the top line, 0 to 1."""

    read: bool = False
    starred: bool = False
    place: float = 0.0
    #: the sentence the cursor stood on
    sentence: int = 0
