from datetime import UTC, datetime

import pytest

from kurilreader.domain import Article, InputError
from kurilreader.intake import read_bytes
from kurilreader.intake.markup import read

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Moscow ties talks to sanctions | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-03-04T09:30:00+09:00">
<link rel="canonical" href="https://example.org/2025/03/04/talks.html?x=1#top">{head}</head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Moscow ties talks to sanctions</h1>
<p class="byline">By Jane Doe</p>
<p>Russia will return to talks on a peace treaty with Japan only when Tokyo lifts the sanctions, a spokeswoman told a
briefing on <b>Wednesday</b>&nbsp;afternoon.</p><h2>Reactions</h2>
<p>Tokyo protested. It said that the islands are an <a href="/x">inherent part</a> of Japan and that it would keep the
measures in place for now.</p>
<blockquote><p>We do not see a reason to change our policy, the minister said to reporters.</p></blockquote>
<ul><li>Fishing talks remain suspended.</li><li>Visits to graves are halted.</li></ul>
<table><tr><th>Year</th><th>Event</th></tr><tr><td>1956</td><td>Declaration</td></tr></table>
<p>Read also: Ferry turned back</p>{extra}
<p>The two sides have no date for another meeting, officials in both capitals said.</p></article>
<div class="share"><a>Share</a></div>
<div class="post-navigation"><span>Previous Article</span><h4>Software in America</h4>
<span>Next Article</span><h4>Clerks robbed</h4></div><footer>© 2025 Harbour Post.</footer></body></html>"""


def page(head: str = "", extra: str = "", codec: str = "utf-8") -> Article:
    (outcome,) = read_bytes(PAGE.format(head=head, extra=extra).encode(codec), origin="a.html")
    assert isinstance(outcome, Article)
    return outcome


def test_facts() -> None:
    article = page()
    assert article.title == "Moscow ties talks to sanctions"
    assert (article.source, article.author, article.language) == ("Harbour Post", "Jane Doe", "en")
    assert article.published == "2025-03-04T09:30:00+09:00"
    assert article.address == "https://example.org/2025/03/04/talks.html?x=1"


def test_main_text_without_furniture() -> None:
    paragraphs = page().text.split("\n\n")
    assert paragraphs[0].endswith("told a briefing on Wednesday afternoon.")
    assert paragraphs[1] == "Reactions"
    assert "inherent part of Japan" in paragraphs[2]
    assert paragraphs[4:] == [
        "- Fishing talks remain suspended.", "- Visits to graves are halted.", "Year | Event", "1956 | Declaration",
        "The two sides have no date for another meeting, officials in both capitals said.",
    ]  # fmt: skip


def test_linked_data_comes_first() -> None:
    data = (
        '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle", "headline": "The headline",'
        '"datePublished": "2025-03-03T08:00:00Z", "dateModified": "2025-03-05", "author": [{"name": "Ivan Petrov"}]}]}'
    )
    article = page(head=f'<script type="application/ld+json">{data}</script>')
    assert (article.title, article.author, article.published) == (
        "The headline",
        "Ivan Petrov",
        "2025-03-03T08:00:00+00:00",
    )


def test_declared_legacy_charset() -> None:
    russian = "<p>Москва заявила, что диалог с Токио возможен только после отмены санкций.</p>"
    article = page(head='<meta charset="windows-1251">', extra=russian, codec="cp1251")
    assert "Москва заявила, что диалог" in article.text


@pytest.mark.parametrize(
    "extra",
    [
        "<p>a&#27;[31mb&#x9b;c&#8238;d&#xD800;&#0;&#xFFFFFFF; and so on, the spokesman said in the evening.</p>",
        "<div>" * 3000 + "deep" + "</div>" * 3000,
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b; is no bomb here, they said.</p>',
        "<p><![CDATA[ x ]]> <script>alert(1)</script><style>p{}</style> quiet words were said.</p>",
    ],
)
def test_hostile_markup(extra: str) -> None:
    text = page(extra=extra).text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "aaaa" not in text
    assert "alert" not in text


def test_local_files_are_never_read() -> None:
    xml = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<html><body><article><p>Here it comes: &x; and nothing else, said the minister.</p></article></body></html>"
    )
    (outcome,) = read_bytes(xml.encode(), origin="x")
    assert "root:" not in getattr(outcome, "text", "")


def test_a_page_without_text_is_a_line() -> None:
    (outcome,) = read_bytes(b"<html><body><nav><a href='/'>Home</a></nav></body></html>", origin="x.html")
    assert isinstance(outcome, InputError)


def test_text_between_line_breaks_is_kept_whole() -> None:
    words = ("first", "second", "third")
    sentences = [f"The {word} part of the statement was read out in the lobby by a spokeswoman." for word in words]
    markup = f"<html><body><div class='content'><h1>A headline</h1>{'<br><br>'.join(sentences)}</div></body></html>"
    (outcome,) = read_bytes(markup.encode(), origin="x")
    assert isinstance(outcome, Article)
    assert outcome.text.split("\n\n") == sentences


def test_the_way_paragraphs_are_set_is_kept_as_markdown() -> None:
    article = page()
    assert article.markup is not None
    set_as = {str(each): (each.setting.value, each.level) for each in read(article.markup)}
    assert [each for each in article.text.split("\n\n") if each not in set_as] == []
    assert set_as["Reactions"] == ("heading", 2)
    assert set_as["- Fishing talks remain suspended."] == ("item", 1)
    assert set_as["We do not see a reason to change our policy, the minister said to reporters."][0] == "quote"
    assert set_as["Year | Event"] == ("row", 1)
    assert set_as["1956 | Declaration"] == ("row", 2)


def test_links_to_web_addresses_are_kept() -> None:
    linked = page(extra='<p>The text is <a href="https://example.org/d">on the shelf</a> of the archive, it said.</p>')
    (found,) = [each for each in read(linked.markup or "") if each.links]
    assert [(found[a:b], address) for a, b, address in found.links] == [("on the shelf", "https://example.org/d")]


def test_a_relative_date_counts_from_when_the_page_was_fetched() -> None:
    markup = (
        PAGE.format(head="", extra="")
        .replace("article:published_time", "x")
        .replace('<p class="byline">', "<time>3 days ago</time><p class='byline'>")
        .replace("https://example.org/2025/03/04/talks.html", "https://example.org/talks.html")
    )
    seen = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
    (fetched,) = read_bytes(markup.encode(), origin="a.html", seen=seen)
    (saved,) = read_bytes(markup.encode(), origin="a.html")
    assert isinstance(fetched, Article)
    assert isinstance(saved, Article)
    assert fetched.published == "2025-03-07"
    assert saved.published is None
