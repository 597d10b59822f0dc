from __future__ import annotations

from pathlib import Path

import pytest

from kurilreader.domain.places import shown_origin, without_login


def test_a_home_folder_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/reader"))
    assert shown_origin("/home/reader/a.zip › b.html") == "~/a.zip › b.html"
    assert shown_origin("/home/reader") == "~"
    for other in ("/home/readers/a", "/srv/home/reader/a", "https://x.example/home/reader", "-", ""):
        assert shown_origin(other) == other
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert shown_origin("/a") == "/a"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://me:hush@x.example:8/a?b=c@d", "https://x.example:8/a?b=c@d"),
        ("https://x.example/@me", "https://x.example/@me"),
        ("http://[::1", "http://[::1"),
        ("/srv/a@b", "/srv/a@b"),
    ],
)
def test_no_login_stays_in_an_address(given: str, kept: str) -> None:
    assert without_login(given) == kept
