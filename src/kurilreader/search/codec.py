"""How postings are laid out on disk: a Whoosh codec whose posting lists are plain arrays, read without a Python loop.

The term dictionary, the columns, the field lengths, the segments and their table of contents are those of Whoosh's own
codec. Its posting lists are pickled blocks of 128, decoded in Python one posting at a time: a word that stands in
every one of a hundred thousand articles takes longer than a key press. Here the postings of a segment are four arrays,
in the order of the terms and mapped into memory:

| file | an entry for each | type | holds |
|---|---|---|---|
| .doc | posting | uint32 | the document's number in the segment |
| .wgt | posting | uint8 | the weighted frequency, in halves, at most 255 |
| .cnt | posting | uint16 | how many positions it has |
| .pos | position | uint32 | the position |

As postings stand in the order of the terms, those of all words with one beginning are one stretch: `a*` is a slice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import matching as _matching
from whoosh.codec import whoosh3 as _whoosh3
from whoosh.reading import TermInfo, TermNotFound

_W3: Any = _whoosh3
_matchers: Any = _matching

Docs = NDArray[np.uint32]
Weights = NDArray[np.uint8]
Counts = NDArray[np.uint16]
Positions = NDArray[np.uint32]

#: weights are kept in halves
WEIGHT_UNIT = 2
_INFO = struct.Struct("<QIQI")
_TYPES = (("doc", np.uint32), ("wgt", np.uint8), ("cnt", np.uint16), ("pos", np.uint32))


class Extent(NamedTuple):
    """Where postings stand in the arrays of a segment: `size` of them from `start`, positions from `place`."""

    start: int
    size: int
    place: int
    places: int


@dataclass(frozen=True, slots=True)
class FieldArrays:
    """All postings of one field: `starts[i]` is the first posting of `terms[i]`, with one entry more at the end."""

    terms: Sequence[bytes]
    starts: NDArray[np.int64]
    docs: Docs
    weights: Weights
    counts: Counts
    positions: Positions


class ArrayTermInfo(TermInfo):
    """What Whoosh wants to know of a term, with the extent of its postings."""

    def __init__(self, extent: Extent, weights: Weights, docs: Docs) -> None:
        some = extent.size > 0
        super().__init__(  # type: ignore[no-untyped-call, unused-ignore]
            weight=float(weights.sum(dtype=np.int64)) / WEIGHT_UNIT,
            df=extent.size,
            minlength=1,
            maxlength=106374,
            maxweight=float(weights.max()) / WEIGHT_UNIT if some else 0.0,
            minid=int(docs[0]) if some else None,
            maxid=int(docs[-1]) if some else None,
        )
        self.extent = extent

    def is_inlined(self) -> bool:
        """Never: postings are in the arrays."""
        return False


class ArrayCodec(_W3.W3Codec):  # type: ignore[misc]
    """Whoosh's codec with posting lists as arrays."""

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        """Writes the dictionary and the postings of one segment."""
        return ArrayFieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        """Reads the dictionary and the postings of one segment."""
        name = segment.make_filename(self.TERMS_EXT)
        return ArrayTermsReader(self, storage.open_file(name), storage.file_length(name), Arrays(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """A segment to be written."""
        return ArraySegment(self, indexname)


class ArraySegment(_W3.W3Segment):  # type: ignore[misc]
    """A segment whose files stay apart, to be mapped into memory one by one."""

    def should_assemble(self) -> bool:
        """Never pack the files into one."""
        return False


class ArrayFieldWriter(_W3.W3FieldWriter):  # type: ignore[misc]
    """Writes whole fields, in the order of their names."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._files: dict[str, Any] = {kind: self._create_file(f".{kind}") for kind, _ in _TYPES}
        self._extents: dict[str, Extent] = {}
        self._tindex.extras["extents"] = self._extents
        self._start = self._place = 0

    def write_field(self, name: str, arrays: FieldArrays) -> None:
        """Write one field; its terms must be in order."""
        number = self._fieldmap[name] = len(self._fieldmap)
        for (kind, type_), values in zip(
            _TYPES, (arrays.docs, arrays.weights, arrays.counts, arrays.positions), strict=True
        ):
            self._files[kind].write(np.ascontiguousarray(values, dtype=type_))
        starts = arrays.starts
        places = np.zeros(len(arrays.counts) + 1, dtype=np.int64)
        np.cumsum(arrays.counts, out=places[1:])
        self._extents[name] = Extent(self._start, len(arrays.docs), self._place, len(arrays.positions))
        head = struct.pack("!H", number)
        add, pack = self._tindex.add, _INFO.pack
        begins = starts.tolist()
        place_at = places[starts].tolist()
        for i, term in enumerate(arrays.terms):
            add(
                head + term,
                pack(
                    self._start + begins[i],
                    begins[i + 1] - begins[i],
                    self._place + place_at[i],
                    place_at[i + 1] - place_at[i],
                ),
            )
        self._start += len(arrays.docs)
        self._place += len(arrays.positions)

    def close(self) -> None:
        """Finish the files."""
        super().close()
        for file in self._files.values():
            file.close()


class Arrays:
    """The four arrays of a segment, mapped."""

    def __init__(self, storage: Any, segment: Any) -> None:
        made: list[Any] = []
        for kind, type_ in _TYPES:
            path = Path(storage.folder) / segment.make_filename(f".{kind}")
            empty = path.stat().st_size == 0
            made.append(np.empty(0, dtype=type_) if empty else np.memmap(path, dtype=type_, mode="r").view(np.ndarray))
        self.docs: Docs
        self.weights: Weights
        self.counts: Counts
        self.positions: Positions
        self.docs, self.weights, self.counts, self.positions = made

    def close(self) -> None:
        """Nothing to do: the mapping goes with the last view of it."""


class ArrayTermsReader(_W3.W3TermsReader):  # type: ignore[misc]
    """Looks terms up; also serves Whoosh's own queries, through lists."""

    def __init__(self, codec: Any, dbfile: Any, length: int, arrays: Arrays) -> None:
        super().__init__(codec, dbfile, length, arrays)
        self.arrays = arrays
        self._extents: dict[str, Extent] = self._tindex.extras["extents"]
        self._known: dict[tuple[str, bytes], Extent | None] = {}
        needed = sum(e.size for e in self._extents.values()), sum(e.places for e in self._extents.values())
        if (len(arrays.docs), len(arrays.positions)) != needed:
            raise OSError("the posting files do not fit their dictionary")

    def extent(self, field: str, term: bytes) -> Extent | None:
        """Where the postings of a term stand; None where it is unknown."""
        key = (field, term)
        try:
            return self._known[key]
        except KeyError:
            pass
        try:
            position, size = self._range_for_key(field, term)
            found: Extent | None = Extent(*_INFO.unpack(self._dbfile.get(position, size)))
        except KeyError:
            found = None
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[key] = found
        return found

    def whole(self, field: str) -> Extent:
        """Where the postings of a field stand."""
        return self._extents.get(field, Extent(0, 0, 0, 0))

    def prefixed(self, field: str, prefix: bytes) -> Extent:
        """Where the postings of all terms with a prefix stand."""
        whole = self.whole(field)
        if not whole.size:
            return whole
        end = Extent(whole.start + whole.size, 0, whole.place + whole.places, 0)
        first = self._from(field, prefix) or end
        last = self._from(field, prefix + b"\xff") or end
        return Extent(first.start, last.start - first.start, first.place, last.place - first.place)

    def _from(self, field: str, term: bytes) -> Extent | None:
        key = self._keycoder(field, term)
        position = self._tindex.closest_key_pos(key)
        found = None if position is None else self._tindex.key_and_range_at(position)
        if found is None or found[0][:2] != key[:2]:
            return None
        return Extent(*_INFO.unpack(self._dbfile.get(found[1], found[2])))

    def following(self, field: str, term: bytes) -> Iterator[bytes]:
        """The terms after one that is known, by one hash look-up and no search."""
        try:
            position, size = self._range_for_key(field, term)
        except KeyError:
            return
        head = self._keycoder(field, b"")
        get = self._dbfile.get
        for place, length, _, _ in self._tindex._ranges(pos=position + size):
            key = get(place, length)
            if key[:2] != head:
                return
            yield bytes(key[2:])

    def field_terms(self, field: str) -> list[bytes]:
        """All terms of a field, in order."""
        if field not in self._fieldmap:
            return []
        head = self._keycoder(field, b"")
        out: list[bytes] = []
        for key in self._tindex.keys_from(head):
            if key[:2] != head:
                break
            out.append(bytes(key[2:]))
        return out

    def field_arrays(self, field: str) -> FieldArrays:
        """All of a field, as it was written."""
        terms = self.field_terms(field)
        start, count, place, places = self.whole(field)
        extents = [self.extent(field, term) for term in terms]
        starts = np.array([e.start - start for e in extents if e] + [count], dtype=np.int64)
        arrays, postings = self.arrays, slice(start, start + count)
        return FieldArrays(
            terms,
            starts,
            arrays.docs[postings],
            arrays.weights[postings],
            arrays.counts[postings],
            arrays.positions[place : place + places],
        )

    def term_info(self, fieldname: str, tbytes: bytes) -> ArrayTermInfo:
        """What Whoosh wants to know of a term."""
        extent = self.extent(fieldname, tbytes)
        if extent is None:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        postings = slice(extent.start, extent.start + extent.size)
        return ArrayTermInfo(extent, self.arrays.weights[postings], self.arrays.docs[postings])

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """The summed weight of a term."""
        return float(self.term_info(fieldname, tbytes).weight())

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """In how many documents a term stands."""
        extent = self.extent(fieldname, tbytes)
        return extent.size if extent else 0

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], ArrayTermInfo]]:
        """Terms from a prefix on, with what is known of each."""
        for name, term in self.terms_from(fieldname, prefix):
            yield (name, term), self.term_info(name, term)

    def items(self) -> Iterator[tuple[tuple[str, bytes], ArrayTermInfo]]:
        """All terms, with what is known of each."""
        for name, term in self.terms():
            yield (name, term), self.term_info(name, term)

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> Any:
        """Postings for Whoosh's own queries: documents and weights."""
        info = self.term_info(fieldname, tbytes)
        postings = slice(info.extent.start, info.extent.start + info.extent.size)
        docs = self.arrays.docs[postings].tolist()
        if not docs:
            return _matchers.NullMatcher()
        weights = (self.arrays.weights[postings] / WEIGHT_UNIT).tolist()
        return _matchers.ListMatcher(
            docs, weights, format=format_, scorer=scorer, term=(fieldname, tbytes), terminfo=info
        )

    def close(self) -> None:
        """Release the dictionary."""
        self._tindex.close()
