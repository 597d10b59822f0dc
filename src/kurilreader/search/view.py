"""One state of the index as arrays: all its segments laid end to end, so that a search is a few operations of numpy.

Documents are numbered through all segments. Postings of a term are the postings of each segment, shifted; no list of
documents ever becomes Python objects before the page that is shown.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import index as _index
from whoosh.filedb import filestore as _filestore
from whoosh.util.numeric import byte_to_length

from kurilreader.search import words
from kurilreader.search.codec import WEIGHT_UNIT, ArrayTermsReader, Extent
from kurilreader.search.schema import FORMAT, NO_MOMENT, LibrarySchema, make_schema

whoosh_index: Any = _index
FileStorage: Any = _filestore.FileStorage

Mask = NDArray[np.bool_]
#: a place in the index: document << 32 | position
Keys = NDArray[np.int64]
KEY = 32

_LENGTHS = np.array([byte_to_length(i) for i in range(256)], dtype=np.float32)


class IndexMissing(Exception):
    """There is no index, or one of another format."""


class IndexDamaged(Exception):
    """There is an index, but it cannot be read."""


class Postings(NamedTuple):
    """Documents in order and the weighted frequency in each."""

    docs: NDArray[np.int64]
    weights: NDArray[np.float32]


class _Segment:
    """One immutable segment; what is derived from it is kept from view to view."""

    def __init__(self, storage: Any, schema: Any, segment: Any) -> None:
        reader: Any = whoosh_index.FileIndex._reader(storage, schema, [segment], 0)
        self.terms: ArrayTermsReader = reader._terms
        self.count: int = reader.doc_count_all()
        self.numbers: NDArray[np.int64] = reader._perdoc.column_reader("number", schema["number"].column_type).array()
        self.moments: NDArray[np.int64] = reader._perdoc.column_reader("moment", schema["moment"].column_type).array()
        column = reader._perdoc._cached_reader("_text_len", _lengths_column())
        raw = np.fromiter((column[i] for i in range(self.count)), dtype=np.uint8, count=self.count) if column else None
        self.lengths = _LENGTHS[raw] if raw is not None else np.zeros(self.count, dtype=np.float32)
        if len(self.numbers) != self.count or len(self.moments) != self.count:
            raise OSError("the columns do not fit the segment")
        self._field_terms: dict[str, tuple[list[bytes], NDArray[np.int64]]] = {}

    def field(self, name: str) -> tuple[list[bytes], NDArray[np.int64]]:
        """Terms of a field with the start of each one's postings, and the end of the last."""
        if name not in self._field_terms:
            arrays = self.terms.field_arrays(name)
            self._field_terms[name] = (list(arrays.terms), arrays.starts)
        return self._field_terms[name]


def _lengths_column() -> Any:
    from whoosh.codec import whoosh3

    return whoosh3.LENGTHS_COLUMN


