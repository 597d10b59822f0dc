import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kurilreader.intake.fetch import Fetched, FetchError, WebLimits, fetch

LOCAL = WebLimits(private=True, body_bytes=100_000, seconds=5)


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
