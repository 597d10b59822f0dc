"""Colours: dark, light, and the terminal's own sixteen. Each names the same things; colour never says them alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.theme import Theme

#: names a reader can choose, and the theme behind each
NAMES = {"dark": "kuril-dark", "light": "kuril-light", "terminal": "kuril-terminal"}

_ROLES = (
    "text bar line muted heading kind attention error cursor here sentence lit hit hit-text hit-here"
    " party-1 party-2 party-3 party-4 party-5 party-6 party-7 person organization place nationality event date"
).split()

_DARK = (
    "#d6d3cb #1e2227 #3d444d #8b9098 #e8e4da #b3a78c #d7b46a #e58a7b #2f3a46 #262c33 #262c33 #38424c #57491f #f5ecd2"
    " #8a6d1c #8fc08f #c9cf7f #d9b36c #e39a8c #82b3df #c7a3d9 #79c0bd #e6dcc3 #d3c7e0 #c3d6c4 #c2c0b8 #d9c7b4 #a6abb2"
).split()
_LIGHT = (
    "#24272b #e9e5da #cfc9bb #6b6a64 #14161a #6f5a23 #8a5a00 #a8281a #d5dfe6 #e6e6df #ebe7da #d8e0d9 #f3dd93 #2b2300"
    " #e2b93c #2f6f3a #5f6a12 #85590d #a5362a #1f5d94 #77459a #12706d #4a3413 #4b3368 #23502b #2b2923 #3a2408 #2e3136"
).split()
_TERMINAL = (
    "ansi_default ansi_default ansi_bright_black ansi_default ansi_default ansi_default ansi_yellow ansi_red"
    " ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default"
    " ansi_green ansi_bright_green ansi_yellow ansi_red ansi_blue ansi_magenta ansi_cyan"
    " ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default"
).split()


def themes() -> list[Theme]:
    """All themes of the reader."""
    from textual.theme import BUILTIN_THEMES, Theme

    def variables(values: list[str]) -> dict[str, str]:
        return {f"k-{role}": value for role, value in zip(_ROLES, values, strict=True)}

    return [
        Theme("kuril-dark", primary="#82b3df", foreground="#d6d3cb", background="#15181c", surface="#1e2227",
              panel="#1e2227", dark=True, variables=variables(_DARK)),
        Theme("kuril-light", primary="#1f5d94", foreground="#24272b", background="#f7f4ec", surface="#e9e5da",
              panel="#e9e5da", dark=False, variables=variables(_LIGHT)),
        Theme("kuril-terminal", primary="ansi_blue", foreground="ansi_default", background="ansi_default",
              surface="ansi_default", panel="ansi_default", boost="ansi_default", secondary="ansi_cyan",
              warning="ansi_yellow", error="ansi_red", success="ansi_green", accent="ansi_green", ansi=True,
              variables={**BUILTIN_THEMES["ansi-dark"].variables, **variables(_TERMINAL)}),
    ]  # fmt: skip


def choose(wanted: str | None, environment: Mapping[str, str] | None = None) -> str:
    """The theme for a terminal: what the settings ask for, else the richest it can show.

    Without colour (`NO_COLOR`) or with sixteen colours the terminal's own are used; a light background is believed
    when the terminal tells of it (`COLORFGBG`).
    """
    environment = os.environ if environment is None else environment
    if environment.get("NO_COLOR") is not None:
        return NAMES["terminal"]
    if wanted in NAMES:
        return NAMES[wanted]
    term = environment.get("TERM", "")
    rich = environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or "256" in term or "direct" in term
    if not rich:
        return NAMES["terminal"]
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return NAMES["light"] if background in {"7", "15"} else NAMES["dark"]
