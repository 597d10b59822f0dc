import gzip
import itertools
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from kurilreader.intake import fetch as fetching
from kurilreader.intake.fetch import Fetched, FetchError, WebLimits, fetch

LOCAL = WebLimits(private=True, body_bytes=100_000, seconds=60)


@contextmanager
def server(*answers: bytes, drip: float | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """A real socket that gives these answers in turn, then closes each connection; keeps what it was asked."""
    asked: list[bytes] = []
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def serve() -> None:
            for answer in answers:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(65536))
                    try:
                        if drip is None:
                            connection.sendall(answer.replace(b"PORT", str(port).encode()))
                        else:
                            for byte in answer:
                                connection.sendall(bytes((byte,)))
                                if stop.wait(drip):
                                    return
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}/feed", asked
        finally:
            stop.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def answer(status: int, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def get(address: str, etag: str | None = None, modified: str | None = None) -> Fetched:
    return fetch(address, limits=LOCAL, etag=etag, modified=modified)


def test_a_body_with_its_headers() -> None:
    with server(answer(200, b"hello", 'ETag: "1"', "Content-Type: text/xml", "Last-Modified: x")) as (address, asked):
        response = get(address)
    assert (response.data, response.etag, response.modified) == (b"hello", '"1"', "x")
    assert (response.content_type, response.moved, response.status) == ("text/xml", None, 200)
    assert asked[0].startswith(b"GET /feed HTTP/1.1\r\n")


def test_conditional_get() -> None:
    with server(answer(304)) as (address, asked):
        assert get(address, etag='"1"', modified="x").status == 304
    assert b'If-None-Match: "1"' in asked[0]
    assert b"If-Modified-Since: x" in asked[0]


@pytest.mark.parametrize(("first", "moved"), [(301, True), (308, True), (302, False), (307, False)])
def test_redirects(first: int, moved: bool) -> None:
    with server(answer(first, b"", "Location: http://127.0.0.1:PORT/new"), answer(200, b"new")) as (address, _):
        response = get(address)
    assert response.data == b"new"
    assert response.address == address.replace("/feed", "/new")
    assert response.moved == (response.address if moved else None)


def test_endless_redirects() -> None:
    with (
        server(*[answer(302, b"", "Location: /again")] * 11) as (address, asked),
        pytest.raises(FetchError, match="redirects"),
    ):
        get(address)
    assert len(asked) == 11


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "javascript:1"])
def test_redirects_leave_http_for_nothing(location: str) -> None:
    with server(answer(302, b"", f"Location: {location}")) as (address, _), pytest.raises(FetchError, match="no http"):
        get(address)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_errors_carry_their_status(status: int) -> None:
    with server(answer(status, b"", "Retry-After: 120")) as (address, _), pytest.raises(FetchError) as caught:
        get(address)
    assert str(status) in str(caught.value)
    assert (caught.value.later, caught.value.wait) == (status in {429, 500, 503}, 120)
    assert str(caught.value).isprintable()


def test_compression_and_its_bombs() -> None:
    with server(answer(200, gzip.compress(b"hello"), "Content-Encoding: gzip")) as (address, _):
        assert get(address).data == b"hello"
    bomb = gzip.compress(b"\0" * 50_000_000)
    with server(answer(200, bomb, "Content-Encoding: gzip")) as (address, _), pytest.raises(FetchError, match="larger"):
        get(address)
    with server(answer(200, b"\x1f\x8bxxxx", "Content-Encoding: gzip")) as (address, _), pytest.raises(FetchError):
        get(address)


def test_bodies_that_lie_about_their_length() -> None:
    short = answer(200, b"hello").replace(b"Content-Length: 5", b"Content-Length: 50")
    with server(short) as (address, _), pytest.raises(FetchError, match="breaks off"):
        get(address)
    with server(answer(200, b"x" * 100_001)) as (address, _), pytest.raises(FetchError, match="larger"):
        get(address)
    endless = b"HTTP/1.1 200 X\r\n\r\n" + b"x" * 300_000
    with server(endless) as (address, _), pytest.raises(FetchError, match="larger"):
        get(address)


