"""Fetching one address, safely: the only place in the program that opens a connection.

Names are resolved once and the connection goes to what was checked, so that a name cannot be public when it is looked
at and private when it is used. Hosts on private networks, endless and lying bodies, slow hosts and redirects that lead
nowhere are refused with a line that says so.
"""

from __future__ import annotations

import errno
import functools
import http.client
import io
import ipaddress
import socket
import ssl
import sys
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from kurilreader import __version__
from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.inputs import size_words
from kurilreader.intake.limits import MIB

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
#: worth another try later; any other refusal stands
_LATER = {408, 425, 429, 500, 502, 503, 504}
_NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHUNK = 65536
#: seconds between two looks whether a fetch is still wanted
_PULSE = 0.2
#: seconds one of a host's addresses may take to answer, so that there is time for the next
_CONNECT = 20
#: nobody is made to wait longer than a week
_LONGEST_WAIT = 7 * 86400
_SAFE = "/%:=&~+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class WebLimits:
    """How much a host may ask for."""

    #: bytes of a body, packed and unpacked
    body_bytes: int = 32 * MIB
    #: seconds for one address, redirects included
    seconds: float = 60
    redirects: int = 10
    #: hosts on private networks and on this machine may be asked
    private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: a body, or status 304 when nothing is new."""

    #: where it was found in the end
    address: str
    #: where it is for good, when it moved
    moved: str | None
    status: int
    data: bytes
    content_type: str | None
    etag: str | None
    modified: str | None


class FetchError(InputError):
    """An address that gave nothing. `later`: another try may help, not before `wait` seconds. `offline`: no network.

    `status` is what the host answered, None where it did not get that far.
    """

    def __init__(
        self,
        address: str,
        reason: str,
        *,
        later: bool = False,
        wait: int | None = None,
        offline: bool = False,
        status: int | None = None,
    ) -> None:
        super().__init__(clean_line(address), clean_line(reason))
        self.later = later
        self.wait = wait
        self.offline = offline
        self.status = status


class _Line(io.RawIOBase):
    """What comes over a socket, until a moment, or until nobody wants it any more.

    A host that sends a byte now and then never meets the timeout of a single read; it meets this one.
    """

    def __init__(self, sock: socket.socket, deadline: float, stopped: Callable[[], bool]) -> None:
        self._sock = sock
        self._deadline = deadline
        self._stopped = stopped

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """What has come; `TimeoutError` at the deadline, and when the fetch was stopped."""
        while not self._stopped() and (left := self._deadline - time.monotonic()) > 0:
            self._sock.settimeout(min(left, _PULSE))
            with suppress(TimeoutError):
                return self._sock.recv_into(buffer)
        raise TimeoutError

    def makefile(self, mode: str) -> io.BufferedReader:
        """As `http.client` asks a socket for it, which it closes before it reads."""
        return io.BufferedReader(_Line(self._sock, self._deadline, self._stopped), _CHUNK)

    def sendall(self, data: bytes) -> None:
        """Send a request."""
        self._sock.settimeout(max(0.01, self._deadline - time.monotonic()))
        self._sock.sendall(data)


def fetch(
    address: str,
    *,
    etag: str | None = None,
    modified: str | None = None,
    secrets: Mapping[str, str] | None = None,
    agent: str | None = None,
    limits: WebLimits = WebLimits(),
    stopped: Callable[[], bool] = lambda: False,
) -> Fetched:
    """Fetch an address. `secrets` are headers for its own host alone; `stopped` ends it within a moment.

    Raises `FetchError`.
    """
    deadline = time.monotonic() + limits.seconds
    here, moved, for_good = address, None, True
    parts = _split(address, address)
    if parts.username is not None or parts.password is not None:
        raise FetchError(_without_secret(parts), "has a name or password in it, which would be stored")
    home = origin_of(address)
    for _ in range(limits.redirects + 1):
        parts = _split(here, address)
        headers = {
            "User-Agent": agent or f"kurilreader/{__version__}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        if secrets and origin_of(here) == home:
            headers.update(secrets)
        answer = _ask(parts, address, headers, limits, deadline=deadline, stopped=stopped)
        if not isinstance(answer, _Elsewhere):
            status, data, found = answer
            return Fetched(
                here, moved, status, data, found.get("content-type"), found.get("etag"), found.get("last-modified")
            )
        here = _joined(here, answer.location, address)
        for_good = for_good and answer.for_good
        moved = here if for_good else moved
    raise FetchError(address, f"leads on through more than {limits.redirects} redirects")


def origin_of(address: str) -> tuple[str, str, int] | None:
    """Scheme, host and port, which tell whose an address is; None for what is no http(s) address."""
    try:
        parts = urlsplit(address)
        return (parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]) if parts.hostname else None
    except (ValueError, KeyError):
        return None


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    location: str
    for_good: bool


def _ask(
    parts: SplitResult,
    address: str,
    headers: Mapping[str, str],
    limits: WebLimits,
    *,
    deadline: float,
    stopped: Callable[[], bool],
) -> _Elsewhere | tuple[int, bytes, Mapping[str, str]]:
    slow = f"takes longer than {limits.seconds:.0f} seconds"
    try:
        with _connect(parts, address, limits, deadline) as sock:
            if parts.scheme == "http":
                return _talk(_Line(sock, deadline, stopped), parts, address, headers, limits)
            sock.settimeout(max(0.01, deadline - time.monotonic()))
            with _trusting().wrap_socket(sock, server_hostname=parts.hostname) as secure:
                return _talk(_Line(secure, deadline, stopped), parts, address, headers, limits)
    except FetchError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(address, f"its certificate is not valid ({error.verify_message})") from error
    except TimeoutError as error:
        raise FetchError(address, "was stopped" if stopped() else slow, later=True) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(
            address,
            _words(error),
            later=isinstance(error, OSError | http.client.HTTPException),
            offline=isinstance(error, OSError) and error.errno in _NO_NETWORK,
        ) from error


@functools.cache
def _trusting() -> ssl.SSLContext:
    """What the system trusts; read once, as that takes longer than many an answer."""
    return ssl.create_default_context()


def _connect(parts: SplitResult, address: str, limits: WebLimits, deadline: float) -> socket.socket:
    """A connection to the first of the host's addresses that may be asked and answers."""
    host = parts.hostname or ""
    try:
        places = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        # Only some systems tell a name that does not exist from a network that is not there.
        unknown = sys.platform == "linux" and isinstance(error, OSError) and error.errno == socket.EAI_NONAME
        raise FetchError(
            address,
            f"{host} is not known" if unknown else f"{host} is not known, or there is no network",
            later=True,
            offline=isinstance(error, OSError) and not unknown,
        ) from error
    if not limits.private and any(_is_private(str(place[4][0])) for place in places):
        raise FetchError(address, f"{host} is on a private network, which the settings do not allow")
    problem: OSError = TimeoutError()
    for family, kind, protocol, _, place in places:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(min(left, _CONNECT))
        try:
            sock.connect(place)
        except OSError as error:
            sock.close()
            problem = error
        else:
            return sock
    raise problem


