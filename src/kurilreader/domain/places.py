"""Places as they are shown and given away: without what tells more of the reader than of the article."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit


def shown_origin(origin: str) -> str:
    """Where something was found, a reader's home folder as "~", so that what is shown does not name its owner."""
    home = str(Path.home())
    if home != "/" and (origin == home or origin.startswith(home + "/")):
        return "~" + origin[len(home) :]
    return origin


def without_login(address: str) -> str:
    """An address without a name and password in it; anything else as it is."""
    try:
        parts = urlsplit(address)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address
    except ValueError:
        return address
