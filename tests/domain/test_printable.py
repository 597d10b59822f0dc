from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kurilreader.domain.printable import is_printable, printable, printable_lines

anything = st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Lu", "Lo", "Po", "Cn"]))


@given(anything)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    for line in printable_lines(text).split("\n"):
        assert is_printable(line)
        assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in line)
        assert not any(
            unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
            for c in line
        )
    assert "\n" not in printable(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "So"])))
def test_what_people_read_stays(text: str) -> None:
    assert printable(text) == text


def test_examples() -> None:
    assert printable("a\x1b[31mred\x07\tb\r\nc") == "a[31mred b c"
    assert printable("user\u202egnp.exe") == "usergnp.exe"
    assert printable("\x9b2J\x85x") == "2J x"
    assert printable("\udc80\ufeff") == ""
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert printable_lines("a\tb\nc\x00") == "a    b\nc"
