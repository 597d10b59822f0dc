"""One engine for all tests of this folder, and shorthands for what it finds."""

from __future__ import annotations

import pytest

from kurilreader.analysis.dossier import load_dossiers
from kurilreader.analysis.engine import Engine
from kurilreader.domain import Analysis, Article, Statement, article_id


class Reader:
    """Analyses texts given as plain strings."""

    def __init__(self) -> None:
        self.engine = Engine(load_dossiers())

    def article(self, text: str, title: str = "", published: str | None = None) -> Article:
        return Article(article_id(text), title, text, published=published)

    def analyse(self, text: str, title: str = "", published: str | None = None) -> Analysis:
        return self.engine.analyse(self.article(text, title, published))

    def statements(self, text: str, title: str = "") -> tuple[Statement, ...]:
        return self.analyse(text, title).statements

    def said(self, text: str, title: str = "") -> list[tuple[str | None, str]]:
        return [(each.party, each.text) for each in self.statements(text, title)]

    def kinds(self, text: str, title: str = "") -> list[str]:
        return [each.kind.value for each in self.statements(text, title)]

    def names(self, text: str) -> list[tuple[str, str]]:
        return [(each.text, each.type.value) for each in self.analyse(text).entities]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
