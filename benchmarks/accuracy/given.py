"""How well parties and speakers are told where the spans are given: marked texts with their own sources and cues.

usage: python -m benchmarks.accuracy.given FOLDER... [--errors]

Two groups: contents tied to a source or a cue, as in news, and sentences of speeches, transcripts and communiqués that
stand for themselves, whose speaker the whole text gives away (`Engine.floor`).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy.marked import Marked, MarkedText, located, read_folder
from kurilreader.analysis.accents import unaccented
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.speakers import Voice
from kurilreader.desk.bounds import read_limits
from kurilreader.desk.engine import load_engine
from kurilreader.domain import Article, Span
from kurilreader.intake import read_inputs
from kurilreader.settings import Settings


def articles(texts: list[MarkedText], settings: Settings) -> list[Article]:
    """The texts as the reader takes them in from files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{each.name}.txt") for each in texts]
        for path, each in zip(paths, texts, strict=True):
            path.write_text(each.text, "utf-8")
        limits = read_limits(settings)
        return [item for item in read_inputs([str(p) for p in paths], limits=limits) if isinstance(item, Article)]


def given(text: MarkedText, article: Article) -> Iterator[tuple[Attribution, list[Marked]]]:
    """Each marked content with its source and cue, at its place in the article, and the marks that stand there."""
    moved = {(m.start, m.end): place for m, place in located(text, article.text) if place}
    shift = article.text.find(text.text[-60:].strip()) - text.text.find(text.text[-60:].strip())
    roles = {(each.number, each.role): Span(each.start + shift, each.end + shift) for each in text.roles}
    together: dict[tuple[int, int], list[Marked]] = {}
    for mark in text.marks:
        together.setdefault((mark.start, mark.end), []).append(mark)
    for place, marks in together.items():
        if place in moved:
            number = marks[0].number
            source, cue = roles.get((number, "source")), roles.get((number, "cue"))
            yield Attribution((Span(*moved[place]),), cue, source), marks


def main() -> None:
    """Print shares, and each error where asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    settings = Settings()
    engine = load_engine(settings)
    counts: Counter[str] = Counter()
    for folder in options.folders:
        texts = read_folder(folder)
        for text, article in zip(texts, articles(texts, settings), strict=True):
            spans = sorted(given(text, article), key=lambda each: each[0].content[0].start)
            tied = [(one, marks) for one, marks in spans if one.source or one.cue]
            loose = [(one, marks) for one, marks in spans if not (one.source or one.cue)]
            voices = engine.voices(article, [one for one, _ in tied])
            floors = engine.floor(article, [one.content[0] for one, _ in loose])
            for group, rows, told in (("tied", tied, voices), ("loose", loose, floors)):
                for (one, marks), voice in zip(rows, told, strict=True):
                    for problem in judge(counts, group, marks, voice):
                        if options.errors:
                            words = article.text[one.content[0].start : one.content[0].end]
                            print(f"{text.name}: {group}: {problem}: {words[:90]!r}")
    for group in ("tied", "loose"):
        n, named = counts[group], counts[f"{group} named"]
        print(
            f"{group}: {n} contents, exactly the right parties {counts[f'{group} right'] / max(1, n):.3f};"
            f" {named} with a named speaker, right {counts[f'{group} speaker'] / max(1, named):.3f}"
        )


def judge(counts: Counter[str], group: str, marks: list[Marked], voice: Voice | None) -> Iterator[str]:
    """Count one content; what is wrong with the voice it was given."""
    want = {each.party for each in marks if each.party}
    got = set(voice.parties) if voice else set()
    counts[group] += 1
    counts[f"{group} right"] += {each.lower() for each in got} == {each.lower() for each in want}
    if {each.lower() for each in got} != {each.lower() for each in want}:
        yield f"{sorted(got)} for {sorted(want)}"
    name = marks[0].speaker
    if want and name:
        counts[f"{group} named"] += 1
        right = unaccented(name.split()[-1]).lower() in unaccented((voice.name if voice else None) or "").lower()
        counts[f"{group} speaker"] += right
        if not right:
            yield f"speaker {voice.name if voice else None!r} for {name}"


if __name__ == "__main__":
    main()
