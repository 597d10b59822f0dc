"""How quick the record is: `python -m benchmarks.record DIR [--fill N]`, a library of its own in DIR.

`--fill N` first makes it: N generated articles (100,000 by default, if DIR holds none) with ten statements each, by the
library's own interface. Then prints medians and 95th percentiles in milliseconds of what screens ask for, each asked
for different parties and topics, files in the system's cache; beside them the median of the processor's time, which
other work on the machine changes less; and how much memory the process that asked takes.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.corpus import OUTLETS, PARTIES, TOPICS
from kurilreader.desk import Desk
from kurilreader.domain import Analysis, Article, Kind, Position, Quote, Span, Speaker, Statement, article_id
from kurilreader.domain.record import Ask
from kurilreader.library import open_library
from kurilreader.settings import Settings

ARTICLES, STATEMENTS = 100_000, 10
ROUNDS = 40
_LAST_DAY = datetime(2026, 6, 30)
_DAYS = 3652
#: one in so many statements is one that another outlet carried a day or two before
_CARRIED = 5
_OPENINGS = {
    Kind.OFFER: "is ready to discuss", Kind.CONDITION: "would only after a change of course return to",
    Kind.REFUSAL: "rules out", Kind.DEMAND: "calls for", Kind.COMMITMENT: "will keep working on",
    Kind.CLAIM: "has long had a say in", Kind.WARNING: "sees grave results of", Kind.ACCUSATION: "blames others for",
    Kind.SUPPORT: "welcomes",
}  # fmt: skip
_WORDS = (
    "access boats buoys cables cargo charts coast convoys crews customs dates depots docks drills dues experts exports"
    " ferries fines fleets flights forms freight fuel funds gauges grants graves groups guards harbours heirs hotels"
    " imports islets joint ventures kelp ledgers licences lights loans maps marks masts mines monuments nets notices"
    " papers passes patrols payments permits pilots piers pipes ports posts prices quotas radars rafts railways"
    " records reefs relatives rents reports rescue roads routes sails salmon schools seals shares shelters ships shoals"
    " signals squid stations straits surveys tariffs teams tenders tolls tours tracks transit tunnels vessels visas"
    " wages wharves winters zones"
).split()


def made(count: int, seed: int = 1875) -> Iterator[tuple[Article, Analysis]]:
    """Articles with their analyses; the first N of any two calls are equal."""
    chance = random.Random(seed)
    recent: list[tuple[str, str, Kind, tuple[str, ...]]] = []
    for place in range(count):
        moment = _LAST_DAY - timedelta(days=_DAYS * (count - place) / count, seconds=chance.randrange(3600))
        statements, sentences, at = [], [], 0
        for number in range(STATEMENTS):
            if recent and chance.randrange(_CARRIED) == 0:
                text, party, kind, topics = chance.choice(recent)
            else:
                party, kind = chance.choice(PARTIES), chance.choice(tuple(_OPENINGS))
                topics = tuple(chance.sample(TOPICS, chance.randint(1, 2)))
                things = chance.sample(_WORDS, 4)
                text = (
                    f"{party} {_OPENINGS[kind]} {things[0]} and {things[1]} near the {things[2]}, {things[3]} included"
                )
                recent = [*recent[-60:], (text, party, kind, topics)]
            statements.append(
                Statement(
                    id=f"s{number + 1}", party=party, speaker=Speaker(at, at + 2, party), cue=None,
                    content=(Span(at, at + len(text)),), text=text, quote=Quote.INDIRECT, kind=kind, topics=topics,
                )
            )  # fmt: skip
            sentences.append(f"{text}.")
            at += len(text) + 2
        text = " ".join(sentences) + f"\n\nReport {place + 1}."
        article = Article(
            article_id(text), f"Report {place + 1}", text, chance.choice(OUTLETS), None, moment.isoformat(), "en"
        )
        positions = tuple(Position(s.party or "", s.party or "", s.topics, s.kind, s.text, (s.id,)) for s in statements)
        yield article, Analysis("generated", statements=tuple(statements), positions=positions)


def fill(directory: Path, count: int) -> None:
    """Put generated articles and analyses into a library."""
    start = time.perf_counter()
    library = open_library(directory)
    try:
        source = made(count)
        while batch := list(islice(source, 1000)):
            numbers = [added.number for added in library.add_many(article for article, _ in batch)]
            library.put_analyses(zip(numbers, (analysis for _, analysis in batch), strict=True))
    finally:
        library.close()
    print(f"{count} articles, {count * STATEMENTS} statements in {time.perf_counter() - start:.0f} s")


def measure(name: str, work: Callable[[int], object], rounds: int = ROUNDS) -> None:
    """Time some rounds and print them."""
    took, worked = [], []
    for turn in range(rounds):
        start, begun = time.perf_counter(), time.process_time()
        work(turn)
        took.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - begun))
    took.sort()
    last = took[min(rounds - 1, round(rounds * 0.95))]
    print(f"  {name:54}{statistics.median(took):9.1f}{last:9.1f}{statistics.median(worked):11.1f}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.record", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--fill", type=int, metavar="N", help="make it of N articles")
    options = parser.parse_args()
    if options.fill or not options.directory.exists():
        fill(options.directory, options.fill or ARTICLES)
    pairs = list(itertools.product(PARTIES, TOPICS))
    print(f"  {'':54}{'median':>9}{'p95':>9}{'processor':>11}")
    with Desk.open(options.directory, Settings(library=options.directory), create=False) as desk:
        page = 40

        def view(turn: int, order: str = "newest") -> None:
            desk.stated(Ask(party=PARTIES[turn % len(PARTIES)]), order=order, limit=page)  # type: ignore[arg-type]

        def second(turn: int) -> None:
            ask = Ask(party=PARTIES[turn % len(PARTIES)])
            desk.stated(ask, limit=page, after=desk.stated(ask, limit=page).next)

        def cell(turn: int) -> None:
            party, topic = pairs[turn % len(pairs)]
            desk.stated(Ask(party=party, topic=topic), limit=page)

        measure("party view, first 40 lines", view)
        measure("the same by topic", lambda turn: view(turn, "topic"))
        measure("its first and second page", second)
        measure("a page of 200 lines", lambda turn: desk.stated(Ask(party=PARTIES[turn % len(PARTIES)])))
        measure("party and topic, first 40 lines", cell)
        measure("all parties, one kind, first 40 lines", lambda _: desk.stated(Ask(kind=Kind.REFUSAL), limit=page))
        measure("how many lines a party has", lambda turn: desk.stated_count(Ask(party=PARTIES[turn % len(PARTIES)])))
        measure("matrix", lambda _: desk.matrix(Ask()))
        measure("matrix of two weeks", lambda _: desk.matrix(Ask(since="2026-06-16")))
        measure("changes of two weeks, all of them", lambda _: list(desk.changes(Ask(since="2026-06-16"))), 3)
        measure("changes of a party on a topic, first 40", lambda turn: list(
            islice(desk.changes(Ask(party=pairs[turn][0], topic=pairs[turn][1])), page)
        ), 10)  # fmt: skip
        measure("where two parties meet on a topic", lambda turn: desk.meetings(
            PARTIES[turn % 10], PARTIES[(turn + 1) % 10], TOPICS[turn % len(TOPICS)]
        ), 10)  # fmt: skip
        queue = iter(desk.queue("", "reviewer"))
        measure("next statement to review", lambda _: desk.statement(next(queue)))
    print(f"  memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
