"""From keys to actions: counts before a key (`9j`), two keys in a row (`gg`), one key with a sense in each place."""

from __future__ import annotations

from dataclasses import dataclass, field

from kurilreader.tui.actions import ACTIONS, Action, Place

#: names that Textual gives to printable keys, as the characters they are
_NAMED = {
    "question_mark": "?", "slash": "/", "colon": ":", "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "asterisk": "*",
    "equals_sign": "=", "minus": "-",
}  # fmt: skip

_LONGEST_COUNT = 5


@dataclass(slots=True)
class Keymap:
    """What the keys typed so far amount to."""

    _bound: dict[tuple[Place, str], Action] = field(default_factory=dict)
    _first: set[tuple[Place, str]] = field(default_factory=set)
    digits: str = ""
    waiting: str = ""

    def __post_init__(self) -> None:
        for action in ACTIONS:
            for where in action.where:
                for key in action.keys:
                    self._bound[where, key] = action
                    if " " in key:
                        self._first.add((where, key.split()[0]))

    @property
    def typed(self) -> str:
        """What was typed of a key that is not complete yet, to be shown."""
        return self.digits + self.waiting

    def clear(self) -> bool:
        """Forget what was typed; whether there was anything."""
        had = bool(self.typed)
        self.digits = self.waiting = ""
        return had

    def press(self, where: Place, key: str, character: str | None) -> tuple[Action, int | None] | None:
        """The action a key completes with its count (None when no count was typed), or None when it completes none."""
        name = character if character and character.isprintable() and character != " " else _NAMED.get(key, key)
        if self.waiting:
            pair, self.waiting = f"{self.waiting} {name}", ""
            if action := self._bound.get((where, pair)):
                return action, self._count()
        action = self._bound.get((where, name))
        if name.isdecimal() and name.isascii() and action is None:
            self.digits = (self.digits + name)[-_LONGEST_COUNT:] if self.digits or name != "0" else ""
            return None
        if action is None and (where, name) in self._first:
            self.waiting = name
            return None
        count = self._count()
        return None if action is None else (action, count)

    def _count(self) -> int | None:
        digits, self.digits = self.digits, ""
        return int(digits) if digits else None
