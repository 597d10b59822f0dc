"""How articles get into the index: a Whoosh segment writer that gathers words in arrays and sorts them at once."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import writing as _writing

from kurilreader.search import words
from kurilreader.search.codec import ArrayCodec, FieldArrays
from kurilreader.search.document import Document
from kurilreader.search.schema import LibrarySchema

#: a writer asks to be committed when it holds this many words: sorting them takes some 80 MB
FULL = 2_000_000
#: segments with more words and values than this are left alone, so that merging stays within the same memory
LARGEST = 1_500_000
#: so many segments of one size class become one of the next
FAN = 8

_LANGUAGE_END = "\0"
_SegmentWriter: Any = _writing.SegmentWriter


class _Gathered:
    """The words of one field of the articles added so far."""

    def __init__(self) -> None:
        self.vocabulary: dict[str, int] = {}
        self.ids = array("I")
        self.positions = array("I")
        self.weights = bytearray()
        self.docs = array("I")
        self.sizes = array("I")

    def add(self, doc: int, forms: Sequence[str], positions: array[int], weights: bytearray | None) -> None:
        vocabulary = self.vocabulary
        for form in set(forms).difference(vocabulary):
            vocabulary[form] = len(vocabulary)
        self.ids.extend(map(vocabulary.__getitem__, forms))
        self.positions.extend(positions)
        self.weights += weights if weights is not None else b"\x02" * len(forms)
        self.docs.append(doc)
        self.sizes.append(len(forms))

    def arrays(self) -> FieldArrays:
        """Sort the words into postings. What was gathered is let go of as it is used, for it is millions of words."""
        encoded = sorted((form.encode("utf-8", "surrogatepass"), id_) for form, id_ in self.vocabulary.items())
        rank = np.empty(len(encoded), dtype=np.uint64)
        rank[[id_ for _, id_ in encoded]] = np.arange(len(encoded), dtype=np.uint64)
        # A term's rank above the occurrence's number: sorted in place, with neither a second array nor a stable sort.
        keys = rank[np.frombuffer(self.ids, dtype=np.uint32)]
        del self.ids
        keys <<= np.uint64(32)
        keys |= np.arange(len(keys), dtype=np.uint32)
        keys.sort()
        order = keys.astype(np.uint32)  # the lower half
        keys >>= np.uint64(32)
        ids = keys.astype(np.uint32)
        del keys
        docs = np.repeat(np.frombuffer(self.docs, dtype=np.uint32), np.frombuffer(self.sizes, dtype=np.uint32))[order]
        positions = np.frombuffer(self.positions, dtype=np.uint32)[order]
        del self.positions
        weights = np.frombuffer(self.weights, dtype=np.uint8)[order]
        del self.weights, order
        return _postings([term for term, _ in encoded], ids, docs, weights, positions)


def _postings(
    terms: list[bytes],
    ids: NDArray[np.uint32],
    docs: NDArray[np.uint32],
    weights: NDArray[np.uint8],
    positions: NDArray[np.uint32],
) -> FieldArrays:
    """Fold occurrences, sorted by term and document, into postings."""
    new = np.ones(len(ids), dtype=bool)
    if len(ids):
        new[1:] = (ids[1:] != ids[:-1]) | (docs[1:] != docs[:-1])
    first = np.flatnonzero(new)
    sizes = np.diff(np.append(first, len(ids)))
    if len(sizes) and sizes.max() > 0xFFFF:  # a word 65,536 times in one article: keep its first places
        within = np.arange(len(ids)) - np.repeat(first, sizes)
        kept = within <= 0xFFFE
        return _postings(terms, ids[kept], docs[kept], weights[kept], positions[kept])
    summed = np.add.reduceat(weights, first, dtype=np.uint32) if len(first) else np.empty(0, dtype=np.uint32)
    starts = np.searchsorted(ids[first], np.arange(len(terms) + 1, dtype=np.uint32)).astype(np.int64)
    return FieldArrays(
        terms,
        starts,
        docs[first],
        np.minimum(summed, 255).astype(np.uint8),
        sizes.astype(np.uint16),
        positions,
    )


def merge_arrays(parts: Sequence[FieldArrays], documents: Sequence[NDArray[np.int64]], *, keep: bool) -> FieldArrays:
    """Put the postings of one field of several segments into one.

    `documents[i]` gives the new number of each document of part i, or -1 where it was deleted. Terms left without
    postings go, unless `keep`.
    """
    terms = sorted(set().union(*(part.terms for part in parts)))
    rank = {term: i for i, term in enumerate(terms)}
    all_ids, all_docs, all_weights, all_counts, all_first = [], [], [], [], []
    base = 0
    for part, numbers in zip(parts, documents, strict=True):
        own = np.fromiter((rank[term] for term in part.terms), dtype=np.uint32, count=len(part.terms))
        ids = np.repeat(own, np.diff(part.starts))
        docs = numbers[part.docs]
        places = np.zeros(len(part.counts), dtype=np.int64)
        if len(part.counts):
            np.cumsum(part.counts[:-1], out=places[1:])
        live = docs >= 0
        all_ids.append(ids[live])
        all_docs.append(docs[live].astype(np.uint32))
        all_weights.append(part.weights[live])
        all_counts.append(part.counts[live])
        all_first.append(places[live] + base)
        base += len(part.positions)
    ids = np.concatenate(all_ids)
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    counts = np.concatenate(all_counts)[order]
    first = np.concatenate(all_first)[order]
    positions = np.concatenate([part.positions for part in parts])[_stretches(first, counts)]
    starts = np.searchsorted(ids, np.arange(len(terms) + 1, dtype=np.uint32)).astype(np.int64)
    if not keep:
        used = np.flatnonzero(np.diff(starts))
        terms = [terms[i] for i in used.tolist()]
        starts = np.append(starts[used], len(ids))
    return FieldArrays(
        terms, starts, np.concatenate(all_docs)[order], np.concatenate(all_weights)[order], counts, positions
    )


def _stretches(first: NDArray[np.int64], counts: NDArray[np.uint16]) -> NDArray[np.int32]:
    """Indexes of the stretches that begin at `first` and are `counts` long, one after the other."""
    ends = np.cumsum(counts, dtype=np.int64)
    out = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.int32)
    out += np.repeat((first - (ends - counts)).astype(np.int32), counts)
    return out


class ArrayWriter(_SegmentWriter):  # type: ignore[misc]
    """One commit: articles added and removed, and the revision of the library they stand for."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)  # type: ignore[no-untyped-call, unused-ignore]
        self.schema: LibrarySchema
        self._gathered: dict[str, _Gathered] = {}
        self._spoken: dict[str, set[str]] = {}
        self._numbers: dict[int, int] = {}
        self._merged: list[tuple[Any, NDArray[np.int64]]] = []
        self.size = 0

    def add(self, document: Document) -> None:
        """Add an article; one added before under the same number in this commit is replaced."""
        self.forget(document.number)
        doc = self.docnum
        self._gather(doc, "text", document.text.forms, document.text.positions, document.weights)
        for name, values in document.fields.items():
            self._gather(doc, name, values.forms, values.positions, None)
        language = document.language or ""
        spoken = self._spoken.setdefault(language, set())
        spoken.update(document.text.forms)
        for name in ("stated", "speaker", "entity", "place", "person"):
            if name in document.fields:
                spoken.update(document.fields[name].forms)
        self._put_columns(doc, document.number, document.moment, sum(document.weights))
        self._numbers[document.number] = doc
        self.size += len(document.text.forms)

    def _gather(
        self, doc: int, name: str, forms: Sequence[str], positions: array[int], weights: bytearray | None
    ) -> None:
        if name not in self._gathered:
            self._gathered[name] = _Gathered()
        self._gathered[name].add(doc, forms, positions, weights)

    def _put_columns(self, doc: int, number: int, moment: int, length: int) -> None:
        writer: Any = self.perdocwriter
        writer.start_doc(doc)
        writer.add_field("text", self.schema["text"], None, length)
        for name, value in (("number", number), ("moment", moment)):
            writer.add_column_value(name, self.schema[name].column_type, value)
        writer.finish_doc()
        self._added = True
        self.docnum += 1

    def forget(self, number: int) -> None:
        """Leave out an article added in this commit."""
        doc = self._numbers.pop(number, None)
        if doc is not None:
            self.newsegment.delete_document(doc)

    def remove(self, docs: Iterable[int]) -> None:
        """Delete documents of earlier commits."""
        for doc in docs:
            self.delete_document(int(doc))

    def commit_at(self, revision: int) -> None:
        """Make all this visible at once, with the revision reached."""
        self.schema.revision = revision
        self.commit(mergetype=_merge_alike)

    def take(self, reader: Any) -> None:
        """Take over all live documents of another segment."""
        total = reader.doc_count_all()
        live = np.ones(total, dtype=bool)
        live[list(reader._perdoc.deleted_docs())] = False
        docmap = np.full(total, -1, dtype=np.int64)
        docmap[live] = np.arange(self.docnum, self.docnum + int(live.sum()))
        columns = [
            reader._perdoc.column_reader(name, self.schema[name].column_type).array() for name in ("number", "moment")
        ]
        length = reader._perdoc.doc_field_length_reader("text")
        for doc in np.flatnonzero(live).tolist():
            self._put_columns(self.docnum, int(columns[0][doc]), int(columns[1][doc]), length(doc) or 0)
        self._merged.append((reader, docmap))

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self._gathered_forms()
        names = set(self._gathered) | {"forms"}
        for reader, _ in self._merged:
            names.update(reader.indexed_field_names())
        own = np.arange(self.docnum, dtype=np.int64)
        own[list(self.newsegment.deleted_docs())] = -1
        for name in sorted(names):
            parts: list[FieldArrays] = []
            maps: list[NDArray[np.int64]] = []
            if name == "forms":
                parts, maps = [self._forms], [own]
            elif name in self._gathered:
                parts, maps = [self._gathered.pop(name).arrays()], [own]
            for reader, docmap in self._merged:
                parts.append(reader._terms.field_arrays(name))
                maps.append(docmap)
            if len(parts) == 1 and not self._merged:
                self.fieldwriter.write_field(name, parts[0])
            else:
                self.fieldwriter.write_field(name, merge_arrays(parts, maps, keep=name == "forms"))
        self.fieldwriter.close()
        for reader, _ in self._merged:
            reader.close()

    def _commit_toc(self, segments: Any) -> None:
        """Have the segment on the disk before a table of contents names it: a torn one might be believed."""
        for path in Path(self.storage.folder).glob(f"{self.newsegment.make_filename('')}*"):
            with path.open("rb") as file:
                os.fsync(file.fileno())
        super()._commit_toc(segments)

    def _gathered_forms(self) -> None:
        """Group the words of this commit by stem; a stem that is its own only form needs no entry."""
        groups: dict[tuple[str, str], set[str]] = {}
        for language, spoken in self._spoken.items():
            for form in spoken:
                by = words.stemming_language(form, language or None)
                if by is not None:
                    groups.setdefault((by, words.stem_by(form, by)), set()).add(form)
        terms: list[bytes] = []
        for (by, stem), group in groups.items():
            if group != {stem}:
                head = f"{by}{_LANGUAGE_END}{stem}".encode("utf-8", "surrogatepass")
                terms.append(head)
                terms.extend(head + b"\0" + form.encode("utf-8", "surrogatepass") for form in group)
        terms.sort()
        none = np.empty(0, dtype=np.uint32)
        self._forms = FieldArrays(
            terms,
            np.zeros(len(terms) + 1, dtype=np.int64),
            none,
            none.astype(np.uint8),
            none.astype(np.uint16),
            none,
        )


def _merge_alike(writer: ArrayWriter, segments: list[Any]) -> list[Any]:
    """Merge the smallest segments when there are many of one size, so that their number grows with the logarithm."""
    from whoosh.reading import SegmentReader

    segments = [segment for segment in segments if segment.doc_count()]
    classes: dict[int, list[tuple[int, Any]]] = {}
    for segment in segments:
        size = _size(writer, segment)
        if size <= LARGEST:
            classes.setdefault(len(f"{segment.doc_count():o}"), []).append((size, segment))
    chosen: set[str] = set()
    total = writer.size
    for documents in sorted(classes):
        group = classes[documents]
        if len(group) < FAN:
            continue
        amount = sum(size for size, _ in group)
        if total + amount > 2 * LARGEST:
            break
        chosen.update(segment.segment_id() for _, segment in group)
        total += amount
    for segment in segments:
        if segment.segment_id() in chosen:
            writer.take(SegmentReader(writer.storage, writer.schema, segment))
    return [segment for segment in segments if segment.segment_id() not in chosen]


def _size(writer: ArrayWriter, segment: Any) -> int:
    """How many words and values a segment holds."""
    path = Path(writer.storage.folder) / segment.make_filename(".pos")
    return int(path.stat().st_size) // 4
