"""Feeds and pages over real sockets, from a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kurilreader.desk import Desk, JobState, Progress
from kurilreader.domain import KurilError
from kurilreader.intake.fetch import FetchError, WebLimits, fetch
from kurilreader.settings import Settings
from tests.site import TALK, Site, page, rss, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as found:
        yield found


@pytest.fixture
def desk(directory: Path) -> Iterator[Desk]:
    with Desk.open(directory, Settings(library=directory, private_hosts=True, fetch_seconds=5)) as opened:
        yield opened


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
    # What met nothing leaves no job.
    assert (again.job, [job.number for job in desk.jobs()]) == (0, [report.job])
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


def test_cancelling_waits_for_no_slow_host(desk: Desk, site: Site) -> None:
    slow = site.hang("/slow")
    desk.subscribe(site.put("/a", rss(("A", "", TALK * 30))).replace("127.0.0.1", "localhost"))
    desk.subscribe(slow)
    seen: list[str] = []

    def stop(progress: Progress) -> bool:
        seen.append(progress.name)
        return progress.done == 0

    report = desk.sync(stop)
    assert report.cancelled
    assert [taken.title for taken in report.added] == ["A"]
    assert desk.job(report.job).state is JobState.CANCELLED
    assert any(name.startswith("1 new") for name in seen)
    # It goes on as the same job, and with what was not come to alone.
    site.put("/slow", rss(("B", "", TALK * 31)))
    again = desk.repeat(report.job)
    assert (again.job, [taken.title for taken in again.added]) == (report.job, ["B"])
    job = desk.job(report.job)
    assert (job.state, job.added, job.same) == (JobState.DONE, 2, 0)
    assert site.paths().count("/a") == 1


def test_a_sync_is_undone_and_repeated(desk: Desk, site: Site) -> None:
    desk.subscribe(site.put("/feed", rss(("A", "", TALK * 30)), ETag='"1"'))
    first = desk.sync()
    assert desk.undo_job(first.job).removed == 1
    # What was undone does not come by itself, but when it is asked for.
    assert len(desk.sync().added) == 0
    again = desk.repeat(first.job)
    assert (len(again.added), again.job > first.job) == (1, True)
    desk.unsubscribe("1")
    assert "not subscribed any more" in str(desk.repeat(again.job).failed[0])


def test_a_home_page_leads_to_its_feed(desk: Desk, site: Site) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" href="/de">'
    desk.subscribe(site.put("/", page("Home", TALK, head), Content_Type="text/html"))
    feed = site.put("/feed", rss(("A", "", TALK * 30)))
    assert len(desk.sync().added) == 1
    assert desk.feeds()[0].address == feed
    # A feed that was one before is out of order, not elsewhere.
    site.put("/feed", page("Busy", TALK, head), Content_Type="text/html")
    assert desk.sync().failed[0].reason == "answers with what is no feed"
    assert desk.feeds()[0].address == feed


def test_secrets_go_to_the_pages_of_the_same_host_alone(desk: Desk, site: Site) -> None:
    here = site.put("/1", page("Here", TALK), Content_Type="text/html")
    there = site.put("/2", page("There", TALK * 2), Content_Type="text/html").replace("127.0.0.1", "localhost")
    desk.subscribe(site.put("/feed", rss(("Here", here, "."), ("There", there, "."))))
    desk.set_feed("1", ["cookies=echo session=1", "full-text=yes"])
    assert len(desk.sync().added) == 2
    assert [(path, headers.get("Cookie")) for path, headers in site.asked] == [
        ("/feed", "session=1"), ("/1", "session=1"), ("/2", None),
    ]  # fmt: skip
    # A feed with secrets is not followed for good to another host.
    site.put("/feed", status=301, Location=site.root.replace("127.0.0.1", "localhost") + "/new")
    site.put("/new", rss())
    desk.sync()
    assert desk.feeds()[0].address == site.root + "/feed"
    assert "Cookie" not in site.asked[-1][1]


def test_a_host_that_never_answers_is_left_alone(desk: Desk, site: Site) -> None:
    dead = socket.create_server(("127.0.0.1", 0))
    port = dead.getsockname()[1]
    dead.close()
    links = [(f"Talk {place}", f"http://localhost:{port}/{place}", ".") for place in range(9)]
    desk.subscribe(site.put("/feed", rss(*links)))
    report = desk.sync()
    assert (len(report.added), report.failures) == (0, 9)
    assert {error.reason for error in report.failed} == {"refuses the connection"}
    assert desk.feeds()[0].etag is None


def test_a_page_that_asks_to_wait_makes_its_feed_wait(desk: Desk, site: Site) -> None:
    links = [(f"Talk {place}", site.put(f"/{place}", status=429, Retry_After="7200"), ".") for place in range(3)]
    desk.subscribe(site.put("/feed", rss(*links)))
    assert desk.sync().failures == 3
    assert site.paths() == ["/feed", "/0"]
    assert desk.sync().feeds == 0


def test_a_feed_that_is_gone_is_asked_once_a_day(desk: Desk, site: Site) -> None:
    desk.subscribe(site.put("/feed", status=410))
    assert desk.sync().failed[0].reason == "answers 410 Gone"
    (feed,) = desk.feeds()
    waits = datetime.fromisoformat(feed.due or "") - datetime.fromisoformat(feed.failing_since or "")
    assert waits.total_seconds() >= 86400 - 5


def test_more_entries_than_allowed_come_with_the_next_sync(desk: Desk, site: Site) -> None:
    desk.subscribe(site.put("/feed", rss(*((f"T{n}", f"{site.root}/{n}", TALK * 20 + str(n)) for n in range(5)))))
    desk.set_feed("1", ["entries=3", "full-text=no"])
    report = desk.sync()
    assert (len(report.added), report.failed[0].reason) == (
        3, "has more than 3 new entries; the rest comes with the next sync",
    )  # fmt: skip
    assert len(desk.sync().added) == 2


def test_one_article_with_all_its_origins(desk: Desk, site: Site, tmp_path: Path) -> None:
    canonical = f'<link rel="canonical" href="{site.root}/story">'
    body = page("Talks end", TALK, canonical)
    site.put("/story", body, Content_Type="text/html")
    print_ = site.put("/story/print", body, Content_Type="text/html")
    saved = tmp_path / "saved.html"
    saved.write_text(body.replace("parted", "at last parted"))
    text = tmp_path / "text.txt"
    tracked = site.put("/story?utm_source=rss", body, Content_Type="text/html")
    desk.subscribe(site.put("/feed", rss(("Talks end", tracked, "."))))
    desk.sync()
    article = desk.reading(1).article
    text.write_text(f"Talks end\n\n{article.text}\n")
    desk.add([print_])
    report = desk.add([str(saved), str(text)])
    assert (desk.count(), report.same) == (1, 2)
    assert {origin.origin.rpartition("/")[2] for origin in desk.origins(1)} == {
        "story?utm_source=rss", "print", "saved.html", "text.txt",
    }  # fmt: skip


def test_lists_of_addresses_are_fetched_when_asked(desk: Desk, site: Site, tmp_path: Path) -> None:
    one = site.put("/1", page("One", TALK), Content_Type="text/html")
    two = site.put("/2", page("Two", TALK * 2), Content_Type="text/html")
    pocket = tmp_path / "pocket.csv"
    pocket.write_text(f"title,url,time_added,tags,status\nOne,{one},1700000000,,unread\nGone,{site.root}/no,,,\n")
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        f'<opml version="2.0"><body><outline text="W" xmlUrl="{site.root}/feed"/>'
        f'<outline type="link" text="Two" url="{two}"/></body></opml>'
    )
    assert "addresses" in desk.add([str(pocket)]).failed[0].hint
    assert site.asked == []
    report = desk.add([str(pocket), str(opml), str(tmp_path / "none.csv")], lists=True)
    assert {taken.title for taken in report.added} == {"One", "Two"}
    assert {error.reason for error in report.failed} == {"answers 404 Not Found", "does not exist"}
    assert (report.subscribed, desk.feeds()[0].title) == (1, "W")
    assert desk.job(report.job).kind == "fetch"
    asked = len(site.asked)
    assert desk.repeat(report.job).same == 2
    assert len(site.asked) == asked + 3


def test_a_cancelled_fetch_goes_on_with_what_is_left(desk: Desk, site: Site) -> None:
    pages = [site.put(f"/{n}", page(f"P{n}", TALK * (n + 1)), Content_Type="text/html") for n in range(4)]
    report = desk.add(pages, progress=lambda progress: progress.done < 2)
    assert (report.cancelled, len(report.added)) == (True, 2)
    again = desk.repeat(report.job)
    assert (len(again.added), again.same, again.job) == (2, 0, report.job)
    assert site.paths().count("/0") == 1


def test_no_password_is_kept_in_an_address(desk: Desk, site: Site) -> None:
    secret = site.put("/1", page("One", TALK)).replace("http://", "http://me:hush@")
    report = desk.add([secret])
    assert "would be stored" in report.failed[0].reason
    with pytest.raises(KurilError, match="would be stored") as caught:
        desk.subscribe(secret)
    assert "hush" not in repr([*desk.jobs(), *desk.failures(report.job), str(caught.value)])
    assert site.asked == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("evry=3", "every"), ("title", "KEY=VALUE"), ("every=soon", "30m"), ("full-text=maybe", "auto"),
        ("megabytes=0", "most"), ("agent=a\nb", "agent"), ("every=0", "30m"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_changes_nothing(desk: Desk, given: str, told: str) -> None:
    desk.subscribe("https://a.test/feed")
    with pytest.raises(KurilError) as caught:
        desk.set_feed("1", ["title=Mine", given])
    assert told in f"{caught.value} {caught.value.hint}"
    assert desk.feed("1").title is None


def test_what_is_set_is_shown_and_taken_away(desk: Desk) -> None:
    desk.subscribe("https://a.test/feed")
    found = desk.set_feed("1", ["title=Mine", "every=6h", "seconds=5", "megabytes=1", "full-text=no"])
    assert found.title == "Mine"
    assert desk.feed_settings(desk.feed("Mine")) == {
        "full-text": "no", "every": "360m", "megabytes": "1", "seconds": "5",
    }  # fmt: skip
    desk.set_feed("Mine", ["title=", "every=auto", "seconds="])
    assert desk.feed_settings(desk.feed("1")) == {"full-text": "no", "every": "auto", "megabytes": "1"}


LOCAL = WebLimits(body_bytes=100_000, seconds=60, redirects=3, private=True)


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
