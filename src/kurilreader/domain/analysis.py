"""What analysis finds in an article: entities, statements, positions, a summary.

The words are those of the analysis contract (docs/contract.md). All offsets are code points into `Article.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points, `text[start:end]`."""

    start: int
    end: int


class EntityType(StrEnum):
    """What kind of thing a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    NATIONALITY = "nationality"
    EVENT = "event"
    DATE = "date"
    LAW = "law"
    QUANTITY = "quantity"
    OTHER = "other"


class Kind(StrEnum):
    """What a party does by stating something; listed in the order in which the first that fits wins."""

    CONDITION = "condition"
    WARNING = "warning"
    REFUSAL = "refusal"
    ACCUSATION = "accusation"
    DEMAND = "demand"
    OFFER = "offer"
    COMMITMENT = "commitment"
    SUPPORT = "support"
    CLAIM = "claim"


class Quote(StrEnum):
    """How the words are given: all in quotation marks, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span naming something; `entity` groups the mentions of one thing, `name` is its clearest form."""

    start: int
    end: int
    text: str
    type: EntityType
    entity: str
    name: str
    #: the party this names or stands for, where it does: ISO 3166 alpha-2 or a lower-case slug
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the words in the text, and who they refer to as far as the text tells."""

    start: int
    end: int
    text: str
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute: "said", "according to"."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: who, by which words, says what, for which party; `party` is None for other voices."""

    id: str
    party: str | None
    speaker: Speaker | None
    cue: Cue | None
    #: one span, or several in order where the cue interrupts
    content: tuple[Span, ...]
    #: the content's words, pieces joined by a space
    text: str
    quote: Quote
    kind: Kind
    topics: tuple[str, ...] = ()
    #: the content denies what it names ("no talks are planned")
    negated: bool = False
    #: the outlet or person through whom it reached this article
    reported_by: str | None = None
    #: 0 to 1
    confidence: float = 1.0
    #: False where reviewers judged that it is none: it rests no position, and lists leave it out
    stands: bool = True

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return self.content[-1].end


@dataclass(frozen=True, slots=True)
class Position:
    """What a party states on a topic in one article; `statements` are the ids it rests on, the leading one first."""

    party: str
    name: str
    topics: tuple[str, ...]
    kind: Kind
    #: at most 140 characters, taken from the leading statement
    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one article, and by which engine and dossiers."""

    #: version of the engine and of the dossiers that made it: an analysis with another one is stale
    version: str
    entities: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    #: sentences that sum the article up, in text order
    summary: tuple[Span, ...] = ()
