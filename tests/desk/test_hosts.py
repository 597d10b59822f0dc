"""Many hosts side by side, each for one thing at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from kurilreader.desk.hosts import Hosts, host_of, side_by_side
from kurilreader.intake.fetch import Fetched, FetchError

ANSWER = Fetched("https://a.test/", None, 200, b"", None, None, None)


def never() -> bool:
    return False


def test_all_that_is_told_comes_and_groups_keep_their_order() -> None:
    def work(item: str, tell: Callable[[str], None]) -> None:
        tell(item)
        tell(item.upper())

    groups = [[f"{group}{place}" for place in range(20)] for group in "abcde"]
    told = [each for each in side_by_side(groups, work, 3, never) if each]
    assert len(told) == 200
    for group in "abcde":
        lower = [each for each in told if each[0] == group]
        assert lower == [f"{group}{place}" for place in range(20)]


def test_what_goes_wrong_in_a_thread_is_not_lost() -> None:
    def work(item: int, tell: Callable[[int], None]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(side_by_side([[1]], work, 2, never))


def test_nobody_waits_for_what_is_no_longer_wanted() -> None:
    stop, hang = threading.Event(), threading.Event()

    def work(item: int, tell: Callable[[int], None]) -> None:
        hang.wait(60)

    told = side_by_side([[1], [2]], work, 2, stop.is_set)
    assert next(told) is None
    stop.set()
    assert list(told) == []
    hang.set()


def test_a_host_is_asked_for_one_thing_at_a_time() -> None:
    hosts = Hosts(never)
    under_way: list[int] = []
    most: list[int] = []

    def fetch() -> Fetched:
        under_way.append(1)
        most.append(len(under_way))
        threading.Event().wait(0.01)
        under_way.pop()
        return ANSWER

    threads = [threading.Thread(target=hosts.ask, args=(f"https://a.test/{n}", fetch)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def failing(**about: object) -> Callable[[], Fetched]:
    def fetch() -> Fetched:
        raise FetchError("https://a.test/", "does not do", **about)  # type: ignore[arg-type]

    return fetch


@pytest.mark.parametrize(
    ("about", "asked"),
    [
        ({"later": True, "wait": 60, "status": 429}, 1),
        ({"later": True, "offline": True}, 1),
        ({"later": True}, 3),
        ({"later": True, "status": 503}, 3),
        # What answers with an error of its own says nothing of its neighbours.
        ({"later": True, "status": 500}, 9),
        ({"status": 404}, 9),
    ],
)
def test_when_a_host_is_left_alone(about: dict[str, object], asked: int) -> None:
    hosts = Hosts(never)
    count = 0

    def fetch() -> Fetched:
        nonlocal count
        count += 1
        return failing(**about)()

    for n in range(9):
        with pytest.raises(FetchError, match="does not do") as caught:
            hosts.ask(f"https://a.test/{n}", fetch)
    assert count == asked
    if asked < 9:
        assert (caught.value.origin, caught.value.later) == ("https://a.test/8", True)
    assert hosts.ask("https://b.test/", lambda: ANSWER) is ANSWER


def test_hosts_of_addresses() -> None:
    assert [host_of(each) for each in ("https://A.test./x", "http://[::1", "x")] == ["a.test", "", ""]
