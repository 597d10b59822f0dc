"""What the positions panel lists: each party's positions with their places, then other voices. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kurilreader.domain import Analysis, Kind, Position, Span, Statement
from kurilreader.tui.text.document import paragraph_at

#: the filter that shows voices that are no party
OTHERS = "other voices"


@dataclass(frozen=True, slots=True)
class Entry:
    """One position, or one other voice, as shown."""

    #: None for other voices
    party: str | None
    kind: Kind
    topics: tuple[str, ...]
    text: str
    speaker: str
    #: paragraphs its statements stand in, counting from 1, without repeats
    paragraphs: tuple[int, ...]
    #: its statements, the leading one first; never empty
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A party (or other voices, with `party` None) and its entries."""

    party: str | None
    name: str
    mark: str
    entries: tuple[Entry, ...]


def groups(
    analysis: Analysis, paragraphs: Sequence[Span], name: Callable[[str], tuple[str, str]], voice_mark: str
) -> tuple[Group, ...]:
    """All groups of an analysis, parties in the order of their first position; `name` gives a party's name and mark."""
    known = {statement.id: statement for statement in analysis.statements}
    by_party: dict[str, list[Entry]] = {}
    for position in analysis.positions:
        statements = tuple(known[each] for each in position.statements if each in known)
        if statements:
            by_party.setdefault(position.party, []).append(_entry(position, statements, paragraphs))
    found = [Group(party, *name(party), tuple(entries)) for party, entries in by_party.items()]
    others = tuple(
        _entry(None, (each,), paragraphs) for each in analysis.statements if each.party is None and each.stands
    )
    if others:
        found.append(Group(None, "Other voices", voice_mark, others))
    return tuple(found)


def _entry(position: Position | None, statements: tuple[Statement, ...], paragraphs: Sequence[Span]) -> Entry:
    """A position on its statements; without one, the voice of its one statement."""
    lead = statements[0]
    speaker = lead.speaker
    told = position or lead
    return Entry(
        party=position.party if position else None,
        kind=told.kind,
        topics=told.topics,
        text=told.text,
        speaker=(speaker.name or speaker.text) if speaker else (lead.reported_by or ""),
        paragraphs=tuple(dict.fromkeys(paragraph_at(paragraphs, each.start) + 1 for each in statements)),
        statements=statements,
    )


def shown(all_groups: Sequence[Group], party: str | None) -> tuple[Group, ...]:
    """The groups that a filter leaves: None for all, OTHERS for other voices, or a party's id."""
    if party is None:
        return tuple(all_groups)
    return tuple(group for group in all_groups if (group.party or OTHERS) == party)


def filters(all_groups: Sequence[Group]) -> list[str | None]:
    """The filters there are, in the order `p` walks them."""
    return [None, *(group.party or OTHERS for group in all_groups)]
