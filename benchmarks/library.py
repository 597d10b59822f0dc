"""How quick the library is: `python -m benchmarks.library DIR…`, each a library made by `benchmarks.corpus`.

Prints medians in milliseconds of what a start, a list and a reader ask for; each time in a process of its own, files
in the system's cache. Then how much deflating saves of the analyses.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import zlib
from pathlib import Path

from kurilreader.domain import Order
from kurilreader.library import open_library
from kurilreader.library.coding import encode

ROUNDS = 15
_ONCE = """
import json, sys, time
begun = time.perf_counter()
from pathlib import Path
from kurilreader.desk import Desk
from kurilreader.domain import Order, SearchRequest
from kurilreader.settings import Settings
with Desk.open(Path(sys.argv[1]), Settings(), create=False) as desk:
    desk.rows(desk.search(SearchRequest("")).numbers[:40])
started = 1000 * (time.perf_counter() - begun)
from kurilreader.library import open_library
from kurilreader.library import store

figures = {"start of the desk to its first 40 rows, imports included": started}
def timed(name, work):
    start = time.perf_counter()
    answer = work()
    figures[name] = 1000 * (time.perf_counter() - start)
    return answer

library = timed("open", lambda: open_library(Path(sys.argv[1]), create=False))
numbers = timed("all numbers by date", lambda: library.numbers(Order.DATE))
timed("all numbers by source", lambda: library.numbers(Order.SOURCE))
page = list(numbers[len(numbers) // 2 : len(numbers) // 2 + 50])
timed("first 50 rows", lambda: library.rows(numbers[:50]))
timed("50 rows further down", lambda: library.rows(page))
timed("article", lambda: library.article(page[7]))
timed("analysis", lambda: library.analysis(page[7]))
timed("state", lambda: library.state(page[7]))
timed("revision", lambda: library.revision())
timed("count", lambda: library.count())
timed("articles not analysed", lambda: library.unanalysed("generated"))
timed("articles in which JP states something on visits", lambda: library.stating("JP", "visits"))
timed("the same since 2026", lambda: library.stating("JP", "visits", "2026-01-01"))
print(json.dumps(figures))
"""


def main() -> None:
    """The command."""
    for directory in sys.argv[1:]:
        rounds = [
            json.loads(subprocess.run([sys.executable, "-c", _ONCE, directory], capture_output=True, check=True).stdout)
            for _ in range(ROUNDS)
        ]
        print(directory)
        for name in rounds[0]:
            print(f"  {name:58}{statistics.median(figures[name] for figures in rounds):9.2f} ms")
        _analyses(Path(directory))


def _analyses(directory: Path) -> None:
    """Bytes of the newest analyses as they are stored and as JSON."""
    library = open_library(directory, create=False)
    found = [analysis for number in library.numbers(Order.DATE)[:500] if (analysis := library.analysis(number))]
    library.close()
    if found:
        stored = [encode(analysis) for analysis in found]
        plain = sum(len(zlib.decompress(body)) for body in stored)
        share = sum(map(len, stored)) / plain
        print(f"  an analysis: {plain / len(found):.0f} bytes of JSON, stored in {share:.0%} of that")


if __name__ == "__main__":
    main()
