import json

import pytest

from kurilreader.domain import Article, InputError
from kurilreader.intake import Fields, read_bytes
from kurilreader.intake.inputs import Input
from kurilreader.intake.read import read_input

BODY = "The ministry said that talks would resume only after the measures are lifted."
RECORD = {
    "title": "A headline",
    "content": f"<p>{BODY}</p>",
    "url": "https://example.org/a",
    "published_at": "2025-03-04T09:30:00+0900",
}


def outcomes(data: str, name: str = "x") -> list[Article | InputError]:
    return list(read_bytes(data.encode(), origin=name))


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(RECORD), json.dumps([RECORD]), json.dumps({"count": 1, "articles": [RECORD]}),
        json.dumps({"schema": "x", "article": RECORD}), json.dumps([RECORD], indent=1),
        json.dumps(RECORD) + "\n" + json.dumps(RECORD),
    ],
)  # fmt: skip
def test_shapes_of_json(data: str) -> None:
    for article in outcomes(data):
        assert isinstance(article, Article)
        assert (article.title, article.text, article.address) == ("A headline", BODY, "https://example.org/a")
        assert article.published == "2025-03-04T09:30:00+09:00"


def test_a_damaged_line_does_not_stop_the_others() -> None:
    lines = [json.dumps(RECORD), "{broken", "[1]", json.dumps({"title": "no text"}), json.dumps(RECORD)]
    found = outcomes("\n".join(lines), "a.jsonl")
    assert [isinstance(outcome, Article) for outcome in found] == [True, False, False, False, True]
    assert str(found[1]) == "a.jsonl › line 2: is not valid JSON"


def test_tables() -> None:
    table = f'title,text,date\n"A headline","{BODY}\n\nSecond, ""quoted"" paragraph.",2025-03-04\nB,"{BODY}",'
    first, second = outcomes(table)
    assert isinstance(first, Article)
    assert first.text == f'{BODY}\n\nSecond, "quoted" paragraph.'
    assert first.published == "2025-03-04"
    assert isinstance(second, Article)


def test_a_legacy_table() -> None:
    table = "title;text\nЗаголовок;Москва заявила, что диалог с Токио возможен только после отмены санкций.\n"
    (article,) = read_bytes(table.encode("cp1251"), origin="a.csv")
    assert isinstance(article, Article)
    assert article.title == "Заголовок"


def test_own_names_for_fields() -> None:
    item = Input(
        origin="x",
        data=json.dumps({"kopf": "A", "leib": BODY}).encode(),
        fields=Fields(title=("kopf",), text=("leib",)),
    )
    (article,) = read_input(item)
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("A", BODY)


def test_highlights_are_gathered_by_book() -> None:
    table = f"Highlight,Book Title,Book Author,Note\n{BODY},Strait,Jane,\nTokyo protested.,Strait,Jane,check\n"
    (article,) = outcomes(table, "readwise.csv")
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("Strait", "Jane")
    assert article.text.endswith("Tokyo protested.\n\nNote: check")


@pytest.mark.parametrize(
    "data", ['{"a": ', "[" * 5000 + "{", '{"name": "package", "version": 1}', "url,title,time_added\nhttps://a.b,x,1\n"]
)
def test_what_holds_no_article_is_a_line(data: str) -> None:
    (outcome,) = outcomes(data, "x.csv" if data.startswith("url") else "x.json")
    assert isinstance(outcome, InputError)


def test_seconds_since_1970() -> None:
    (article,) = outcomes(json.dumps({"text": BODY, "timestamp": 1741048200}))
    assert isinstance(article, Article)
    assert article.published == "2025-03-04T00:30:00+00:00"
