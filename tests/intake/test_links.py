from kurilreader.domain import InputError
from kurilreader.intake import read_bytes
from kurilreader.intake.links import Link, parse_links

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
