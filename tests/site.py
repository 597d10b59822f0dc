"""A web server on this machine with real sockets, and what it is asked to serve."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]
TALK = "The delegations met for the whole day and parted without a result on the question of the islands. "


@dataclass
class Site:
    """What the server answers, and what it was asked."""

    root: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    #: set when the server ends, so that answers that wait end too
    ended: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Answer a path with this; header names are written with underscores. The address is returned."""
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in ({"Content_Length": str(len(data))} | headers).items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)

        self.answers[path] = answer
        return self.root + path

    def hang(self, path: str) -> str:
        """Never answer a path."""

        def wait(request: BaseHTTPRequestHandler) -> None:
            self.ended.wait(1000)

        self.answers[path] = wait
        return self.root + path

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def serve() -> Iterator[Site]:
    """A running server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, dict(self.headers)))
            answer = found.answers.get(self.path)
            if answer is None:
                self.send_error(404)
            else:
                answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    found = Site(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield found
    finally:
        found.ended.set()
        server.shutdown()
        server.server_close()


def rss(*items: tuple[str, str, str], title: str = "Wire") -> str:
    """A feed of items: title, link, description."""
    return (
        f'<rss version="2.0"><channel><title>{title}</title>'
        + "".join(f"<item><title>{t}</title><link>{u}</link><description>{d}</description></item>" for t, u, d in items)
        + "</channel></rss>"
    )


def page(title: str, text: str, head: str = "") -> str:
    """A page with an article of five paragraphs."""
    paragraphs = "".join(f"<p>{text} It was day {day}.</p>" for day in range(5))
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{paragraphs}</article>"
        "</body></html>"
    )
