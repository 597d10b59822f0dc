"""Facets: how the results spread over outlets, parties, topics …; one key filters by a value, another leaves it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from kurilreader.desk import Desk
from kurilreader.domain import Facet
from kurilreader.domain.printable import printable
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.spread import narrowed, spark
from kurilreader.tui.text.cells import fit, pad
from kurilreader.tui.widgets.bars import Bar
from kurilreader.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from kurilreader.tui.spread import Spark

_TITLES = {
    "source": "Source",
    "party": "Party",
    "topic": "Topic",
    "kind": "Kind of statement",
    "entity": "Named",
    "language": "Language",
    "tag": "Tag",
    "month": "Month",
}
#: values of each; months all of them
MOST = 12
_COUNT_CELLS = 8
_LONGEST_BAR = 20


class FacetsScreen(Sheet[str], inherit_bindings=False):
    """Answers with the narrowed query."""

    TITLE_WORDS = "Facets"
    KEYS = (("Enter", "only these"), ("-", "without these"), ("h/l", "section"))

    def __init__(self, desk: Desk, icons: Icons, query: str) -> None:
        super().__init__(icons)
        self._desk = desk
        self._query = query
        self._facets: dict[str, tuple[Facet, ...]] = {}
        self._spark: Spark | None = None
        self._bars = Bar(icons, id="spark")
        self._axis = Bar(icons, id="spark-axis")

    def above(self) -> Sequence[Widget]:
        """Hits over time."""
        return (self._bars, self._axis)

    def begin(self) -> None:
        """Count, in a thread."""
        self.head(f"counting {self._asked()}{self._icons.ellipsis}")
        self.work(lambda tell: tell(self._desk.facets(self._query, MOST)))

    def _asked(self) -> str:
        return self._query.strip() or "all articles"

    def take(self, value: object) -> None:
        """Show the counts."""
        if isinstance(value, dict):
            self._facets = value
            self._show()

    def finished(self, error: str) -> None:
        """Say of what they are."""
        self.head(error or self._asked(), error=bool(error))
        if not error and not self.lines.items:
            self.lines.empty = ("Nothing to count here.", "Esc goes back, / changes the search.")
            self.lines.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the width."""
        if self._facets:
            self._show()

    def _show(self) -> None:
        lines: list[Choice] = []
        label_cells = max(12, min(40, self.size.width - _COUNT_CELLS - _LONGEST_BAR - 6))
        for name, title in _TITLES.items():
            facets = self._facets.get(name, ())
            if not facets:
                continue
            if lines:
                lines.append(Choice((("", "plain"),)))
            lines.append(Choice(((title, "heading"),)))
            most = max(each.count for each in facets)
            for facet in facets if name != "month" else reversed(facets):
                label = pad(fit(self._label(name, facet.value), label_cells, self._icons.ellipsis), label_cells)
                length = max(1, facet.count * _LONGEST_BAR // most)
                bar = self._icons.levels[-1] * length
                words = ((f"  {label}", "plain"), (f"{facet.count:>{_COUNT_CELLS},}  ", "strong"), (bar, "muted"))
                lines.append(Choice(words, facet.query, name))
        self._spark = spark(self._facets.get("month", ()), max(1, self.size.width - 2), self._icons.levels)
        self.lines.show(lines)
        self.moved()

    def _label(self, name: str, value: str) -> str:
        if name == "party":
            return f"{self._desk.party(value).name} ({value})"
        return printable(self._desk.topic(value) if name == "topic" else value)

    def moved(self) -> None:
        """Show the month under the cursor in the line of bars."""
        months, found = self._facets.get("month", ()), self._spark
        if found is None:
            self._bars.say([(" no dates", "muted")])
            return
        chosen = self.lines.chosen
        value = next((each.value for each in months if chosen and each.query == chosen.key), None)
        here = found.place(value) if value else -1
        self._bars.say(
            [(" ", "plain"), (found.bars[: max(0, here)], "plain")]
            + ([(found.bars[here], "star")] if here >= 0 else [])
            + [(found.bars[here + 1 :], "plain")]
        )
        words = f"{months[0].value} to {months[-1].value}"
        self._axis.say([(" " + " " * here + f"{self._icons.caret} {value}", "star") if value and
                        here < self.size.width - 12 else (f" {words}", "muted")])  # fmt: skip

    def press(self, key: str, character: str) -> None:
        """Filter, or leave out."""
        chosen = self.lines.chosen
        if chosen and (key == "enter" or character == "-"):
            self.close(narrowed(self._query, chosen.key, without=character == "-"))
