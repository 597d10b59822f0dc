"""Connections to the library's database: one per thread, and every error in words a user can act on."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kurilreader.domain import KurilError, LibraryBroken, LibraryBusy
from kurilreader.library.schema import migrate

DATABASE = "library.db"

# Pages kept in memory, in KiB. Each thread has some of its own, and half a dozen answer a screen: reading has little of
# it, since the system's cache is as near. What a transaction changes is written early where it has no room.
_READING = "PRAGMA cache_size = -2048"
_WRITING = "PRAGMA cache_size = -16384"

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIVATE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}


class _Held:
    """A connection that is closed when its thread ends or the library is closed, whichever comes first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def close(self) -> None:
        self.connection.close()

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self.connection.close()


class Connections:
    """The way to one database file for all threads of this process.

    `patience` is how many seconds a writer waits for another before `LibraryBusy`.
    """

    def __init__(self, directory: Path, *, create: bool, patience: float) -> None:
        self.path = directory / DATABASE
        self._patience = patience
        self._local = threading.local()
        self._all: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False
        if create:
            _make(directory, self.path)
        elif not self.path.is_file():
            raise LibraryBroken(
                f"there is no library in {directory}", "add an article to begin one: kurilreader add PATH"
            )
        with self.explained():
            migrate(self._connection(), str(self.path))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, for statements that only read, each seeing a state that was committed."""
        with self.explained():
            yield self._connection()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection in a transaction: committed and on the disk at the end, or not done at all."""
        with self.explained():
            connection = self._connection()
            connection.execute(_WRITING)
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    # A full disk may have ended the transaction already.
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            finally:
                # What went wrong before is what is told.
                with suppress(sqlite3.Error):
                    connection.execute(_READING)

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            self._closed = True
            for held in list(self._all):
                held.close()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what SQLite reports into `LibraryBusy` or `LibraryBroken` with a hint."""
        try:
            yield
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def _connection(self) -> sqlite3.Connection:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            held = _Held(self._connect())
            with self._lock:
                if self._closed:
                    held.close()
                self._all.add(held)
            self._local.held = held
        return held.connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._patience, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            self._set_wal(connection)
            # FULL: what was reported as stored survives a power cut, not only a killed process.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute("PRAGMA journal_size_limit = 67108864")
            connection.execute(_READING)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_wal(self, connection: sqlite3.Connection) -> None:
        """Switch to write-ahead logging; SQLite does not wait here when another process does the same."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if _primary(error) not in _BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return


def explain(error: sqlite3.Error, path: Path) -> KurilError:
    """What SQLite's error means for the library at `path`, and what to do about it."""
    code = _primary(error)
    if code in _BUSY:
        return LibraryBusy(
            f"the library {path} is busy: another process is writing to it",
            "wait until it is done and try again",
        )
    if code == sqlite3.SQLITE_FULL:
        return LibraryBroken(
            f"the disk that holds {path} is full; what was stored before is kept", "free some space and try again"
        )
    if code in _DAMAGED:
        return LibraryBroken(
            f"the library {path} is damaged ({error})",
            "copy its folder to a safe place, then restore a backup or give another folder with --library",
        )
    if code in _PRIVATE:
        return LibraryBroken(
            f"the library {path} cannot be opened or written ({error})", "check who owns the folder and its permissions"
        )
    return LibraryBroken(f"the library {path} cannot be used ({error})", "run: kurilreader doctor")


def _primary(error: sqlite3.Error) -> int:
    """The primary result code of an error; extended codes carry it in their low byte."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _make(directory: Path, path: Path) -> None:
    """Make the folder and an empty database, for their owner's eyes only, where they are missing."""
    try:
        if not directory.is_dir():
            directory.mkdir(parents=True, mode=0o700)
            directory.chmod(0o700)
        if not path.exists():
            # SQLite gives its log and shared memory the permissions of the database.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LibraryBroken(
            f"the library folder {directory} cannot be made ({error.strerror})", "give another one with --library"
        ) from error
