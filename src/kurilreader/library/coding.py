"""An analysis as it is stored: compact JSON, deflated.

Records are lists in field order, since their names would be most of the bytes. Deflating pays: see `docs/library.md`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from kurilreader.domain import (
    Analysis,
    Cue,
    EntityType,
    Kind,
    Mention,
    PartyCount,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
)


class Undecodable(Exception):
    """The stored form is damaged, or of another format."""


def encode(analysis: Analysis) -> bytes:
    """The stored form of an analysis, but for its version."""
    record = [
        [[m.start, m.end, m.text, m.type.value, m.entity, m.name, m.party] for m in analysis.entities],
        [_statement_record(s) for s in analysis.statements],
        [[p.party, p.name, p.topics, p.kind.value, p.text, p.statements] for p in analysis.positions],
        analysis.summary,
    ]
    packed = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(packed.encode("utf-8", "surrogatepass"), 6)


def decode(version: str, body: bytes) -> Analysis:
    """The analysis of a stored form, or `Undecodable`."""
    try:
        entities, statements, positions, summary = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
        return Analysis(
            version=version,
            entities=tuple(
                Mention(start, end, text, EntityType(type_), entity, name, party)
                for start, end, text, type_, entity, name, party in entities
            ),
            statements=tuple(_statement(record) for record in statements),
            positions=tuple(
                Position(party, name, tuple(topics), Kind(kind), text, tuple(ids))
                for party, name, topics, kind, text, ids in positions
            ),
            summary=_spans(summary),
        )
    except (zlib.error, ValueError, TypeError) as error:
        raise Undecodable(str(error)) from error


def encode_counts(analysis: Analysis) -> str:
    """How many positions each party states, most first: "RU:5 JP:2"."""
    counts: dict[str, int] = {}
    for position in analysis.positions:
        counts[position.party] = counts.get(position.party, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return " ".join(f"{party}:{count}" for party, count in ordered)


def decode_counts(stored: str) -> tuple[PartyCount, ...]:
    """The counts of `encode_counts`; the marks are only made of the ids, dossiers know better ones."""
    return tuple(
        PartyCount(party, party.upper()[:2], int(count))
        for party, _, count in (item.rpartition(":") for item in stored.split())
    )


def _statement_record(s: Statement) -> list[object]:
    return [
        s.id,
        s.party,
        s.speaker and [s.speaker.start, s.speaker.end, s.speaker.text, s.speaker.name, s.speaker.role],
        s.cue and [s.cue.start, s.cue.end, s.cue.text],
        s.content,
        s.text,
        s.quote.value,
        s.kind.value,
        s.topics,
        s.negated,
        s.reported_by,
        s.confidence,
    ]


def _statement(record: list[Any]) -> Statement:
    id_, party, speaker, cue, content, text, quote, kind, topics, negated, reported_by, confidence = record
    return Statement(
        id=id_,
        party=party,
        speaker=Speaker(*speaker) if speaker else None,
        cue=Cue(*cue) if cue else None,
        content=_spans(content),
        text=text,
        quote=Quote(quote),
        kind=Kind(kind),
        topics=tuple(topics),
        negated=negated,
        reported_by=reported_by,
        confidence=confidence,
    )


def _spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
