"""The first page beside other engines: `python -m benchmarks.search_rivals --articles 100000 [--library DIR]`.

The same articles and the same queries for each, newest first, fifty numbers, in the same run:

- *kurilreader*: through its search process, as in `search_speed`, without snippets (the others make none either);
- *SQLite FTS5*: porter tokenizer, `ORDER BY` the date;
- *Xapian*: its Python bindings (Debian: python3-xapian) in a Python of the system, English stemmer, sorted by a date
  value; the engine below notmuch and recoll. Left out where the bindings are missing;
- *LIKE*: what newsboat asks its cache, here of the library's tables: `title LIKE '%words%' OR text LIKE '%words%'`,
  newest first, all words as one.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import fill
from benchmarks.search_queries import Query, make_queries, sample_texts
from benchmarks.search_speed import PAGE, percentile
from kurilreader.domain import SearchRequest
from kurilreader.search import open_search

#: LIKE reads every article: so few queries of each sort are enough
LIKE_QUERIES = 2
_XAPIAN = Path(__file__).with_name("search_xapian.py")
_ARTICLES = (
    "SELECT number, coalesce(moment, 0), coalesce(published, ''), title, text FROM articles JOIN texts USING (number)"
    " ORDER BY number"
)

Times = dict[str, list[float]]


def timed(queries: list[Query], ask: Callable[[Query], object]) -> Times:
    """Milliseconds of each query, by sort."""
    out: Times = {}
    for query in queries:
        start = time.perf_counter()
        ask(query)
        out.setdefault(query.sort, []).append((time.perf_counter() - start) * 1000)
    return out


def fts5(library: Path, scratch: Path, queries: list[Query]) -> tuple[float, Times]:
    """Index and answer with SQLite's full text search."""
    with sqlite3.connect(scratch / "fts5.db") as db, sqlite3.connect(library / "library.db") as source:
        start = time.perf_counter()
        db.execute("CREATE VIRTUAL TABLE a USING fts5(title, text, tokenize='porter unicode61', prefix='2 3')")
        db.execute("CREATE TABLE d(number INTEGER PRIMARY KEY, moment INTEGER, published TEXT)")
        for number, moment, published, title, text in source.execute(_ARTICLES):
            db.execute("INSERT INTO a(rowid, title, text) VALUES (?, ?, ?)", (number, title, text))
            db.execute("INSERT INTO d VALUES (?, ?, ?)", (number, moment, published))
        db.commit()
        indexing = time.perf_counter() - start

        def ask(query: Query) -> object:
            w = query.words
            match = {
                "all": " ".join(w),
                "phrase": f'"{" ".join(w)}"',
                "either-not": f"({w[0]} OR {w[1 % len(w)]}) NOT {w[-1]}",
                "prefix": f"{w[0]}*",
                "title": f"title:{w[0]}",
                "dates": w[0],
            }[query.shape]
            match = match if query.shape != "all" else " ".join(f'"{word}"' for word in w)
            dates = " AND d.published >= ? AND d.published < ?" if query.shape == "dates" else ""
            return db.execute(
                "SELECT d.number FROM a JOIN d ON d.number = a.rowid WHERE a MATCH ?"
                f"{dates} ORDER BY d.moment DESC LIMIT {PAGE}",
                (match, *(w[1:] if dates else ())),
            ).fetchall()

        return indexing, timed(queries, ask)


def like(library: Path, queries: list[Query]) -> Times:
    """Answer as newsboat does."""
    chosen = [
        query for sort in {q.sort for q in queries} for query in [q for q in queries if q.sort == sort][:LIKE_QUERIES]
    ]
    with sqlite3.connect(f"file:{library / 'library.db'}?mode=ro", uri=True) as db:

        def ask(query: Query) -> object:
            words = query.words[:1] if query.shape in {"either-not", "prefix", "title", "dates"} else query.words
            pattern = f"%{' '.join(words)}%"
            return db.execute(
                "SELECT number FROM articles JOIN texts USING (number) WHERE title LIKE ? OR text LIKE ?"
                " ORDER BY moment DESC, number DESC",
                (pattern, pattern),
            ).fetchall()

        return timed(chosen, ask)


def xapian(library: Path, scratch: Path, queries: list[Query]) -> tuple[float, Times] | None:
    """Index and answer with Xapian, in a Python of the system that has its bindings."""
    asked = json.dumps([[q.sort, q.shape, list(q.words)] for q in queries])
    command = ["/usr/bin/python3", str(_XAPIAN), str(library / "library.db"), str(scratch / "xapian"), str(PAGE)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    answer = json.loads(done.stdout)
    return float(answer["indexing"]), answer["times"]


def kurilreader(library: Path, queries: list[Query]) -> tuple[float, Times]:
    """Index and answer with kurilreader."""
    search = open_search(library, "process")
    start = time.perf_counter()
    search.rebuild()
    indexing = time.perf_counter() - start
    search.search(SearchRequest("warm", limit=PAGE))
    times = timed(queries, lambda query: search.search(SearchRequest(query.text, limit=PAGE)))
    search.close()
    return indexing, times


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_rivals", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="a library that is there already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kurilreader-") as folder:
        scratch = Path(folder)
        library: Path = options.library or scratch / "library"
        if options.library is None:
            fill(library, options.articles)
        queries = make_queries(sample_texts(library))
        results: dict[str, tuple[float | None, Times] | None] = {
            "kurilreader": kurilreader(library, queries),
            "SQLite FTS5": fts5(library, scratch, queries),
            "Xapian": xapian(library, scratch, queries),
            "LIKE": (None, like(library, queries)),
        }
    own = results["kurilreader"]
    assert own is not None
    print("| median (p95), ms | " + " | ".join(results) + " |\n|" + "---|" * (len(results) + 1))
    for sort in [*own[1], "all"]:
        cells = []
        for result in results.values():
            if result is None:
                cells.append("–")
                continue
            values = result[1][sort] if sort != "all" else [t for times in result[1].values() for t in times]
            cells.append(f"{statistics.median(values):.1f} ({percentile(values, 0.95):.1f})")
        print(f"| {sort} | " + " | ".join(cells) + " |")
    base = statistics.median([t for times in own[1].values() for t in times])
    cells = [
        "–" if r is None else f"{statistics.median([t for ts in r[1].values() for t in ts]) / base:.2f}"
        for r in results.values()
    ]
    print("| median of all, as a multiple of kurilreader's | " + " | ".join(cells) + " |")
    cells = ["–" if r is None or r[0] is None else f"{r[0]:.0f} s" for r in results.values()]
    print("| indexing | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
