import pytest

from kurilreader.domain import Article
from kurilreader.intake import read_bytes
from kurilreader.intake.readers.markdown import markdown_draft, render

BODY = "The ministry said that **talks** would resume [only after](https://example.org) the measures are *lifted*."
PLAIN = "The ministry said that talks would resume only after the measures are lifted."


YAML = """---
title: 'Moscow: no talks'
date: 2025-03-04
source: Harbour Post
author: [Jane Doe, Ivan Petrov]
language: en
url: https://example.org/a
tags:
  - islands
  - treaty
---
"""
TOML = """+++
title = "Moscow: no talks"
date = 2025-03-04
source = "Harbour Post"
authors = ["Jane Doe", "Ivan Petrov"]
lang = "en"
address = "https://example.org/a"
[extra]
tags = ["x"]
+++
"""


@pytest.mark.parametrize("front", [YAML, TOML])
def test_front_matter(front: str) -> None:
    draft = markdown_draft(front + "\n" + BODY)
    assert draft.title == "Moscow: no talks"
    assert draft.published == "2025-03-04"
    assert draft.source == "Harbour Post"
    assert draft.author == "Jane Doe, Ivan Petrov"
    assert draft.language == "en"
    assert draft.address == "https://example.org/a"
    assert draft.paragraphs == [PLAIN]


def test_markup_becomes_paragraphs() -> None:
    text = (
        f"# Title\n\n{BODY}\n\n## Reactions\n\n> A quotation\n> goes on.\n\n- one\n- two\n  - three\n\n"
        "1. first\n2. second\n\n"
        "| Year | Event |\n|---|---|\n| 1956 | Declaration |\n\n<div>inline <b>page</b></div>\n\n![picture](a.png)\n"
    )
    title, paragraphs = render(text)
    assert title == "Title"
    assert paragraphs == [
        PLAIN, "Reactions", "A quotation goes on.", "- one", "- two", "- three", "1. first", "2. second",
        "Year | Event", "1956 | Declaration", "inline page\n",
    ]  # fmt: skip


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert markdown_draft(f"---\n\n{BODY}\n\n---\n\nEnd.").paragraphs == [PLAIN, "End."]


@pytest.mark.parametrize(
    "text", ["---\ntitle: : [\n---\nText.", "+++\ntitle = = x\n+++\nText.", "---\n---\nText.", "[" * 5000]
)
def test_broken_markup_is_read_all_the_same(text: str) -> None:
    assert isinstance(markdown_draft(text).paragraphs, list)


def test_the_title_is_not_repeated() -> None:
    (article,) = read_bytes(f"---\ntitle: Moscow says no\n---\n# Moscow says no\n\n{BODY}".encode(), origin="a.md")
    assert isinstance(article, Article)
    assert article.title == "Moscow says no"
    assert article.text == PLAIN
