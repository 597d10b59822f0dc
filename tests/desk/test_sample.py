from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from kurilreader.desk import Desk, Progress
from kurilreader.desk import sample as samples
from kurilreader.domain import KurilError, SearchRequest
from kurilreader.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_seed_in_the_package_is_the_seed() -> None:
    (seed,) = SEEDS.glob("*.txt")
    assert (files("kurilreader") / "samples" / "seed.txt").read_bytes() == seed.read_bytes()


def test_the_sample_library_is_made_once_whole_and_apart_from_the_users(home: Path) -> None:
    settings = Settings()
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return True

    leftover = home / "cache" / "kurilreader" / "sample-0123456789ab"
    leftover.mkdir(parents=True)
    directory = samples.sample_library(settings, watch)
    assert {progress.what for progress in seen} >= {"reading", "analysing", "indexing"}
    assert [path.name for path in directory.parent.iterdir()] == [directory.name], "older and unfinished ones go"
    assert not settings.library.exists()
    with Desk.open(directory, settings) as desk:
        assert desk.count() >= 31
        rows = desk.rows(desk.search(SearchRequest("")).numbers)
        assert all(row.analysed for row in rows)
        assert desk.search(SearchRequest("Shikotan")).total

    seen.clear()
    assert samples.sample_library(settings, watch) == directory
    assert seen == []


def test_it_is_made_anew_for_another_engine(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def make(directory: Path, *_: object) -> None:
        made.append(directory)
        directory.mkdir()

    monkeypatch.setattr(samples, "_make", make)
    first = samples.sample_library(Settings())
    assert samples.sample_library(Settings()) == first
    monkeypatch.setattr(samples, "fingerprint", lambda _: "another engine")
    assert samples.sample_library(Settings()) != first
    assert len(made) == 2


def test_what_keeps_it_from_being_made_is_told(home: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("in the way")
    with pytest.raises(KurilError, match="cannot be made"):
        samples.sample_library(Settings())


def test_a_failure_leaves_nothing_half_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(directory: Path, *_: object) -> None:
        directory.mkdir()
        raise KurilError("no")

    monkeypatch.setattr(samples, "_make", fail)
    with pytest.raises(KurilError, match="no"):
        samples.sample_library(Settings())
    assert list((home / "cache" / "kurilreader").iterdir()) == []
