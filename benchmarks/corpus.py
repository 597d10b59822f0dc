"""Fill a library with generated articles: `python -m benchmarks.corpus DIR N [--analyses] [--texts FOLDER]`.

Articles are recombined paragraphs: of the texts in FOLDER (the folder `../shared/data/polnear` when it is there), else
of the sample articles and the marked texts of this repository. The same call makes the same articles: dates spread
over ten years, outlets from a list of thirty. With `--analyses` each gets a cheap made-up analysis (parties,
statements, positions), so that lists and cross-article queries have something to show at that size.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from kurilreader.domain import (
    Analysis,
    Article,
    Cue,
    EntityType,
    Kind,
    Mention,
    Position,
    Quote,
    Span,
    Speaker,
    Statement,
    article_id,
)
from kurilreader.library import open_library

ROOT = Path(__file__).resolve().parents[1]
VERSION = "generated"
SEED = 1855
OUTLETS = tuple(
    f"{place} {kind}"
    for place in (
        "Nemuro",
        "Harbour",
        "Northern",
        "Capital",
        "Island",
        "Pacific",
        "Strait",
        "Morning",
        "Continental",
        "City",
    )
    for kind in ("Herald", "Agency", "Review")
)
PARTIES = ("RU", "JP", "US", "CN", "KR", "UA", "GB", "FR", "un", "eu")
TOPICS = ("peace-treaty", "sovereignty", "fisheries", "visits", "sanctions", "military")
_LAST_DAY = datetime(2026, 6, 30, tzinfo=UTC)
_DAYS = 3652


def source_texts(folder: Path | None = None) -> list[str]:
    """The texts that paragraphs are taken from, in the order of their names."""
    polnear = folder or ROOT.parent / "shared" / "data" / "polnear"
    files = sorted(polnear.glob("**/text/*")) or sorted(polnear.glob("*.txt"))
    if not files:
        files = sorted((ROOT / "src/kurilreader/samples").glob("*.md")) + sorted(
            (ROOT / "benchmarks/marked").glob("*/*.txt")
        )
    return [file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file()]


def articles(count: int, texts: Sequence[str], seed: int = SEED) -> Iterator[Article]:
    """`count` articles of three to fourteen paragraphs each; the first N of any two calls are equal."""
    paragraphs = [part for text in texts for part in _paragraphs(text)]
    if not paragraphs:
        raise SystemExit("no texts to make articles of")
    chance = random.Random(seed)
    for place in range(count):
        parts = chance.choices(paragraphs, k=chance.randint(3, 14))
        text = "\n\n".join([*parts, f"Report {place + 1} of the wire."])
        words = chance.choice(parts).split()
        at = chance.randrange(max(1, len(words) - 9))
        moment = _LAST_DAY - timedelta(days=chance.randrange(_DAYS), seconds=chance.randrange(86400))
        yield Article(
            id=article_id(text),
            title=" ".join(words[at : at + 9]).strip(" ,.;:“”\"'") or f"Report {place + 1}",
            text=text,
            source=chance.choice(OUTLETS),
            published=moment.date().isoformat() if chance.random() < 0.5 else moment.isoformat(timespec="seconds"),
            language="en",
            origin=f"generated/{place + 1}",
        )


def analysis(article: Article) -> Analysis:
    """A made-up analysis: about ten statements by two to four parties, drawn from the article's id."""
    chance = random.Random(article.id)
    parties = chance.sample(PARTIES, chance.randint(2, 4))
    sentences = [Span(at, at + len(part)) for at, part in _placed(article.text) if len(part) > 40][:12]
    statements: list[Statement] = []
    mentions: list[Mention] = []
    for place, span in enumerate(sentences):
        words = article.text[span.start : span.end]
        party = chance.choice((*parties, None))
        first = words.split()[0]
        mentions.append(
            Mention(span.start, span.start + len(first), first, EntityType.OTHER, first.lower(), first, party)
        )
        statements.append(
            Statement(
                id=f"s{place + 1}",
                party=party,
                speaker=Speaker(span.start, span.start + len(first), first),
                cue=Cue(span.start, span.start + len(first), first),
                content=(span,),
                text=words,
                quote=chance.choice(tuple(Quote)),
                kind=chance.choice(tuple(Kind)),
                topics=tuple(chance.sample(TOPICS, chance.randint(0, 2))),
            )
        )
    positions = tuple(
        Position(s.party, s.party, s.topics, s.kind, s.text[:140], (s.id,)) for s in statements if s.party is not None
    )
    return Analysis(VERSION, tuple(mentions), tuple(statements), positions, tuple(sentences[:2]))


def fill(directory: Path, count: int, *, analyses: bool = False, texts: Path | None = None) -> None:
    """Put `count` generated articles into the library in `directory`; those it has already are passed over."""
    library = open_library(directory)
    made = articles(count, source_texts(texts))
    try:
        while batch := list(islice(made, 500)):
            numbers = [added.number for added in library.add_many(batch)]
            if analyses:
                library.put_analyses(
                    (number, analysis(article)) for number, article in zip(numbers, batch, strict=True)
                )
    finally:
        library.close()


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of running text, without front matter, titles and other short lines."""
    return [clean for part in text.split("\n\n") if len(clean := " ".join(part.split())) > 120]


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Pieces between full stops, with where they begin."""
    at = 0
    for part in text.split(". "):
        if "\n\n" not in part:
            yield at, part
        at += len(part) + 2


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--analyses", action="store_true", help="with made-up analyses")
    parser.add_argument("--texts", type=Path, help="folder of the texts to recombine")
    options = parser.parse_args()
    start = time.perf_counter()
    fill(options.directory, options.count, analyses=options.analyses, texts=options.texts)
    print(f"{options.count} articles in {time.perf_counter() - start:.1f} s: {options.directory}")


if __name__ == "__main__":
    main()
