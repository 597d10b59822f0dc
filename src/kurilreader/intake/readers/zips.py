"""ZIP files that may be bombs, read member by member within the limits."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from kurilreader.intake.inputs import Input, size_words
from kurilreader.intake.limits import MIB

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Zip:
    """An open ZIP file that counts what it has unpacked. Raises `InputError` for everything that is wrong with it."""

    def __init__(self, stream: BinaryIO, item: Input) -> None:
        self._item = item
        self._left = item.limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(stream)
        except _DAMAGED as error:
            raise item.problem("is a damaged ZIP file") from error
        self.members = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(self.members) > item.limits.members:
            raise item.problem(f"holds more than {item.limits.members} files")
        self._by_name = {info.filename: info for info in self.members}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def named(self, name: str) -> bytes:
        """The bytes of the member of that name, or `InputError`."""
        if name not in self._by_name:
            raise self._item.problem(f"lacks its part {name}")
        return self.read(self._by_name[name])

    def read(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of a member, never more than a document may have nor than the ratio allows."""
        item, limits = self._item, self._item.limits
        part = item.inside(info.filename, b"")
        if info.flag_bits & 1:
            raise part.problem("is encrypted")
        limit = min(limits.document_bytes, self._left, max(MIB, info.compress_size * limits.unpacked_ratio))
        try:
            with self._zip.open(info) as member:
                data = member.read(limit + 1)
        except _DAMAGED as error:
            raise part.problem("is damaged") from error
        if len(data) > limit:
            raise part.problem(f"unpacks to more than {size_words(limit)}")
        self._left -= len(data)
        return data
