"""Giving memory back to the system.

The arrays of a commit are large, short-lived and of ever other sizes. What the C library keeps of them for later lies
between what stays, so the next ones do not fit there, and a process that indexes for long grows with each commit.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache


@cache
def _trim() -> Callable[[int], int] | None:
    """The call of glibc for it; other C libraries do it by themselves or have none."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim


def give_back() -> None:
    """Give back what is free."""
    trim = _trim()
    if trim is not None:
        trim(0)
