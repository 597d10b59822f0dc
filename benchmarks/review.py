"""How quick review is: `python -m benchmarks.review DIR`, a library made by `python -m benchmarks.record DIR --fill N`.

Prints medians and 95th percentiles in milliseconds: what the queue needs before the first statement, the next statement
as the review screen fetches it (the place, the statement, the article with its analysis), a verdict, and undoing one,
the same on many; and how much memory the process takes. The library keeps what it held: all is undone.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from kurilreader.desk import Desk
from kurilreader.domain import SearchRequest
from kurilreader.domain.review import Judgement, Verdict
from kurilreader.settings import Settings

ROUNDS = 50
REVIEWER = "benchmark"


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def told(what: str, times: Iterable[float]) -> None:
    """One line of the table."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    print(f"{what:<44} {statistics.median(ordered):8.1f} {late:8.1f}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    directory: Path = parser.parse_args().directory
    with Desk.open(directory, Settings(library=directory), create=False, reviewer=REVIEWER) as desk:
        queue = desk.queue()
        print(f"{desk.count():,} articles, {len(queue):,} statements")
        print(f"{'milliseconds':<44} {'median':>8} {'95 %':>8}")
        told("the queue, counted, and its first statement", (timed(lambda: desk.queue()[0]) for _ in range(10)))

        def fetch(place: int) -> None:
            at = queue[place]
            desk.statement(at)
            desk.reading(at.number)

        told("the next statement with its article", (timed(partial(fetch, place)) for place in range(ROUNDS * 10)))
        given = [Judgement((Verdict.RIGHT, Verdict.WRONG)[place % 2], REVIEWER, "") for place in range(ROUNDS)]
        told("a verdict", (timed(partial(desk.judge, queue[place], given[place])) for place in range(ROUNDS)))
        told("undoing it", (timed(desk.undo) for _ in range(ROUNDS)))
        many = queue[:1000]
        told("the same verdict on 1,000", [timed(lambda: desk.judge_all(many, given[0]))])
        told("the queue behind them", (timed(lambda: desk.queue()[0]) for _ in range(10)))
        told("undoing those", [timed(desk.undo)])
        numbers = desk.search(SearchRequest("")).numbers
        told("a tag on all articles", [timed(lambda: desk.tag(numbers, REVIEWER))])
        told("undoing that", [timed(desk.undo)])
        if desk.undo() is not None:
            raise SystemExit("something was left")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
