"""How well attributions are found on PolNeAR's dev part, by the measures in docs/accuracy.md.

Usage: python -m benchmarks.polnear [CORPUS]

Two columns: the statements of a whole analysis, as `kurilreader analyze` gives them, and the tagger's own answers.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kurilreader.analysis.finding import Attribution, Finder
from kurilreader.desk.engine import load_engine
from kurilreader.domain import Analysis, Article, Quote, Span, article_id
from kurilreader.settings import Settings
from training.polnear import Doc, Gold, read_part

CORPUS = Path("../shared/data/polnear")
_WORD = re.compile(r"\S+")
_OPEN, _CLOSE = "\"“‘'", "\"”’'"
Piece = tuple[int, int]
Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Ranges:
    """An attribution in words: half-open ranges, and whether all of its content stands in quotation marks."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]
    direct: bool


class Words:
    """White-space delimited words of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [m.span() for m in _WORD.finditer(text)]

    def ranges(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Words that overlap each range of code points."""
        found = []
        for start, end in pieces:
            held = [i for i, (a, b) in enumerate(self.at) if a < end and start < b]
            if held:
                found.append((held[0], held[-1] + 1))
        return tuple(found)

    def of(self, source: Sequence[Piece], cue: Sequence[Piece], content: Sequence[Piece]) -> Ranges:
        """An attribution in words."""
        return Ranges(self.ranges(source), self.ranges(cue), self.ranges(content), self.direct(content))

    def direct(self, content: Sequence[Piece]) -> bool:
        """Whether every content is wrapped in quotation marks."""
        shown = [self.text[a:b].strip().strip(",.;:") for a, b in content]
        return bool(shown) and all(len(s) > 1 and s[0] in _OPEN and s.rstrip(",.;:!?")[-1:] in _CLOSE for s in shown)


def marked(words: Words, gold: Sequence[Gold]) -> list[Ranges]:
    """Attributions as marked by hand."""
    return [words.of(g.source, g.cue, g.content) for g in gold]


def given(words: Words, found: Sequence[Attribution], direct: Sequence[bool] = ()) -> list[Ranges]:
    """Attributions as a finder gives them; `direct` where their contents come without the quotation marks around."""
    ranges = [words.of([a.source] if a.source else [], [a.cue] if a.cue else [], a.content) for a in found]
    return [replace(each, direct=told) for each, told in zip(ranges, direct, strict=True)] if direct else ranges


def spans(of: Sequence[Ranges]) -> set[tuple[str, Piece]]:
    """Every span once, with its role."""
    return {(role, r) for a in of for role in ("source", "cue", "content") for r in getattr(a, role)}


def count_spans(gold: Sequence[Ranges], found: Sequence[Ranges], name: str, into: Counts) -> None:
    """Exact spans, all roles together and each alone."""
    a, b = spans(gold), spans(found)
    for group, held in (("gold", a), ("given", b), ("right", a & b)):
        into[f"{name}|{group}"] += len(held)
        for role, _ in held:
            into[f"{name}, {role}|{group}"] += 1


def _overlap(a: Sequence[Piece], b: Sequence[Piece]) -> float:
    first, second = ({i for x, y in s for i in range(x, y)} for s in (a, b))
    return len(first & second) / len(first | second) if first | second else 1.0


def linked(gold: Sequence[Ranges], found: Sequence[Ranges]) -> set[int]:
    """Which of the found attributions are right: source, cue and content each overlap by half or more of their union.

    Each marked one makes one right at most.
    """
    free = dict(enumerate(found))
    right: set[int] = set()
    for one in gold:
        for place, other in free.items():
            if all(_overlap(getattr(one, r), getattr(other, r)) >= 0.5 for r in ("content", "cue", "source")):
                del free[place]
                right.add(place)
                break
    return right


def count_linked(gold: Sequence[Ranges], found: Sequence[Ranges], into: Counts) -> None:
    """Whole attributions; each counts once."""
    into["linked|right"] += len(linked(gold, found))
    into["linked|gold"] += len(gold)
    into["linked|given"] += len(found)


def count_quotes(gold: Sequence[Ranges], found: Sequence[Ranges], into: Counts) -> None:
    """Quotes found, by how much of the marked content is covered, and whether the speaker of those found overlaps."""
    for limit in (0.3, 0.8):
        name = f"quotes > {limit}"
        covered_by: dict[int, int] = {}
        for i, one in enumerate(gold):
            held = {w for a, b in one.content for w in range(a, b)}
            shares = [
                (len(held & {w for a, b in other.content for w in range(a, b)}) / len(held), j)
                for j, other in enumerate(found)
                if held
            ]
            best = max(shares, default=(0.0, -1))
            if best[0] > limit:
                covered_by[i] = best[1]
                if limit == 0.3 and one.source:
                    into["speaker|gold"] += 1
                    into["speaker|given"] += 1
                    into["speaker|right"] += _overlap(one.source, found[best[1]].source) > 0
        into[f"{name}|gold"] += len(gold)
        into[f"{name}|found"] += len(covered_by)
        into[f"{name}|given"] += len(found)
        into[f"{name}|useful"] += sum(
            any(
                len(
                    {w for a, b in one.content for w in range(a, b)}
                    & {w for a, b in other.content for w in range(a, b)}
                )
                > limit * min(sum(b - a for a, b in one.content), sum(b - a for a, b in other.content))
                for one in gold
            )
            for other in found
        )


