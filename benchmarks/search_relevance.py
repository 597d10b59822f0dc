"""How well results are ranked: `python -m benchmarks.search_relevance CRANFIELD`.

CRANFIELD is a folder with the Cranfield collection (`cran.all.1400`, `cran.qry`, `cranqrel`). Each query is asked as
the OR of its words of kurilreader (by relevance) and of SQLite FTS5 (porter, its own BM25, plain and with titles
weighed as kurilreader weighs them). The measure is nDCG@10 (Järvelin, Kekäläinen 2002) with the grades of the
collection, the mean over all queries.
"""

from __future__ import annotations

import argparse
import math
import re
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kurilreader.domain import Article, Order, SearchRequest, article_id
from kurilreader.library import open_library
from kurilreader.search import open_search

DEPTH = 10
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


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_relevance", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("collection", type=Path)
    folder = parser.parse_args().collection
    documents = records((folder / "cran.all.1400").read_text())
    queries = [" ".join(re.findall(r"[a-z0-9]+", r["W"].lower())) for r in records((folder / "cran.qry").read_text())]
    judged = judgements((folder / "cranqrel").read_text())
    with tempfile.TemporaryDirectory(prefix="kurilreader-") as scratch:
        library = open_library(Path(scratch))
        numbers: dict[int, int] = {}
        db = sqlite3.connect(":memory:")
        db.execute("CREATE VIRTUAL TABLE a USING fts5(title, text, tokenize='porter unicode61')")
        for i, record in enumerate(documents, 1):
            title, text = record.get("T", ""), record.get("W", "")
            text = text[len(title) :].strip() if text.startswith(title) else text
            text = text or title or f"document {i}"
            added = library.add(Article(article_id(f"{i} {text}"), title, text, language="en"))
            numbers[added.number] = i
            db.execute("INSERT INTO a(rowid, title, text) VALUES (?, ?, ?)", (i, title, text))
        search = open_search(Path(scratch), "inline")
        scores: dict[str, list[float]] = {"kurilreader": [], "SQLite FTS5": [], "SQLite FTS5, title × 3": []}
        for i, query in enumerate(queries, 1):
            words = query.split()
            found = search.search(SearchRequest(" OR ".join(words) + " ", Order.RELEVANCE, DEPTH)).numbers
            scores["kurilreader"].append(ndcg([numbers[n] for n in found], judged.get(i, {})))
            match = " OR ".join(f'"{word}"' for word in words)
            for name, rank in (("SQLite FTS5", "bm25(a)"), ("SQLite FTS5, title × 3", "bm25(a, 3.0, 1.0)")):
                rows = db.execute(f"SELECT rowid FROM a WHERE a MATCH ? ORDER BY {rank} LIMIT {DEPTH}", (match,))
                scores[name].append(ndcg([n for (n,) in rows], judged.get(i, {})))
        search.close()
        library.close()
    print(f"| nDCG@{DEPTH}, {len(queries)} queries, {len(documents)} documents | |\n|---|---|")
    for name, values in scores.items():
        print(f"| {name} | {sum(values) / len(values):.3f} |")


if __name__ == "__main__":
    main()
