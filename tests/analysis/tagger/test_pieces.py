from importlib import resources
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.tagger.pieces import cut, parts, quoted_ranges, vocabulary
from kurilreader.analysis.tagger.windows import windows

VOCAB = vocabulary(Path(str(resources.files("kurilreader.model"))) / "tokenizer.json")


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in quoted_ranges(text)]


def test_quotations_of_several_prints() -> None:
    assert quoted("He said “yes, it’s so” and left.") == ["“yes, it’s so”"]
    assert quoted('She asked: "Why?" Nobody knew.') == ['"Why?"']
    assert quoted("Il dit «non» et 「はい」.") == ["«non»", "「はい」"]
    assert quoted("It was ‘the people’s choice’ again") == ["‘the people’s choice’"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    assert quoted("“We go on.\nNext line.") == ["“We go on."]


def test_no_quotation_in_apostrophes_and_inches() -> None:
    assert quoted('the ministers’ plan, 5" wide, isn’t new') == []


def test_traits_tell_case_quotation_and_paragraph() -> None:
    pieces = cut("The UN said “no” in 2022\nmore", VOCAB)
    shown = dict(zip([VOCAB.id_to_token(int(i)) for i in pieces.ids], pieces.traits.tolist(), strict=True))
    assert shown["the"] == 1 + 8
    assert shown["un"] == 2
    assert shown["said"] == 0
    assert shown["no"] == 4
    assert shown["202"] % 4 == 3 if "202" in shown else shown["2022"] % 4 == 3
    assert shown["more"] == 8


@given(st.text(max_size=300))
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    pieces = cut(text, VOCAB)
    assert np.all(pieces.starts >= 0)
    assert np.all(pieces.ends <= len(text))
    assert np.all(pieces.starts < pieces.ends) or not len(pieces)
    assert np.all(np.diff(pieces.starts) >= 0)
    assert np.all(np.diff(pieces.words) >= 0)


@given(st.text(alphabet="ab \n", max_size=400), st.integers(10, 50))
def test_parts_cover_a_text(text: str, limit: int) -> None:
    found = parts(text, limit)
    assert "".join(text[a:b] for a, b in found) == text
    assert all(b - a <= limit for a, b in found)


@given(st.integers(0, 900), st.integers(40, 256), st.integers(0, 12), st.integers(3, 60))
def test_cores_cover_every_piece_once(count: int, size: int, margin: int, paragraph: int) -> None:
    text = "".join("a " if i % paragraph else "\na " for i in range(count))
    pieces = cut(text, VOCAB)
    found = windows(pieces, size, margin)
    covered = [i for w in found for i in range(w.core_first, w.core_last)]
    assert covered == list(range(len(pieces)))
    assert all(w.first <= w.core_first and w.core_last <= w.last and w.last - w.first <= size - 2 for w in found)
