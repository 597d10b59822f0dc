"""How paragraphs are set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kurilreader.domain import Passage, Setting, Span
from kurilreader.tui.text.setting import Signs, set_lines, table

SIGNS = Signs("│", "─")
words = st.lists(st.sampled_from(["talks", "択捉島", "a", "Kunashir,", "1956"]), min_size=1, max_size=30).map(" ".join)


def drawn(passage: Passage, width: int) -> list[str]:
    text = str(passage)
    return [lead + text[a:b] for lead, (a, b) in set_lines(text, Span(0, len(text)), passage, width, SIGNS)]


def test_an_item_hangs_below_its_sign() -> None:
    item = Passage("- the boats may leave the harbour", Setting.ITEM, 2)
    assert drawn(item, 22) == ["  - the boats may", "    leave the harbour"]


def test_a_quotation_has_a_line_at_its_edge() -> None:
    assert drawn(Passage("so it was said by them all", Setting.QUOTE, 1), 20) == ["│ so it was said by", "│ them all"]


def test_the_columns_of_a_table_stand_in_line() -> None:
    rows = [Passage("Year | Visits | By", Setting.ROW, 1), Passage("1956 | 択捉 | sea", Setting.ROW, 2)]
    found = table(rows, 40)
    assert found is not None
    lines = []
    for row, pads in zip(rows, found.pads, strict=True):
        line, at = "", 0
        for stop, blanks in pads:
            line, at = line + row[at:stop] + " " * blanks, stop
        lines.append(line + row[at:])
    assert lines == ["Year | Visits | By", "1956 | 択捉   | sea"]
    assert found.width == 19


def test_a_table_too_wide_is_not_brought_in_line() -> None:
    assert table([Passage("a | " + "b" * 40, Setting.ROW, 1)], 30) is None


@given(words, st.sampled_from(list(Setting)), st.integers(1, 9), st.integers(8, 60), st.booleans())
def test_all_words_are_drawn_within_the_width(
    text: str, setting: Setting, level: int, width: int, signed: bool
) -> None:
    passage = Passage(("- " if signed else "") + text, setting, level)
    lines = list(set_lines(str(passage), Span(0, len(passage)), passage, width, SIGNS))
    assert "".join(passage[a:b] for _, (a, b) in lines).replace(" ", "") == passage.replace(" ", "")
    assert all(cell_len(lead + passage[a:b]) <= width for lead, (a, b) in lines)