def test_a_dripping_server_is_cut_off() -> None:
    limits = WebLimits(private=True, seconds=0.5)
    for whole in (answer(200, b"x" * 1000), b"HTTP/1.1 200 X\r\n\r\n" + b"x" * 1000):
        with server(whole, drip=0.02) as (address, _), pytest.raises(FetchError, match="longer than"):
            fetch(address, limits=limits)


def test_a_fetch_that_nobody_wants_any_more_ends_at_once() -> None:
    looks = itertools.chain([False, False], itertools.repeat(True))
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        pytest.raises(FetchError, match="was stopped"),
    ):
        fetch(
            f"http://127.0.0.1:{listening.getsockname()[1]}/",
            limits=WebLimits(private=True, seconds=1000),
            stopped=lambda: next(looks),
        )


def test_slow_headers_and_endless_ones() -> None:
    limits = WebLimits(private=True, seconds=0.5)
    with (
        server(b"HTTP/1.1 200 X\r\nX-Drip: " + b"x" * 1000, drip=0.02) as (address, _),
        pytest.raises(FetchError, match="longer than"),
    ):
        fetch(address, limits=limits)
    for endless in (b"X: " + b"x" * 200_000, b"".join(b"X-%d: y\r\n" % n for n in range(500))):
        with server(b"HTTP/1.1 200 X\r\n" + endless) as (address, _), pytest.raises(FetchError, match="HTTP knows"):
            get(address)
    with server(b"SSH-2.0-OpenSSH_9.6\r\n") as (address, _), pytest.raises(FetchError, match="HTTP knows"):
        get(address)


def test_chunks_that_break_off() -> None:
    whole = b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    with server(whole) as (address, _):
        assert get(address).data == b"hello"
    with server(whole[:-5]) as (address, _), pytest.raises(FetchError, match="breaks off"):
        get(address)


def test_packed_parts_in_a_row_are_one_body() -> None:
    body = gzip.compress(b"hello ") + gzip.compress(b"again") + b"\0" * 8
    with server(answer(200, body, "Content-Encoding: gzip")) as (address, _):
        assert get(address).data == b"hello again"
    with server(answer(200, body[:-20], "Content-Encoding: gzip")) as (address, _), pytest.raises(FetchError) as caught:
        get(address)
    assert "breaks off" in caught.value.reason
    with server(answer(200, b"x", "Content-Encoding: br")) as (address, _), pytest.raises(FetchError, match="nobody"):
        get(address)


@pytest.mark.parametrize("value", ["90", "date", "soon", "-5", "99999999999", "Wed, 99 Foo"])
def test_retry_after_in_both_forms(value: str) -> None:
    given = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True) if value == "date" else value
    with server(answer(429, b"", f"Retry-After: {given}")) as (address, _), pytest.raises(FetchError) as caught:
        get(address)
    wait = caught.value.wait
    if value == "date":
        assert wait is not None and 500 < wait <= 600
    else:
        assert wait == {"90": 90}.get(value)


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names as the test gives them; one number counts as public and leads to this machine."""
    names: dict[str, list[str]] = {}
    connect = socket.socket.connect

    def lookup(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        numbers = names[host]
        number = numbers.pop(0) if len(numbers) > 1 else numbers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    def to_here(sock: socket.socket, place: tuple[str, int]) -> None:
        connect(sock, ("127.0.0.1", place[1]) if place[0].startswith("93.184.") else place)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket.socket, "connect", to_here)
    return names


def test_a_redirect_to_a_private_host_is_refused(public: dict[str, list[str]]) -> None:
    public["news.example"] = ["93.184.216.34"]
    public["inside.example"] = ["192.168.1.1"]
    leads = answer(302, b"", "Location: http://inside.example:PORT/admin")
    with server(leads, answer(200, b"secret")) as (address, asked):
        with pytest.raises(FetchError, match=r"inside\.example is on a private network"):
            fetch(address.replace("127.0.0.1", "news.example"))
        assert len(asked) == 1


def test_a_name_that_changes_its_mind_is_asked_where_it_was_checked(public: dict[str, list[str]]) -> None:
    public["news.example"] = ["93.184.216.34", "127.0.0.1"]
    with server(answer(200, b"hello")) as (address, _):
        assert fetch(address.replace("127.0.0.1", "news.example")).data == b"hello"
    # Each new request checks anew.
    with pytest.raises(FetchError, match="private network"):
        fetch("http://news.example/")


def certificate(folder: Path, name: str) -> Path:
    """A certificate that signs itself, with its key."""
    made = folder / f"{name}.pem"
    subprocess.run(
        [
            *"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj".split(), f"/CN={name}",
            "-addext", f"subjectAltName=DNS:{name}", "-keyout", made, "-out", made.with_suffix(".crt"),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(made.read_bytes() + made.with_suffix(".crt").read_bytes())
    return made


@contextmanager
def secure(pem: Path, *answers: bytes) -> Iterator[int]:
    """The port of a server that speaks TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def run() -> None:
            for each in answers:
                with suppress(OSError), listening.accept()[0] as plain, context.wrap_socket(plain, True) as sock:
                    sock.recv(65536)
                    sock.sendall(each)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture
