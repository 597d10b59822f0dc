from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from kurilreader.domain import LibraryBroken, LibraryBusy, Order
from kurilreader.library import open_library
from kurilreader.library.connection import DATABASE, Connections, explain
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeArticle


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_library_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path, make: MakeArticle) -> None:
    before = os.umask(0)
    try:
        library = open_library(tmp_path / "deep" / "library")
        library.add(make())
        files = list((tmp_path / "deep" / "library").iterdir())
        assert {file.name for file in files} == {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}
        assert {mode(file) for file in files} == {0o600}
        assert mode(tmp_path / "deep" / "library") == 0o700
        library.close()
    finally:
        os.umask(before)


def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_library(tmp_path).close()
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / DATABASE) == 0o600


def test_a_thread_keeps_two_megabytes_of_pages_but_for_what_it_writes(tmp_path: Path) -> None:
    connections = Connections(tmp_path, create=True, patience=1)

    def kept() -> int:
        with connections.reading() as connection:
            return int(connection.execute("PRAGMA cache_size").fetchone()[0])

    assert kept() == -2048
    with connections.writing() as connection:
        assert connection.execute("PRAGMA cache_size").fetchone() == (-16384,)
    assert kept() == -2048
    with pytest.raises(RuntimeError), connections.writing():
        raise RuntimeError
    assert kept() == -2048
    connections.close()


def test_no_library_is_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(LibraryBroken, match="no library") as caught:
        open_library(tmp_path / "none", create=False)
    assert "kurilreader add" in caught.value.hint
    assert not (tmp_path / "none").exists()
    open_library(tmp_path).close()
    open_library(tmp_path, create=False).close()


def test_a_library_that_another_process_writes_is_busy_for_writers_only(tmp_path: Path, make: MakeArticle) -> None:
    library = open_library(tmp_path, patience=0.05)
    number = library.add(make("one")).number
    other = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy) as caught:
        library.add(make("two"))
    assert str(tmp_path / DATABASE) in str(caught.value)
    assert caught.value.hint
    assert library.article(number).text == "one"
    assert list(library.numbers(Order.DATE)) == [number]
    other.execute("ROLLBACK")
    assert library.add(make("two")).new
    library.close()
    other.close()


@pytest.mark.parametrize("start", [0, 1024])
def test_a_damaged_library_says_what_to_do(tmp_path: Path, make: MakeArticle, start: int) -> None:
    library = open_library(tmp_path)
    for _ in library.add_many(make(f"text {place} " * 50) for place in range(100)):
        pass
    library.close()
    with (tmp_path / DATABASE).open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(200_000))
    with pytest.raises(LibraryBroken) as caught:
        damaged = open_library(tmp_path)
        list(damaged.numbers(Order.DATE))
    assert caught.value.hint


def test_a_folder_in_the_place_of_the_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(LibraryBroken, match="cannot be opened"):
        open_library(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("not a folder")
    with pytest.raises(LibraryBroken, match="cannot be made"):
        open_library(tmp_path / "library")


def test_every_error_of_sqlite_has_words_and_a_way_out(tmp_path: Path) -> None:
    for name in ("BUSY", "LOCKED", "FULL", "CORRUPT", "NOTADB", "READONLY", "PERM", "CANTOPEN", "IOERR", "NOMEM"):
        error = sqlite3.OperationalError("reason")
        error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}") | (3 << 8)
        told = explain(error, tmp_path)
        assert isinstance(told, LibraryBusy if name in {"BUSY", "LOCKED"} else LibraryBroken)
        assert "\n" not in str(told)
        assert told.hint


def test_a_full_disk_loses_nothing_that_was_stored(library: SqliteLibrary, make: MakeArticle) -> None:
    kept = [library.add(make(f"kept {place}")).number for place in range(5)]
    connection = library._at._connection()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(LibraryBroken, match="full") as caught:
        for _ in library.add_many(make(f"long {place} " * 400) for place in range(300)):
            pass
    assert "space" in caught.value.hint
    assert sorted(library.numbers(Order.DATE)) == kept
    assert library.check() == []
    connection.execute("PRAGMA max_page_count = 1000000")
    assert library.add(make("after")).new


def test_a_closed_library_is_closed_for_every_thread(library: SqliteLibrary) -> None:
    library.close()
    library.close()
    with pytest.raises(LibraryBroken):
        library.count()
