"""How fast whole articles are analysed, beside spaCy's small English pipeline in the same run.

usage: python -m benchmarks.accuracy.speed --rivals PYTHON [--shared FOLDER] [--copies N] [--rounds N]

The reader analyses PolNeAR's dev part as it does for a library: two worker processes, everything on (tagger, rules,
names, positions, summary), the results stored. spaCy runs its tagger, parser and entity recogniser alone, in two too.
Both times hold the start of the processes and the loading of the models; each article comes several times (with a line
of its own, so that none is the copy of another) that this weighs as little as in daily use. Rounds alternate; medians
are printed, with the processor time that each article took, which other work on the machine does not lengthen, and the
highest memory that a worker of the reader held.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.accuracy.systems import rival
from benchmarks.accuracy.tables import table
from kurilreader.desk.workers import analyse_in_workers
from kurilreader.domain import Article, article_id
from kurilreader.library import open_library
from kurilreader.settings import Settings
from training.polnear import read_part

PROCESSES = 2


def reader(texts: list[str]) -> float:
    """Seconds in which the reader's workers analyse and store these texts."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder, "library")
        with_all = open_library(directory, create=True)
        for _ in with_all.add_many(
            Article(article_id(text), f"Article {number}", text) for number, text in enumerate(texts)
        ):
            pass
        with_all.close()
        began = time.perf_counter()
        done = analyse_in_workers(directory, Settings(library=directory), None, workers=PROCESSES, gently=False)
        seconds = time.perf_counter() - began
    if done.count != len(texts):
        raise RuntimeError(f"{done.count} of {len(texts)} articles were analysed")
    return seconds


def processor() -> float:
    """Seconds of processor time that all processes waited for so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak() -> float:
    """The highest memory of any process waited for so far, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure speed beside spaCy.")
    parser.add_argument("--rivals", type=Path, required=True, help="interpreter of an environment with spaCy")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"), help="folder of the public data sets")
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    docs = read_part(options.shared / "polnear", "dev")
    texts = [f"{doc.text}\n\nCopy {copy} of {doc.name}." for copy in range(options.copies) for doc in docs]
    ours, theirs = list[tuple[float, float]](), list[tuple[float, float]]()
    memory = 0.0
    for _ in range(options.rounds):
        before = processor()
        seconds = reader(texts)
        ours.append((seconds, processor() - before))
        memory = memory or peak()
        before, began = processor(), time.perf_counter()
        rival(options.rivals, "spacy-plain", texts, PROCESSES)
        theirs.append((time.perf_counter() - began, processor() - before))
    rows = []
    for system, taken in (("kurilreader", ours), ("spaCy small", theirs)):
        rates = sorted(len(texts) / wall for wall, _ in taken)
        spent = statistics.median(1000 * cpu / len(texts) for _, cpu in taken)
        rows.append(
            [system, f"{statistics.median(rates):.1f}", ", ".join(f"{rate:.1f}" for rate in rates), f"{spent:.0f} ms"]
        )
    wall, cpu = (
        statistics.median(each[n] for each in theirs) / statistics.median(each[n] for each in ours) for n in (0, 1)
    )
    print(table(["system", "articles a second", "rounds", "processor time an article"], rows))
    print(
        f"\nRatio {wall:.2f} by the clock, {cpu:.2f} by processor time; {len(texts)} articles; peak memory of a worker"
        f" of the reader {memory:.0f} MB."
    )


if __name__ == "__main__":
    main()
