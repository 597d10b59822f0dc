"""Fields of a query that the library answers, not the index: what the reader put on articles and on statements.

This is the one place where such a field is declared; the parser, the evaluation, the completion and the documentation's
test read it here. A new one is an entry in `KNOWN`, and what it asks of the library a method in `Flags`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kurilreader.domain.review import Verdict


class Flags(Protocol):
    """What only the library knows of articles (see `library.interface`)."""

    def flagged(self, flag: str) -> Sequence[int]:
        """Numbers of the articles with a flag of the library."""
        ...

    def tagged(self, tag: str) -> Sequence[int]:
        """Numbers of the articles with a tag, "*" at its end for a prefix."""
        ...

    def tags(self) -> Sequence[tuple[str, int]]:
        """All tags with the number of articles of each."""
        ...

    def noting(self, words: str) -> Sequence[int]:
        """Numbers of the articles with a note that holds these words."""
        ...

    def judged(self, which: str) -> tuple[Sequence[int], Sequence[int]]:
        """Statements (numbers, places) with a verdict, or that are "disputed", or with "any" verdict."""
        ...

    def added(self, since: int | None, until: int | None) -> Sequence[int]:
        """Numbers of the articles taken in at `since <= moment < until`."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """A field the library answers: for `articles` (their numbers) or for `statements`, never for both.

    A statement is told by its article's number and its place among the statements of the analysis, from 0; conditions
    on statements that stand together must hold for one and the same.
    """

    #: what may be typed behind it; None where the reader's own `names` are, of which the beginning and "*" will do
    values: tuple[str, ...] | None
    articles: Callable[[Flags, str], Sequence[int]] | None = None
    statements: Callable[[Flags, str], Iterable[tuple[int, int]]] | None = None
    names: Callable[[Flags], Iterable[str]] | None = None
    #: what `names` are called in a complaint
    called: str = "a name"
    #: values that are the others of another value, which is quicker to ask for
    opposites: Mapping[str, str] = field(default_factory=dict)

    @property
    def expected(self) -> str:
        """What may stand behind the field, in words."""
        return self.called if self.values is None else f"one of {', '.join(self.values)}"


KNOWN: dict[str, Known] = {
    "is": Known(
        ("unread", "read", "starred", "reviewed", "new"),
        articles=lambda library, value: library.flagged(value),
        opposites={"unread": "read"},
    ),
    "has": Known(
        ("note", "tag"), articles=lambda library, value: library.flagged({"note": "noted", "tag": "tagged"}[value])
    ),
    "tag": Known(
        None,
        articles=lambda library, tag: library.tagged(tag),
        names=lambda library: (tag for tag, _ in library.tags()),
        called="a tag",
    ),
    "note": Known(
        None, articles=lambda library, words: library.noting(words.replace("-", " ")), called="words of a note"
    ),
    "verdict": Known(
        (*(verdict.replace(" ", "-") for verdict in Verdict), "disputed", "any"),
        statements=lambda library, value: zip(*library.judged(value.replace("-", " ")), strict=True),
    ),
}
