"""Markdown and back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.domain import Link, Passage, Setting, Stress
from kurilreader.intake.clean import clean_paragraphs
from kurilreader.intake.markup import read, write

SIGNS = "ab Z9.)(-+#>=_*`[]<>&~|!\\:;\"'1"


def _clean(words: str) -> str:
    return " ".join(clean_paragraphs(" ".join(words.split())))


words = st.text(SIGNS, min_size=1, max_size=30).map(_clean).filter(lambda text: any(c.isalnum() for c in text))
many = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(_clean).filter(lambda s: s.strip() != "")


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(words | many)
    setting = draw(st.sampled_from([Setting.PLAIN, Setting.HEADING, Setting.QUOTE]))
    level = draw(st.integers(1, 6)) if setting is not Setting.PLAIN else 0
    links: tuple[Link, ...] = ()
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if text[start:end].strip() == text[start:end]:
            links = (Link(start, end, "https://example.org/a_(b)?c=d&e=*f*"),)
    return Passage(text, setting, level, links)


@settings(max_examples=400)
@given(st.lists(passages(), min_size=1, max_size=6))
def test_what_is_written_is_read_again(given_: list[Passage]) -> None:
    markup = write(given_)
    if markup is None:
        assert all(each.is_plain for each in given_)
        return
    found = read(markup)
    assert list(found) == list(given_)
    assert [(each.setting, each.level, each.links) for each in found] == [
        (each.setting, each.level, each.links) for each in given_
    ]


def test_lists_tables_code_and_stress_are_read_again() -> None:
    given_ = [
        Passage("- first", Setting.ITEM, 1),
        Passage("- second, deeper", Setting.ITEM, 2),
        Passage("- third", Setting.ITEM, 1),
        Passage("Between the lists."),
        Passage("3. counted", Setting.ITEM, 1),
        Passage("4. and on", Setting.ITEM, 1),
        Passage("Year | Visits", Setting.ROW, 1),
        Passage("2024 | none | a | b", Setting.ROW, 2, (Link(7, 11, "http://example.org/"),)),
        Passage("Island | Area", Setting.ROW, 1),
        Passage("Shikotan | 225", Setting.ROW, 2),
        Passage("let x = `y`\nlet z", Setting.CODE),
        Passage("The very old chart", Setting.PLAIN, 0, (), (Stress(4, 12, strong=True),)),
    ]
    found = read(write(given_) or "")
    assert list(found) == list(given_)
    assert [(e.setting, e.level, e.links, e.stresses) for e in found] == [
        (e.setting, e.level, e.links, e.stresses) for e in given_
    ]


def test_plain_paragraphs_need_no_markup() -> None:
    assert write(["One.", Passage("Two.")]) is None


def test_links_that_are_no_web_addresses_are_only_words() -> None:
    (found,) = read("See [the list](ftp://example.org/x) and [this](javascript:alert(1)).")
    assert found == "See the list and [this](javascript:alert(1))."
    assert found.links == ()
