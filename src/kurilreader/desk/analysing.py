"""Analysing what is in the library, and documents that are not.

A few articles are analysed where they are asked for, many in processes of their own (see `worker`), each batch stored
in one transaction: whatever is killed, the next call goes on with what is left.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kurilreader.desk.engine import fingerprint, load_engine
from kurilreader.desk.reports import Done, Examined, Progress, Watcher
from kurilreader.domain import Analysis, Article, InputError, NotInLibrary
from kurilreader.library import Library
from kurilreader.settings import Settings

if TYPE_CHECKING:
    from kurilreader.analysis.engine import Engine

#: at most so many articles are analysed in the calling process
FEW = 4
#: analyses stored in one transaction
BATCH = 32
MOST_WORKERS = 4

#: under this key the library remembers what all its analyses were made by
_MADE_BY = "analysis.made_by"


def analyse_pending(
    library: Library,
    directory: Path,
    settings: Settings,
    progress: Watcher | None,
    *,
    apart: bool,
    stale: bool = True,
) -> int:
    """Analyse all articles without an analysis by the present engine, newest first; returns how many were.

    Without `stale` an analysis by another engine or other dossiers is left as it is.
    With `apart` never in this process, and gently: one worker, at low priority. Else with as many workers as there
    are processors, a few articles at once.
    """
    while library.refill(BATCH):
        if progress is not None and not progress(Progress("analysing", 0)):
            return 0
    present = fingerprint(settings)
    without = len(library.unanalysed(None))
    if not without and (not stale or library.recall(_MADE_BY) == present):
        return 0
    if apart or without > FEW or (done := _analyse_few(library, settings, progress, stale)) is None:
        from kurilreader.desk.workers import analyse_in_workers

        workers = 1 if apart else min(os.cpu_count() or 1, MOST_WORKERS)
        done = analyse_in_workers(directory, settings, progress, workers=workers, gently=apart, stale=stale)
    if done.complete and stale:
        library.remember(_MADE_BY, present)
    return done.count


def _analyse_few(library: Library, settings: Settings, progress: Watcher | None, stale: bool) -> Done | None:
    """Analyse what is due in this process, or None when that is more than a few articles."""
    engine = load_engine(settings, threads=os.cpu_count() or 1)
    due = library.unanalysed(engine.version if stale else None)
    if len(due) > FEW:
        return None
    return analyse_numbers(
        library, engine, due, lambda done: progress is None or progress(Progress("analysing", done, len(due)))
    )


def analyse_numbers(library: Library, engine: Engine, numbers: Sequence[int], told: Callable[[int], bool]) -> Done:
    """Analyse and store these; `told` hears after each batch how many are done, and may answer False to stop.

    An article on which the engine fails stays without an analysis, and the rest goes on.
    """
    done = 0
    complete = True
    for start in range(0, len(numbers), BATCH):
        done += library.put_analyses(_analyse(library, engine, numbers[start : start + BATCH]))
        if not told(done):
            complete = start + BATCH >= len(numbers)
            break
    return Done(done, complete)


def _analyse(library: Library, engine: Engine, numbers: Sequence[int]) -> list[tuple[int, Analysis]]:
    articles: dict[int, Article] = {}
    for number in numbers:
        with suppress(NotInLibrary):
            articles[number] = library.article(number)
    found = zip(articles, _each(engine, list(articles.values())), strict=True)
    # The doctor counts those that are left without an analysis.
    return [(number, analysis) for number, analysis in found if isinstance(analysis, Analysis)]


def _each(engine: Engine, articles: Sequence[Article]) -> list[Analysis | Exception]:
    """Analyses of a batch: together, which is quicker, or one by one where that fails.

    Whatever in one article breaks the engine, no other goes without its analysis.
    """
    try:
        return list(engine.analyse_all(articles))
    except Exception:
        return [_one(engine, article) for article in articles]


def _one(engine: Engine, article: Article) -> Analysis | Exception:
    try:
        return engine.analyse(article)
    except Exception as error:
        return error


def analyse_inputs(
    settings: Settings, inputs: Sequence[str], stdin: BinaryIO | None, dossiers: Sequence[str] | None = None
) -> Iterator[Examined | InputError]:
    """Analyse documents without a library, in their order, with an error in the place of what cannot be."""
    from kurilreader.desk.bounds import read_fields, read_limits
    from kurilreader.intake import read_inputs

    engine = load_engine(settings, dossiers, threads=os.cpu_count() or 1)
    limits, fields = read_limits(settings), read_fields(settings)
    items = iter(read_inputs(inputs, stdin=stdin, limits=limits, fields=fields))
    while batch := list(islice(items, BATCH)):
        analyses = iter(_each(engine, [item for item in batch if isinstance(item, Article)]))
        for item in batch:
            if isinstance(item, InputError):
                yield item
                continue
            analysis = next(analyses)
            if isinstance(analysis, Analysis):
                yield Examined(item, analysis)
            else:
                yield InputError(item.origin or item.title, f"cannot be analysed ({type(analysis).__name__})")
