"""Taking articles in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kurilreader.desk.reports import AddReport, Progress, Taken, Watcher
from kurilreader.domain import Article, InputError
from kurilreader.library import Library


def add(library: Library, inputs: Sequence[str], stdin: BinaryIO | None, progress: Watcher | None) -> AddReport:
    """Store the articles of inputs; one that cannot be read is reported and the rest goes on.

    Cancelling (or a kill) keeps the batches stored so far; adding the same inputs again stores only the rest.
    """
    from kurilreader.intake import read_inputs

    report = AddReport()
    #: id and title of what was handed to the library and not yet answered, in order
    waiting: deque[tuple[str, str]] = deque()

    def articles() -> Iterator[Article]:
        for seen, item in enumerate(read_inputs(inputs, stdin=stdin), 1):
            if isinstance(item, InputError):
                report.failed.append(item)
            else:
                waiting.append((item.id, item.title))
                yield item
            if progress and not progress(Progress("reading", seen)):
                report.cancelled = True
                return

    for number, new in library.add_many(articles()):
        id_, title = waiting.popleft()
        if new:
            report.added.append(Taken(number, id_, title))
        else:
            report.same += 1
    return report
