"""The collection of feeds in benchmarks/feeds.py: each read as feedparser reads it, none lost, none that crashes."""

from __future__ import annotations

import pytest

from benchmarks.feeds import Sample, articles, collection, differences
from kurilreader.intake.readers.feed import parse_feed

SAMPLES = collection()


def test_there_are_more_than_a_hundred_each_with_a_name() -> None:
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES) > 100


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_is_read_as_the_yardstick_reads_it(sample: Sample) -> None:
    assert differences(sample) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_item_becomes_an_article_or_is_told_of(sample: Sample) -> None:
    entries = parse_feed(sample.data, content_type=sample.content_type).entries
    count, told = articles(sample)
    assert not [reason for reason in told if "cannot be read" in reason]
    with_words = [entry for entry in entries if any(map(str.isalnum, f"{entry.title or ''}{entry.content}"))]
    # As a file it is told by its content alone, and what is sent as a page or with words before it is read as that.
    if entries and not sample.name.startswith(("sent as", "words before")):
        assert count + len(told) == len(entries)
        assert count == len(with_words)
