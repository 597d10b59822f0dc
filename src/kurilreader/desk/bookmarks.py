"""Where the reading of a large file has come to, kept with what was stored of it: a killed import goes on there."""

from __future__ import annotations

from pathlib import Path

from kurilreader.desk.reports import AddReport, note_failure
from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.inputs import Bookmark
from kurilreader.library import Library, Mark


class Bookmarks:
    """The bookmarks of one import, which reads one file after the other."""

    def __init__(self, library: Library, report: AddReport, *, again: bool) -> None:
        self._library = library
        self._report = report
        self._again = again
        self._path = self._look = ""
        self._at = Bookmark()

    def of(self, path: Path) -> Bookmark:
        """The place from which a file is read: where this import has come to before, if the file is as it was then."""
        self._path, self._look, self._at = str(path), _look(path), Bookmark()
        if self._again and self._look and (mark := self._library.bookmark(self._report.job, self._path, self._look)):
            self._at = Bookmark(mark.offset, mark.records)
            # What failed before that place is not met again, and is told all the same.
            for failure in self._library.failures(self._report.job):
                if failure.origin.startswith(f"{self._path} › "):
                    note_failure(self._report, InputError(failure.origin, failure.reason, failure.hint))
        return self._at

    def now(self) -> Mark | None:
        """The place that the reading has come to; None in what is no stream of records."""
        at = self._at
        return Mark(self._path, self._look, at.offset, at.count) if at.offset and self._look else None


def _look(path: Path) -> str:
    """How a file looks, to tell whether it was changed; nothing where it, or what lies in it, has no name to find."""
    try:
        return look_of(path) if clean_line(str(path)) == str(path) else ""
    except OSError:
        return ""


def look_of(path: Path) -> str:
    """How a file looks: its size and times."""
    found = path.stat()
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
