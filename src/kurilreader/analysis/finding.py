"""How spans are found: the one protocol behind which rules or a trained tagger stand.

A finder only says *where* sources, cues, contents and names stand and which belong together. Who a source is, which
party it speaks for, what kind of statement it makes and on what topic is decided by the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kurilreader.domain import EntityType, Kind, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution: content (one span, or several where the cue interrupts), its cue and its source if any."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    #: 0 to 1, calibrated
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Name:
    """A span that names something, with its type."""

    span: Span
    type: EntityType
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Stated:
    """A span in which something is stated, for a party or by another voice; one sentence at the most."""

    span: Span
    of_party: bool
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Weight:
    """What is told of some words: how probable it is that a party states them or another voice does, and the kind."""

    #: the two and "nobody states this" make 1
    party: float
    other: float
    #: probabilities, which make 1
    kinds: dict[Kind, float]


class Scale(Protocol):
    """Weighs any words of one text."""

    def weigh(self, content: Sequence[Span]) -> Weight:
        """What is told of these words together."""
        ...


@dataclass(frozen=True, slots=True)
class Findings:
    """All spans found in one text, each tuple in text order."""

    attributions: tuple[Attribution, ...] = ()
    names: tuple[Name, ...] = ()
    stated: tuple[Stated, ...] = ()
    scale: Scale | None = field(default=None, compare=False)


class Finder(Protocol):
    """Finds attributions and names in plain texts; pure but for the model it holds."""

    #: changes whenever the same text may be answered differently
    version: str

    def find(self, text: str) -> Findings:
        """Spans of one text, offsets in code points."""
        ...

    def find_all(self, texts: Iterable[str]) -> Iterator[Findings]:
        """Spans of many texts, in their order; may work in batches."""
        ...
