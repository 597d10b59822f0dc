import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.intake.furniture import is_prose, strip_furniture

PROSE = "The ministry said that talks would resume only after the measures are lifted."
MORE = "Officials in both capitals confirmed that no date had been set for another meeting."


def test_the_seeds_furniture_goes() -> None:
    lines = [
        "No time to read?", "Get a summary", PROSE, MORE, "No time to read?", "Get a summary", "Previous Article",
        "Software Licensing and its History", "Next Article", "Two clerks kidnapped and robbed",
    ]  # fmt: skip
    assert strip_furniture(lines) == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT", "Share", "Share this article",
        "Facebook | Twitter | Email", "Share Tweet Print",
        "Read more", "5 min read", "12 comments", "Subscribe to our newsletter",
        "Реклама", "Поделиться", "広告", "シェアする",
        "© 2025 Harbour Post", "* * *", "Read also: Ferry turned back off Shikotan", "Читайте также: Катер задержан",
        "関連記事：漁船が拿捕される", "Sign up for our daily newsletter and never miss a story",
    ],
)  # fmt: skip
def test_lone_furniture_goes(line: str) -> None:
    assert strip_furniture([PROSE, line, MORE]) == [PROSE, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Reactions", "What happens next", "Share of the catch", "Next year’s quota", "Related measures in Hokkaido",
        "He told reporters to read more.", "By 1956 both had signed", "“No.”",
        "Advertisement revenue fell by half last year.",
        "Cookies are made in Nemuro.", "Latest news from the strait", "Спорные острова",
    ],
)  # fmt: skip
def test_what_only_resembles_furniture_stays(line: str) -> None:
    assert strip_furniture([PROSE, line, MORE]) == [PROSE, line, MORE]


def test_a_list_of_teasers_in_the_middle_goes_and_the_next_heading_stays() -> None:
    lines = [PROSE, "Related articles", "- Ferry turned back", "- Boat held off Shikotan", "Reactions", MORE]
    assert strip_furniture(lines) == [PROSE, "Reactions", MORE]


def test_a_tail_of_teasers_goes_whole() -> None:
    lines = [PROSE, MORE, "You may also like", "Ferry turned back", "Boat held off Shikotan", "Quota halved"]
    assert strip_furniture(lines) == [PROSE, MORE]


def test_cookie_notices_go_with_their_button_only() -> None:
    notice = "We use cookies to improve your experience on this site."
    assert strip_furniture([notice, "Accept all", PROSE]) == [PROSE]
    assert strip_furniture([notice, PROSE]) == [notice, PROSE]


PIECES = st.sampled_from(
    [
        PROSE,
        MORE,
        "Read also",
        "Next Article",
        "Previous Article",
        "Share",
        "A headline",
        "- item",
        "Related",
        "Accept",
        "…",
    ]
)


@given(st.lists(PIECES | st.text(max_size=80), max_size=14))
def test_running_prose_is_never_removed(lines: list[str]) -> None:
    kept = strip_furniture(lines)
    notices = [line for line in lines if "cookie" in line.lower() or "newsletter" in line.lower()]
    for line in lines:
        if "\n" not in line and is_prose(line) and line not in notices:
            assert kept.count(line) == lines.count(line)


@given(st.lists(PIECES, max_size=14))
def test_order_is_kept_and_nothing_is_added(lines: list[str]) -> None:
    kept = iter(lines)
    assert all(line in kept for line in strip_furniture(lines))
