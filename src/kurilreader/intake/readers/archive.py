"""ZIP and tar archives: each file in them is an input of its own."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kurilreader.domain import InputError
from kurilreader.intake.inputs import Found, Input, size_words
from kurilreader.intake.readers.zips import Zip

_DAMAGED = (tarfile.TarError, OSError, EOFError, zlib.error, ValueError)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts if part != ".")


class ZipReader:
    """A ZIP archive."""

    name = "a ZIP archive"
    suffixes = frozenset({".zip"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By its signature."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, item: Input) -> Iterator[Found]:
        """An input for each file, by name."""
        with item.open() as stream:
            archive = Zip(stream, item)
            for info in sorted(archive.members, key=lambda info: info.filename):
                if _hidden(info.filename):
                    continue
                try:
                    data = archive.read(info)
                except InputError as error:
                    yield error
                    continue
                yield item.inside(info.filename, data, name=PurePosixPath(info.filename).name)


class TarReader:
    """A tar archive, plain or in gzip."""

    name = "a tar archive"
    suffixes = frozenset({".tar", ".tgz"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the signature in its first header."""
        return head[257:262] == b"ustar"

    def read(self, item: Input) -> Iterator[Found]:
        """An input for each regular file, in the order of the archive. Links and devices are passed over."""
        limits = item.limits
        left, count = limits.unpacked_bytes, 0
        with item.open() as stream:
            try:
                with tarfile.open(fileobj=stream, mode="r|") as archive:
                    for member in archive:
                        if not member.isfile() or _hidden(member.name):
                            continue
                        count += 1
                        left -= member.size
                        if count > limits.members or left < 0:
                            raise item.problem(f"unpacks to more than {size_words(limits.unpacked_bytes)}")
                        if member.size > limits.document_bytes:
                            yield item.inside(member.name, b"").problem(
                                f"is larger than {size_words(limits.document_bytes)}"
                            )
                            continue
                        content = archive.extractfile(member)
                        data = content.read() if content else b""
                        yield item.inside(member.name, data, name=PurePosixPath(member.name).name)
            except _DAMAGED as error:
                raise item.problem("is a damaged tar archive") from error
