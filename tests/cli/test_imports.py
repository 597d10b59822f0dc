from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run


def test_jobs_are_listed_shown_repeated_and_undone(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "new"
    good = tmp_path / "good.txt"
    good.write_text("Talks\n\nThe talks went on without a result today.\n")
    assert run("--library", library, "add", good, tmp_path / "gone\x1b[2J.txt").code == 1
    ran = run("--library", library, "jobs")
    assert "1 added, 0 already there, 1 failed" in ran.out
    assert "\x1b" not in ran.out
    (job,) = [json.loads(line) for line in run("--library", library, "jobs", "--json").out.splitlines()]
    assert (job["schema"], job["state"], job["added"], job["failed"]) == ("kurilreader.job/1", "done", 1, 1)
    shown = json.loads(run("--library", library, "jobs", "--json", "show", "1").out)
    assert shown["failures"][0]["reason"] == "does not exist"
    assert "gone" in run("--library", library, "jobs", "show", "1").out
    ran = run("--library", library, "jobs", "repeat", "1")
    assert (ran.code, ran.out) == (1, "")
    assert "1 already there" in ran.err
    assert "1 kept" in run("--library", library, "jobs", "undo", "1").err
    assert "1 removed" in run("--library", library, "jobs", "undo", "2").err
    assert run("--library", library, "jobs", "undo", "2").code == 1
    assert "no job 9" in run("--library", library, "jobs", "show", "9").err


def test_feeds_are_added_listed_exported_and_removed(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "new"
    ran = run("--library", library, "feed", "add", "https://a.test/feed", tmp_path / "gone.opml")
    assert ran.code == 1
    assert ran.out == "1  https://a.test/feed\n"
    assert "does not exist" in ran.err
    assert run("--library", library, "feed").out == "1  https://a.test/feed\n"
    record = json.loads(run("--library", library, "feed", "list", "--json").out)
    assert (record["schema"], record["feed"], record["reason"]) == ("kurilreader.feed/1", 1, None)
    opml = tmp_path / "out.opml"
    opml.write_text(run("--library", library, "feed", "export").out)
    assert "already there" in run("--library", library, "feed", "add", opml).out
    assert run("--library", library, "feed", "remove", "1").code == 0
    assert run("--library", library, "feed").out == ""
    assert run("--library", library, "feed", "remove", "1").code == 1
