"""State: all that persons set in a library, as lines that another library takes in and merges with its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from kurilreader.desk.reports import Progress, Watcher
from kurilreader.domain import InputError
from kurilreader.domain.register import Name, Register
from kurilreader.library import Library
from kurilreader.library.exchange import read_line, write_line

#: lines taken in by one transaction: a kill leaves whole ones, and the same file again does what is left
_BATCH = 500
#: failures that are named
_NAMED = 1000


@dataclass(slots=True)
class StateReport:
    """What became of the lines of a state: things that are otherwise now, and lines that could not be read."""

    read: int = 0
    changed: int = 0
    failed: list[InputError] = field(default_factory=list)
    failures: int = 0
    cancelled: bool = False


class Exchanging(ABC):
    """The part of the desk for state."""

    _library: Library

    def export_state(self) -> Iterator[str]:
        """All that persons set, a line of JSON each, in an order that does not change between two calls."""
        for name, register in self._library.registers():
            yield write_line(name, register)

    def import_state(self, lines: Iterable[str], origin: str, progress: Watcher | None = None) -> StateReport:
        """Merge the lines of another library's state into this one; see `domain.register` for what becomes of both.

        What is about articles that are not here waits for them. A line that cannot be read is named, and the rest
        goes on. `origin` names the lines in errors; `progress` returning False ends it, and what is done is kept.
        """
        report = StateReport()
        numbered = enumerate(lines, 1)
        while batch := list(islice(numbered, _BATCH)):
            others: dict[Name, Register] = {}
            for number, line in batch:
                if not line.strip():
                    continue
                try:
                    name, register = read_line(line)
                except ValueError as error:
                    report.failures += 1
                    if len(report.failed) < _NAMED:
                        report.failed.append(InputError(f"{origin}, line {number}", str(error)))
                else:
                    report.read += 1
                    others[name] = others[name].merged(name.kind, register) if name in others else register
            report.changed += self._library.merge(others)
            if progress and not progress(Progress("taking in", report.read, None)):
                report.cancelled = True
                break
        self.settle()
        return report

    @abstractmethod
    def settle(self) -> None:
        """Let the dossier and all articles follow corrections."""
