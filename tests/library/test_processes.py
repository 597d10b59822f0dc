"""Other processes: killed in the middle, or writing at the same time."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from kurilreader.domain import Order
from kurilreader.library import open_library

# Adds articles NAME0, NAME1, … with analyses in small batches, telling how far it came once a batch is stored.
_WRITER = """
import sys
from itertools import count, islice
from pathlib import Path
from kurilreader.domain import Analysis, Article, Kind, Quote, Span, Statement, article_id
from kurilreader.library import open_library, store

store.BATCH = 20
directory, name, many = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
library = open_library(directory, patience=30)
texts = (f"{name} {place} " + "word " * 300 for place in (range(many) if many else count()))
articles = (Article(article_id(text), text[:20], text) for text in texts)
told = 0
for number, new in library.add_many(articles):
    statement = Statement("s1", "RU", None, None, (Span(0, 4),), "word", Quote.DIRECT, Kind.CLAIM, ("visits",))
    if number % 20 == 0:
        library.put_analyses([(number, Analysis("1", statements=(statement,)))])
    told += 1
    print(told, number, int(new), flush=True)
"""


def start(directory: Path, name: str, many: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(directory), name, str(many)], stdout=subprocess.PIPE, text=True
    )


def test_a_kill_at_any_moment_leaves_a_whole_library_with_all_that_was_reported(tmp_path: Path) -> None:
    chance = random.Random(2)
    reported = 0
    for attempt in range(4):
        process = start(tmp_path, f"run{attempt}", 0)
        assert process.stdout is not None
        wanted = chance.randrange(1, 200)
        for line in process.stdout:
            if int(line.split()[0]) >= wanted:
                break
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
        process.wait()
        last = int(rest[-1].split()[0]) if rest and len(rest[-1].split()) == 3 else wanted
        reported += max(wanted, last - 1)
        library = open_library(tmp_path, create=False)
        assert library.check() == []
        numbers = library.numbers(Order.DATE)
        assert len(numbers) == library.count() >= reported
        assert len(library.changes(0, limit=10**6)) == library.count()
        for number in numbers[:20]:
            assert library.article(number).text.endswith("word ")
        library.close()


def test_two_processes_that_add_the_same_texts_store_each_once(tmp_path: Path) -> None:
    writers = [start(tmp_path, "same", 150) for _ in range(2)]
    lines = [writer.communicate()[0].splitlines() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    news = [line.split()[1] for output in lines for line in output if line.endswith(" 1")]
    assert len(news) == len(set(news)) == 150
    library = open_library(tmp_path)
    assert library.count() == 150
    assert library.check() == []
    library.close()
