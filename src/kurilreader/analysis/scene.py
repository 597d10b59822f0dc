"""One article while it is analysed: its layout, the names in it, and the time it was written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from kurilreader.analysis.gazetteer import Gazetteer, Hit, Role
from kurilreader.analysis.nametypes import Found
from kurilreader.analysis.page import Page, Token
from kurilreader.domain import EntityType, Span


@dataclass(slots=True)
class Scene:
    """Everything the modules that decide who and what look at."""

    page: Page
    title: str
    published: str | None
    gazetteer: Gazetteer
    hits: list[Hit]
    names: list[Found]
    title_parties: tuple[str, ...] = ()
    author: str | None = None
    _firsts: list[int] = field(default_factory=list)
    _name_starts: list[int] = field(default_factory=list)
    _people: list[tuple[int, int, Hit | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index the hits and the people by token number."""
        self._firsts = [hit.first for hit in self.hits]
        self._name_starts = [each.span.start for each in self.names]
        people: list[tuple[int, int, Hit | None]] = [
            (each.first, each.last, None) for each in self.names if each.type is EntityType.PERSON
        ]
        people.extend((hit.first, hit.last, hit) for hit in self.hits if hit.entry.role is Role.PERSON)
        people.sort(key=lambda each: each[0])
        self._people = people

    @property
    def tokens(self) -> list[Token]:
        """All tokens of the text."""
        return self.page.tokens

    @property
    def people(self) -> list[tuple[int, int, Hit | None]]:
        """Mentions of people as token ranges, with the gazetteer's hit where it knows them."""
        return self._people

    def hits_in(self, first: int, last: int) -> list[Hit]:
        """Known names that begin in a token range."""
        return self.hits[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def named(self, span: Span) -> bool:
        """Whether a name that no gazetteer knows begins in a span."""
        return bisect_left(self._name_starts, span.start) < bisect_left(self._name_starts, span.end)

    def hit_at(self, number: int) -> Hit | None:
        """The known name that covers a token."""
        at = bisect_right(self._firsts, number) - 1
        return self.hits[at] if at >= 0 and self.hits[at].last > number else None

    def range_of(self, span: Span) -> tuple[int, int]:
        """The token range of a span."""
        return self.page.index(span.start), self.page.index(span.end)

    def paragraph(self, number: int) -> tuple[int, int]:
        """The token range of the paragraph around a token."""
        span = self.page.paragraphs[self.page.paragraph_at(self.tokens[number].start)]
        return self.range_of(span)
