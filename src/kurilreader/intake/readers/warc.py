"""Web archives (WARC 1.x, plain or gzip): each archived page is an input of its own. Read as a stream."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO, cast

from kurilreader.intake.inputs import Found, Input, size_words

#: HTTP types that may hold an article
_WANTED = re.compile(r"text/html|application/xhtml|text/plain|text/markdown|application/pdf|message/rfc822")
_HEADER_LINES = 200


class WarcReader:
    """A WARC file; its responses with status 200, and its resources."""

    name = "a web archive"
    suffixes = frozenset({".warc"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the first line."""
        return head.startswith(b"WARC/1.")

    def read(self, item: Input) -> Iterator[Found]:
        """An input for each page, one record in memory at a time."""
        with item.open() as stream:
            mark = item.turn(stream)
            while (headers := _headers(stream, item)) is not None:
                length = headers.get("content-length", "")
                if not length.isdigit():
                    raise item.problem("is a damaged web archive: a record without a length")
                yield from _record(stream, headers, int(length), item)
                mark.offset, mark.count = stream.tell(), mark.count + 1


def _headers(stream: BinaryIO, item: Input) -> dict[str, str] | None:
    """The next record's named fields in lower case, or None at the end."""
    line = b"\r\n"
    while line in {b"\r\n", b"\n"}:
        line = _line(stream, item)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise item.problem("is a damaged web archive: a record begins with no version")
    found: dict[str, str] = {}
    for _ in range(_HEADER_LINES):
        line = _line(stream, item)
        if not line.strip():
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip().strip("<>")
    raise item.problem("is a damaged web archive: a record with too many fields")


def _line(stream: BinaryIO, item: Input) -> bytes:
    try:
        return stream.readline(1 << 16)
    except (OSError, EOFError, zlib.error) as error:
        raise item.damaged(error) from error


def _record(stream: BinaryIO, headers: dict[str, str], length: int, item: Input) -> Iterator[Found]:
    kind = headers.get("warc-type", "")
    address = headers.get("warc-target-uri", "")
    if kind not in {"response", "resource"} or not address.startswith(("http://", "https://")):
        _skip(stream, length, item)
        return
    if length > item.limits.document_bytes:
        _skip(stream, length, item)
        yield item.inside(address, b"").problem(f"is larger than {size_words(item.limits.document_bytes)}")
        return
    data = item.take(stream, length)
    if len(data) < length:
        yield item.inside(address, b"").problem("is cut short")
        return
    content_type = headers.get("content-type", "")
    if "application/http" in content_type:
        found = _response(data, item.limits.document_bytes)
        if found is None:
            return
        data, content_type = found
    if _WANTED.search(content_type.lower()):
        yield item.inside(address, data, name="", address=address, content_type=content_type)


def _skip(stream: BinaryIO, length: int, item: Input) -> None:
    while length > 0:
        got = len(item.take(stream, min(length, 1 << 20)))
        if not got:
            return
        length -= got


class _Socket:
    """What `HTTPResponse` reads from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, *_: object) -> io.BytesIO:
        """The bytes as a stream."""
        return io.BytesIO(self._data)


def _response(data: bytes, limit: int) -> tuple[bytes, str] | None:
    """Body and type of an archived HTTP response of status 200, chunks and compression undone; None for others."""
    try:
        response = HTTPResponse(cast("object", _Socket(data)))  # type: ignore[arg-type]
        response.begin()
        if response.status != 200:
            return None
        body = response.read(limit)
    except (HTTPException, OSError, ValueError):
        return None
    coding = (response.getheader("content-encoding") or "").lower()
    # archiving tools often store the body unpacked and leave the header
    if coding in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        try:
            body = gzip.GzipFile(fileobj=io.BytesIO(body)).read(limit)
        except (OSError, EOFError, zlib.error):
            return None
    elif coding == "deflate":
        try:
            body = zlib.decompressobj().decompress(body, limit)
        except zlib.error:
            return None
    return body, response.getheader("content-type") or ""
