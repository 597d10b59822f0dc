"""Every use of what Textual does not promise to keep, in one place (Textual 8.2)."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Any

from textual.app import App


def write_clipboard(app: App[Any], text: str, environment: Mapping[str, str] | None = None) -> bool:
    """Hand a text to the terminal's clipboard (OSC 52); inside tmux or screen, through them to the terminal outside.

    `App.copy_to_clipboard` sends the bare sequence, which a multiplexer swallows unless it is set to pass it on.
    Returns whether there was a terminal to write to.
    """
    driver = app._driver
    if driver is None:
        return False
    driver.write(clipboard_sequence(text, os.environ if environment is None else environment))
    return True


def clipboard_sequence(text: str, environment: Mapping[str, str]) -> str:
    """The bytes that set the clipboard, wrapped for the multiplexer that stands between, if any."""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY"):
        return f"\x1bP{sequence}\x1b\\"
    return sequence
