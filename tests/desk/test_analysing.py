from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from kurilreader.desk import Desk, Examined, Progress, analysing
from kurilreader.desk.engine import fingerprint
from kurilreader.domain import Analysis, Article, InputError, Kind
from kurilreader.library import Library
from kurilreader.settings import Settings, dossier_folder

from .conftest import analysis

Put = Callable[..., int]


class Engine:
    """Finds one position in every article but those that say "break"."""

    version = "fake"

    def __init__(self) -> None:
        self.asked = 0

    def analyse_all(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        return map(self.analyse, articles)

    def analyse(self, article: Article) -> Analysis:
        self.asked += 1
        if "break" in article.text:
            raise ValueError("broken")
        return Analysis("fake", positions=analysis(article.text, ("JP", "visits", Kind.CLAIM)).positions)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(analysing, "load_engine", lambda *_, **__: made)
    return made


def test_a_few_articles_are_analysed_here(desk: Desk, put: Put, engine: Engine) -> None:
    numbers = [put("one"), put("two")]
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    assert desk.analyse_pending(watch) == 2
    assert all(row.analysed for row in desk.rows(numbers))
    assert seen[-1] == Progress("indexing", 2, 2)
    assert Progress("analysing", 2, 2) in seen


def test_without_the_stale_ones_only_new_articles_are_analysed(desk: Desk, put: Put, engine: Engine) -> None:
    put("one")
    desk.analyse_pending()
    engine.version = "newer"
    put("two")
    assert desk.analyse_pending(stale=False) == 1
    assert desk.analyse_pending(stale=False) == 0
    desk._library.remember("analysis.made_by", "an engine of before")
    assert desk.analyse_pending() == 2  # what another version made is made anew


def test_what_is_analysed_is_not_analysed_again(desk: Desk, put: Put, engine: Engine) -> None:
    put("one")
    assert desk.analyse_pending() == 1
    assert desk.analyse_pending() == 0
    assert engine.asked == 1


def test_with_nothing_due_no_engine_is_loaded(
    desk: Desk, put: Put, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("one")
    desk.analyse_pending()
    monkeypatch.setattr(analysing, "load_engine", lambda *_, **__: pytest.fail("the engine was loaded"))
    assert desk.analyse_pending() == 0


def test_another_engine_analyses_anew(desk: Desk, put: Put, engine: Engine, home: Path) -> None:
    number = put("one", ("RU", "visits", Kind.CLAIM))
    assert desk.reading(number).analysis is not None
    assert desk.analyse_pending() == 1
    found = desk.reading(number).analysis
    assert found is not None
    assert found.version == "fake"


def test_one_article_that_breaks_the_engine_stops_no_other(desk: Desk, put: Put, engine: Engine) -> None:
    broken, whole = put("break me"), put("fine")
    assert desk.analyse_pending() == 1
    assert [row.analysed for row in desk.rows([broken, whole])] == [False, True]


def test_stopping_keeps_the_batches_that_are_done(library: Library, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysing, "BATCH", 2)
    numbers = [put(f"text {place}") for place in range(5)]
    done = analysing.analyse_numbers(library, Engine(), numbers, lambda done: done < 4)  # type: ignore[arg-type]
    assert (done.count, done.complete) == (4, False)
    assert list(library.unanalysed("fake")) == numbers[4:]


def test_the_fingerprint_follows_the_dossiers(home: Path) -> None:
    first = fingerprint(Settings())
    assert fingerprint(Settings()) == first
    assert fingerprint(Settings(dossiers=("kuril",))) != first
    dossier_folder().mkdir(parents=True)
    (dossier_folder() / "own.toml").write_text('title = "x"')
    assert fingerprint(Settings()) != first


def test_documents_are_analysed_in_their_order_each_failure_in_its_place(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing, "BATCH", 2)
    for name, text in [("a", "First of all"), ("b", "Please break here"), ("c", ""), ("d", "Last of all")]:
        (tmp_path / f"{name}.txt").write_text(f"{text}, the minister said on Monday in Tokyo." if text else "")
    found = list(analysing.analyse_inputs(Settings(), [str(tmp_path / f"{name}.txt") for name in "abcd"], None))
    assert [isinstance(item, InputError) for item in found] == [False, True, True, False]
    assert isinstance(found[1], InputError)
    assert (Path(found[1].origin).name, found[1].reason) == ("b.txt", "cannot be analysed (ValueError)")
    assert isinstance(found[3], Examined)
    assert found[3].article.text.startswith("Last")
