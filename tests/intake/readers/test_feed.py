import pytest

from kurilreader.domain import Article, InputError
from kurilreader.intake import read_bytes
from kurilreader.intake.readers.feed import parse_feed

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Post</title><link>https://example.org/</link>
<language>en-gb</language><ttl>60</ttl>
<item><title>Talks &amp; sanctions</title><link>/a</link><guid>1</guid><author>jane@example.org (Jane Doe)</author>
<pubDate>Tue, 04 Mar 2025 09:30:00 +0900</pubDate>
<description>&lt;p&gt;Tokyo protested.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;/ul&gt;</description></item>
<item><title>Only a title</title><link>https://example.org/b</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Вестник</title>
<entry><id>urn:1</id><title type="html">Катер &lt;b&gt;задержан&lt;/b&gt;</title>
<link href="https://example.org/c"/><published>2025-03-04T09:30:00Z</published><updated>2025-03-05T09:30:00Z</updated>
<author><name>Иван Петров</name></author>
<content type="html">&lt;p&gt;Текст новости.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>北海新聞</title></channel><item rdf:about="https://example.org/d"><title>漁船</title><link>https://example.org/d</link>
<dc:date>2025-03-04T09:30:00+09:00</dc:date><description>漁船が拿捕された。</description></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": [{"id": "1", "url": "https://example.org/e",
"title": "A headline", "content_html": "<p>Tokyo protested.</p>",
"date_published": "2025-03-04T09:30:00+09:00", "authors": [{"name": "Jane Doe"}]}]}"""


def articles(data: str | bytes) -> list[Article]:
    outcomes = list(read_bytes(data if isinstance(data, bytes) else data.encode(), origin="feed"))
    assert all(isinstance(outcome, Article) for outcome in outcomes), [str(outcome) for outcome in outcomes]
    return [outcome for outcome in outcomes if isinstance(outcome, Article)]


def test_rss() -> None:
    first, second = articles(RSS)
    assert (first.title, first.source, first.author) == (
        "Talks & sanctions",
        "Harbour Post",
        "jane@example.org (Jane Doe)",
    )
    assert first.published == "2025-03-04T09:30:00+09:00"
    assert first.text == "Tokyo protested.\n\n- one"
    assert second.text == "Only a title"
    assert parse_feed(RSS.encode(), address="https://example.org/feed").entries[0].link == "https://example.org/a"
    assert parse_feed(RSS.encode()).ttl == 60


@pytest.mark.parametrize(
    ("data", "title", "text", "published"),
    [
        (ATOM, "Катер задержан", "Текст новости.", "2025-03-04T09:30:00+00:00"),
        (RDF, "漁船", "漁船が拿捕された。", "2025-03-04T09:30:00+09:00"),
        (JSON, "A headline", "Tokyo protested.", "2025-03-04T09:30:00+09:00"),
    ],
)
def test_other_formats(data: str, title: str, text: str, published: str) -> None:
    (article,) = articles(data)
    assert (article.title, article.text, article.published) == (title, text, published)


def test_updated_is_kept_apart() -> None:
    (entry,) = parse_feed(ATOM.encode()).entries
    assert entry.published != entry.updated
    assert entry.updated == "2025-03-05T09:30:00+00:00"


@pytest.mark.parametrize(
    "data",
    [
        RSS.replace("utf-8", "windows-1251").replace("Harbour", "Вестник").encode("cp1251"),
        RSS.replace("Tokyo", "&nbsp;Tokyo&mdash;").encode(),
        RSS.replace("</channel></rss>", "").encode(),
        RSS.replace("Talks &amp; sanctions", "Talks & sanctions").encode(),
        b"\xef\xbb\xbf" + RSS.encode(),
        RSS.encode("utf-16"),
        ("\n\n" + RSS).encode(),
        RSS.replace("Tokyo", "To\x08kyo").encode(),
        RSS.replace("+0900", "").encode(),
        RSS.replace("Tue, 04 Mar 2025 09:30:00 +0900", "yesterday").encode(),
    ],
)
def test_odd_feeds_lose_no_item(data: bytes) -> None:
    assert len(articles(data)) == 2


def test_a_feed_without_entries_is_a_line() -> None:
    (outcome,) = read_bytes(b"<rss version='2.0'><channel><title>x</title></channel></rss>", origin="feed")
    assert isinstance(outcome, InputError)


def test_entities_do_not_multiply() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    data = (
        f"<?xml version='1.0'?>{bomb}]><rss version='2.0'><channel><item><title>x &j; y</title></item></channel></rss>"
    )
    assert sum(len(entry.title or "") for entry in parse_feed(data.encode()).entries) < 10_000
