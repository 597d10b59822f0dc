"""Telling whether a process still works at something: a lock that the system lets go of however the process ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A file held by this process. It is gone when nobody works any more, and stays only after a kill."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> Lock | None:
        """The lock, or None while another process (or another lock of this one) holds it."""
        while True:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                _lock(descriptor)
            except OSError:
                os.close(descriptor)
                return None
            try:
                same = os.fstat(descriptor).st_ino == path.stat().st_ino
            except FileNotFoundError:
                same = False
            if same:
                return cls(path, descriptor)
            # Its holder removed the file after it was opened here: what is locked is no longer at the path.
            os.close(descriptor)

    def release(self) -> None:
        """Let go."""
        with suppress(OSError):
            self._path.unlink()
        os.close(self._descriptor)


def held(path: Path) -> bool:
    """Whether anybody holds the lock at a path."""
    if not path.exists():
        return False
    lock = Lock.take(path)
    if lock is None:
        return True
    lock.release()
    return False
