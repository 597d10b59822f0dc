"""What happens meanwhile: articles that come in, analyses that get done. It is announced; nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from kurilreader.domain import KurilError

if TYPE_CHECKING:
    from kurilreader.desk import Progress
    from kurilreader.tui.screens.reader import ReaderScreen

#: seconds between two looks at the library's change counter
EVERY = 2.0


class News(Message):
    """The library changed."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class Working(Message):
    """What is being done, empty when nothing."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


@dataclass(slots=True)
class _Cancel:
    wanted: bool = False


class Watching:
    """Looks for changes now and then, and has new articles analysed."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen
        self._revision: int | None = None
        self._cancel = _Cancel()
        self.news = ""
        self.work = ""
        #: what else stops when work is stopped; each says whether there was something to stop
        self.also: list[Callable[[], bool]] = []

    def start(self) -> None:
        """Begin to look, and have analysed what is not yet."""
        self._revision = self._screen.desk.revision()
        self._screen.set_interval(EVERY, self.look)
        self.analyse()

    def look(self) -> None:
        """Look whether the library changed; says nothing when it did not."""
        try:
            revision = self._screen.desk.revision()
            if self._revision is not None and revision != self._revision:
                self._revision = revision
                self._screen.post_message(News(self._screen.desk.count()))
        except KurilError as error:
            self._screen.message(str(error), error=True)

    def take(self, news: News) -> None:
        """Announce new articles; give those on screen their marks."""
        screen = self._screen
        fresh = news.count - screen.results.view.library
        self.news = f"{fresh:,} new article{'s' if fresh > 1 else ''}, R shows them" if fresh > 0 else ""
        screen.list.forget()
        shown = screen.article.prepared
        if shown is not None and shown.reading.analysis is None:
            screen.articles.again()
        if fresh > 0 and not self.work:
            self.analyse()

    def analyse(self) -> None:
        """Have what has no analysis analysed, apart from this process."""
        self._cancel = cancel = _Cancel()
        screen = self._screen

        def told(progress: Progress) -> bool:
            left = (progress.total or progress.done) - progress.done
            screen.post_message(Working(f"{progress.what} {left:,}" if left else ""))
            return not cancel.wanted

        def work() -> None:
            try:
                screen.desk.analyse_pending(told)
            except KurilError as error:
                screen.post_message(Working(""))
                screen.warn(str(error))
            screen.post_message(Working(""))

        screen.run_worker(work, thread=True, exclusive=True, group="analysis", exit_on_error=False)

    def cancel(self) -> bool:
        """Stop the work under way; whether there was any."""
        had = bool(self.work)
        self._cancel.wanted = True
        for stop in self.also:
            had = stop() or had
        self.work = ""
        return had
