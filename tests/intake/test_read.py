import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kurilreader.domain import Article, InputError, article_id
from kurilreader.intake import Limits, read_bytes, read_inputs
from kurilreader.intake.clean import clean_text
from kurilreader.intake.inputs import Input
from kurilreader.intake.limits import DEFAULT_LIMITS
from kurilreader.intake.read import only_articles

SEED = Path(__file__).parents[2] / "seeds" / "000_4057107e10e63932.txt"
BODY = "The ministry said that talks would resume only after the measures are lifted.\n\nTokyo protested at once."


def problems(*names: str, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    return [str(outcome) for outcome in read_inputs(names, limits=limits) if isinstance(outcome, InputError)]


def test_the_seed_article() -> None:
    (article,) = only_articles(read_inputs([str(SEED)]))
    assert article.title.startswith("Russia Says Dialogue with Japan Hinges")
    assert article.text.startswith("In a formal briefing, the Russian Foreign Ministry")
    assert article.text.endswith("the persistent goal of a formal peace treaty.")
    assert len(article.text.split("\n\n")) == 5
    for furniture in ("No time to read", "Get a summary", "Previous Article", "WinRAR", "extortion"):
        assert furniture not in article.text
    assert article.language == "en"
    assert article.id == article_id(article.text)


def test_standard_input() -> None:
    (article,) = only_articles(read_inputs(["-"], stdin=io.BytesIO(f"A title\n\n{BODY}".encode())))
    assert (article.title, article.text, article.origin) == ("A title", BODY, "-")


def test_standard_input_missing_or_too_large() -> None:
    (missing,) = read_inputs(["-"])
    assert "no standard input" in str(missing)
    (large,) = read_inputs(["-"], stdin=io.BytesIO(b"x" * 101), limits=Limits(document_bytes=100))
    assert str(large) == "-: is larger than 100 bytes"


def test_folders_are_walked_in_order_and_in_silence(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".e.txt", ".hidden/f.txt"):
        (tmp_path / name).write_text(f"Title of {name}\n\n{BODY} {name}", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    (tmp_path / "script.py").write_text("print('hello')\n", encoding="utf-8")
    (tmp_path / "around").symlink_to(tmp_path, target_is_directory=True)
    outcomes = list(read_inputs([str(tmp_path)]))
    assert [Path(article.origin or "").name for article in only_articles(outcomes)] == ["a.txt", "c.txt", "d.txt"]
    assert len(outcomes) == 3


def test_every_bad_input_gets_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"", "blank.txt": b" \n \n", "binary.txt": bytes(range(256)), "picture": b"\x89PNG\r\n\x1a\n\x00",
        "broken.txt": "Москва".encode() * 9 + b"\xff\xfe" + "заявила".encode(), "marks.txt": b"--- *** ---",
    }  # fmt: skip
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    good = tmp_path / "good.txt"
    good.write_text(BODY, encoding="utf-8")
    names = [str(tmp_path / name) for name in (*bad, "missing.txt")]
    outcomes = list(read_inputs([*names, str(good)]))
    errors = [outcome for outcome in outcomes if isinstance(outcome, InputError)]
    assert [error.origin for error in errors] == names
    reasons = ["is empty", "is empty", "binary data", "PNG image", "damaged UTF-8", "has no text", "does not exist"]
    for error, reason in zip(errors, reasons, strict=True):
        assert reason in error.reason
        assert "\n" not in str(error)
    assert isinstance(outcomes[-1], Article)


def test_a_damaged_text_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    assert len(problems(str(tmp_path))) == 1


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "neither a file nor a folder" in problems(str(path), str(tmp_path))[0]


def test_names_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[2J\n.txt"
    path.write_bytes(b"")
    (line,) = problems(str(path))
    assert line.isprintable()
    path.write_text(BODY, encoding="utf-8")
    (article,) = only_articles(read_inputs([str(path)]))
    assert article.origin is not None
    assert article.origin.isprintable()


def test_limits_are_errors_and_never_half_an_article(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(BODY * 50, encoding="utf-8")
    assert "larger than 1 KiB" in problems(str(path), limits=Limits(document_bytes=1024))[0]
    assert "more than 100 characters" in problems(str(path), limits=Limits(text_length=100))[0]
    page = tmp_path / "page.html"
    page.write_text("<html><body>" + "<p>x</p>" * 50 + "</body></html>", encoding="utf-8")
    assert "more than 20 elements" in problems(str(page), limits=Limits(page_elements=20))[0]


def test_the_same_text_is_the_same_article() -> None:
    first, second = (only_articles(read_bytes(data, origin="x")) for data in (BODY.encode(), BODY.encode("utf-16")))
    assert first[0].id == second[0].id


def test_bytes_from_elsewhere_bring_what_is_known_of_them() -> None:
    (article,) = only_articles(
        read_bytes(
            BODY.encode(), origin="feed", address="https://example.org/a#b", source="Post", published="4 March 2025"
        )
    )
    assert (article.address, article.source, article.published) == ("https://example.org/a", "Post", "2025-03-04")


def test_a_reader_that_fails_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Input) -> bytes:
        raise RecursionError

    monkeypatch.setattr(Input, "read", fail)
    (outcome,) = read_bytes(BODY.encode(), origin="x")
    assert str(outcome) == "x: cannot be read (RecursionError)"


SIGNS = [
    b"<html><body><p>", b"</p>", b"<!DOCTYPE html>", b"<?xml version='1.0'?>", b"<rss><channel><item><title>",
    b"---\n", b"title: x\n", b"{", b"\"text\": \"", b"[", b"From a@b Mon Jan  1 00:00:00 2024\n", b"Subject: x\n\n",
    b"PK\x03\x04", b"%PDF-1.4\n", b"WARC/1.0\r\n", b"\x1f\x8b\x08\x00", b"SQLite format 3\x00",
    b"url,title,time_added\n", b"# heading\n", b"\x1b[2J", b"\xe2\x80\xae", b"&#27;", b"\xff\xfe",
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n", b"--x\n", b"<opml><body><outline",
    b"<feed><entry><title>",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SIGNS) | st.binary(max_size=60) | st.text(max_size=60).map(str.encode), max_size=8))
def test_no_bytes_crash_it_or_leave_a_control_character(pieces: list[bytes]) -> None:
    for outcome in read_bytes(b"".join(pieces), origin="fuzz"):
        if isinstance(outcome, Article):
            assert outcome.text == clean_text(outcome.text)
            for line in (outcome.title, outcome.source, outcome.author, outcome.origin):
                assert line is None or line == clean_text(line)
        else:
            assert str(outcome).isprintable()


def test_a_file_without_permission(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(BODY, encoding="utf-8")

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert problems(str(path)) == [f"{path}: cannot be read: no permission"]
