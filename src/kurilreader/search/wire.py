"""What the search process and its client say to each other: pickled tuples, each behind its length.

Both ends are this program, on the two ends of a pipe nobody else holds.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, NamedTuple

from kurilreader.domain import SearchResult

_LENGTH = struct.Struct("!I")


class Ask(NamedTuple):
    """A question: `search`, `snippets`, …, or `stop` for an earlier one."""

    id: int
    what: str
    arguments: tuple[Any, ...]


class Answer(NamedTuple):
    """An answer: `done` with the result, `failed` with the exception, or `progress` with (done, total)."""

    id: int
    what: str
    value: Any


class Found(NamedTuple):
    """A search's answer, None where there is no index, and whether the library has gone on since it was indexed."""

    result: SearchResult | None
    behind: bool


def send(stream: BinaryIO, message: Ask | Answer) -> None:
    """Write one message."""
    body = pickle.dumps(tuple(message), protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Any, ...] | None:
    """Read one message; None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    body = stream.read(size)
    if len(body) < size:
        return None
    message: tuple[Any, ...] = pickle.loads(body)
    return message