def _talk(
    line: _Line, parts: SplitResult, address: str, headers: Mapping[str, str], limits: WebLimits
) -> _Elsewhere | tuple[int, bytes, Mapping[str, str]]:
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or _PORTS[parts.scheme])
    connection.sock = line
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else "")
    connection.request("GET", target, headers={"Host": _host_header(parts), **headers})
    answer = connection.getresponse()
    found = {name.lower(): value for name, value in answer.getheaders()}
    status = answer.status
    if status in _REDIRECTS and found.get("location"):
        return _Elsewhere(found["location"], status in _FOR_GOOD)
    if status == 304 and ("If-None-Match" in headers or "If-Modified-Since" in headers):
        return status, b"", found
    if not 200 <= status < 300:
        raise FetchError(
            address,
            f"answers {status} {http.client.responses.get(status, '')}".rstrip(),
            later=status in _LATER,
            wait=_wait(found.get("retry-after")),
            status=status,
        )
    try:
        return status, _body(answer, found, address, limits.body_bytes), found
    except FetchError as error:
        error.status = status
        raise


def _body(answer: http.client.HTTPResponse, found: Mapping[str, str], address: str, limit: int) -> bytes:
    packing = found.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(address, f"is packed in a way nobody asked for ({packing})")
    unpacker = None if packing in ("", "identity") else _Unpacker()
    pieces: list[bytes] = []
    packed = size = 0
    while piece := answer.read1(_CHUNK):
        packed += len(piece)
        if unpacker is not None:
            try:
                piece = unpacker.feed(piece, limit + 1 - size)
            except zlib.error as error:
                raise FetchError(address, "is packed and damaged", later=True) from error
        pieces.append(piece)
        size += len(piece)
        if size > limit or packed > limit:
            raise FetchError(address, f"is larger than {size_words(limit)}")
    if answer.length or (unpacker is not None and packed and not unpacker.whole):
        raise FetchError(address, "breaks off before its end", later=True)
    return b"".join(pieces)


