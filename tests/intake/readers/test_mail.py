from email.message import EmailMessage

from kurilreader.domain import Article
from kurilreader.intake import read_bytes

BODY = "The ministry said that talks would resume only after the measures are lifted."


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {"From": "Jane Doe <jane@example.org>", "Subject": "Заявление МИД", **headers}.items():
        mail[name.replace("_", "-")] = value
    mail["Date"] = "Tue, 04 Mar 2025 09:30:00 +0900"
    mail["Message-ID"] = "<1@example.org>"
    return mail


def one(data: bytes) -> Article:
    (outcome,) = read_bytes(data, origin="mail")
    assert isinstance(outcome, Article), str(outcome)
    return outcome


def test_plain_message_without_its_signature() -> None:
    mail = message(List_Id="Northern briefing <north.example.org>")
    mail.set_content(f"{BODY}\n\n-- \nJane\n+81 000")
    article = one(bytes(mail))
    assert (article.title, article.author, article.source) == ("Заявление МИД", "Jane Doe", "Northern briefing")
    assert article.published == "2025-03-04T09:30:00+09:00"
    assert article.text == BODY


def test_newsletter_with_an_attachment() -> None:
    mail = message()
    mail.set_content("See the web version.")
    mail.add_alternative(
        f"<html><body><style>p{{}}</style><p>{BODY}</p><p>{BODY}</p><p>Tokyo protested.</p></body></html>", "html"
    )
    mail.add_attachment(b"secret text", maintype="text", subtype="plain", filename="a.txt")
    article = one(bytes(mail))
    assert article.text.endswith("Tokyo protested.")
    assert "secret" not in article.text


def test_legacy_charset() -> None:
    mail = message()
    mail.set_content("Москва заявила, что диалог с Токио возможен только после отмены санкций.", charset="koi8-r")
    assert one(bytes(mail)).language == "ru"


def test_mbox_one_at_a_time() -> None:
    data = b""
    for number in range(3):
        mail = message(Subject=f"Message {number}")
        mail.set_content(f"{BODY} {number}.\n\n>From here on nothing was agreed.\n")
        del mail["Subject"]
        mail["Subject"] = f"Message {number}"
        data += b"From jane@example.org Tue Mar  4 09:30:00 2025\n" + bytes(mail) + b"\n"
    outcomes = list(read_bytes(data, origin="box"))
    assert [getattr(outcome, "title", None) for outcome in outcomes] == ["Message 0", "Message 1", "Message 2"]
    assert "From here on" in getattr(outcomes[0], "text", "")
    assert [outcome.origin for outcome in outcomes] == [f"box › message {number}" for number in (1, 2, 3)]


def test_saved_page() -> None:
    page = f"<html><body><article><p>{BODY}</p><p>{BODY} Again.</p></article></body></html>"
    data = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: A saved page\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://example.org/a\r\n\r\n"
        f"{page}\r\n--b--\r\n"
    )
    article = one(data.encode())
    assert article.address == "https://example.org/a"
    assert article.text.startswith(BODY)


def test_a_damaged_message_is_a_line_or_read() -> None:
    for data in (
        b"Message-ID: x\nFrom: =?x?q?\nContent-Type: multipart/mixed\n\n\n",
        b"MIME-Version: 1.0\nFrom: a\nDate: \xff\xfe\n\n\xff",
    ):
        assert len(list(read_bytes(data, origin="mail"))) == 1
