import pytest

from kurilreader.intake.header import read_dateline, read_header

BODY = "The ministry said that talks would resume only after the measures are lifted."


def test_date_byline_and_outlet() -> None:
    header, rest = read_header(["By Jane Doe", "Harbour Post · 4 March 2025 · 3 min", BODY])
    assert (header.author, header.source, header.published) == ("Jane Doe", "Harbour Post", "2025-03-04")
    assert rest == [BODY]


def test_labels_in_three_languages() -> None:
    assert read_header(["Источник: Вестник", "Автор: Иван Петров", "Дата: 4 марта 2025", BODY])[0].source == "Вестник"
    assert read_header(["出典：北海新聞", "2025年3月4日", BODY])[0].published == "2025-03-04"
    assert read_header(["Source: Harbour Post", "https://example.org/a", BODY])[0].address == "https://example.org/a"


def test_the_first_date_is_the_publication() -> None:
    header, _ = read_header(["Published: 4 March 2025", "Updated: 6 March 2025", BODY])
    assert header.published == "2025-03-04"


@pytest.mark.parametrize(
    "line",
    [
        "By the time the talks ended, nobody was left.",
        "By and large",
        "On 4 March 2025 the minister resigned over it.",
        "The war ended in 1945",
    ],
)
def test_sentences_are_no_header(line: str) -> None:
    header, rest = read_header([line, BODY])
    assert rest == [line, BODY]
    assert header.author is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("MOSCOW, March 4, 2025 (Northwire) — Russia said", {"source": "Northwire", "published": "2025-03-04"}),
        ("MOSCOW, March 4 (Northwire) - Russia said", {"source": "Northwire"}),
        ("TOKYO (Northwire) — Japan said", {"source": "Northwire"}),
        ("МОСКВА, 4 марта 2025 г. /Вестник/. Россия заявила", {"source": "Вестник", "published": "2025-03-04"}),
        ("The islands (Northern Territories) - as Japan calls them", {}),
        ("Moscow (Russia) is the capital of the country.", {}),
        (BODY, {}),
    ],
)
def test_datelines(line: str, found: dict[str, str]) -> None:
    assert read_dateline(line) == found