class _Unpacker:
    """Takes a gzip or zlib layer off, of several packed parts in a row too."""

    def __init__(self) -> None:
        self._part = zlib.decompressobj(47)

    @property
    def whole(self) -> bool:
        """Whether the last part came to its end."""
        return self._part.eof

    def feed(self, data: bytes, most: int) -> bytes:
        """What these bytes unpack to, at least `most` bytes of it where there is more."""
        pieces = []
        while data and most > 0:
            if self._part.eof:
                data = data.lstrip(b"\0")
                if not data:
                    break
                self._part = zlib.decompressobj(47)
            pieces.append(self._part.decompress(data, most))
            most -= len(pieces[-1])
            data = self._part.unused_data
        return b"".join(pieces)


def _split(here: str, address: str) -> SplitResult:
    try:
        parts = urlsplit(here)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(address, "is no address") from error
    if parts.scheme not in _PORTS or not host:
        raise FetchError(address, "is no http(s) address" if here == address else "leads to what is no http(s) address")
    return parts


def _joined(here: str, location: str, address: str) -> str:
    try:
        # Header bytes are read as Latin-1; most hosts mean UTF-8.
        with suppress(UnicodeError):
            location = location.encode("latin-1").decode("utf-8")
        return urldefrag(urljoin(here, location)).url
    except ValueError as error:
        raise FetchError(address, "leads to what is no address") from error


def _without_secret(parts: SplitResult) -> str:
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _host_header(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    return host if parts.port in (None, _PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _is_private(place: str) -> bool:
    """Whether a numeric address is none of the public internet, whatever IPv4 address hides in it."""
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return not address.is_global or address.is_multicast or address.is_reserved


def _wait(value: str | None) -> int | None:
    """Seconds of a Retry-After header, which has seconds or a date."""
    if not value:
        return None
    if value.strip().isdecimal() and len(value) < 10:
        return min(int(value), _LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(value).astimezone(UTC) - datetime.now(UTC)).total_seconds()
    except (ValueError, OverflowError):
        return None
    return max(0, min(int(seconds), _LONGEST_WAIT))


def _words(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "refuses the connection"
    if isinstance(error, ssl.SSLError):
        return f"cannot be asked securely ({error.reason or 'TLS'})"
    if isinstance(error, ConnectionError | http.client.IncompleteRead | http.client.RemoteDisconnected):
        return "breaks off the connection"
    if isinstance(error, http.client.HTTPException):
        return f"answers in no way that HTTP knows ({type(error).__name__})"
    return f"cannot be asked ({error})"
