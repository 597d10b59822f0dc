from __future__ import annotations

import pytest

from kurilreader.library.addresses import address_key


@pytest.mark.parametrize(
    "address",
    [
        "https://news.test/a/b",
        "http://NEWS.test:80/a/b/",
        "https://www.news.test/a/b#part",
        "https://news.test/a/b?utm_source=feed&utm_medium=rss&fbclid=x",
        "https://news.test./a/b?",
    ],
)
def test_spellings_of_one_page(address: str) -> None:
    assert address_key(address) == "news.test/a/b"


def test_what_may_be_another_page_is_another() -> None:
    keys = {
        address_key(f"https://news.test{rest}")
        for rest in ("/a", "/A", "/a?id=1", "/a?id=2", ":8080/a", "/a.html", "/?p=1")
    }
    assert None not in keys
    assert len(keys) == 7


@pytest.mark.parametrize(
    "address",
    [None, "", "x", "ftp://a.test/x", "https://", "https://a.test", "https://a.test/", "https://a.test/index.html",
     "https://a.test/?utm_source=x", "https://a.test:port/x", "https://[::1/x", "https://a.test/" + "x" * 3000],
)  # fmt: skip
def test_what_names_no_page(address: str | None) -> None:
    assert address_key(address) is None
