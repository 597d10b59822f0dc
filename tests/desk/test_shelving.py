from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence

import pytest

from kurilreader.desk import Bar, Desk, MonthCount, Progress, Superseded
from kurilreader.desk.asking import Asking
from kurilreader.desk.likeness import Folder
from kurilreader.domain import KurilError, Order, SearchRequest, SearchResult
from kurilreader.library import Library

Put = Callable[..., int]

STORY = (
    "The foreign minister said on Tuesday that talks on a peace treaty would resume in the autumn. "
    "His counterpart answered that the sanctions stood in the way of any agreement on the islands. "
    "Fishermen from Nemuro waited for permission to sail to the waters they had always fished in."
)


def test_near_duplicates_fold_into_the_first(desk: Desk, put: Put) -> None:
    first, alone, second = (
        put(STORY, published="2025-03-04"),
        put("Quiet."),
        put(STORY + " Kyodo.", published="2025-03-03"),
    )
    assert [row.number for row in desk.alike(first)] == [second]
    assert desk.rows([first])[0].outlets == 1
    assert [(list(kept), hidden) for kept, hidden in map(desk.fold, ([second, alone, first], [first, alone], []))] == [
        ([second, alone], 1),
        ([first, alone], 0),
        ([], 0),
    ]
    third = put(STORY + " Tass.")
    kept, hidden = desk.fold([alone, third, second, first])
    assert (list(kept), hidden) == ([alone, third], 2)
    assert [row.number for row in desk.alike(first)] == [second, third]