def count(doc: Doc, found: Sequence[Attribution], direct: Sequence[bool] = ()) -> Counts:
    """All measures for one article."""
    words = Words(doc.text)
    gold, ours = marked(words, doc.attributions), given(words, found, direct)
    into: Counts = Counter()
    count_spans(gold, ours, "all", into)
    count_spans([a for a in gold if not a.direct], [a for a in ours if not a.direct], "published", into)
    count_linked(gold, ours, into)
    count_quotes(gold, ours, into)
    return into


def f1(counts: Counts, name: str) -> float:
    """F1 of one measure; for quotes, of covered gold and useful answers."""
    if name.startswith("quotes"):
        recall = counts[f"{name}|found"] / max(1, counts[f"{name}|gold"])
        precision = counts[f"{name}|useful"] / max(1, counts[f"{name}|given"])
        return 2 * precision * recall / max(1e-9, precision + recall)
    return 2 * counts[f"{name}|right"] / max(1, counts[f"{name}|gold"] + counts[f"{name}|given"])


MEASURES = (
    "published", "published, source", "published, cue", "published, content",
    "all", "all, source", "all, cue", "all, content", "linked", "quotes > 0.3", "quotes > 0.8", "speaker",
)  # fmt: skip


def interval(per_doc: Sequence[Counts], measure: Callable[[Counts], float], rounds: int = 500) -> tuple[float, float]:
    """95 % interval by drawing articles with replacement (Efron's bootstrap), seed fixed."""
    rng = random.Random(1)
    values = []
    for _ in range(rounds):
        total: Counts = Counter()
        for one in rng.choices(per_doc, k=len(per_doc)):
            total.update(one)
        values.append(measure(total))
    values.sort()
    return values[int(rounds * 0.025)], values[int(rounds * 0.975) - 1]


def measure(finder: Finder, docs: Sequence[Doc]) -> list[Counts]:
    """Counts per article."""
    answers = finder.find_all(d.text for d in docs)
    return [count(d, f.attributions) for d, f in zip(docs, answers, strict=True)]


def stated(analysis: Analysis, text: str) -> tuple[list[Attribution], list[bool]]:
    """The statements of an analysis as attributions, and which are direct quotations.

    What several parties say together counts once. Statements are sentences; those of one source and cue that follow
    each other are one attribution, as PolNeAR marks a quotation of several sentences.
    """
    found: dict[Attribution, bool] = {}
    for each in sorted(analysis.statements, key=lambda one: one.content[0].start):
        cue = Span(each.cue.start, each.cue.end) if each.cue else None
        speaker = each.speaker
        # an empty span stands for a speaker whom the text names elsewhere
        source = Span(speaker.start, speaker.end) if speaker and speaker.start < speaker.end else None
        one, direct = Attribution(each.content, cue, source), each.quote is Quote.DIRECT
        before = next(reversed(found), None)
        same = before and (before.cue, before.source) == (cue, source) and (cue or source)
        if before and same and _next(text, before.content, each.content):
            direct = found.pop(before) and direct
            joined = Span(before.content[-1].start, each.content[0].end)
            one = Attribution((*before.content[:-1], joined, *each.content[1:]), cue, source)
        found[one] = direct
    return list(found), list(found.values())


def _next(text: str, before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Whether nothing but blanks and marks stands between two contents."""
    first, last = before[-1].end, after[0].start
    return first <= last and not any(letter.isalnum() for letter in text[first:last])


def measure_analysis(docs: Sequence[Doc]) -> list[Counts]:
    """Counts per article of what whole analyses state, with the dossiers that are shipped."""
    engine = load_engine(Settings())
    answers = engine.analyse_all(Article(article_id(doc.text), "", doc.text) for doc in docs)
    return [count(doc, *stated(analysis, doc.text)) for doc, analysis in zip(docs, answers, strict=True)]


def total(per_doc: Sequence[Counts]) -> Counts:
    """Sum of counts."""
    summed: Counts = Counter()
    for one in per_doc:
        summed.update(one)
    return summed


def main(corpus: Path) -> None:
    """Print the table for the reader and its model as shipped."""
    from kurilreader.analysis.tagger import Tagger

    docs = read_part(corpus, "dev")
    began = time.perf_counter()
    found = list(Tagger().find_all(d.text for d in docs))
    spent = time.perf_counter() - began
    columns = (measure_analysis(docs), [count(d, f.attributions) for d, f in zip(docs, found, strict=True)])
    print(f"{'':20s} {'whole analysis':24s} tagger alone")
    for name in MEASURES:
        shown = []
        for per_doc in columns:
            low, high = interval(per_doc, lambda c, name=name: f1(c, name))  # type: ignore[misc]
            shown.append(f"{f1(total(per_doc), name):.3f}  ({low:.3f} to {high:.3f})")
        print(f"{name:20s} {shown[0]:24s} {shown[1]}")
    words = sum(len(d.text.split()) for d in docs)
    print(f"tagger: {words / spent:.0f} words a second on one thread")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
