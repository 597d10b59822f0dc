"""A desk over a library of a few articles, and homes of their own for settings, data and cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kurilreader.desk import Desk
from kurilreader.domain import Analysis, Article, Kind, Position, Quote, Span, Speaker, Statement, article_id
from kurilreader.library import Library, open_library
from kurilreader.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(directory: Path) -> Iterator[Library]:
    opened = open_library(directory)
    yield opened
    opened.close()


@pytest.fixture
def desk(library: Library, directory: Path) -> Iterator[Desk]:
    with Desk.open(directory, Settings(library=directory)) as opened:
        yield opened


@pytest.fixture
def put(library: Library) -> Callable[..., int]:
    """Stores an article with one statement for each (party, topic, kind) given; returns its number."""

    def store(text: str, *stated: tuple[str | None, str, Kind], published: str | None = None) -> int:
        article = Article(article_id(text), text[:20], text, source="Wire", published=published, language="en")
        number = library.add(article).number
        if stated:
            library.put_analysis(number, analysis(text, *stated))
        return number

    return store


def analysis(text: str, *stated: tuple[str | None, str, Kind]) -> Analysis:
    words = text.split(maxsplit=1)[0]
    statements = tuple(
        Statement(
            id=f"s{place}",
            party=party,
            speaker=Speaker(0, len(words), words, "The minister", None),
            cue=None,
            content=(Span(0, len(text)),),
            text=text,
            quote=Quote.INDIRECT,
            kind=kind,
            topics=(topic,),
        )
        for place, (party, topic, kind) in enumerate(stated)
    )
    positions = tuple(
        Position(s.party, f"Name of {s.party}", s.topics, s.kind, text[:140], (s.id,)) for s in statements if s.party
    )
    return Analysis("test", statements=statements, positions=positions, summary=(Span(0, len(text)),))
