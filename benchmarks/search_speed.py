"""How fast the search indexes and answers: `python -m benchmarks.search_speed --articles 100000 [--library DIR]`.

Answers are measured from outside, through the search process, as the reader's keys do: from the call to the numbers of
the first page and its snippets. Each query is asked once cold (never asked before) and then twice more; the table
shows all three together, and the worst of all.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import fill
from benchmarks.search_queries import make_queries, sample_texts
from kurilreader.domain import Article, Order, SearchRequest, article_id
from kurilreader.library import open_library
from kurilreader.search import open_search

PAGE = 50
SNIPPETS = 12


def build(library: Path) -> tuple[float, float]:
    """Index a library anew in a process of its own; seconds and the most memory it took, in MB."""
    code = (
        "import sys,resource;from pathlib import Path;from kurilreader.search import open_search;"
        "open_search(Path(sys.argv[1]),'inline').rebuild();"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, str(library)], check=True, capture_output=True, text=True)
    return time.perf_counter() - start, float(done.stdout)


def percentile(values: list[float], share: float) -> float:
    """A percentile, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def answer_times(library: Path, order: Order) -> dict[str, list[float]]:
    """Milliseconds from the question to the first page with its snippets, by sort of query."""
    queries = make_queries(sample_texts(library))
    search = open_search(library, "process")
    search.search(SearchRequest("warm", order, PAGE))
    times: dict[str, list[float]] = {}
    for _ in range(3):
        for query in queries:
            start = time.perf_counter()
            found = search.search(SearchRequest(query.text, order, PAGE))
            search.snippets(query.text, list(found.numbers[:SNIPPETS]))
            times.setdefault(query.sort, []).append((time.perf_counter() - start) * 1000)
    search.close()
    return times


def freshness(library: Path) -> list[float]:
    """Seconds from adding an article to finding it, five times."""
    search = open_search(library, "process")
    record = open_library(library)
    search.catch_up()
    out = []
    for i in range(5):
        word = f"newcomer{time.time_ns()}{i}"
        start = time.perf_counter()
        added = record.add(Article(article_id(word), "New", f"This is {word}.", published="2026-06-30", language="en"))
        search.catch_up()
        assert list(search.search(SearchRequest(word)).numbers) == [added.number]
        out.append(time.perf_counter() - start)
        record.remove(added.number)
    search.close()
    record.close()
    return out


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_speed", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="a library that is there already")
    options = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="kurilreader-")) if options.library is None else None
    library = Path(options.library or str(scratch))
    if scratch is not None:
        fill(library, options.articles)
    record = open_library(library)
    count = record.count()
    record.close()
    seconds, memory = build(library)
    size = sum(file.stat().st_size for file in (library / "index").iterdir()) / 2**20
    print(f"| {count:,} articles | |\n|---|---|")
    print(f"| indexing | {count / seconds:,.0f} articles/s, at most {memory:.0f} MB, index of {size:.0f} MB |")
    fresh = freshness(library)
    print(f"| an added article is found after | {statistics.median(fresh):.2f} s (worst {max(fresh):.2f} s) |\n")
    for order in (Order.DATE, Order.RELEVANCE):
        print(f"| first page, by {order}, ms | n | median | p95 | worst |\n|---|---|---|---|---|")
        times = answer_times(library, order)
        for sort, values in [*times.items(), ("all", [t for row in times.values() for t in row])]:
            print(
                f"| {sort} | {len(values)} | {statistics.median(values):.1f} | {percentile(values, 0.95):.1f}"
                f" | {max(values):.1f} |"
            )
        print()
    print(f"most memory of a search process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
    if scratch is not None:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
