"""The index on disk: commits, merges, damage, locks, and that it is Whoosh's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh.query.compound import And
from whoosh.query.terms import Prefix, Term

from kurilreader.domain import SearchRequest
from kurilreader.search import engine as engine_module
from kurilreader.search import writer as writer_module
from kurilreader.search.engine import REBUILT, Engine
from kurilreader.search.view import Files


def ask(engine: Engine, query: str) -> list[int]:
    return sorted(engine.search(SearchRequest(query)).numbers)


def test_whoosh_itself_reads_the_index(engine: Engine, record: Any) -> None:
    record.put("peace treaty talks", "One")
    record.put("peace of mind", "Two")
    engine.catch_up()
    with engine.files.open().searcher() as searcher:
        assert len(searcher.search(Term("text", "peace"))) == 2
        assert len(searcher.search(And([Term("text", "peace"), Term("text", "talks")]))) == 1
        assert len(searcher.search(Prefix("text", "trea"))) == 1
        assert searcher.doc_frequency("text", "peace") == 2


def test_each_commit_names_the_revision_it_reached(engine: Engine, record: Any) -> None:
    assert engine.revision() == -1
    number = record.put("first")
    assert engine.catch_up() == 1
    assert engine.revision() == record.revision() == 1
    record.remove(number)
    assert engine.catch_up() == 0
    assert (engine.revision(), ask(engine, "first")) == (2, [])
    assert engine.catch_up() == 0


def test_many_commits_are_merged_into_few_segments(engine: Engine, record: Any) -> None:
    for i in range(70):
        record.put(f"common word{i} peace treaties {'x ' * (i % 5)}", f"Title {i}", source=f"S{i % 3}")
        engine.catch_up()
    removed = [3, 40, 70]
    for number in removed:
        record.remove(number)
    engine.catch_up()
    view = engine.files.view()
    assert len(view.segments) < 2 * writer_module.FAN
    assert view.total == 67
    assert ask(engine, "treaty") == sorted(record.articles)
    assert ask(engine, "word17") == [18]
    assert ask(engine, "word2") == []
    assert ask(engine, '"title 9"') == ask(engine, "title:9") == [10]
    assert ask(engine, "source:s1") == [n for n in sorted(record.articles) if (n - 1) % 3 == 1]


def test_a_full_writer_commits_and_goes_on(engine: Engine, record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "FULL", 20)
    numbers = [record.put(f"word{i} and seven other words to fill it") for i in range(30)]
    assert engine.catch_up() == 30
    assert len(engine.files.view().segments) > 1
    assert ask(engine, "words") == numbers


def test_progress_can_stop_it_and_the_rest_is_caught_up_later(engine: Engine, record: Any) -> None:
    for i in range(10):
        record.put(f"word{i}")
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 4

    assert engine.catch_up(watch) == 4
    assert seen[-1] == (4, 10)
    assert engine.files.view().total == 4
    assert engine.catch_up() == 6
    assert engine.files.view().total == 10


def test_a_changed_article_replaces_its_older_self(engine: Engine, record: Any) -> None:
    number = record.put("before")
    engine.catch_up()
    other = record.articles[record.put("after")]
    record.articles[number] = other
    record.touch(number)
    record.remove(2)
    engine.catch_up()
    assert (ask(engine, "before"), ask(engine, "after")) == ([], [number])


def _kinds(directory: Path) -> list[str]:
    return sorted({path.suffix for path in (directory / "index").iterdir()} - {""})


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone"])
@pytest.mark.parametrize("suffix", [".toc", ".trm", ".doc", ".pos", ".col"])
def test_a_damaged_index_is_rebuilt_with_a_word_about_it(tmp_path: Path, record: Any, suffix: str, damage: str) -> None:
    numbers = [record.put(f"peace treaty {i}") for i in range(5)]
    Engine(tmp_path, record).catch_up()
    assert suffix in _kinds(tmp_path)
    for path in (tmp_path / "index").glob(f"*{suffix}"):
        body = path.read_bytes()
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(body[: len(body) // 2] if damage == "cut" else b"\x93garbage")
    fresh = Engine(tmp_path, record)
    result = fresh.search(SearchRequest("treaty"))
    assert result.notice == REBUILT
    assert sorted(result.numbers) == numbers
    assert fresh.search(SearchRequest('"peace treaty"')).notice is None


def test_a_deleted_index_is_rebuilt(engine: Engine, record: Any) -> None:
    number = record.put("peace")
    engine.catch_up()
    for path in engine.files.directory.iterdir():
        path.unlink()
    result = engine.search(SearchRequest("peace"))
    assert (list(result.numbers), result.notice) == ([number], REBUILT)


def test_an_index_ahead_of_the_library_is_rebuilt(tmp_path: Path, new_record: Callable[[], Any]) -> None:
    later, earlier = new_record(), new_record()
    for i in range(3):
        later.put(f"later {i}")
    earlier.put("earlier")
    Engine(tmp_path, later).catch_up()
    engine = Engine(tmp_path, earlier)
    engine.catch_up()
    assert (ask(engine, "later"), ask(engine, "earlier")) == ([], [1])


@pytest.mark.parametrize("step", ["_flush_segment", "_commit_toc"])
def test_a_commit_that_dies_leaves_the_state_before(
    engine: Engine, record: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    record.put("first")
    engine.catch_up()
    record.put("second")

    def die(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writer_module.ArrayWriter, step, die)
        with pytest.raises(OSError, match="space"):
            engine.catch_up()
    assert engine.revision() == 1
    assert engine.catch_up() == 1
    assert ask(engine, "first OR second") == [1, 2]


def test_a_segment_is_on_the_disk_before_it_is_named(
    engine: Engine, record: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    named: list[set[str]] = []

    def sync(file: int) -> None:
        synced.append(Path(f"/proc/self/fd/{file}").readlink().name)
        named.append({path.name for path in engine.files.directory.glob("*.toc")})

    monkeypatch.setattr("os.fsync", sync)
    record.put("first")
    engine.catch_up()
    assert {Path(name).suffix for name in synced} >= {".doc", ".pos", ".cnt", ".wgt", ".trm"}
    assert all(engine.files.view().generation > max(_generations(names)) for names in named)


def _generations(names: set[str]) -> list[int]:
    return [int(name.removesuffix(".toc").rpartition("_")[2]) for name in names]


def test_while_another_process_writes_it_is_read_and_no_error(tmp_path: Path, record: Any) -> None:
    record.put("first")
    engine = Engine(tmp_path, record)
    engine.catch_up()
    record.put("second")
    held = Files(tmp_path / "index").open().lock("WRITELOCK")
    assert held.acquire()
    try:
        assert engine.catch_up() == 0
        assert ask(engine, "first OR second") == [1]
    finally:
        held.release()
    assert ask(engine, "first OR second") == [1, 2]


def test_the_folder_is_private(engine: Engine, record: Any) -> None:
    record.put("peace")
    engine.catch_up()
    assert engine.files.directory.stat().st_mode & 0o077 == 0
