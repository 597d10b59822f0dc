import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.intake.encoding import EncodingProblem, binary_reason, declared_charset, decode, known_codec

RUSSIAN = "Москва заявила, что диалог с Токио возможен только после отмены санкций."
JAPANESE = "ロシアは日本との対話について、東京の姿勢次第だと述べた。"
CHINESE = "外务省发言人表示中方坚决反对日方的做法，并提出严正交涉。" * 3
GERMAN = "Das Auswärtige Amt erklärte am Dienstag, man werde die Gespräche natürlich fortsetzen – für alle “Seiten”."
CZECH = "Ministerstvo zahraničních věcí uvedlo, že jednání budou pokračovat příští týden v Praze."


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("utf-8", RUSSIAN), ("utf-8-sig", RUSSIAN), ("utf-16", JAPANESE), ("utf-16-le", RUSSIAN), ("utf-16-be", GERMAN),
        ("utf-32", RUSSIAN), ("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("cp866", RUSSIAN), ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE), ("iso2022_jp", JAPANESE), ("gb18030", CHINESE), ("cp1252", GERMAN), ("cp1250", CZECH),
    ],
)  # fmt: skip
def test_texts_are_read_without_being_told_their_encoding(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == text


def test_a_declared_charset_is_believed() -> None:
    short = "Çok şık".encode("cp1254")
    assert decode(short, "cp1254") == "Çok şık"


@pytest.mark.parametrize(
    ("head", "content_type", "codec"),
    [
        (b'<meta charset="windows-1251">', None, "cp1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', None, "cp932"),
        (b'<?xml version="1.0" encoding="EUC-JP"?>', None, "euc_jp"),
        (b"", 'text/html; charset="latin-1"', "cp1252"),
        (b'<meta charset="cp1251">', "text/html; charset=utf-8", "utf-8"),
        (b'<meta charset="no-such-thing">', None, None),
        (b"no charset here", "text/plain", None),
    ],
)
def test_declarations(head: bytes, content_type: str | None, codec: str | None) -> None:
    assert declared_charset(head, content_type) == codec


@pytest.mark.parametrize("name", ["zlib", "idna", "unicode_escape", "utf-7", "hex", "punycode", "", "\x00"])
def test_codecs_that_do_something_else_are_not_trusted(name: str) -> None:
    assert known_codec(name) is None


def test_damaged_utf8_is_named_and_mended_only_on_request() -> None:
    data = RUSSIAN.encode()[:-1] + b"\xff" + RUSSIAN.encode()
    with pytest.raises(EncodingProblem, match="damaged UTF-8"):
        decode(data)
    assert "\ufffd" in decode(data, lenient=True)


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"), (b"\x7fELF\x02\x01\x01\x00", "program"), (bytes(range(256)), "binary")],
)
def test_binary_data_is_refused_with_its_kind(data: bytes, what: str) -> None:
    assert what in (binary_reason(data) or "")
    with pytest.raises(EncodingProblem, match=what):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_problem(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except EncodingProblem as problem:
        assert str(problem).startswith("is ")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_utf8_is_always_read_back(text: str) -> None:
    data = text.encode()
    if binary_reason(data) is None and b"\x1b$" not in data and not data.startswith(b"\xef\xbb\xbf"):
        assert decode(data) == text
