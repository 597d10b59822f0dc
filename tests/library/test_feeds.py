from __future__ import annotations

import pytest

from kurilreader.domain import KurilError
from kurilreader.library import Arrival, FeedOptions
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeArticle


def test_a_subscription_and_its_state(library: SqliteLibrary) -> None:
    feed, new = library.subscribe("https://b.test/feed", "Bee")
    assert new
    assert library.subscribe("https://b.test/feed", "Other")[1] is False
    library.subscribe("https://a.test/feed")
    library.feed_succeeded(feed.number, title="Its own", etag='"1"', modified="then", due="2030-01-01T00:00:00+00:00")
    library.feed_failed(feed.number, "answers with 500", None)
    library.feed_failed(feed.number, "takes too long", None)
    library.put_feed_options(feed.number, FeedOptions(full_text=True, every=30, cookies="pass c", password="pass p"))
    one, two = library.feeds()
    assert (one.title, one.address) == ("Bee", "https://b.test/feed") or (two.title, two.address) == (
        "Bee",
        "https://b.test/feed",
    )
    bee = next(each for each in library.feeds() if each.title == "Bee")
    assert (bee.etag, bee.modified, bee.reason, bee.failures) == ('"1"', "then", "takes too long", 2)
    assert bee.failing_since is not None
    assert bee.options == FeedOptions(True, 30, "pass c", "pass p")
    library.feed_succeeded(feed.number)
    bee = next(each for each in library.feeds() if each.title == "Bee")
    assert (bee.failing_since, bee.reason, bee.failures, bee.etag) == (None, None, 0, None)
    library.unsubscribe(feed.number)
    assert [each.address for each in library.feeds()] == ["https://a.test/feed"]
    with pytest.raises(KurilError, match="no feed"):
        library.unsubscribe(feed.number)


def test_a_feed_that_moves_onto_another_is_taken_over(library: SqliteLibrary, make: MakeArticle) -> None:
    old, _ = library.subscribe("https://old.test/feed")
    new, _ = library.subscribe("https://new.test/feed")
    library.feed_moved(old.number, "https://third.test/feed")
    assert {feed.address for feed in library.feeds()} == {"https://third.test/feed", "https://new.test/feed"}
    job = library.begin_job("sync", [])
    list(library.take(job, [Arrival(make("One."), feed=old.number, entry="e1")]))
    library.feed_moved(old.number, "https://new.test/feed")
    assert [feed.number for feed in library.feeds()] == [new.number]
    assert library.unseen(new.number, ["e1", "e2"]) == {"e2"}


def test_what_a_feed_brought_comes_again_only_when_asked(library: SqliteLibrary, make: MakeArticle) -> None:
    feed, _ = library.subscribe("https://x.test/feed")
    job = library.begin_job("sync", [])
    list(library.take(job, [Arrival(make("One."), feed=feed.number, entry="e1")]))
    library.feed_succeeded(feed.number, etag='"1"')
    library.remove(1)
    assert library.unseen(feed.number, ["e1"]) == set()
    library.forget_entries(job)
    assert library.unseen(feed.number, ["e1"]) == {"e1"}
    assert library.feeds()[0].etag is None
