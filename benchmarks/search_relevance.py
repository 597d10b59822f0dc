"""How well results are ranked: `python -m benchmarks.search_relevance [CRANFIELD]`.

Without an argument on the judged queries over the samples (`benchmarks/judged`), with the dossiers' names of one thing
finding each other as in the reader; CRANFIELD is a folder with the Cranfield collection (`cran.all.1400`, `cran.qry`,
`cranqrel`). Each query is asked twice, as any of its words and as all of them, of kurilreader (by relevance) and of
SQLite FTS5 (porter, its own BM25, plain and with titles weighed as kurilreader weighs them). The measure is nDCG@10
(Järvelin, Kekäläinen 2002) with the grades of the collection, the mean over all queries.
"""

from __future__ import annotations

import argparse
import math
import re
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kurilreader.desk import Desk
from kurilreader.desk.parties import Parties
from kurilreader.domain import Article, Order, SearchRequest, article_id
from kurilreader.library import open_library
from kurilreader.search import open_search
from kurilreader.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
DEPTH = 10
Grades = dict[int, int]
_WORD = re.compile(r"[a-z0-9]+")
_FIELD = re.compile(r"^\.([A-Z])\s*$", re.MULTILINE)


def records(text: str) -> list[dict[str, str]]:
    """The records of a file of the collection, by field letter."""
    out = []
    for body in re.split(r"^\.I \d+\s*$", text, flags=re.MULTILINE)[1:]:
        parts = _FIELD.split(body)
        out.append({name: value.strip() for name, value in zip(parts[1::2], parts[2::2], strict=True)})
    return out


def judgements(text: str) -> dict[int, dict[int, int]]:
    """Grades of documents, by query: the collection's 1 is best and 4 least; here 4 is best."""
    out: dict[int, dict[int, int]] = {}
    for line in text.split("\n"):
        if line.strip():
            query, document, grade = (int(value) for value in line.split()[:3])
            if 1 <= grade <= 4:
                out.setdefault(query, {})[document] = 5 - grade
    return out


def ndcg(found: Sequence[int], grades: dict[int, int]) -> float:
    """NDCG at `DEPTH`."""
    gained = sum(grades.get(n, 0) / math.log2(i + 2) for i, n in enumerate(found[:DEPTH]))
    best = sum(g / math.log2(i + 2) for i, g in enumerate(sorted(grades.values(), reverse=True)[:DEPTH]))
    return gained / best if best else 0.0


def cranfield(folder: Path) -> tuple[list[Article], list[str], list[Grades]]:
    """The articles, the queries, and the grades of each query's articles by their place."""
    out = []
    for i, record in enumerate(records((folder / "cran.all.1400").read_text()), 1):
        title, text = record.get("T", ""), record.get("W", "")
        text = text[len(title) :].strip() if text.startswith(title) else text
        text = text or title or f"document {i}"
        out.append(Article(article_id(f"{i} {text}"), title, text, language="en"))
    queries = [" ".join(_WORD.findall(r["W"].lower())) for r in records((folder / "cran.qry").read_text())]
    graded = judgements((folder / "cranqrel").read_text())
    places = [
        {document - 1: grade for document, grade in graded.get(i, {}).items()} for i in range(1, len(queries) + 1)
    ]
    return out, queries, places


def samples() -> tuple[list[Article], list[str], list[Grades]]:
    """The same of the sample articles and the queries of `benchmarks/judged`."""
    articles: list[Article] = []
    place: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="kurilreader-") as scratch, Desk.open(Path(scratch), Settings()) as desk:
        desk.add([str(ROOT / "src/kurilreader/samples")])
        for number in sorted(desk.search(SearchRequest("")).numbers):
            article = desk.reading(number).article
            place[Path(article.origin or "").stem] = len(articles)
            articles.append(article)
    grades: dict[str, Grades] = {}
    for line in (ROOT / "benchmarks/judged/queries.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, sample, grade = line.split("\t")
        grades.setdefault(query, {})[place[sample]] = int(grade)
    return articles, list(grades), list(grades.values())


def scores(articles: Sequence[Article], queries: Sequence[str], graded: Sequence[Grades]) -> dict[str, list[float]]:
    """The measure of each query, by who answered it and how it was asked."""
    out: dict[str, list[float]] = {}
    aliases = Parties(Settings()).aliases()
    with tempfile.TemporaryDirectory(prefix="kurilreader-") as scratch:
        library = open_library(Path(scratch))
        place = {added.number: i for i, added in enumerate(map(library.add, articles))}
        db = sqlite3.connect(":memory:")
        db.execute("CREATE VIRTUAL TABLE a USING fts5(title, text, tokenize='porter unicode61')")
        db.executemany(
            "INSERT INTO a(rowid, title, text) VALUES (?, ?, ?)",
            [(i, article.title, article.text) for i, article in enumerate(articles)],
        )
        search = open_search(Path(scratch), "inline", aliases)
        for query, grades in zip(queries, graded, strict=True):
            words = re.findall(r"\w+", query)
            for how, ours, theirs in (
                ("any word", " OR ".join(words), " OR ".join(f'"{word}"' for word in words)),
                ("all words", query, " ".join(f'"{word}"' for word in words)),
            ):
                found = search.search(SearchRequest(f"{ours} ", Order.RELEVANCE, DEPTH)).numbers
                out.setdefault(f"kurilreader, {how}", []).append(ndcg([place[n] for n in found], grades))
                for name, rank in (("SQLite FTS5", "bm25(a)"), ("SQLite FTS5, title × 3", "bm25(a, 3.0, 1.0)")):
                    rows = db.execute(f"SELECT rowid FROM a WHERE a MATCH ? ORDER BY {rank} LIMIT {DEPTH}", (theirs,))
                    out.setdefault(f"{name}, {how}", []).append(ndcg([n for (n,) in rows], grades))
        search.close()
        library.close()
    return out


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_relevance", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("collection", type=Path, nargs="?", help="a folder with the Cranfield collection")
    folder = parser.parse_args().collection
    articles, queries, graded = samples() if folder is None else cranfield(folder)
    print(f"| nDCG@{DEPTH}, {len(queries)} queries, {len(articles)} articles | |\n|---|---|")
    for name, values in scores(articles, queries, graded).items():
        print(f"| {name} | {sum(values) / len(values):.3f} |")


if __name__ == "__main__":
    main()
