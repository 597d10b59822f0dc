"""What the commands print as JSON. docs/commands.md describes each; a change that breaks a reader raises its number."""

from __future__ import annotations

from typing import Any

from kurilreader.desk.reports import Examined, PositionRecord, Reading
from kurilreader.domain import Hits, InputError, Row
from kurilreader.domain.places import shown_origin

SEARCH = "kurilreader.search/1"
ARTICLE = "kurilreader.article/1"
POSITION = "kurilreader.position/1"
ANALYSIS = "kurilreader.analysis/1"

Record = dict[str, Any]


def hit(row: Row, found: Hits) -> Record:
    """An article found by a search, with all places of the query's words and the statements that answer it."""
    snippet = found.snippet
    return {
        "schema": SEARCH,
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "published": row.published,
        "language": row.language,
        "read": row.read,
        "starred": row.starred,
        "reviewed": row.reviewed,
        "tags": row.tags,
        "outlets": row.outlets,
        "analysed": row.analysed,
        "positions": {count.party: count.count for count in row.parties},
        "snippet": {"text": snippet.text, "marks": snippet.marks, "offset": snippet.offset},
        "hits": {"title": found.title, "text": found.text},
        "statements": [
            {
                "id": statement.id,
                "party": statement.party,
                "speaker": statement.speaker and (statement.speaker.name or statement.speaker.text),
                "kind": statement.kind.value,
                "topics": statement.topics,
                "content": statement.content,
                "text": statement.text,
            }
            for statement in found.statements
        ],
    }


def reading(reading: Reading) -> Record:
    """An article of the library, with its analysis as the contract has it, or null."""
    from kurilreader.analysis.contract import to_storage

    article, state = reading.article, reading.state
    return {
        "schema": ARTICLE,
        "article": {
            "id": article.id,
            "title": article.title,
            "text": article.text,
            "source": article.source,
            "author": article.author,
            "published": article.published,
            "language": article.language,
            "address": article.address,
            "origin": article.origin and shown_origin(article.origin),
        },
        "read": state.read,
        "starred": state.starred,
        "analysis": reading.analysis and to_storage(reading.analysis),
    }


def examined(item: Examined) -> Record:
    """A document analysed without a library, as the contract has it."""
    from kurilreader.analysis.contract import to_json

    return to_json(item.article, item.analysis)


def failed(error: InputError) -> Record:
    """What stands in the place of a document that cannot be read."""
    return {"schema": ANALYSIS, "error": {"origin": error.origin, "reason": error.reason}}


def position(record: PositionRecord) -> Record:
    """A position with its article and the statement it rests on first."""
    article, stated, lead = record.article, record.position, record.lead
    return {
        "schema": POSITION,
        "article": {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "published": article.published,
        },
        "party": stated.party,
        "name": stated.name,
        "topics": stated.topics,
        "kind": stated.kind.value,
        "text": stated.text,
        "speaker": lead.speaker and (lead.speaker.name or lead.speaker.text),
        "statement": {"id": lead.id, "text": lead.text, "content": lead.content, "quote": lead.quote.value},
        "statements": stated.statements,
    }
