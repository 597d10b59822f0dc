"""What reviewers said of an article, read from its registers and applied to its analysis."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from kurilreader.domain import Analysis, EntityType, Kind, NotInLibrary, Span, Statement
from kurilreader.domain.correcting import with_corrections
from kurilreader.domain.register import Name, Register, Value, canonical
from kurilreader.domain.review import EntityAct, EntityCorrection, Judgement, Verdict
from kurilreader.domain.standing import Anchor, Said, anchors, found_again, latest, says, with_verdicts
from kurilreader.library import registers


def reviewed(connection: sqlite3.Connection, number: int, found: Analysis) -> Analysis:
    """An analysis, as the engine found it, as it stands after review."""
    return _applied(connection, number, found, by_place(connection, number, found.statements))


def keep(connection: sqlite3.Connection, number: int, found: Analysis) -> Analysis:
    """Note which statements of an analysis the verdicts are on; returns the analysis as it stands after review."""
    judged = by_place(connection, number, found.statements)
    connection.execute("DELETE FROM judged WHERE number = ?", (number,))
    connection.executemany(
        "INSERT INTO judged (number, place, reviewer, mark, made, verdict, says) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (number, place, each.reviewer, said.anchor.mark, each.made, each.verdict.value, says(each))
            for place, group in judged.items()
            for said in group
            for each in (said.judgement,)
        ],
    )
    return _applied(connection, number, found, judged)


def by_place(
    connection: sqlite3.Connection, number: int, statements: Sequence[Statement]
) -> dict[int, tuple[Said, ...]]:
    """The verdicts on the statements of an analysis, by place: one of each reviewer, latest first."""
    id_ = article_id(connection, number)
    said = list(_said(connection, id_))
    if not said:
        return {}
    places = found_again([each.anchor for each in said], anchors(id_, statements))
    grouped: dict[int, list[Said]] = {}
    for each in said:
        if each.anchor.mark in places:
            grouped.setdefault(places[each.anchor.mark], []).append(each)
    kept: dict[int, tuple[Said, ...]] = {}
    for place, group in grouped.items():
        last = latest(each.judgement for each in group)
        by_judgement = {(each.judgement.reviewer, each.judgement.made): each for each in group}
        kept[place] = tuple(by_judgement[each.reviewer, each.made] for each in last)
    return kept


def article_id(connection: sqlite3.Connection, number: int) -> str:
    """The id of an article, or `NotInLibrary`."""
    found = connection.execute("SELECT id FROM articles WHERE number = ?", (number,)).fetchone()
    if found is None:
        raise NotInLibrary(f"no article has the number {number}")
    return str(found[0])


def _applied(
    connection: sqlite3.Connection, number: int, found: Analysis, judged: dict[int, tuple[Said, ...]]
) -> Analysis:
    @cache
    def text() -> str:
        stored: str = connection.execute("SELECT text FROM texts WHERE number = ?", (number,)).fetchone()[0]
        return stored

    found = with_corrections(found, corrections(connection, article_id(connection, number), number))
    if not judged:
        return found
    return with_verdicts(found, {place: [each.judgement for each in group] for place, group in judged.items()}, text)


def _said(connection: sqlite3.Connection, id_: str) -> Iterator[Said]:
    for name, register in registers.of_article(connection, id_, ("verdict",)):
        if (value := register.value("verdict")) is not None:
            yield Said(read_anchor(name.key, value["on"]), read_judgement(name.reviewer, register.made, value))


# --- how verdicts and corrections are written


def verdict_value(judgement: Judgement, anchor: Anchor) -> Value:
    """A verdict as its register holds it; who gave it is the register's name, when its version's moment."""
    return {
        "verdict": judgement.verdict.value,
        "party": judgement.party,
        "kind": judgement.kind and judgement.kind.value,
        "content": judgement.content and [list(span) for span in judgement.content],
        "note": judgement.note,
        "on": anchor_value(anchor),
    }


def anchor_value(anchor: Anchor) -> Value:
    """A statement as it was found, without its mark."""
    return {"text": anchor.text, "content": [list(span) for span in anchor.content], "party": anchor.party}


def read_anchor(mark: str, value: Value) -> Anchor:
    """The anchor of `anchor_value`."""
    return Anchor(mark, value["text"], _spans(value["content"]), value["party"])


def read_judgement(reviewer: str, made: str, value: Value) -> Judgement:
    """The verdict of `verdict_value`."""
    return Judgement(
        verdict=Verdict(value["verdict"]),
        reviewer=reviewer,
        made=made,
        party=value["party"],
        kind=value["kind"] and Kind(value["kind"]),
        content=value["content"] and _spans(value["content"]),
        note=value["note"],
    )


def correction_key(correction: EntityCorrection) -> str:
    """A correction as the name of its register holds it, but for its article."""
    what = correction.type and correction.type.value
    return canonical([correction.act.value, correction.entity, correction.target, correction.words, what])


def read_correction(key: str, number: int | None) -> EntityCorrection:
    """The correction of `correction_key`."""
    act, entity, target, words, what = json.loads(key)
    return EntityCorrection(EntityAct(act), entity, target, words, what and EntityType(what), number)


def corrections(connection: sqlite3.Connection, id_: str, number: int | None) -> list[EntityCorrection]:
    """The corrections that hold for an article, in the order in which they were made."""
    found: list[tuple[str, Name, Register]] = []
    for article in dict.fromkeys(("", id_)):
        for name, register in registers.of_article(connection, article, ("correction",)):
            if register.value("correction") is not None:
                found.append((register.made, name, register))
    return [read_correction(name.key, number if name.article else None) for _, name, _ in sorted(found, key=_order)]


def _order(item: tuple[str, Name, Any]) -> tuple[str, Name]:
    return item[0], item[1]


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
