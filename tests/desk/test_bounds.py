"""Every limit is a setting that reaches what it limits, and is written down."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pytest

from kurilreader.desk import Desk
from kurilreader.desk.bounds import read_limits, web_limits
from kurilreader.intake.fetch import WebLimits
from kurilreader.intake.limits import DEFAULT_LIMITS, Limits
from kurilreader.library import FeedOptions
from kurilreader.settings import Settings

READ = {
    "document_megabytes": "document_bytes", "stream_gigabytes": "stream_bytes", "page_elements": "page_elements",
    "text_characters": "text_length", "nesting": "nesting", "archive_members": "members",
    "unpacked_gigabytes": "unpacked_bytes", "unpacked_ratio": "unpacked_ratio", "pdf_pages": "pdf_pages",
}  # fmt: skip
WEB = {
    "fetch_megabytes": "body_bytes", "fetch_seconds": "seconds", "fetch_redirects": "redirects",
    "private_hosts": "private",
}  # fmt: skip


def test_without_settings_the_limits_are_as_shipped() -> None:
    assert read_limits(Settings()) == DEFAULT_LIMITS
    assert web_limits(Settings()) == WebLimits()
    assert set(READ.values()) == {field.name for field in fields(Limits)}
    assert set(WEB.values()) == {field.name for field in fields(WebLimits)}


@pytest.mark.parametrize(("key", "limit"), [*READ.items(), *WEB.items()])
def test_each_setting_is_one_limit(key: str, limit: str) -> None:
    def limits(settings: Settings) -> dict[str, Any]:
        return asdict(read_limits(settings) if key in READ else web_limits(settings))

    before, value = limits(Settings()), getattr(Settings(), key)
    changed: dict[str, Any] = {key: not value if isinstance(value, bool) else value + 1}
    after = limits(replace(Settings(), **changed))
    assert {name for name in before if before[name] != after[name]} == {limit}


def test_a_feed_has_limits_of_its_own() -> None:
    limits = web_limits(Settings(), FeedOptions(megabytes=1, seconds=2))
    assert (limits.body_bytes, limits.seconds, limits.redirects) == (1024 * 1024, 2, 10)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text_characters": 20}, "has more than 20 characters of text"),
        ({"page_elements": 3}, "elements"),
        ({"nesting": 0}, "archives deep"),
    ],
)
def test_meeting_one_is_a_line_and_no_half_article(
    directory: Path, tmp_path: Path, changed: dict[str, Any], told: str
) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.html", f"<html><body>{'<p>The delegations met again today.</p>' * 9}</body></html>")
    with Desk.open(directory, replace(Settings(library=directory), **changed)) as desk:
        report = desk.add([str(tmp_path / "a.zip")])
        assert desk.count() == 0
        assert told in report.failed[0].reason


def test_every_setting_is_written_down() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Settings) if field.name != "path" and f"`{field.name}`" not in page] == []
