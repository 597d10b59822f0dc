"""Marked texts, and the arrays the network is trained on."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer as Vocabulary

from kurilreader.analysis.tagger import decode
from kurilreader.analysis.tagger.model import ground_of, main_pieces, word_starts
from kurilreader.analysis.tagger.pieces import Pieces, cut
from training.grammar import Rows
from training.polnear import Doc

IGNORE = -100
#: pieces below which a window is not worth its padding
SHORT = 60
ROLE = {name: i for i, name in enumerate(decode.ROLES)}
KIND = {kind.value: i for i, kind in enumerate(decode.KINDS)}
NAME = {kind.value: i for i, kind in enumerate(decode.NAME_TYPES)}


@dataclass(slots=True)
class Marked:
    """A text with marks at code points; `links` tie a cue (index into `spans`) to its source or a content."""

    text: str
    #: start, end, role
    spans: list[tuple[int, int, str]]
    links: list[tuple[int, int]]
    #: start, end, type; a type beginning with "?" is not known
    names: list[tuple[int, int, str]] = field(default_factory=list)
    #: whether the absence of a mark means anything, for roles and for names
    roles_known: bool = True
    names_known: bool = True
    #: start, end, whether a party states it, its kind; they mean something where `told` is set
    stated: list[tuple[int, int, bool, str]] = field(default_factory=list)
    told: bool = False
    #: ranges of which it is not known whether they are contents
    unsure: list[tuple[int, int]] = field(default_factory=list)
    #: silver grammar (`training.grammar`), if there is any
    grammar: Rows | None = None


def from_doc(doc: Doc, names: list[list[object]], grammar: Rows | None = None) -> Marked:
    """Marks of a PolNeAR article with silver names and grammar."""
    spans: dict[tuple[int, int, str], int] = {}
    links = []
    for gold in doc.attributions:
        keys = [(a, b, role) for role in decode.ROLES for a, b in getattr(gold, role)]
        at = [spans.setdefault(k, len(spans)) for k in keys]
        cues = [i for i, k in zip(at, keys, strict=True) if k[2] == "cue"]
        links += [(cues[0], i) for i, k in zip(at, keys, strict=True) if cues and k[2] != "cue"]
    told = [(int(a), int(b), str(t)) for a, b, t in names]  # type: ignore[call-overload]
    return Marked(doc.text, list(spans), links, told, grammar=grammar)


@dataclass(slots=True)
class Sample:
    """A text as arrays; spans are ranges of words."""

    pieces: Pieces
    #: tag per piece, weighted by `main`
    tags: np.ndarray
    main: np.ndarray
    name_tags: np.ndarray
    stated: np.ndarray
    kinds: np.ndarray
    #: (pieces, 3): relation, offset, edges, at the first piece of each token
    grammar: np.ndarray
    starts: np.ndarray
    sentences: np.ndarray
    paragraphs: np.ndarray
    #: first word, end word, role
    spans: list[tuple[int, int, int]]
    links: list[tuple[int, int]]


def sample(marked: Marked, vocab: Vocabulary) -> Sample:
    """Arrays of one marked text."""
    pieces = cut(marked.text, vocab)
    count = len(pieces)
    tags = np.zeros(count, dtype=np.int64)
    mains = main_pieces(pieces)
    starts = word_starts(pieces)
    word_begin = pieces.starts[starts[:-1]]
    word_end = pieces.ends[starts[1:] - 1]
    words: list[tuple[int, int, int]] = []
    word_tags = np.zeros(len(mains), dtype=np.int64)
    for first, last, role in marked.spans:
        low = int(np.searchsorted(word_end, first, side="right"))
        high = int(np.searchsorted(word_begin, last, side="left"))
        index = ROLE[role]
        words.append((low, max(high, low + 1), index))
        a = int(np.searchsorted(pieces.ends, first, side="right"))
        b = int(np.searchsorted(pieces.starts, last, side="left"))
        free = tags[a:b] == 0
        tags[a:b][free] = 2 + 2 * index
        free = word_tags[low:high] == 0
        word_tags[low:high][free] = 2 + 2 * index
        if free.any():
            word_tags[low + int(free.argmax())] = 1 + 2 * index
    tags[mains] = word_tags
    main = np.zeros(count, dtype=bool)
    main[mains] = True
    if not marked.roles_known:
        tags[:] = IGNORE
    for first, last in marked.unsure:
        tags[int(np.searchsorted(pieces.ends, first, side="right")) : int(np.searchsorted(pieces.starts, last))] = (
            IGNORE
        )
    stated, kinds = _stated(marked, word_begin, word_end, mains, count)
    name_tags = np.full(count, IGNORE, dtype=np.int64)
    heads = np.flatnonzero(np.r_[True, pieces.tokens[1:] != pieces.tokens[:-1]]) if count else np.zeros(0, dtype=int)
    if marked.names_known:
        token_tags = np.zeros(len(heads), dtype=np.int64)
        token_begin = pieces.starts[heads]
        token_end = pieces.ends[np.r_[heads[1:], count] - 1]
        for first, last, kind in marked.names:
            a = int(np.searchsorted(token_end, first, side="right"))
            b = int(np.searchsorted(token_begin, last, side="left"))
            if kind.startswith("?"):
                token_tags[a:b] = IGNORE
            elif a < b:
                token_tags[a:b] = 2 + 2 * NAME[kind]
                token_tags[a] = 1 + 2 * NAME[kind]
        name_tags[heads] = token_tags
    grammar = np.full((count, 3), IGNORE, dtype=np.int64)
    if marked.grammar is not None and count:
        at = np.searchsorted(pieces.starts, marked.grammar[:, 0])
        exact = (at < count) & (pieces.starts[np.minimum(at, count - 1)] == marked.grammar[:, 0])
        grammar[at[exact]] = marked.grammar[exact, 2:]
    ground = ground_of(marked.text, pieces, starts)
    grounds = (ground.sentences, ground.paragraphs)
    return Sample(pieces, tags, main, name_tags, stated, kinds, grammar, starts, *grounds, words, marked.links)


def _stated(
    marked: Marked, word_begin: np.ndarray, word_end: np.ndarray, mains: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray]:
    """For the piece that stands for each word: what is stated there, and of which kind; nothing for the others."""
    tags, kinds = (np.full(count, IGNORE, dtype=np.int64) for _ in range(2))
    if not marked.told:
        return tags, kinds
    tags[mains] = 0
    for first, last, party, kind in marked.stated:
        low = int(np.searchsorted(word_end, first, side="right"))
        high = int(np.searchsorted(word_begin, last, side="left"))
        tag = 1 if party else 3
        tags[mains[low:high]] = tag + 1
        tags[mains[low : low + 1]] = tag
        if kind in KIND:
            kinds[mains[low:high]] = KIND[kind]
    return tags, kinds


@dataclass(slots=True)
class Crop:
    """A window of a sample as the network is shown it."""

    sample: Sample
    first: int
    last: int


def crops(one: Sample, size: int, rng: np.random.Generator) -> list[Crop]:
    """Cut a sample at word starts into windows, beginning at a random place, so that every epoch sees other cuts."""
    count = len(one.pieces)
    room = size - 2
    if count <= room:
        return [Crop(one, 0, count)] if count else []
    bounds = [0]
    position = int(rng.integers(0, room)) if count > room else room
    heads = one.starts.tolist()
    while True:
        position = heads[bisect.bisect_right(heads, position) - 1]
        if position > bounds[-1]:
            bounds.append(position)
        if bounds[-1] >= count:
            break
        position = min(count, bounds[-1] + room)
        if heads[bisect.bisect_right(heads, position) - 1] <= bounds[-1]:
            position = heads[bisect.bisect_right(heads, bounds[-1])]
    found = []
    for low, high in itertools.pairwise(bounds):
        first, last = low, high
        if high - low < SHORT and low > 0:  # a short rest is read with what stands before it
            first = heads[bisect.bisect_right(heads, max(0, high - room))]
        elif high - low < SHORT:
            last = heads[bisect.bisect_right(heads, min(count, low + room)) - 1]
        found.append(Crop(one, first, min(last, first + room)))
    return found
