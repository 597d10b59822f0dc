"""How quick the library is: `python -m benchmarks.library DIR…`, each a library made by `benchmarks.corpus`.

Prints medians in milliseconds of what a start, a list and a reader ask for; each time in a process of its own, files
in the system's cache.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

ROUNDS = 15
_ONCE = """
import json, sys, time
from pathlib import Path
from kurilreader.domain import Order
from kurilreader.library import open_library
from kurilreader.library import store

figures = {}
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
            print(f"  {name:50}{statistics.median(figures[name] for figures in rounds):9.2f} ms")


if __name__ == "__main__":
    main()
