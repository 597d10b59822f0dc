from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kurilreader.domain import Article, NotInLibrary
from kurilreader.library import groups
from kurilreader.library.store import SqliteLibrary

from .conftest import MakeArticle

Story = Callable[..., Article]


@pytest.fixture
def story(make: MakeArticle) -> Story:
    """The article of a number; `copy` others differ from it by a word at the end and, if `cut`, lack a fifth."""

    def write(seed: int, copy: int = 0, *, cut: bool = False) -> Article:
        words = random.Random(seed).choices([f"word{place}" for place in range(3000)], k=150)
        return make(" ".join([*(words[:120] if cut else words), f"copy{copy}"]))

    return write


def test_near_duplicates_are_found_as_they_come_in(library: SqliteLibrary, story: Story) -> None:
    first, other, cut, again = (
        library.add(article).number for article in (story(1), story(2), story(1, 1, cut=True), story(1, 2))
    )
    assert list(library.group(first)) == list(library.group(again)) == [first, cut, again]
    assert list(library.group(other)) == [other]
    assert [list(part) for part in library.followers()] == [[cut, again], [first, first]]
    assert [row.outlets for row in library.rows([first, other, cut, again])] == [2, 0, 2, 2]


@pytest.mark.parametrize(("loose", "few"), [(10**6, 20), (200, 0), (200, 10**6), (1, 0)])
def test_they_are_found_however_the_bands_are_held(
    library: SqliteLibrary, story: Story, monkeypatch: pytest.MonkeyPatch, loose: int, few: int
) -> None:
    """Within a batch, in a later one, and in one by another process: loose, sorted, or read and not sorted yet."""
    monkeypatch.setattr(groups, "_MOST_LOOSE", loose)
    monkeypatch.setattr(groups, "_FEW", few)
    monkeypatch.setattr("kurilreader.library.store.BATCH", 7)
    for copy in range(2):
        list(library.add_many(story(seed, copy) for seed in range(20)))
    later = SqliteLibrary(library.directory)
    list(later.add_many(story(seed, 2) for seed in range(20)))
    numbers, heads = later.followers()
    assert list(numbers) == list(range(21, 61))
    assert list(heads) == [*range(1, 21), *range(1, 21)]
    # The first library's bands know nothing of what the second one stored until they catch up.
    assert list(library.group(library.add(story(3, 9)).number)) == [4, 24, 44, 61]
    later.close()


def test_short_articles_stay_alone(library: SqliteLibrary, make: MakeArticle) -> None:
    numbers = [library.add(make(f"Talks go on, day {day}.")).number for day in range(3)]
    assert [list(library.group(number)) for number in numbers] == [[number] for number in numbers]


def test_the_next_one_heads_the_group_when_its_head_goes(library: SqliteLibrary, story: Story) -> None:
    first, second, third = (library.add(story(1, copy)).number for copy in range(3))
    library.remove(first)
    assert list(library.group(third)) == [second, third]
    assert [list(part) for part in library.followers()] == [[third], [second]]
    fourth = library.add(story(1, 4)).number
    assert list(library.group(second)) == [second, third, fourth]
    library.remove(third)
    library.remove(second)
    assert list(library.group(fourth)) == [fourth]
    assert library.check() == []
    with pytest.raises(NotInLibrary):
        library.group(first)


def test_a_batch_that_fails_leaves_nothing_behind(
    tmp_path: Path, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers of a batch that was rolled back are given again: no band may point to what stood there."""
    library = SqliteLibrary(tmp_path)
    library.add(story(1))

    def broken(*_: object) -> None:
        raise RuntimeError("killed here")

    with monkeypatch.context() as patched:
        patched.setattr(groups, "_head", broken)
        with pytest.raises(RuntimeError):
            library.add(story(2))
    other = library.add(story(3)).number
    copy = library.add(story(2)).number
    assert list(library.group(copy)) == [copy]
    assert list(library.group(other)) == [other]
    assert library.count() == 3
    library.close()


def test_groups_of_many_are_right(library: SqliteLibrary, story: Story) -> None:
    chance = random.Random(7)

    def articles() -> Iterator[Article]:
        for copy in range(400):
            yield story(chance.randrange(60), copy, cut=chance.random() < 0.3)

    seeds = random.Random(7)
    of_number = {}
    for added in library.add_many(articles()):
        of_number[added.number] = seeds.randrange(60)
        seeds.random()
    wrong = sum({of_number[other] for other in library.group(number)} != {seed} for number, seed in of_number.items())
    assert wrong == 0
    heads = {library.group(number)[0] for number in of_number}
    # Nearly each story is one group: of a whole and a cut one, a pair in some hundred shares no band.
    assert len(set(of_number.values())) <= len(heads) <= len(set(of_number.values())) + 2
