"""The page of keys in the documentation, made from the list of actions: `python -m kurilreader.tui.keys_page`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from kurilreader.tui.actions import ACTIONS, GROUPS, key_title


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Keys"
    yield ""
    yield "The bottom line of the reader shows the keys that apply where you are; `?` shows all of them. A number"
    yield "before a key repeats it: `9j` moves nine on, `3]` goes to the third article from here. `:` takes the name of"
    yield "any action, with its number or argument after a space; Tab completes names."
    for group in GROUPS:
        yield ""
        yield f"## {group}"
        yield ""
        yield "| keys | name | what it does | where |"
        yield "|---|---|---|---|"
        for action in (each for each in ACTIONS if each.group == group):
            keys = " ".join(f"`{key_title(key)}`" for key in action.keys)
            where = "everywhere" if action.everywhere else ", ".join(action.where)
            argument = f" *{action.argument.replace('|', ', ')}*" if action.argument else ""
            yield f"| {keys} | `{action.name}`{argument} | {action.help} | {where} |"


if __name__ == "__main__":
    sys.stdout.write(page())
