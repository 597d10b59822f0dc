"""Addresses in the form in which they are compared: two that lead to one page are equal, as far as spelling tells."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: parameters that say where a reader came from, never which page it is
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|at_(?:medium|campaign|custom\d|format|link_\w+|ptr_name|bbc_team)|pk_(?:campaign|kwd|source|medium)"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|mc_[ce]id|_hsenc|_hsmi|cmpid|ns_mchannel"
    r"|ns_source|ns_campaign|ns_linkname|ns_fee|ocid|smid|smtyp|ref_src|ref_url|traffic_source|openstat|_openstat",
    re.IGNORECASE,
)
#: the front page, under whichever name
_FRONT = re.compile(r"/?(?:index|home|default)?(?:\.\w{1,5})?", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000


def address_key(address: str | None) -> str | None:
    """The compared form of a page's address; None where it names no page of its own: a front page, or no address.

    Scheme, "www.", case of the host, default ports, fragments, a slash at the end and parameters that only track a
    reader do not count.
    """
    if not address or len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address)
        host, port, scheme = parts.hostname, parts.port, parts.scheme.lower()
    except ValueError:
        return None
    if scheme not in _PORTS or not host:
        return None
    host = host.rstrip(".").removeprefix("www.")
    query = "&".join(
        item for item in parts.query.split("&") if item and not _TRACKING.fullmatch(item.partition("=")[0])
    )
    if not query and _FRONT.fullmatch(parts.path):
        return None
    return (
        host
        + (f":{port}" if port is not None and port != _PORTS[scheme] else "")
        + (parts.path.rstrip("/") or "/")
        + (f"?{query}" if query else "")
    )
