"""A paragraph that remembers how its document set it: as a heading, a list item, a quotation, a row of a table."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Self


class Setting(StrEnum):
    """How a document sets a paragraph."""

    PLAIN = "plain"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"
    CODE = "code"


class Link(NamedTuple):
    """Words of a paragraph that lead to an http(s) address; code points into the paragraph."""

    start: int
    end: int
    address: str


class Stress(NamedTuple):
    """Words of a paragraph that are set apart: bold where `strong`, else italic; code points into the paragraph."""

    start: int
    end: int
    strong: bool


class Passage(str):
    """A paragraph's words, a plain string to all who ask no more, with its setting.

    `level` is a heading's from 1 to 6, how deep a list item or a quotation lies from 1 on, and for a row of a table 1
    for its first and 2 for the others. A list item's words begin with its sign ("- ", "3. "), a row's cells stand
    apart by " | ".
    """

    __slots__ = ("level", "links", "setting", "stresses")

    setting: Setting
    level: int
    links: tuple[Link, ...]
    stresses: tuple[Stress, ...]

    def __new__(
        cls,
        words: str,
        setting: Setting = Setting.PLAIN,
        level: int = 0,
        links: tuple[Link, ...] = (),
        stresses: tuple[Stress, ...] = (),
    ) -> Self:
        """A paragraph in a setting."""
        self = super().__new__(cls, words)
        self.setting, self.level, self.links, self.stresses = setting, level, links, stresses
        return self

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to remember."""
        return self.setting is Setting.PLAIN and not self.links and not self.stresses
