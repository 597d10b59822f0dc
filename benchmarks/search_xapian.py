"""What `search_rivals` runs in a Python with Xapian's bindings: DATABASE FOLDER PAGE, queries on stdin."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from typing import Any

import xapian  # type: ignore[import-not-found, unused-ignore]

X: Any = xapian


def index(database: str, folder: str) -> float:
    """Index the articles of a library; seconds."""
    start = time.perf_counter()
    out = X.WritableDatabase(folder, X.DB_CREATE_OR_OVERWRITE)
    terms = X.TermGenerator()
    terms.set_stemmer(X.Stem("en"))
    rows = sqlite3.connect(database).execute(
        "SELECT number, coalesce(moment, 0), coalesce(published, ''), title, text"
        " FROM articles JOIN texts USING (number) ORDER BY number"
    )
    for number, moment, published, title, text in rows:
        document = X.Document()
        terms.set_document(document)
        terms.index_text(title, 1, "S")
        terms.index_text(title, 3)
        terms.increase_termpos()
        terms.index_text(text)
        document.add_value(0, X.sortable_serialise(moment))
        document.add_value(1, published[:10])
        out.replace_document(number, document)
    out.commit()
    out.close()
    return time.perf_counter() - start


def answer(folder: str, page: int, queries: list[tuple[str, str, list[str]]]) -> dict[str, list[float]]:
    """Milliseconds of each query, by sort."""
    database = X.Database(folder)
    parser = X.QueryParser()
    parser.set_database(database)
    parser.set_stemmer(X.Stem("en"))
    parser.set_default_op(X.Query.OP_AND)
    parser.add_prefix("title", "S")
    flags = X.QueryParser.FLAG_DEFAULT | X.QueryParser.FLAG_WILDCARD | X.QueryParser.FLAG_BOOLEAN
    out: dict[str, list[float]] = {}
    for sort, shape, words in queries:
        text = {
            "all": " ".join(words),
            "phrase": f'"{" ".join(words)}"',
            "either-not": f"({words[0]} OR {words[1 % len(words)]}) AND NOT {words[-1]}",
            "prefix": f"{words[0]}*",
            "title": f"title:{words[0]}",
            "dates": words[0],
        }[shape]
        start = time.perf_counter()
        query = parser.parse_query(text, flags)
        if shape == "dates":
            query = X.Query(X.Query.OP_FILTER, query, X.Query(X.Query.OP_VALUE_RANGE, 1, words[1], words[2]))
        enquire = X.Enquire(database)
        enquire.set_query(query)
        enquire.set_weighting_scheme(X.BoolWeight())
        enquire.set_sort_by_value(0, True)
        [match.docid for match in enquire.get_mset(0, page)]
        out.setdefault(sort, []).append((time.perf_counter() - start) * 1000)
    return out


if __name__ == "__main__":
    seconds = index(sys.argv[1], sys.argv[2])
    times = answer(sys.argv[2], int(sys.argv[3]), json.load(sys.stdin))
    sys.stdout.write(json.dumps({"indexing": seconds, "times": times}))
