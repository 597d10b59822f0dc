from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kurilreader.domain import LibraryBroken
from kurilreader.library import open_library
from kurilreader.library.connection import DATABASE
from kurilreader.library.schema import APPLICATION_ID, MIGRATIONS, migrate


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_new_database_gets_all_migrations_once(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    migrate(connection, "a")
    migrate(connection, "a")
    assert version(connection) == len(MIGRATIONS)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_an_older_library_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    migrate(connection, "a")
    connection.execute("INSERT INTO memory VALUES ('k', 'v')")
    migrate(connection, "a", (*MIGRATIONS, "CREATE TABLE later (x);"))
    assert version(connection) == len(MIGRATIONS) + 1
    assert connection.execute("SELECT value FROM memory").fetchone() == ("v",)
    assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_migration_that_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db")
    migrate(connection, "a")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, "a", (*MIGRATIONS, "CREATE TABLE later (x);\nINSERT INTO nowhere VALUES (1);"))
    assert version(connection) == len(MIGRATIONS)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)


def test_a_later_library_is_refused(tmp_path: Path) -> None:
    open_library(tmp_path).close()
    connect(tmp_path / DATABASE).execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(LibraryBroken, match="later kurilreader") as caught:
        open_library(tmp_path)
    assert "update" in caught.value.hint


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    connect(tmp_path / DATABASE).execute("CREATE TABLE theirs (x)")
    with pytest.raises(LibraryBroken, match="another program"):
        open_library(tmp_path)
    tables = connect(tmp_path / DATABASE).execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("theirs",)]
