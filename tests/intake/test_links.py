import io
from pathlib import Path

import pytest

from kurilreader.domain import InputError
from kurilreader.intake import read_bytes
from kurilreader.intake.limits import Limits
from kurilreader.intake.links import Link, feeds_of_page, links_in, parse_links

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="News">
<outline text="Harbour Post" xmlUrl="https://example.org/feed"/><outline title="B" xmlUrl="https://example.org/b"/></outline>
<outline text="bad" xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://example.org/feed"/></body></opml>"""


def test_opml_with_folders_and_each_feed_once() -> None:
    assert parse_links(OPML) == [
        Link("https://example.org/feed", "Harbour Post", ("News",), feed=True),
        Link("https://example.org/b", "B", ("News",), feed=True),
    ]


def test_newsboat_urls() -> None:
    data = b'# x\nhttps://example.org/feed "~Harbour Post" news "far east"\nfile:///x\n\nhttps://example.org/b !\n'
    assert parse_links(data) == [
        Link("https://example.org/feed", "Harbour Post", ("news", "far east"), feed=True),
        Link("https://example.org/b", feed=True),
    ]


def test_pocket_and_instapaper() -> None:
    pocket = b"title,url,time_added,tags,status\nA,https://example.org/a,1741048200,x|y,unread\n"
    assert parse_links(pocket) == [Link("https://example.org/a", "A", ("x", "y"), added="2025-03-04T00:30:00+00:00")]
    instapaper = b"URL,Title,Selection,Folder,Timestamp\nhttps://example.org/a,A,,Unread,1741048200\n"
    assert parse_links(instapaper)[0].tags == ("Unread",)


def test_adding_a_list_of_feeds_says_what_to_do() -> None:
    (outcome,) = read_bytes(OPML, origin="x.opml")
    assert isinstance(outcome, InputError)
    assert "list of 2 feeds" in outcome.reason
    assert "feed add" in outcome.hint


def test_feeds_that_a_page_names() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/feed?a=1">'
        '<link rel="Alternate home" type="application/atom+xml" href="https://other.test/atom">'
        '<link rel="alternate" type="application/rss+xml" href="/feed?a=1">'
        '<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="/a.css">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:1">'
    )
    page = f"<html><head>{head}</head><body>Hi</body></html>".encode()
    assert feeds_of_page(page, "text/html", "https://x.test/home/") == [
        "https://x.test/feed?a=1", "https://other.test/atom",
    ]  # fmt: skip
    for other in (b"", b"\x00\xff", b"plain", b"<rss/>"):
        assert feeds_of_page(other, None, "https://x.test/") == []


def test_lists_are_read_from_files_and_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "list"
    outlines = '<outline type="link" url="https://x.test/a"/><outline url="https://x.test/f"/>'
    path.write_text(f"<opml><body>{outlines}</body></opml>")
    links, opml = links_in(str(path))
    assert ([(link.address, link.feed) for link in links], opml) == (
        [("https://x.test/a", False), ("https://x.test/f", True)], True,
    )  # fmt: skip
    links, opml = links_in("-", io.BytesIO(b"https://x.test/b\n"))
    assert ([link.address for link in links], opml) == (["https://x.test/b"], False)
    gone = str(tmp_path / "gone")
    for name, reason in ((gone, "does not exist"), (str(tmp_path), "cannot be read"), ("-", "there is no")):
        with pytest.raises(InputError, match=reason):
            links_in(name)
    with pytest.raises(InputError, match="larger than"):
        links_in(str(path), limits=Limits(document_bytes=10))