@pytest.mark.parametrize("at_once", [7, 4096])
def test_folding_is_as_looking_one_by_one(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("kurilreader.desk.likeness._AT_ONCE", at_once)
    chance = random.Random(3)
    numbers = chance.sample(range(1, 500), 300)
    head = {number: chance.randrange(1, number + 1) for number in numbers if number > 1 and chance.random() < 0.5}

    class Grouped:
        def revision(self) -> int:
            return 1

        def followers(self) -> tuple[Sequence[int], Sequence[int]]:
            return sorted(head), [head[number] for number in sorted(head)]

    kept, hidden = Folder(Grouped()).fold(numbers)  # type: ignore[arg-type]
    expected = list({head.get(number, number): number for number in reversed(numbers)}.values())
    assert sorted(kept) == sorted(expected)
    assert list(kept) == [number for number in numbers if number in set(expected)]
    assert hidden == len(numbers) - len(expected)


def test_differences_are_shown_by_the_sentence(desk: Desk, put: Put) -> None:
    other_text = STORY.replace("on Tuesday", "late on Wednesday")
    other_text = other_text.replace(
        "Fishermen from Nemuro waited", "Nobody had an answer, and nothing moved. Fishermen wait"
    )
    one, other = put(STORY), put(other_text.rpartition(" Fishermen")[0])
    found = desk.differences(one, other)
    ((ours, theirs),) = found.changed
    assert STORY[ours.start : ours.end].startswith("The foreign minister said on Tuesday")
    assert other_text[theirs.start : theirs.end].startswith("The foreign minister said late on Wednesday")
    assert [STORY[span.start : span.end].split(maxsplit=1)[0] for span in found.here] == ["Fishermen"]
    assert [other_text[span.start : span.end] for span in found.there] == ["Nobody had an answer, and nothing moved."]
    assert found.same == 1
    mirrored = desk.differences(other, one)
    assert (mirrored.here, mirrored.there, mirrored.same) == (found.there, found.here, 1)
    same = desk.differences(one, one)
    assert (same.changed, same.here, same.there, same.same) == ((), (), (), 3)


def test_saved_searches_are_counted(desk: Desk, put: Put) -> None:
    numbers = [put(f"Talks on fish, part {place}.") for place in range(3)]
    desk.save_search("fish", "fish", Order.RELEVANCE)
    desk.save_search("everything", "")
    desk.save_search("unread", "fish is:unread")
    assert [search.total for search in desk.saved()] == [None, None, None]
    desk.put_flag(numbers[:2], "read")
    later = put("More fish.")
    put("Nothing of the kind.")
    counts = {search.name: (search.total, search.unread, search.new) for search in desk.counted()}
    assert counts == {"fish": (4, 2, 1), "everything": (5, 3, 2), "unread": (2, 2, 1)}
    desk.visited("fish")
    assert [search.new for search in desk.counted() if search.name == "fish"] == [0]
    assert later in desk.flagged("new")


def test_counting_can_be_cancelled(desk: Desk) -> None:
    for name in "abc":
        desk.save_search(name, "fish")
    seen: list[Progress] = []

    def two(progress: Progress) -> bool:
        seen.append(progress)
        return progress.done < 1

    assert [search.name for search in desk.counted(two)] == ["a"]
    assert {progress.total for progress in seen} == {3}


def test_tags_notes_and_history(desk: Desk, put: Put) -> None:
    first, second = put("One fish."), put("Two fish.")
    assert desk.tag([first, second], "My Tag") == 2
    assert desk.untag([second], "my-tag") == 1
    assert (desk.tags(), desk.tags_of(first)) == ([("my-tag", 1)], ("my-tag",))
    assert list(desk.search(SearchRequest("fish tag:my-tag")).numbers) == [first]
    desk.put_note(second, "check this")
    assert list(desk.search(SearchRequest("has:note")).numbers) == [second]
    assert desk.note(second) == "check this"
    desk.asked("a")
    desk.asked("b")
    desk.asked("a")
    assert desk.history() == ["a", "b"]
    desk.save_search("x", "fish")
    desk.rename_search("x", "y")
    desk.delete_search("y")
    with pytest.raises(KurilError):
        desk.delete_search("y")


def test_tags_are_a_facet(desk: Desk, put: Put) -> None:
    first, second = put("One fish."), put("Two fish.")
    desk.tag([first, second], "b")
    desk.tag([second], "a")
    assert [(facet.value, facet.count, facet.query) for facet in desk.facets("fish")["tag"]] == [
        ("b", 2, "tag:b"),
        ("a", 1, "tag:a"),
    ]
    assert [facet.value for facet in desk.facets("two", 1)["tag"]] == ["a"]


def test_articles_along_time(desk: Desk, put: Put) -> None:
    dates = ["2025-03-04", "2025-03-31T23:30:00-03:00", None, "2025-03", "1855-02-07"]
    numbers = [put(f"text {date}", published=date) for date in dates]
    assert desk.months(numbers) == [MonthCount("1855-02", 1), MonthCount("2025-03", 2), MonthCount("2025-04", 1)]
    assert desk.months(numbers[2:3]) == desk.months([]) == []
    assert desk.bars([999], 5) == []
    new = put("text new", published="2025-06-01")
    assert desk.bars([*numbers[:4], new], 10) == [
        Bar("2025-03", "2025-03", 2),
        Bar("2025-04", "2025-04", 1),
        Bar("2025-05", "2025-05", 0),
        Bar("2025-06", "2025-06", 1),
    ]
    assert desk.bars([numbers[0], new], 3) == [Bar("2025-03", "2025-04", 1), Bar("2025-05", "2025-06", 1)]


class Scripted:
    """A search that answers when it is let, and is superseded when another question comes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gates: dict[str, threading.Event] = {}
        self.latest = 0

    def search(self, request: SearchRequest) -> SearchResult:
        self.latest += 1
        mine = self.latest
        gate = self.gates.setdefault(request.query, threading.Event())
        self.asked.append(request.query)  # last: who sees it finds the gate
        gate.wait(60)
        if mine != self.latest:
            raise Superseded("a newer search came in")
        return SearchResult(request, (), 0)


def in_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def until(true: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not true():
        pause.wait(0.001)


def test_counting_waits_for_the_reader_and_is_asked_again_when_ended() -> None:
    search, asking = Scripted(), Asking()
    answers: list[object] = []
    counting = in_thread(lambda: answers.append(asking.later(search, SearchRequest("count"), lambda: True)))  # type: ignore[arg-type]
    until(lambda: search.asked == ["count"])
    reading = in_thread(lambda: answers.append(asking.now(search, SearchRequest("reader"))))  # type: ignore[arg-type]
    until(lambda: search.asked == ["count", "reader"])
    search.gates["count"].set()
    search.gates["reader"].set()
    reading.join()
    counting.join()
    assert search.asked == ["count", "reader", "count"]
    assert sorted(answer.request.query for answer in answers) == ["count", "reader"]  # type: ignore[attr-defined]


def test_a_question_ended_by_counting_is_asked_again_but_not_one_ended_by_the_reader() -> None:
    search, asking = Scripted(), Asking()
    answers: list[object] = []
    first = in_thread(lambda: answers.append(asking.now(search, SearchRequest("first"))))  # type: ignore[arg-type]
    until(lambda: search.asked == ["first"])
    search.latest += 1
    search.gates["first"].set()
    first.join()
    assert search.asked == ["first", "first"]
    assert len(answers) == 1

    def ended() -> None:
        with pytest.raises(Superseded):
            asking.now(search, SearchRequest("old"))  # type: ignore[arg-type]
        answers.append("ended")

    old = in_thread(ended)
    until(lambda: search.asked[-1] == "old")
    newer = in_thread(lambda: answers.append(asking.now(search, SearchRequest("new"))))  # type: ignore[arg-type]
    until(lambda: search.asked[-1] == "new")
    search.gates["old"].set()
    old.join()
    search.gates["new"].set()
    newer.join()
    assert answers[1] == "ended"
    assert search.asked[2:] == ["old", "new"]


def test_nothing_is_counted_after_closing() -> None:
    search, asking = Scripted(), Asking()
    asking.close()
    assert asking.later(search, SearchRequest("count"), lambda: True) is None  # type: ignore[arg-type]
    assert search.asked == []
