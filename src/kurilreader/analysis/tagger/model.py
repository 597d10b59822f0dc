"""The tagger: a small encoder, its decoding and its linking, behind the `Finder` protocol."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kurilreader.analysis.finding import Attribution, Findings, Name, Stated
from kurilreader.analysis.tagger import decode, link
from kurilreader.analysis.tagger.pieces import Pieces, cut, parts, vocabulary
from kurilreader.analysis.tagger.stated import Words, WordScale, joined
from kurilreader.analysis.tagger.windows import Window, windows
from kurilreader.domain import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
#: ids and traits of a window -> scores of roles, names, links, statements and kinds: (pieces, .) each
Network = Callable[[Ints, Ints], Sequence[Floats]]
_WIDTHS = (decode.ROLE_TAGS, decode.NAME_TAGS, 4 * link.WIDTH, decode.STATED_TAGS, len(decode.KINDS))

SOURCE, CUE, CONTENT = range(3)
_STATED = decode.allowed(decode.STATED_TAGS)
#: windows cut before anything is answered, in `find_all`
_AHEAD = 64
#: pieces whose scores are held at once
_GROUP = 16_000
#: a text longer than this many code points is read in parts, and nothing is linked across them
_LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Heads:
    """What was learned beside the network, and the thresholds tuned on held-out texts."""

    #: (7, 7), rows lead to columns
    transitions: Floats
    links: link.Weights
    #: content without a cue is kept from this confidence on
    lone: float = 0.5
    #: slope and offset that make the log odds of the network's own confidence those of being right (Platt, 1999)
    calibration: tuple[float, float] = (1.0, 0.0)

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Read an .npz file."""
        with np.load(path) as stored:
            weights = link.Weights(stored["table"], stored["none"])
            slope, offset = stored["calibration"].tolist()
            return cls(stored["transitions"], weights, float(stored["lone"]), (slope, offset))

    def sure(self, own: float) -> float:
        """How probable it is that an attribution is right of which the network is so sure, 0 to 1."""
        kept = min(max(own, 1e-4), 1 - 1e-4)
        slope, offset = self.calibration
        return 1 / (1 + math.exp(-(slope * math.log(kept / (1 - kept)) + offset)))


@dataclass(slots=True)
class Read:
    """A text and all the network said about it, piece by piece."""

    text: str
    pieces: Pieces
    roles: Floats
    names: Floats
    links: Floats
    stated: Floats
    kinds: Floats


