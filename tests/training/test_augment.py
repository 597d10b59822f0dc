"""Marks and grammar move along when words of a text are replaced."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.augment import rewrite
from training.samples import Marked

WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=6), min_size=1, max_size=20)


def marked(words: list[str]) -> Marked:
    """A text of these words; every word is a name and has a row of grammar that tells its number."""
    text = " ".join(words)
    at = [m.span() for m in re.finditer(r"\S+", text)]
    rows = [(a, b, i, 0, 0) for i, (a, b) in enumerate(at)]
    names = [(a, b, "person") for a, b in at]
    return Marked(text, [], [], names, grammar=np.array(rows, dtype=np.int32))


@given(WORDS, st.data())
def test_grammar_stays_with_its_words(words: list[str], data: st.DataObject) -> None:
    text = marked(words)
    replaced = data.draw(st.sets(st.integers(0, len(words) - 1)))
    edits: list[tuple[int, int, str, str | None]] = [
        (*text.names[i][:2], data.draw(st.text("xyz ", min_size=1, max_size=9)), None) for i in replaced
    ]
    moved = rewrite(text, edits)
    assert moved.grammar is not None
    assert moved.grammar[:, 2].tolist() == [i for i in range(len(words)) if i not in replaced]
    for start, end, number, _, _ in moved.grammar:
        assert moved.text[start:end] == words[number]


@given(WORDS, st.data())
def test_names_cover_what_was_put_in(words: list[str], data: st.DataObject) -> None:
    text = marked(words)
    place = data.draw(st.integers(0, len(words) - 1))
    moved = rewrite(text, [(*text.names[place][:2], "Zyx Zyx", "place")])
    start, end, kind = moved.names[place]
    assert (moved.text[start:end], kind) == ("Zyx Zyx", "place")


def test_a_text_without_grammar_stays_without() -> None:
    text = Marked("a b", [], [], [(0, 1, "person")])
    assert rewrite(text, [(0, 1, "xx", None)]).grammar is None