def trust(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Makes a certificate one that the system trusts."""

    def trusted(pem: Path) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        fetching._trusting.cache_clear()

    fetching._trusting.cache_clear()
    yield trusted
    fetching._trusting.cache_clear()


def test_certificates(tmp_path: Path, public: dict[str, list[str]], trust: Callable[[Path], None]) -> None:
    public["harbour.example"] = public["other.example"] = ["93.184.216.34"]
    pem = certificate(tmp_path, "harbour.example")
    with secure(pem, answer(200)) as port, pytest.raises(FetchError, match="certificate is not valid") as caught:
        fetch(f"https://harbour.example:{port}/")
    assert not caught.value.later
    trust(pem)
    with secure(pem, answer(200, b"safe")) as port:
        assert fetch(f"https://harbour.example:{port}/").data == b"safe"
    with secure(pem, answer(200)) as port, pytest.raises(FetchError, match="certificate is not valid"):
        fetch(f"https://other.example:{port}/")
    # From http to https and with what is secret at home.
    with secure(pem, answer(200, b"safe")) as port:
        leads = answer(301, b"", f"Location: https://harbour.example:{port}/x")
        with server(leads) as (address, asked):
            found = fetch(address.replace("127.0.0.1", "harbour.example"), secrets={"Cookie": "a=1"})
    assert (found.data, found.moved) == (b"safe", f"https://harbour.example:{port}/x")
    assert b"Cookie: a=1" in asked[0]
    with server(b"HTTP/1.1 200 X\r\n\r\nplain") as (address, _), pytest.raises(FetchError, match="securely"):
        fetch(address.replace("http://127.0.0.1", "https://harbour.example"))


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError, match="would be stored") as caught:
        fetch("http://me:hush@news.example/feed")
    assert "hush" not in str(caught.value)


def test_a_silent_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(FetchError, match="longer than"):
        fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", limits=WebLimits(private=True, seconds=0.3))


def resolve_to(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """Every name has these addresses; the names asked for are kept."""
    asked: list[str] = []

    def answer_names(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        family = [socket.AF_INET6 if ":" in number else socket.AF_INET for number in numbers]
        return [(one, socket.SOCK_STREAM, 6, "", (number, port)) for one, number in zip(family, numbers, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", answer_names)
    return asked


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::1", "fe80::1", "fc00::1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "100.64.0.1"],
)  # fmt: skip
def test_private_networks_are_refused_whatever_the_name_says(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    resolve_to(monkeypatch, number)
    with pytest.raises(FetchError, match="private network"):
        fetch("http://example.org/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(answer(200, b"hello")) as (address, asked):
        names = resolve_to(monkeypatch, "127.0.0.1")
        port = address.rpartition(":")[2].partition("/")[0]
        assert fetch(f"http://harbour.example:{port}", limits=LOCAL).data == b"hello"
    assert names == ["harbour.example"]
    assert f"Host: harbour.example:{port}".encode() in asked[0]


def test_secrets_stay_with_their_host(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(answer(302, b"", "Location: http://other.example:PORT/"), answer(200)) as (address, asked):
        resolve_to(monkeypatch, "127.0.0.1")
        fetch(address, limits=LOCAL, secrets={"Cookie": "a=b"})
    assert b"Cookie: a=b" in asked[0]
    assert b"Cookie" not in asked[1]


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "example.org", "http://", "http://[::1"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address)
