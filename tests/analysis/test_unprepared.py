"""Transcripts and reports in forms that nobody has prepared for."""

from __future__ import annotations

import pytest

from kurilreader.analysis.page import Page
from kurilreader.analysis.rules.turns import label_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mr. PERSAUD (Guyana). The award is final.", "Mr. PERSAUD (Guyana)"),
        ("Ms. ROJAS. We do not accept it.", "Ms. ROJAS"),
        ("A. Sarkisyan — The road will stay.", "A. Sarkisyan"),
        ("TOKYO — The ministry said no.", None),
        ("Mr. Rojas left. The talks ended.", None),
    ],
)
def test_labels_with_stops_and_dashes(text: str, label: str | None) -> None:
    page = Page(text)
    found = label_of(text, page.paragraphs[0])
    assert (text[found.start : found.end] if found is not None else None) == label
