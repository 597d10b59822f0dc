import pytest

from kurilreader.intake.language import detect_language, language_tag


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russia says that dialogue with Japan hinges on Tokyo's attitude"),
        ("ru", "Москва заявила, что диалог с Токио возможен только после отмены санкций"),
        ("uk", "Міністерство закордонних справ України заявило протест проти цих дій"),
        ("ja", "ロシアは日本との対話について"),
        ("zh", "外交部发言人表示坚决反对"),
        ("ko", "한국 외교부는 독도가 우리 고유의 영토라고 밝혔다"),
        ("de", "Das Auswärtige Amt erklärte am Dienstag, man werde die Gespräche fortsetzen"),
        ("fr", "Le ministère des Affaires étrangères a déclaré mardi"),
        ("ar", "قالت وزارة الخارجية إن المحادثات لن تستأنف قبل رفع العقوبات"),
    ],
)
def test_languages_of_the_news(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "OK", "1956 – 2025", "Москва", "Shikotan, Kunashir, Iturup, Habomai, Urup, Paramushir"]
)
def test_too_little_to_tell_is_unknown(text: str) -> None:
    assert detect_language(text) is None


def test_what_the_document_says_helps_short_texts_but_is_not_believed_blindly() -> None:
    assert detect_language("Да", "ru-RU") == "ru"
    assert detect_language("Москва заявила, что диалог с Токио возможен только после отмены санкций", "en") == "ru"


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("ja_JP.UTF-8", "ja"), ("RUS", "ru"), ("x", None), ("", None)]
)
def test_tags(tag: str, code: str | None) -> None:
    assert language_tag(tag) == code


def test_plain_english_is_told_by_its_commonest_words_as_by_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The ministry said that the talks on the islands would be held in the spring, and that it was so. " * 3
    asked: list[str] = []
    monkeypatch.setattr("kurilreader.intake.language._identifier", lambda: asked.append("letters"))
    assert detect_language(text) == "en"
    assert detect_language(text, "en-GB") == "en"
    assert asked == []
