"""The sample library is complete, clearly marked as samples, and clean."""

import re
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "src" / "kurilreader" / "samples"
ARTICLES = sorted(SAMPLES.glob("*.md"))
KEYS = {"title", "date", "source", "author", "language", "sample"}
LAST_LINE = "Sample article written for kurilreader."
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def parts(path: Path) -> tuple[dict[str, str], str]:
    """Front matter and body of one sample."""
    start, head, body = path.read_text("utf-8").split("---\n", 2)
    assert start == ""
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return {key: value.strip('"') for key, value in fields.items()}, body.strip()


def words(text: str) -> set[str]:
    return {text[start : start + 12].casefold() for start in range(0, len(text) - 12)}


def test_the_library_is_large_enough_and_covers_other_disputes() -> None:
    stems = [path.stem for path in ARTICLES]
    assert sum(stem.startswith("kuril-") for stem in stems) >= 24
    assert sum(stem.startswith("nile-") for stem in stems) >= 3
    assert sum(stem.startswith("essequibo-") for stem in stems) >= 3


def test_languages_and_centuries_are_covered() -> None:
    heads = [parts(path)[0] for path in ARTICLES]
    languages = [head["language"] for head in heads]
    assert languages.count("ru") >= 2
    assert languages.count("ja") >= 2
    years = {int(head["date"][:4]) for head in heads}
    assert min(years) == 1855
    assert max(years) >= 2025


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_each_sample_is_marked_and_complete(path: Path) -> None:
    head, body = parts(path)
    assert set(head) == KEYS
    assert all(head.values())
    assert head["sample"] == "true"
    assert head["author"] == "kurilreader samples"
    assert head["source"].startswith("Sample ")
    assert head["language"] in {"en", "ru", "ja"}
    published = date.fromisoformat(head["date"])
    assert date(1855, 1, 1) <= published <= date(2026, 12, 31)
    # in a transcript it stands first, lest the last speaker says it
    assert LAST_LINE in (body.splitlines()[-1], body[: len(LAST_LINE)])
    assert body.count(LAST_LINE) == 1
    length = len(body.split()) if head["language"] != "ja" else len(body) * 0.6
    assert 150 <= length <= 510


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_samples_hold_no_control_or_direction_characters(path: Path) -> None:
    assert not CONTROL.search(path.read_text("utf-8"))


def test_dates_in_file_names_agree_with_the_front_matter() -> None:
    for path in ARTICLES:
        year = re.search(r"-(\d{4})-", path.stem)
        if year:
            assert parts(path)[0]["date"].startswith(year[1]), path.stem


def test_no_two_samples_tell_the_same_text() -> None:
    titles = [parts(path)[0]["title"] for path in ARTICLES]
    assert len(set(titles)) == len(titles)
    shingles = [words(parts(path)[1].replace(LAST_LINE, "")) for path in ARTICLES]
    for one in range(len(shingles)):
        for other in range(one):
            shared = len(shingles[one] & shingles[other])
            assert shared < 0.5 * min(len(shingles[one]), len(shingles[other]))


def test_the_seed_article_is_kept_as_it_came() -> None:
    (seed,) = (ROOT / "seeds").glob("*.txt")
    assert (SAMPLES / "seed.txt").read_bytes() == seed.read_bytes()
