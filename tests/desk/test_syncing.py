"""Feeds and pages over real sockets, from a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kurilreader.desk import Desk, JobState, Progress
from kurilreader.intake.fetch import FetchError, WebLimits, fetch
from kurilreader.settings import Settings

Answer = Callable[[BaseHTTPRequestHandler], None]
TALK = "The delegations met for the whole day and parted without a result on the question of the islands. "


@dataclass
class Site:
    """What the server answers, and what it was asked."""

    root: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in ({"Content_Length": str(len(data))} | headers).items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)

        self.answers[path] = answer
        return self.root + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
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
    found = Site(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(directory: Path) -> Iterator[Desk]:
    with Desk.open(directory, Settings(library=directory, private_hosts=True, fetch_seconds=5)) as opened:
        yield opened


def rss(*items: tuple[str, str, str]) -> str:
    return (
        '<rss version="2.0"><channel><title>Wire</title>'
        + "".join(f"<item><title>{t}</title><link>{u}</link><description>{d}</description></item>" for t, u, d in items)
        + "</channel></rss>"
    )


def page(title: str, text: str) -> str:
    paragraphs = "".join(f"<p>{text} It was day {day}.</p>" for day in range(5))
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def test_what_is_new_comes_in_once(desk: Desk, site: Site) -> None:
    site.put("/1", page("Talks end", TALK), Content_Type="text/html")
    feed = site.put("/feed", rss(("Talks end", f"{site.root}/1", "A teaser."), ("Long", "", TALK * 30)), ETag='"v1"')
    desk.subscribe(feed)
    report = desk.sync()
    assert {taken.title for taken in report.added} == {"Talks end", "Long"}
    assert (report.failures, report.feeds) == (0, 1)
    text = desk.reading(next(t.number for t in report.added if t.title == "Talks end")).article.text
    assert "It was day 4" in text
    assert "teaser" not in text
    (state,) = desk.feeds()
    assert (state.title, state.etag, state.reason) == ("Wire", '"v1"', None)
    again = desk.sync()
    assert (len(again.added), again.same) == (0, 0)
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert site.paths().count("/1") == 1


def test_nothing_new_is_not_read(desk: Desk, site: Site) -> None:
    desk.subscribe(
        site.put("/feed", rss(("A", "", TALK * 30)), ETag='"1"', Last_Modified="Mon, 03 Mar 2025 09:00:00 GMT")
    )
    desk.sync()
    site.put("/feed", status=304)
    report = desk.sync()
    assert (report.unchanged, report.failures) == (1, 0)
    assert desk.feeds()[0].etag == '"1"'


def test_one_broken_feed_never_stops_the_others(desk: Desk, site: Site) -> None:
    bad = {
        "/500": ("answers 500", {"status": 500}),
        "/none": ("no feed", {"body": "<html><body>hello</body></html>", "Content_Type": "text/html"}),
        "/cut": ("breaks off", {"body": "<rss>", "Content_Length": "999"}),
        "/packed": ("damaged", {"body": b"\x1f\x8bno", "Content_Encoding": "gzip"}),
    }
    for path, (_, answer) in bad.items():
        desk.subscribe(site.put(path, **answer))  # type: ignore[arg-type]
    desk.subscribe(site.root + "/gone")
    desk.subscribe(site.put("/good", gzip.compress(rss(("Good", "", TALK * 30)).encode()), Content_Encoding="gzip"))
    report = desk.sync()
    assert [taken.title for taken in report.added] == ["Good"]
    assert report.failures == 5
    reasons = {feed.address.removeprefix(site.root): feed.reason for feed in desk.feeds()}
    for path, (reason, _) in bad.items():
        assert reason in (reasons[path] or "")
    assert reasons["/gone"] == "answers 404 Not Found"
    assert reasons["/good"] is None
    job = desk.job(report.job)
    assert (job.kind, job.state, job.added, job.failed) == ("sync", JobState.DONE, 1, 5)
    # What fails is left alone for a while.
    before = len(site.asked)
    assert desk.sync().feeds == 1
    assert site.paths()[before:] == ["/good"]


def test_a_host_that_asks_to_wait_is_left_alone(desk: Desk, site: Site) -> None:
    desk.subscribe(site.put("/a", status=429, Retry_After="3600"))
    desk.subscribe(site.put("/b", status=429, Retry_After="3600"))
    report = desk.sync()
    assert report.failures == 2
    assert len(site.asked) == 1
    assert all(feed.due is not None and feed.due > feed.added for feed in desk.feeds())


def test_a_feed_that_moved_for_good_is_followed(desk: Desk, site: Site) -> None:
    site.put("/new", rss(("A", "", TALK * 30)))
    site.put("/there", status=308, Location="/new")
    desk.subscribe(site.put("/old", status=301, Location="/there"))
    desk.subscribe(site.put("/now", status=302, Location="/new"))
    desk.sync()
    assert {feed.address.removeprefix(site.root) for feed in desk.feeds()} == {"/new", "/now"}
    assert desk.count() == 1


def test_a_page_that_fails_for_now_is_tried_again(desk: Desk, site: Site) -> None:
    link = site.put("/1", status=503)
    desk.subscribe(site.put("/feed", rss(("Talks", link, "A teaser.")), ETag='"1"'))
    report = desk.sync()
    assert (len(report.added), report.failures) == (0, 1)
    site.put("/1", page("Talks", TALK), Content_Type="text/html")
    assert [taken.title for taken in desk.sync().added] == ["Talks"]


def test_a_page_that_is_gone_leaves_what_the_feed_has(desk: Desk, site: Site) -> None:
    desk.subscribe(site.put("/feed", rss(("Talks", f"{site.root}/gone", "What the feed says of it."))))
    report = desk.sync()
    assert (len(report.added), report.failures) == (1, 1)
    assert desk.reading(report.added[0].number).article.text == "What the feed says of it."


def test_settings_of_a_feed(desk: Desk, site: Site) -> None:
    ((feed, _),) = desk.subscribe(site.put("/feed", rss(("Talks", f"{site.root}/1", "A teaser."))))
    settings = ["full-text=no", "cookies=echo session=1", "password=echo me:secret", "agent=Mozilla/5.0"]
    desk.set_feed(str(feed.number), settings)
    assert len(desk.sync().added) == 1
    assert site.paths() == ["/feed"]
    headers = site.asked[0][1]
    assert headers["Cookie"] == "session=1"
    assert headers["Authorization"] == "Basic bWU6c2VjcmV0"
    assert headers["User-Agent"] == "Mozilla/5.0"
    desk.set_feed(str(feed.number), ["password=false"])
    assert "command" in str(desk.sync().failed[0])


def test_without_a_network_it_is_said_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    for name in "abc":
        desk.subscribe(f"https://{name}.test/feed")
    report = desk.sync()
    assert (report.offline, report.failures) == (True, 0)
    assert [feed.reason for feed in desk.feeds()] == [None, None, None]


def test_a_sync_is_cancelled(desk: Desk, site: Site) -> None:
    desk.subscribe(site.put("/feed", rss(("A", "", TALK * 30))))

    def stop(progress: Progress) -> bool:
        return False

    report = desk.sync(stop)
    assert report.cancelled
    assert desk.job(report.job).state is JobState.CANCELLED


def test_an_address_is_added(desk: Desk, site: Site) -> None:
    site.put("/1", page("Talks end", TALK), Content_Type="text/html")
    short = site.put("/s", status=302, Location="/1")
    report = desk.add([short, site.root + "/gone"])
    assert [taken.title for taken in report.added] == ["Talks end"]
    assert report.failed[0].reason == "answers 404 Not Found"
    assert desk.add([site.root + "/1"]).same == 1
    assert {origin.origin for origin in desk.origins(1)} == {short, site.root + "/1"}


LOCAL = WebLimits(body_bytes=100_000, seconds=2, redirects=3, private=True)


def test_private_hosts_are_refused_unless_allowed(site: Site) -> None:
    address = site.put("/x", b"secret")
    for host in (
        address,
        address.replace("127.0.0.1", "localhost"),
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://0/",
    ):
        with pytest.raises(FetchError, match="private network"):
            fetch(host)
    assert site.asked == []
    assert fetch(address, limits=LOCAL).data == b"secret"


def test_lying_and_endless_bodies(site: Site) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    with pytest.raises(FetchError, match="larger than"):
        fetch(site.put("/bomb", bomb, Content_Encoding="gzip"), limits=LOCAL)
    with pytest.raises(FetchError, match="larger than"):
        fetch(site.put("/big", b"0" * 100_001), limits=LOCAL)

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while not stop.wait(0.05):
                request.wfile.write(b"x")
        except OSError:
            pass

    stop = threading.Event()
    site.answers["/drip"] = drip
    with pytest.raises(FetchError, match="longer than") as caught:
        fetch(site.root + "/drip", limits=WebLimits(seconds=0.5, private=True))
    stop.set()
    assert caught.value.later


def test_redirects_end_and_secrets_stay_at_home(site: Site) -> None:
    with pytest.raises(FetchError, match="more than 3 redirects"):
        fetch(site.put("/round", status=302, Location="/round"), limits=LOCAL)
    with pytest.raises(FetchError, match="no http"):
        fetch(site.put("/file", status=302, Location="file:///etc/passwd"), limits=LOCAL)
    other = site.put("/other", b"ok").replace("127.0.0.1", "localhost")
    fetch(site.put("/away", status=302, Location=other), secrets={"Cookie": "a=1"}, limits=LOCAL)
    assert [(path, "Cookie" in headers) for path, headers in site.asked[-2:]] == [("/away", True), ("/other", False)]
