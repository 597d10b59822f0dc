"""What goes into a reader and what comes out of it."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.encoding import EncodingProblem, declared_charset, decode
from kurilreader.intake.fields import DEFAULT_FIELDS, Fields
from kurilreader.intake.limits import DEFAULT_LIMITS, MIB, Limits

#: bytes of an input that readers look at to recognise it
HEAD = 4096
_DAMAGED = (OSError, EOFError, zlib.error)


def size_words(size: int) -> str:
    """A size in bytes as people say it: "32 MiB"."""
    return f"{size / MIB:.0f} MiB" if size >= MIB else f"{size / 1024:.0f} KiB" if size >= 1024 else f"{size} bytes"


class Irrelevant(InputError):
    """A well-formed file that holds no articles; passed over in silence inside folders and archives."""


@dataclass(slots=True)
class Bookmark:
    """Where the reading of a stream of records is, and where it begins, so that an import can go on.

    What has come out of it so far lies before `offset`, or is of the record that begins there.
    """

    #: bytes before the record, its gzip layer taken off
    offset: int = 0
    #: records before it
    count: int = 0


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read, in a file or in memory, with what is known of them before they are opened."""

    #: what messages call it, and what is kept as the article's origin
    origin: str
    #: its file name, or "" where it has none: a hint where content does not tell, never more
    name: str = ""
    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    #: where it can be read by anyone
    address: str | None = None
    #: MIME or HTTP type it came with
    content_type: str | None = None
    #: what its container says of it, for want of better in the document itself
    title: str | None = None
    source: str | None = None
    published: str | None = None
    #: when it was fetched, for dates such as "2 hours ago"; None where that is not known
    seen: datetime | None = None
    #: the user asked for this one by name; False for what was met inside a folder or an archive
    named: bool = True
    #: how many containers it lies in
    depth: int = 0
    #: the bytes are gzip's, to be unpacked while reading
    packed: bool = False
    #: kept by readers of streams, for a file of its own
    bookmark: Bookmark | None = field(default=None, compare=False)
    limits: Limits = DEFAULT_LIMITS
    fields: Fields = DEFAULT_FIELDS

    @property
    def suffix(self) -> str:
        """The end of the name after the last dot, lower case, with the dot; "" where there is none."""
        return Path(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """A seekable stream of the bytes, its gzip layer taken off."""
        if self.data is not None:
            stream: BinaryIO = io.BytesIO(self.data)
        else:
            assert self.path is not None
            try:
                stream = self.path.open("rb")
            except OSError as error:
                raise self.problem(unreadable(error)) from error
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if self.packed else stream

    def head(self) -> bytes:
        """The first bytes."""
        if self.data is not None and not self.packed:
            return self.data[:HEAD]
        with self.open() as stream:
            return self.take(stream, HEAD)

    def read(self) -> bytes:
        """All bytes, or `InputError` where there are more than a document may have."""
        limit = self.limits.document_bytes
        with self.open() as stream:
            data = self.take(stream, limit + 1)
        if len(data) > limit:
            raise self.problem(f"is larger than {size_words(limit)}")
        return data

    def take(self, stream: BinaryIO, size: int) -> bytes:
        """Up to `size` bytes of a stream of this input; `InputError` where the system or a gzip layer fails."""
        try:
            return stream.read(size)
        except _DAMAGED as error:
            raise self.damaged(error) from error

    def turn(self, stream: BinaryIO) -> Bookmark:
        """Turn a stream of this input to where its bookmark lies, at the beginning where it has none."""
        mark = self.bookmark or Bookmark()
        if mark.offset:
            try:
                stream.seek(mark.offset)
            except _DAMAGED as error:
                raise self.damaged(error) from error
        return mark

    def lines(self, stream: BinaryIO) -> Iterator[bytes]:
        """The lines of a stream of this input with their ends, each no longer than a document, within the limits."""
        longest, left = self.limits.document_bytes, self.limits.stream_bytes
        while True:
            try:
                line = stream.readline(longest + 1)
            except _DAMAGED as error:
                raise self.damaged(error) from error
            if not line:
                return
            left -= len(line)
            if len(line) > longest or left < 0:
                raise self.problem(f"has a line of more than {size_words(longest)}" if left >= 0 else _too_long(self))
            yield line

    def damaged(self, error: Exception) -> InputError:
        """The error for bytes that the system or a gzip layer did not give."""
        if self.packed:
            return self.problem("is a damaged gzip file")
        return self.problem(unreadable(error) if isinstance(error, OSError) else "is damaged")

    def text(self, *, lenient: bool = False) -> str:
        """All characters, or `InputError` where they cannot be told."""
        data = self.read()
        try:
            return decode(data, declared_charset(data[:HEAD], self.content_type), lenient=lenient)
        except EncodingProblem as problem:
            raise self.problem(str(problem)) from problem

    def problem(self, reason: str, hint: str = "") -> InputError:
        """An error that names this input and is fit for a terminal."""
        return InputError(clean_line(self.origin), clean_line(reason), hint)

    def irrelevant(self, reason: str, hint: str = "") -> Irrelevant:
        """An error that is told only where the input was named outright."""
        return Irrelevant(clean_line(self.origin), clean_line(reason), hint)

    def inside(
        self,
        label: str,
        data: bytes,
        *,
        name: str = "",
        address: str | None = None,
        content_type: str | None = None,
        title: str | None = None,
        source: str | None = None,
        published: str | None = None,
    ) -> Input:
        """A part of this input, one container deeper; `label` tells it from the others in messages."""
        return Input(
            origin=f"{self.origin} › {label}" if label else self.origin,
            name=name or label,
            data=data,
            address=address,
            content_type=content_type,
            title=title,
            source=source or self.source,
            published=published,
            seen=self.seen,
            named=False,
            depth=self.depth + 1,
            limits=self.limits,
            fields=self.fields,
        )

    def unpacked(self) -> Input:
        """This input with its gzip layer taken off."""
        return replace(self, packed=True, name=self.name.removesuffix(".gz"), depth=self.depth + 1)


def _too_long(item: Input) -> str:
    return f"is longer than {size_words(item.limits.stream_bytes)}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its reader found it, before cleaning. Paragraphs may hold several lines."""

    title: str | None
    paragraphs: list[str]
    source: str | None = None
    author: str | None = None
    published: str | None = None
    #: what the document says of itself, any language tag
    language: str | None = None
    address: str | None = None
    origin: str | None = None


#: What a reader yields: a document, something in it that is itself to be read, or what could not be read.
Found = Draft | Input | InputError


class Reader(Protocol):
    """One format. Readers hold no state; a reader may raise `InputError` for the whole input."""

    #: the format as messages name it: "an e-mail message"
    name: str
    #: file name ends that promise this format, lower case with the dot
    suffixes: frozenset[str]

    def recognises(self, item: Input, head: bytes) -> bool:
        """Whether the content is of this format, by its first bytes, the name only breaking ties."""
        ...

    def read(self, item: Input) -> Iterator[Found]:
        """The documents in it, in the order in which they stand there."""
        ...


def unreadable(error: OSError) -> str:
    """Why the system gave no bytes, in one line."""
    if isinstance(error, PermissionError):
        return "cannot be read: no permission"
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return f"cannot be read: {error.strerror or type(error).__name__}"