class View:
    """One generation of the index, to be read by one thread at a time."""

    def __init__(self, generation: int, revision: int, segments: list[_Segment], deleted: list[list[int]]) -> None:
        self.generation = generation
        self.revision = revision
        self.segments = segments
        self.bases = np.cumsum([0] + [segment.count for segment in segments]).tolist()
        self.count: int = self.bases[-1]
        self.numbers = _joined([s.numbers for s in segments], np.int64)
        self.moments = _joined([s.moments for s in segments], np.int64)
        self.lengths = _joined([s.lengths for s in segments], np.float32)
        self.live = np.ones(self.count, dtype=bool)
        for base, docs in zip(self.bases, deleted, strict=False):
            self.live[np.array(docs, dtype=np.int64) + base] = False
        self.total = int(self.live.sum())
        self.average_length = float(self.lengths[self.live].mean()) if self.total else 1.0
        #: results of whole parts of queries, kept while this state of the index lasts
        self.cache: dict[object, Any] = {}
        self._newest: NDArray[np.int64] | None = None
        self._by_source: NDArray[np.int64] | None = None

    # --- postings

    def extents(self, field: str, term: str) -> Iterable[tuple[int, Extent]]:
        """Segments a term stands in, with the extent there."""
        key = encode(term)
        for i, segment in enumerate(self.segments):
            extent = segment.terms.extent(field, key)
            if extent is not None and extent.size:
                yield i, extent

    def prefixed(self, field: str, prefix: str) -> Iterable[tuple[int, Extent]]:
        """Segments with terms of that prefix, with the extent of all of them."""
        key = encode(prefix)
        for i, segment in enumerate(self.segments):
            extent = segment.terms.prefixed(field, key)
            if extent.size:
                yield i, extent

    def postings(self, extents: Iterable[tuple[int, Extent]]) -> Postings:
        """Read postings; documents in order as long as extents are of one term."""
        docs: list[Any] = []
        weights: list[Any] = []
        for i, extent in extents:
            arrays = self.segments[i].terms.arrays
            taken = slice(extent.start, extent.start + extent.size)
            docs.append(arrays.docs[taken].astype(np.int64) + self.bases[i])
            weights.append(arrays.weights[taken])
        return Postings(_joined(docs, np.int64), _joined(weights, np.float32) / WEIGHT_UNIT)

    def keys(self, extents: Iterable[tuple[int, Extent]], within: Mask | None = None) -> Keys:
        """Every place of some postings, unsorted, in the documents `within`."""
        out: list[Any] = []
        for i, extent in extents:
            arrays = self.segments[i].terms.arrays
            docs = arrays.docs[extent.start : extent.start + extent.size]
            counts = arrays.counts[extent.start : extent.start + extent.size]
            places = arrays.positions[extent.place : extent.place + extent.places]
            if within is not None:
                chosen = within[self.bases[i] : self.bases[i + 1]][docs]
                places = places[np.repeat(chosen, counts)]
                docs, counts = docs[chosen], counts[chosen]
            out.append(np.repeat((docs.astype(np.int64) + self.bases[i]) << KEY, counts) + places)
        keys: Keys = _joined(out, np.int64)
        return keys

    def mask_of_numbers(self, numbers: Iterable[int]) -> Mask:
        """Documents of these articles."""
        wanted = np.fromiter(numbers, dtype=np.int64)
        return np.asarray(np.isin(self.numbers, wanted))

    def docs_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The live document of each of these articles; -1 for one that is not in the index."""
        if "by number" not in self.cache:
            live = np.flatnonzero(self.live)
            self.cache["by number"] = live[np.argsort(self.numbers[live])]
        docs: NDArray[np.int64] = self.cache["by number"]
        if not len(docs):
            return np.full(len(numbers), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.numbers[docs], numbers), len(docs) - 1)
        return np.where(self.numbers[docs[at]] == numbers, docs[at], -1)

    # --- words

    def languages(self) -> list[str]:
        """Languages of the articles."""
        found: set[str] = set()
        for segment in self.segments:
            found.update(term.decode() for term in segment.field("lang")[0])
        return sorted(found)

    def forms(self, form: str) -> list[str]:
        """All forms in the index that share their stem with a word, the word itself first."""
        key = ("forms", form)
        if key not in self.cache:
            found = {form: None}
            stemmers = {words.stemming_language(form, language) for language in (*self.languages(), None)} - {None}
            for by in sorted(filter(None, stemmers)):
                stem = words.stem_by(form, by)
                found[stem] = None
                head = encode(f"{by}\0{stem}")
                for segment in self.segments:
                    for term in segment.terms.following("forms", head):
                        if not term.startswith(head + b"\0"):
                            break
                        found[decode(term[len(head) + 1 :])] = None
            self.cache[key] = list(found)
        known: list[str] = self.cache[key]
        return known

    # --- orders

    def newest(self) -> NDArray[np.int64]:
        """All documents, newest first; those without a date last; the later number first among equals."""
        if self._newest is None:
            self._newest = np.lexsort((-self.numbers, -self.moments))
        return self._newest

    def by_source(self) -> NDArray[np.int64]:
        """All documents by source, unknown last, then newest first."""
        if self._by_source is None:
            names = sorted(
                {term for s in self.segments for term in s.field("outlet")[0]}, key=lambda t: (decode(t).casefold(), t)
            )
            rank = {name: i for i, name in enumerate(names)}
            sources = np.full(self.count, len(names), dtype=np.int64)
            for base, segment in zip(self.bases, self.segments, strict=False):
                terms, starts = segment.field("outlet")
                docs = segment.terms.arrays.docs[slice(*_range(segment.terms.whole("outlet")))]
                ranks = np.array([rank[term] for term in terms], dtype=np.int64)
                sources[docs.astype(np.int64) + base] = np.repeat(ranks, np.diff(starts))
            self._by_source = np.lexsort((-self.numbers, -self.moments, sources))
        return self._by_source

    def newest_moment(self) -> int:
        """When the latest article was published; `NO_MOMENT` if none says."""
        return int(self.moments.max()) if self.count else NO_MOMENT


def _range(extent: Extent) -> tuple[int, int]:
    return extent.start, extent.start + extent.size


def encode(term: str) -> bytes:
    """A term as the dictionary keeps it."""
    return term.encode("utf-8", "surrogatepass")


def decode(term: bytes) -> str:
    """The other way round."""
    return term.decode("utf-8", "surrogatepass")


def _joined(parts: list[Any], type_: Any) -> Any:
    if not parts:
        return np.empty(0, dtype=type_)
    return parts[0].astype(type_, copy=False) if len(parts) == 1 else np.concatenate(parts).astype(type_, copy=False)


class Files:
    """The folder of the index: opens views of its latest state, and makes it anew."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._view: View | None = None
        self._lock = threading.Lock()

    def open(self) -> Any:
        """The Whoosh index, or `IndexMissing`, or `IndexDamaged`."""
        if not self.directory.is_dir():
            raise IndexMissing
        storage = FileStorage(str(self.directory))
        try:
            index = whoosh_index.FileIndex(storage)
            schema = index.schema
        except whoosh_index.EmptyIndexError as error:
            raise IndexMissing from error
        except Exception as error:  # unpickling a damaged file raises nearly anything
            raise IndexDamaged(str(error)) from error
        if not isinstance(schema, LibrarySchema) or schema.format != FORMAT:
            raise IndexMissing
        return index

    def view(self) -> View:
        """The latest state; the same object as long as nothing was committed."""
        with self._lock:
            for attempt in range(20):
                try:
                    self._view = self._refresh()
                    return self._view
                except FileNotFoundError as error:  # a commit took the files away between two steps
                    if attempt == 19:
                        raise IndexDamaged(str(error)) from error
                except (IndexMissing, IndexDamaged):
                    raise
                except Exception as error:  # a damaged dictionary or column
                    raise IndexDamaged(str(error)) from error
        raise IndexDamaged("the index keeps changing")

    def _refresh(self) -> View:
        old = self._view
        if old is not None:
            pattern = f"_MAIN_{old.generation}.toc"
            newer = f"_MAIN_{old.generation + 1}.toc"
            if (self.directory / pattern).exists() and not (self.directory / newer).exists():
                return old
        index = self.open()
        toc = index._read_toc()
        if old is not None and toc.generation == old.generation:
            return old
        known = {} if old is None else {s.name: s for s in old.segments if isinstance(s, _Named)}
        segments: list[_Segment] = []
        for segment in toc.segments:
            name = segment.segment_id()
            segments.append(known[name] if name in known else _Named(name, index.storage, toc.schema, segment))
        deleted = [list(segment.deleted_docs()) for segment in toc.segments]
        return View(toc.generation, toc.schema.revision, segments, deleted)

    def make(self) -> Any:
        """Make an empty index in the place of whatever is there."""
        import shutil

        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._view = None
        return FileStorage(str(self.directory)).create_index(make_schema())


class _Named(_Segment):
    def __init__(self, name: str, storage: Any, schema: Any, segment: Any) -> None:
        super().__init__(storage, schema, segment)
        self.name = name
