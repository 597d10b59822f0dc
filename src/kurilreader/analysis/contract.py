"""The JSON of the contract (docs/contract.md): out for scripts and storage, and back."""

from __future__ import annotations

from typing import Any

from kurilreader.domain import (
    Analysis,
    Article,
    Cue,
    EntityType,
    Kind,
    Mention,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
)

SCHEMA = "kurilreader.analysis/1"


def to_json(article: Article, analysis: Analysis) -> dict[str, Any]:
    """What `kurilreader analyze --json` prints for one article."""
    return {
        "schema": SCHEMA,
        "article": {
            "id": article.id,
            "title": article.title,
            "text": article.text,
            "published": article.published,
            "source": article.source,
            "language": article.language,
        },
        **{key: value for key, value in to_storage(analysis).items() if key != "version"},
        "version": analysis.version,
    }


def to_storage(analysis: Analysis) -> dict[str, Any]:
    """An analysis without its article."""
    return {
        "version": analysis.version,
        "entities": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "type": each.type.value,
                "entity": each.entity,
                "name": each.name,
                "party": each.party,
            }
            for each in analysis.entities
        ],
        "statements": [_statement(each) for each in analysis.statements if each.stands],
        "positions": [
            {
                "party": each.party,
                "name": each.name,
                "topics": list(each.topics),
                "kind": each.kind.value,
                "text": each.text,
                "statements": list(each.statements),
            }
            for each in analysis.positions
        ],
        "summary": [list(span) for span in analysis.summary],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    speaker, cue = statement.speaker, statement.cue
    return {
        "id": statement.id,
        "party": statement.party,
        "speaker": None
        if speaker is None
        else {
            "start": speaker.start,
            "end": speaker.end,
            "text": speaker.text,
            "name": speaker.name,
            "role": speaker.role,
        },
        "cue": None if cue is None else {"start": cue.start, "end": cue.end, "text": cue.text},
        "content": [list(span) for span in statement.content],
        "text": statement.text,
        "quote": statement.quote.value,
        "kind": statement.kind.value,
        "topics": list(statement.topics),
        "negated": statement.negated,
        "reported_by": statement.reported_by,
        "confidence": statement.confidence,
    }


def from_json(data: dict[str, Any]) -> Analysis:
    """An analysis from what `to_json` or `to_storage` gave.

    Raises:
        KeyError, TypeError, ValueError: the data is not of this schema.
    """
    return Analysis(
        version=data["version"],
        entities=tuple(
            Mention(
                each["start"],
                each["end"],
                each["text"],
                EntityType(each["type"]),
                each["entity"],
                each["name"],
                each["party"],
            )
            for each in data["entities"]
        ),
        statements=tuple(_read_statement(each) for each in data["statements"]),
        positions=tuple(
            Position(
                each["party"],
                each["name"],
                tuple(each["topics"]),
                Kind(each["kind"]),
                each["text"],
                tuple(each["statements"]),
            )
            for each in data["positions"]
        ),
        summary=tuple(Span(*span) for span in data["summary"]),
    )


def _read_statement(data: dict[str, Any]) -> Statement:
    speaker, cue = data["speaker"], data["cue"]
    return Statement(
        id=data["id"],
        party=data["party"],
        speaker=None
        if speaker is None
        else Speaker(speaker["start"], speaker["end"], speaker["text"], speaker["name"], speaker["role"]),
        cue=None if cue is None else Cue(cue["start"], cue["end"], cue["text"]),
        content=tuple(Span(*span) for span in data["content"]),
        text=data["text"],
        quote=Quote(data["quote"]),
        kind=Kind(data["kind"]),
        topics=tuple(data["topics"]),
        negated=data["negated"],
        reported_by=data["reported_by"],
        confidence=data["confidence"],
    )
