"""What a reader sets for one feed, as it is typed and shown: words of the form KEY=VALUE."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kurilreader.domain import KurilError
from kurilreader.domain.printable import printable
from kurilreader.library import Feed, Library

#: what can be set for a feed: how it is called, what it takes
SETTINGS = {
    "title": "a name of your own",
    "full-text": "yes: fetch each page; no: never; auto: where the feed has a teaser only",
    "every": "time between two fetches: 30m, 6h, 1d; auto: as the feed says",
    "agent": "what the program calls itself there",
    "cookies": "a command that prints a Cookie header",
    "password": "a command that prints name:password",
    "megabytes": "the most the feed or a page of it may have",
    "seconds": "the longest one may take",
    "entries": "new entries taken in one sync",
}
_EVERY = re.compile(r"(\d{1,6})\s*([mhd]?)")
_MINUTES = {"": 1, "m": 1, "h": 60, "d": 1440}
_FULL_TEXT = {"yes": True, "no": False, "auto": None}


def change(library: Library, feed: Feed, values: Sequence[str]) -> Feed:
    """Change settings of a feed, all or none; `KurilError` for what cannot be set or is no value for it."""
    options, title = feed.options, feed.title
    for each in values:
        key, equals, value = each.partition("=")
        key, value = key.strip(), value.strip()
        if key not in SETTINGS or not equals:
            nearest = difflib.get_close_matches(key, SETTINGS, n=1, cutoff=0)[0]
            raise KurilError(
                f'"{printable(key)}" cannot be set; the nearest that can is "{nearest}"'
                if equals
                else f'"{printable(each)}" sets nothing: give KEY=VALUE',
                f"there are {', '.join(SETTINGS)}",
            )
        if key == "title":
            title = value or None
        else:
            options = replace(options, **{key.replace("-", "_"): _value(key, value)})
    if title != feed.title:
        library.rename_feed(feed.number, title)
    library.put_feed_options(feed.number, options)
    return replace(feed, title=title, options=options, due=None)


def settings_of(feed: Feed) -> dict[str, str]:
    """What is set for a feed, as `change` takes it."""
    options = feed.options
    found = {
        "full-text": {value: word for word, value in _FULL_TEXT.items()}[options.full_text],
        "every": f"{options.every}m" if options.every else "auto",
    }
    for key in ("agent", "cookies", "password", "megabytes", "seconds", "entries"):
        if value := getattr(options, key):
            found[key] = str(value)
    return found


def _value(key: str, value: str) -> Any:
    wrong = KurilError(f'"{printable(value)}" is no value for {key}', f"{key} is {SETTINGS[key]}")
    if not value:
        return None
    if key == "full-text":
        if value not in _FULL_TEXT:
            raise wrong
        return _FULL_TEXT[value]
    if key == "every":
        found = _EVERY.fullmatch(value)
        if value != "auto" and (found is None or not int(found[1])):
            raise wrong
        return int(found[1]) * _MINUTES[found[2]] if found else None
    if key in ("agent", "cookies", "password"):
        if printable(value) != value:
            raise wrong
        return value
    if not value.isdecimal() or not 0 < int(value) <= 1_000_000:
        raise wrong
    return int(value)
