"""One line of an article's text, as pieces with their styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.style import Style

from kurilreader.domain.printable import printable
from kurilreader.tui.text.document import DocLine
from kurilreader.tui.text.spans import Layer, pieces


def text_pieces(
    look: Callable[..., Style], text: str, item: DocLine, layers: Sequence[Layer], plain: str = ""
) -> Iterator[tuple[str, Style]]:
    """What its document leads it with, then its words with the styles that lie on them; `plain` where none does."""
    base = (item.look,) if item.look else ()
    yield item.lead, look("muted")
    at = item.start
    for stop, blanks in [*item.pads, (item.end, 0)]:
        for start, end, names in pieces(layers, at, stop):
            yield printable(text[start:end]), look(*base, *(names or ((plain,) if plain else ())))
        yield " " * blanks, look()
        at = stop
