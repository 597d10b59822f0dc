"""Articles and analyses to fill libraries with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
    article_id,
)
from kurilreader.library.store import SqliteLibrary

MakeArticle = Callable[..., Article]
MakeAnalysis = Callable[..., Analysis]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[SqliteLibrary]:
    opened = SqliteLibrary(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def make() -> MakeArticle:
    def article(text: str = "Talks go on.", **others: str | None) -> Article:
        return Article(**{"id": article_id(text), "title": text[:20], "text": text, **others})  # type: ignore[arg-type]

    return article


@pytest.fixture
def findings() -> MakeAnalysis:
    def analysis(version: str = "1", party: str | None = "RU", topic: str = "visits", count: int = 1) -> Analysis:
        statements = tuple(
            Statement(
                id=f"s{place}",
                party=party,
                speaker=Speaker(0, 5, "Talks", "Talks", None),
                cue=Cue(6, 8, "go"),
                content=(Span(0, 5), Span(6, 8)),
                text="Talks go",
                quote=Quote.MIXED,
                kind=Kind.CONDITION,
                topics=(topic,),
                negated=True,
                reported_by="Wire",
                confidence=0.5,
            )
            for place in range(count)
        )
        positions = tuple(
            Position(s.party, s.party, s.topics, s.kind, s.text, (s.id,)) for s in statements if s.party is not None
        )
        mention = Mention(0, 5, "Talks", EntityType.EVENT, "talks", "Talks", None)
        return Analysis(version, (mention,), statements, positions, (Span(0, 12),))

    return analysis
