from kurilreader.intake.readers.text import text_draft

BODY = "The ministry said that talks would resume only after the measures are lifted. Tokyo protested at once."


def test_title_header_and_body() -> None:
    draft = text_draft(f"Moscow ties talks to sanctions\n\nHarbour Post · 4 March 2025\n\n{BODY}\n\n{BODY}")
    assert (draft.title, draft.source, draft.published) == (
        "Moscow ties talks to sanctions",
        "Harbour Post",
        "2025-03-04",
    )
    assert draft.paragraphs == [BODY, BODY]


def test_a_text_without_a_title_keeps_its_first_paragraph() -> None:
    draft = text_draft(f"{BODY}\n\nShort end.")
    assert draft.title is None
    assert draft.paragraphs == [BODY, "Short end."]


def test_a_title_over_two_lines() -> None:
    title = "Moscow says that the talks on a peace treaty with Japan will not resume\nbefore the sanctions are lifted"
    assert text_draft(f"{title}\n\n{BODY}\n\n{BODY}").title == title.replace("\n", " ")


def test_a_dateline_gives_outlet_and_date_and_stays() -> None:
    draft = text_draft(f"A title\n\nMOSCOW, March 4, 2025 (Northwire) — {BODY}")
    assert (draft.source, draft.published) == ("Northwire", "2025-03-04")
    assert draft.paragraphs[0].startswith("MOSCOW, March 4")
