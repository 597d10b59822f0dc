"""What the commands print as JSON. docs/commands.md describes each; a change that breaks a reader raises its number."""

from __future__ import annotations

from typing import Any

from kurilreader.desk.reports import Examined, PositionRecord, Reading
from kurilreader.domain import Hits, InputError, Row
from kurilreader.domain.places import shown_origin
from kurilreader.domain.record import Cell, Change, Meeting, Stated
from kurilreader.domain.review import Agreement, Annotation, EntityCorrection
from kurilreader.domain.standing import says

SEARCH = "kurilreader.search/1"
ARTICLE = "kurilreader.article/1"
POSITION = "kurilreader.position/1"
ANALYSIS = "kurilreader.analysis/1"
REVIEW = "kurilreader.review/1"
AGREEMENT = "kurilreader.agreement/1"
CORRECTION = "kurilreader.correction/1"
ANNOTATION = "kurilreader.annotation/1"
STATED = "kurilreader.stated/1"
CHANGE = "kurilreader.change/1"
CELL = "kurilreader.cell/1"
MEETING = "kurilreader.meeting/1"

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


def reviewed(stated: Stated) -> Record:
    """A statement as it stands after review, with what reviewers said of it."""
    return {
        "schema": REVIEW,
        "article": {
            "id": stated.article_id,
            "title": stated.title,
            "source": stated.source,
            "published": stated.published,
        },
        "id": stated.id,
        "party": stated.party,
        "speaker": stated.speaker,
        "kind": stated.kind.value,
        "topics": stated.topics,
        "text": stated.text,
        "content": stated.content,
        "quote": stated.quote.value,
        "disputed": len({said for each in stated.judgements if (said := says(each)) is not None}) > 1,
        "verdicts": [
            {
                "reviewer": each.reviewer,
                "verdict": each.verdict.value,
                "party": each.party,
                "kind": each.kind and each.kind.value,
                "content": each.content,
                "note": each.note,
                "made": each.made,
            }
            for each in stated.judgements
        ],
    }


def agreement(found: Agreement) -> Record:
    """How far reviewers agree."""
    return {
        "schema": AGREEMENT,
        "reviewers": found.reviewers,
        "statements": found.statements,
        "kappa": found.kappa,
        "alpha": found.alpha,
    }


def correction(made: EntityCorrection, article: str | None) -> Record:
    """A correction of a name; `article` is the id of the only one it is for."""
    return {
        "schema": CORRECTION,
        "act": made.act.value,
        "entity": made.entity,
        "target": made.target,
        "words": made.words,
        "type": made.type and made.type.value,
        "article": article,
    }


def annotation(written: Annotation, article: str) -> Record:
    """A note on a stretch of an article."""
    return {
        "schema": ANNOTATION,
        "key": written.key,
        "article": article,
        "span": written.span,
        "words": written.words,
        "note": written.note,
        "tags": written.tags,
        "statement": written.statement,
        "reviewer": written.reviewer,
        "made": written.made,
    }


def stated(line: Stated) -> Record:
    """A line of the record: a statement with the outlets that carried it."""
    return {"schema": STATED, **_line(line)}


def change(made: Change) -> Record:
    """A statement beside the one of its party that it is compared with."""
    return {
        "schema": CHANGE,
        "movement": made.movement.value,
        "party": made.now.party,
        "days": made.days,
        "now": _line(made.now),
        "before": made.before and _line(made.before),
    }


def cell(counted: Cell) -> Record:
    """How much a party stated on a topic, and the latest of it."""
    return {
        "schema": CELL,
        "party": counted.party,
        "topic": counted.topic,
        "count": counted.count,
        "current": _line(counted.current),
    }


def meeting(met: Meeting, topic: str) -> Record:
    """Two statements that agree or disagree."""
    return {
        "schema": MEETING,
        "relation": met.relation.value,
        "why": met.why,
        "topic": topic,
        "first": _line(met.first),
        "second": _line(met.second),
    }


def _line(line: Stated) -> Record:
    return {
        "article": {
            "id": line.article_id,
            "title": line.title,
            "source": line.source,
            "published": line.published,
        },
        "id": line.id,
        "party": line.party,
        "speaker": line.speaker,
        "kind": line.kind.value,
        "topics": line.topics,
        "text": line.text,
        "content": line.content,
        "quote": line.quote.value,
        "negated": line.negated,
        "outlets": line.outlets,
        "articles": 1 + len({at.number for at in line.others}),
    }
