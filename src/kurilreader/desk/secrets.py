"""Cookies and passwords of feeds: printed by the reader's own commands when they are needed, and never stored."""

from __future__ import annotations

import base64
import shlex
import subprocess

from kurilreader.domain import InputError
from kurilreader.library import Feed

#: seconds a command may take
_LONGEST = 30


def secrets_of(feed: Feed) -> dict[str, str]:
    """Headers from the commands of a feed; what they print goes to its host and nowhere else. `InputError`."""
    headers = {}
    if feed.options.cookies:
        headers["Cookie"] = _printed(feed, feed.options.cookies)
    if feed.options.password:
        pair = _printed(feed, feed.options.password)
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return headers


def _printed(feed: Feed, command: str) -> str:
    """The first line that a command prints. What it printed is in no error: it may be the secret."""
    try:
        done = subprocess.run(
            shlex.split(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=True
        )
        return done.stdout.decode().splitlines()[0].strip()
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        raise InputError(
            feed.address, f"its command for cookies or a password failed ({type(error).__name__})"
        ) from error
