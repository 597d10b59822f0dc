"""What goes into a reader and what comes out of it."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.encoding import EncodingProblem, declared_charset, decode
from kurilreader.intake.limits import DEFAULT_LIMITS, MIB, Limits

#: bytes of an input that readers look at to recognise it
HEAD = 4096


def size_words(size: int) -> str:
    """A size in bytes as people say it: "32 MiB"."""
    return f"{size / MIB:.0f} MiB" if size >= MIB else f"{size / 1024:.0f} KiB" if size >= 1024 else f"{size} bytes"


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
    #: the user asked for this one by name; False for what was met inside a folder or an archive
    named: bool = True
    #: how many containers it lies in
    depth: int = 0
    limits: Limits = DEFAULT_LIMITS

    @property
    def suffix(self) -> str:
        """The end of the name after the last dot, lower case, with the dot; "" where there is none."""
        return Path(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """A seekable stream of the bytes."""
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None
        try:
            return self.path.open("rb")
        except OSError as error:
            raise self.problem(unreadable(error)) from error

    def head(self) -> bytes:
        """The first bytes."""
        if self.data is not None:
            return self.data[:HEAD]
        with self.open() as stream:
            try:
                return stream.read(HEAD)
            except OSError as error:
                raise self.problem(unreadable(error)) from error

    def read(self) -> bytes:
        """All bytes, or `InputError` where there are more than a document may have."""
        limit = self.limits.document_bytes
        with self.open() as stream:
            try:
                data = stream.read(limit + 1)
            except OSError as error:
                raise self.problem(unreadable(error)) from error
        if len(data) > limit:
            raise self.problem(f"is larger than {size_words(limit)}")
        return data

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
            named=False,
            depth=self.depth + 1,
            limits=self.limits,
        )

    def unpacked(self) -> Input:
        """This input with its gzip layer taken off, within the limits."""
        limit = self.limits.document_bytes
        with self.open() as stream:
            try:
                data = gzip.GzipFile(fileobj=stream).read(limit + 1)
            except (OSError, EOFError, ValueError) as error:
                raise self.problem("is a damaged gzip file") from error
        if len(data) > limit:
            raise self.problem(f"unpacks to more than {size_words(limit)}")
        return replace(self, data=data, path=None, name=self.name.removesuffix(".gz"), depth=self.depth + 1)


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