class Tagger:
    """Finds attributions and names with the model shipped in the package, or with another one of the same make.

    Loading takes about a tenth of a second; calls are not thread safe.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1, network: Network | None = None) -> None:
        """Load `model.onnx`, `tokenizer.json` and `heads.npz` from a folder.

        Args:
            folder: where the model lies; the package's own by default.
            threads: of the inference engine; 1 where several processes work side by side.
            network: in place of `model.onnx`, while training.
        """
        folder = folder or Path(str(resources.files("kurilreader.model")))
        self._vocab = vocabulary(folder / "tokenizer.json")
        self._heads = Heads.load(folder / "heads.npz")
        self._cls, self._sep = (self._vocab.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))
        self.version = "unsaved"
        if network is None:
            network, self.version = _session(folder / "model.onnx", threads)
        self._network = network

    def find(self, text: str) -> Findings:
        """Attributions and names of one text."""
        return next(self.find_all((text,)))

    def find_all(self, texts: Iterable[str]) -> Iterator[Findings]:
        """Attributions and names of many texts, in their order; a very long text is read in parts."""
        waiting: list[tuple[str, Pieces]] = []
        #: for each text not yet answered, where its parts begin
        plan: list[list[int]] = []
        count = 0
        for text in texts:
            ranges = parts(text, _LONGEST)
            plan.append([])
            for start, end in ranges:
                piece = text[start:end]
                waiting.append((piece, cut(piece, self._vocab)))
                plan[-1].append(start)
                count += 1 + len(waiting[-1][1]) // 200
            if count >= _AHEAD:
                yield from self._join(waiting, plan)
                waiting, plan, count = [], [], 0
        yield from self._join(waiting, plan)

    def read(self, texts: Sequence[tuple[str, Pieces]]) -> list[Read]:
        """Run the network over texts that are cut into pieces.

        One window at a time: 8-bit layers scale their input by its range, so windows run together would change each
        other's scores, and on a processor it is not slower.
        """
        return [self._read(text, pieces) for text, pieces in texts]

    def _read(self, text: str, pieces: Pieces) -> Read:
        held = [np.zeros((len(pieces), width), dtype=np.float32) for width in _WIDTHS]
        for window in windows(pieces):
            low = 1 + window.core_first - window.first
            high = low + window.core_last - window.core_first
            for target, output in zip(held, self._network(*self._input(pieces, window)), strict=True):
                target[window.core_first : window.core_last] = output[low:high]
        return Read(text, pieces, *held)

    def _input(self, pieces: Pieces, window: Window) -> tuple[Ints, Ints]:
        """Ids and traits of one window between its two special pieces."""
        part = slice(window.first, window.last)
        return np.r_[self._cls, pieces.ids[part], self._sep], np.r_[0, pieces.traits[part], 0]

    def _join(self, waiting: list[tuple[str, Pieces]], plan: list[list[int]]) -> Iterator[Findings]:
        """Answer texts whose parts begin as planned; what is found in a part moves to its place in the text."""
        answers = self._in_groups(waiting)
        for starts in plan:
            found = [(start, *next(answers)) for start in starts]
            yield Findings(
                tuple(_moved(a, start) for start, one, _ in found for a in one.attributions),
                tuple(replace(n, span=_shift(n.span, start)) for start, one, _ in found for n in one.names),
                tuple(replace(s, span=_shift(s.span, start)) for start, one, _ in found for s in one.stated),
                WordScale(joined([(start, words) for start, _, words in found])),
            )

    def _in_groups(self, waiting: list[tuple[str, Pieces]]) -> Iterator[tuple[Findings, Words]]:
        group: list[tuple[str, Pieces]] = []
        size = 0
        for job in waiting:
            group.append(job)
            size += len(job[1])
            if size > _GROUP:
                yield from self._answer(self.read(group))
                group, size = [], 0
        yield from self._answer(self.read(group))

    def _answer(self, reads: list[Read]) -> Iterator[tuple[Findings, Words]]:
        mains = [main_pieces(r.pieces) for r in reads]
        paths = decode.best_paths([r.roles[m] for r, m in zip(reads, mains, strict=True)], self._heads.transitions)
        told = decode.best_paths([r.stated[m] for r, m in zip(reads, mains, strict=True)], _STATED)
        for read, main, path, said in zip(reads, mains, paths, told, strict=True):
            found = decode.spans(path, decode.softmax(read.roles[main]))
            words = Words(
                read.pieces.starts[main], read.pieces.ends[main], decode.softmax(read.stated[main]), read.kinds[main]
            )
            yield Findings(attributions(read, found, self._heads), names(read), stated(read, said, words)), words


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved(one: Attribution, by: int) -> Attribution:
    cue, source = (span and _shift(span, by) for span in (one.cue, one.source))
    return Attribution(tuple(_shift(s, by) for s in one.content), cue, source, one.confidence)


def _session(path: Path, threads: int) -> tuple[Network, str]:
    """Open the ONNX file; its version is in its metadata."""
    import onnxruntime as ort  # type: ignore[import-untyped]

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session: Any = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def network(ids: Ints, traits: Ints) -> Sequence[Floats]:
        outputs: Sequence[Floats] = session.run(None, {"ids": ids, "traits": traits})
        return outputs

    version = session.get_modelmeta().custom_metadata_map.get("version", "unknown")
    return network, version


def main_pieces(pieces: Pieces) -> Ints:
    """For each word the piece that stands for it: its first with a letter or digit, or its first."""
    if not len(pieces):
        return np.zeros(0, dtype=np.int64)
    heads = np.flatnonzero(np.r_[True, pieces.words[1:] != pieces.words[:-1]])
    solid = np.flatnonzero(np.r_[pieces.solid, True])
    first = solid[np.searchsorted(solid, heads)]
    tails = np.r_[heads[1:], len(pieces)]
    return np.where(first < tails, first, heads)


def word_starts(pieces: Pieces) -> Ints:
    """For each word its first piece, and the number of pieces at the end."""
    if not len(pieces):
        return np.zeros(1, dtype=np.int64)
    heads = np.flatnonzero(np.r_[True, pieces.words[1:] != pieces.words[:-1]])
    result: Ints = np.r_[heads, len(pieces)].astype(np.int64)
    return result


def ground_of(text: str, pieces: Pieces, heads: Ints) -> link.Ground:
    """Running counts of sentence and paragraph ends at the start of each word."""
    opens = (pieces.traits[heads[:-1]] >= 8).astype(np.int64)
    ends = np.array(
        [text[e - 1 : e] in '.!?”"' and _ends_sentence(text, e) for e in pieces.ends[heads[1:] - 1]], dtype=np.int64
    )
    stops = np.r_[0, ends]
    return link.Ground(np.cumsum(stops), np.cumsum(np.r_[opens, 0]))


def _ends_sentence(text: str, end: int) -> bool:
    tail = text[max(0, end - 3) : end].rstrip("\"”'’)")
    return tail[-1:] in (".", "!", "?")


def attributions(read: Read, found: Sequence[decode.Tagged], heads: Heads) -> tuple[Attribution, ...]:
    """Link the spans of one text into attributions."""
    pieces = read.pieces
    starts = word_starts(pieces)
    by_role = [[s for s in found if s.kind == role] for role in range(3)]
    if not by_role[CONTENT]:
        return ()
    sides = [_spans(read, starts, group) for group in by_role]
    cues = sides[CUE].first
    ground = ground_of(read.text, pieces, starts)
    to_cue = link.scores(sides[CONTENT], sides[CUE], cues, ground, heads.links, relation=1)
    to_source = link.scores(sides[CUE], sides[SOURCE], cues, ground, heads.links, relation=0)
    contents: dict[int, list[int]] = {}
    lone: list[int] = []
    for i, row in enumerate(to_cue):
        partner = int(row.argmax())
        if partner < len(by_role[CUE]):
            contents.setdefault(partner, []).append(i)
        elif by_role[CONTENT][i].confidence >= heads.lone:
            lone.append(i)
    result = []
    for cue, members in contents.items():
        source = int(to_source[cue].argmax())
        tagged = by_role[SOURCE][source] if source < len(by_role[SOURCE]) else None
        factors = [by_role[CUE][cue].confidence, to_source[cue].max()]
        factors += [by_role[CONTENT][i].confidence * to_cue[i, cue] for i in members]
        factors += [tagged.confidence] if tagged else []
        result.append(
            Attribution(
                content=tuple(_range(read, starts, by_role[CONTENT][i]) for i in members),
                cue=_range(read, starts, by_role[CUE][cue]),
                source=_range(read, starts, tagged) if tagged else None,
                confidence=heads.sure(float(np.prod(factors)) ** (1 / len(factors))),
            )
        )
    for i in lone:
        tagged = by_role[CONTENT][i]
        result.append(Attribution((_range(read, starts, tagged),), None, None, heads.sure(tagged.confidence * 0.5)))
    return tuple(sorted(result, key=lambda a: a.content[0]))


def stated(read: Read, path: Ints, words: Words) -> tuple[Stated, ...]:
    """Spans in which something is stated, without the marks at their edges."""
    pieces, starts = read.pieces, word_starts(read.pieces)
    answer = []
    for one in decode.spans(path, words.stated):
        first, last = int(starts[one.first]), int(starts[one.last]) - 1
        keep = np.flatnonzero(pieces.solid[first : last + 1])
        if len(keep):
            span = Span(int(pieces.starts[first + keep[0]]), int(pieces.ends[first + keep[-1]]))
            answer.append(Stated(span, one.kind == 0, one.confidence))
    return tuple(answer)


def _spans(read: Read, starts: Ints, group: Sequence[decode.Tagged]) -> link.Spans:
    first = np.array([s.first for s in group], dtype=np.int64)
    last = np.array([s.last for s in group], dtype=np.int64)
    vectors = [read.links[starts[s.first] : starts[s.last]].mean(axis=0) for s in group]
    stacked = np.stack(vectors) if vectors else np.zeros((0, 4 * link.WIDTH), dtype=np.float32)
    return link.Spans(first, last, stacked)


def _range(read: Read, starts: Ints, tagged: decode.Tagged) -> Span:
    """Code points of a span of words: marks at its edges stay only where the network counts them in."""
    pieces = read.pieces
    first, last = int(starts[tagged.first]), int(starts[tagged.last]) - 1
    inside = (read.roles[first : last + 1].argmax(axis=1) + 1) // 2 == tagged.kind + 1
    keep = np.flatnonzero(pieces.solid[first : last + 1] | inside)
    if len(keep):
        first, last = first + int(keep[0]), first + int(keep[-1])
    return Span(int(pieces.starts[first]), int(pieces.ends[last]))


def names(read: Read) -> tuple[Name, ...]:
    """Names of one text: each token takes the class of its first piece."""
    pieces = read.pieces
    if not len(pieces):
        return ()
    heads = np.flatnonzero(np.r_[True, pieces.tokens[1:] != pieces.tokens[:-1]])
    tails = np.r_[heads[1:], len(pieces)]
    scores = decode.softmax(read.names[heads])
    found = decode.spans(scores.argmax(axis=1), scores)
    return tuple(
        Name(
            Span(int(pieces.starts[heads[s.first]]), int(pieces.ends[tails[s.last - 1] - 1])),
            decode.NAME_TYPES[s.kind],
            s.confidence,
        )
        for s in found
    )
