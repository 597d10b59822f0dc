"""Lists hold no article: a line says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kurilreader.domain import Article, InputError
from kurilreader.intake import read_inputs

NEWSBOAT = """https://example.org/feed "~My feed" news
# a comment
"query:Unread:unread = \\"yes\\""
https://example.org/other
"""


@pytest.mark.parametrize(
    "text", [NEWSBOAT, "https://example.org/feed\n", "\ufeffHTTPS://example.org/a tag\r\nhttp://example.org/b\r\n"]
)
def test_a_list_of_addresses_is_no_article(tmp_path: Path, text: str) -> None:
    file = tmp_path / "urls"
    file.write_text(text, newline="")
    (found,) = read_inputs([str(file)])
    assert isinstance(found, InputError)
    assert found.reason == "lists addresses and holds no article"
    assert "add --fetch" in found.hint
    # One that was only met on the way is passed over.
    assert list(read_inputs([str(tmp_path)])) == []


def test_a_long_list_is_known_by_its_beginning(tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text("".join(f"https://example.org/{number}\n" for number in range(1000)))
    assert isinstance(next(read_inputs([str(file)])), InputError)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a\n\nThe ministry said that talks would resume only after the measures are lifted.\n",
        "# A headline\n\nThe ministry said that talks would resume only after the measures are lifted.\n",
    ],
)
def test_a_text_with_an_address_is_one(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text)
    (found,) = read_inputs([str(file)])
    assert isinstance(found, Article)
