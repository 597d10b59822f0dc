"""Which panes stand side by side at a width, and how wide each is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kurilreader.tui.actions import Where

#: from here on all three stand side by side
THREE_FROM = 110
#: from here on two can
TWO_FROM = 60
#: from here on two do, unless folded
TWO_BY_DEFAULT = 100


@dataclass(slots=True)
class Folding:
    """What is folded away: `zen` where three panes have room, `paired` where two have (None: as the width suggests)."""

    zen: bool = False
    paired: bool | None = None

    def toggle(self, width: int) -> str:
        """Fold, or unfold; answers with what to tell, empty where nothing can be unfolded."""
        if width >= THREE_FROM:
            self.zen = not self.zen
            return "one pane" if self.zen else "three panes"
        if width >= TWO_FROM:
            self.paired = not self._pairs(width)
            return "two panes" if self.paired else "one pane"
        return ""

    def _pairs(self, width: int) -> bool:
        return self.paired if self.paired is not None else width >= TWO_BY_DEFAULT

    def widths(self, width: int, front: Where) -> dict[Where, int]:
        """Visible panes from left to right with their columns; together with dividers they fill the width."""
        if width >= THREE_FROM and not self.zen:
            text = min(84, 70 - max(0, 120 - width) + max(0, width - 130) // 3)
            side = width - 2 - text
            list_ = min(40, max(24, side // 2))
            positions = min(44, side - list_)
            return {Where.LIST: list_, Where.ARTICLE: width - 2 - list_ - positions, Where.POSITIONS: positions}
        if TWO_FROM <= width < THREE_FROM and self._pairs(width):
            if front is Where.POSITIONS:
                side = max(24, width * 36 // 100)
                return {Where.ARTICLE: width - 1 - side, Where.POSITIONS: side}
            side = max(22, width * 32 // 100)
            return {Where.LIST: side, Where.ARTICLE: width - 1 - side}
        return {front: width}
