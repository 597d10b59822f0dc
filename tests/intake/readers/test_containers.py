import gzip
import io
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kurilreader.domain import Article, InputError
from kurilreader.intake import Limits, read_bytes, read_inputs

BODY = "The ministry said that talks would resume only after the measures are lifted."
FILES = {
    "b.txt": f"B\n\n{BODY} B.",
    "a/a.html": f"<html><body><p>{BODY} A.</p></body></html>",
    ".hidden": "x",
    "__MACOSX/b.txt": "y",
}


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("evil")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_archives(pack: Callable[[dict[str, str]], bytes]) -> None:
    outcomes = list(read_bytes(pack(FILES), origin="x"))
    assert sorted(str(getattr(outcome, "origin", "")) for outcome in outcomes) == ["x › a/a.html", "x › b.txt"]
    assert all(isinstance(outcome, Article) for outcome in outcomes)


def test_a_bomb_is_refused_in_a_line() -> None:
    data = zipped({"bomb.txt": b"a" * 40_000_000, "good.txt": BODY})
    bomb, good = read_bytes(data, origin="x.zip")
    assert isinstance(bomb, InputError)
    assert "unpacks to more than" in str(bomb)
    assert isinstance(good, Article)


def test_nesting_is_bounded() -> None:
    data: bytes = zipped({"a.txt": BODY})
    for _ in range(5):
        data = zipped({"inner.zip": data})
    (outcome,) = read_bytes(data, origin="x.zip")
    assert "archives deep" in str(outcome)


def test_unpacked_bytes_are_bounded_over_all_members() -> None:
    outcomes = list(
        read_bytes(
            zipped({f"{n}.txt": BODY * 9 for n in range(9)}, zipfile.ZIP_STORED),
            origin="x",
            limits=Limits(unpacked_bytes=2000),
        )
    )
    assert any(isinstance(outcome, InputError) for outcome in outcomes)
    assert any(isinstance(outcome, Article) for outcome in outcomes)


def test_gzip_alone_and_damaged() -> None:
    (article,) = read_bytes(gzip.compress(BODY.encode()), origin="x.txt.gz")
    assert isinstance(article, Article)
    (outcome,) = read_bytes(gzip.compress(BODY.encode() * 99)[:60], origin="x.txt.gz")
    assert str(outcome) == "x.txt.gz: is a damaged gzip file"
    (large,) = read_bytes(gzip.compress(b"a " * 3000), origin="x.gz", limits=Limits(document_bytes=1024))
    assert "larger than 1 KiB" in str(large)


def test_damaged_zip() -> None:
    (outcome,) = read_bytes(zipped({"a.txt": BODY})[:-30], origin="x.zip")
    assert "damaged ZIP" in str(outcome)


def epub(chapters: int) -> bytes:
    container = '<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>'
    items = "".join(f'<item id="c{n}" href="c%20{n}.xhtml"/>' for n in range(chapters))
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>The Strait</dc:title><dc:creator>Jane Doe</dc:creator>"
        f"<dc:language>en</dc:language><dc:date>2025-03-04</dc:date></metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/p.opf": package,
    }
    for n in range(chapters):
        files[f"OEBPS/c {n}.xhtml"] = f"<html><body><h1>Chapter {n}</h1><p>{BODY * 4}</p><p>End {n}.</p></body></html>"
    return zipped(files, zipfile.ZIP_STORED)


def test_epub_by_chapter() -> None:
    first, second = read_bytes(epub(2), origin="x")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.source, first.author, first.published) == (
        "t",
        "The Strait",
        "Jane Doe",
        "2025-03-04",
    ) or first.title == "Chapter 0"
    assert second.text.endswith("End 1.")


def test_docx() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def p(text: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("1956", "Declaration"))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {w}><w:body>'
        + p("The headline", '<w:pStyle w:val="Title"/>') + p("4 March 2025") + p(BODY + "&e;") + p("one", "<w:numPr/>")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p><w:r><w:delText>deleted</w:delText><w:t>End.</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )  # fmt: skip
    core = '<cp xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jane Doe</dc:creator></cp>'
    data = zipped(
        {"[Content_Types].xml": "<x/>", "word/document.xml": document, "docProps/core.xml": core}, zipfile.ZIP_STORED
    )
    (article,) = read_bytes(data, origin="x.docx")
    assert isinstance(article, Article), str(article)
    assert (article.title, article.author, article.published) == ("The headline", "Jane Doe", "2025-03-04")
    assert article.text == f"{BODY}\n\n- one\n\n1956 | Declaration\n\nEnd."


def warc(records: list[tuple[str, str, bytes]]) -> bytes:
    found = b""
    for kind, content_type, body in records:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/a\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        found += gzip.compress(head.encode() + body + b"\r\n\r\n")
    return found


def http(status: int, body: bytes, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} X", *headers, "", ""]).encode() + body


def test_warc() -> None:
    page = f"<html><body><article><p>{BODY}</p><p>{BODY} Again.</p></article></body></html>".encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    records = [
        ("warcinfo", "application/warc-fields", b"software: x"),
        (
            "response",
            "application/http; msgtype=response",
            http(200, chunked, "Content-Type: text/html", "Transfer-Encoding: chunked"),
        ),
        ("response", "application/http; msgtype=response", http(404, page, "Content-Type: text/html")),
        (
            "response",
            "application/http",
            http(200, gzip.compress(page), "Content-Type: text/html", "Content-Encoding: gzip"),
        ),
        ("response", "application/http", http(200, b"\x89PNG", "Content-Type: image/png")),
    ]
    outcomes = list(read_bytes(warc(records), origin="x.warc.gz"))
    assert [getattr(outcome, "address", None) for outcome in outcomes] == ["https://example.org/a"] * 2
    assert all(isinstance(outcome, Article) and outcome.text.startswith(BODY) for outcome in outcomes)


def test_warc_cut_short() -> None:
    data = gzip.decompress(warc([("resource", "text/plain", BODY.encode())]))
    (outcome,) = read_bytes(data[:-40], origin="x.warc")
    assert "cut short" in str(outcome)


def test_newsboat(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE rss_feed (rssurl, url, title)")
        database.execute(
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, title, author, url, feedurl, pubDate INTEGER, content,"
            " deleted INTEGER)"
        )
        database.execute("INSERT INTO rss_feed VALUES ('f', 'u', 'Harbour Post')")
        values = ("Headline", "Jane", "https://example.org/a", "f", 1741048200, f"<p>{BODY}</p>")
        database.execute(
            "INSERT INTO rss_item VALUES (1, ?, ?, ?, ?, ?, ?, 0), (2, '', '', '', '', 0, 'gone', 1)", values
        )
    database.close()
    for outcomes in (list(read_inputs([str(path)])), list(read_bytes(path.read_bytes(), origin="cache.db"))):
        (article,) = outcomes
        assert isinstance(article, Article)
        assert (article.title, article.source, article.text) == ("Headline", "Harbour Post", BODY)
        assert article.published == "2025-03-04T00:30:00+00:00"


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE x (y)")
    database.close()
    assert "another program" in str(*read_inputs([str(path)]))
    assert list(read_inputs([str(tmp_path)])) == []
