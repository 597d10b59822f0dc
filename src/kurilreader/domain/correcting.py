"""Corrections of entities, applied to an analysis. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kurilreader.domain.analysis import Analysis, EntityType, Mention, Speaker, Statement
from kurilreader.domain.review import EntityAct, EntityCorrection


def with_corrections(analysis: Analysis, corrections: Iterable[EntityCorrection]) -> Analysis:
    """An analysis with its mentions as corrected, in the order given; who speaks is called by the new name."""
    mentions, renamed = analysis.entities, dict[str, str]()
    for correction in corrections:
        mentions = _corrected(mentions, correction, renamed)
    if mentions == analysis.entities:
        return analysis
    statements = tuple(_renamed(each, renamed) for each in analysis.statements) if renamed else analysis.statements
    return replace(analysis, entities=mentions, statements=statements)


def _corrected(
    mentions: tuple[Mention, ...], correction: EntityCorrection, renamed: dict[str, str]
) -> tuple[Mention, ...]:
    match correction.act:
        case EntityAct.MERGE:
            return _merged(mentions, correction, renamed)
        case EntityAct.SPLIT:
            return tuple(
                replace(each, entity=correction.target, name=correction.words, party=None)
                if each.entity == correction.entity and each.text == correction.words
                else each
                for each in mentions
            )
        case EntityAct.RETYPE:
            what = correction.type or EntityType.OTHER
            return tuple(replace(each, type=what) if each.entity == correction.entity else each for each in mentions)
        case EntityAct.NEVER:
            return tuple(each for each in mentions if each.text != correction.words)
        case EntityAct.LEARN:
            # The dossier knows it now; the next analysis does.
            return mentions


def _merged(
    mentions: tuple[Mention, ...], correction: EntityCorrection, renamed: dict[str, str]
) -> tuple[Mention, ...]:
    """The mentions of one entity as those of another, which is as the article knows it, else as the correction does."""
    known = next((each for each in mentions if each.entity == correction.target), None)
    name = known.name if known else correction.words or correction.target
    found: list[Mention] = []
    for each in mentions:
        if each.entity != correction.entity:
            found.append(each)
            continue
        renamed[each.name] = name
        if known:
            found.append(replace(each, entity=known.entity, name=name, type=known.type, party=known.party))
        else:
            found.append(replace(each, entity=correction.target, name=name))
    return tuple(found)


def _renamed(statement: Statement, names: dict[str, str]) -> Statement:
    speaker: Speaker | None = statement.speaker
    if speaker is None or speaker.name is None or speaker.name not in names:
        return statement
    return replace(statement, speaker=replace(speaker, name=names[speaker.name]))
