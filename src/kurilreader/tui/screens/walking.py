"""Walking: from article to article within the results, from hit to hit within the article and on into the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kurilreader.tui.actions import Where

if TYPE_CHECKING:
    from kurilreader.tui.screens.reader import ReaderScreen


class Walking:
    """Next and previous, and where one is."""

    def __init__(self, screen: ReaderScreen) -> None:
        self._screen = screen

    def article(self, by: int, *, hit: int | None = None) -> bool:
        """Go on to another article of the results; whether there is one."""
        list_ = self._screen.list
        before = list_.index
        with list_.prevent(type(list_).Moved):
            moved = list_.move_to(before + by)
        if not moved:
            self._screen.message("this is the last article" if by > 0 else "this is the first article")
            return False
        self._screen.articles.want(list_.number, hit=hit)
        return True

    def hit(self, by: int) -> None:
        """Go to another hit; past the last one into the next article."""
        screen, pane = self._screen, self._screen.article
        if not screen.results.view.query and not pane.hits:
            screen.message("there are hits once something is searched: / begins")
            return
        index = self._next_hit(by)
        if 0 <= index < len(pane.hits):
            pane.go_to_hit(index)
        elif screen.commands.finding:
            if pane.hits:
                pane.go_to_hit(index % len(pane.hits))
                screen.message("around the end" if by > 0 else "around the beginning")
        elif not self.article(1 if by > 0 else -1, hit=0 if by > 0 else -1):
            screen.message("no more hits")

    def _next_hit(self, by: int) -> int:
        """The hit to go to, counting from the present one, or from the cursor when there is none."""
        pane = self._screen.article
        if pane.hit is not None:
            return pane.hit + by
        span = pane.span
        here = span.start if span else 0
        before = sum(hit.start < here for hit in pane.hits)
        return before + by - 1 if by > 0 else before + by

    def place(self) -> str:
        """Where one is, for the end of the bottom line."""
        screen, dot = self._screen, f" {self._screen.icons.dot} "
        list_, pane = screen.list, screen.article
        parts = []
        if list_.numbers and (screen.front is Where.LIST or pane.hit is not None):
            parts.append(f"article {list_.index + 1:,}/{len(list_.numbers):,}")
        if pane.hits and pane.hit is not None:
            parts.insert(0, f"hit {pane.hit + 1:,}/{len(pane.hits):,}")
        elif pane.hits and screen.front is not Where.POSITIONS:
            parts.insert(0, f"{len(pane.hits):,} hit{'s' if len(pane.hits) > 1 else ''}")
        if screen.front is Where.POSITIONS and screen.positions.entries:
            index = screen.positions.index
            parts.append(f"position {'-' if index is None else index + 1} of {len(screen.positions.entries)}")
        elif screen.front is Where.ARTICLE and pane.document and pane.document.units:
            parts.append(f"sentence {pane.unit + 1} of {len(pane.document.units)}")
        return dot.join(parts)
