"""Bytes become characters: byte-order marks, UTF-8, what the document declares, then the likeliest legacy encoding."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Encodings worth guessing in, and the only ones a document may declare besides UTF-8, -16 and -32. Codecs that do
#: something else than reading text (zlib, idna, unicode_escape, utf-7) are left out on purpose.
_LEGACY = (
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp932", "shift_jis", "euc_jp", "iso2022_jp",
    "gb18030", "gbk", "gb2312", "big5", "euc_kr", "cp949", "cp1252", "iso8859_1", "iso8859_15", "cp1250", "iso8859_2",
    "cp1253", "iso8859_7", "cp1254", "iso8859_9", "cp1255", "iso8859_8", "cp1256", "iso8859_6", "cp1257", "cp874",
    "tis_620", "cp1258", "ascii",
)  # fmt: skip
_DECLARABLE = {codecs.lookup(name).name for name in (*_LEGACY, "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32")}
#: What browsers read where a page says the left one (WHATWG Encoding Standard).
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "gb2312": "gb18030",
          "gbk": "gb18030", "euc_kr": "cp949", "tis-620": "cp874"}  # fmt: skip

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)

_MAGIC = (
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"\xca\xfe\xba\xbe", "a program"), (b"OggS", "a media file"),
    (b"ID3", "a media file"), (b"\x1aE\xdf\xa3", "a media file"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"{\\rtf", "an RTF document"),
    (b"wOF", "a font"), (b"BM", "a bitmap image"), (b"\x00\x00\x01\x00", "an icon"),
)  # fmt: skip
_SAMPLE = 1 << 16
#: control characters that no text has, the escape of ISO 2022 being one that some have
_CONTROLS = bytes(byte for byte in range(32) if not 9 <= byte <= 13 and byte != 27)
_COMMON = frozenset(".,;:!?-–—'\"«»“”‘’()/<>=&#*、。「」")


class EncodingProblem(ValueError):
    """The bytes are not text in any encoding known here; `str()` is the reason, to follow a file's name."""


def declared_charset(head: bytes, content_type: str | None = None) -> str | None:
    """The codec a document names in its HTTP or MIME type, XML prolog or `meta` element, if it is one to trust."""
    names: list[str] = []
    if content_type and (match := _HEADER.search(content_type)):
        names.append(match[1])
    if found := (_PROLOG.search(head) or _META.search(head)):
        names.append(found[1].decode("ascii"))
    for name in names:
        if codec := known_codec(name):
            return codec
    return None


def known_codec(name: str) -> str | None:
    """The codec to use for a declared name, or None where it is unknown or no text encoding."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(codec, codec) if codec in _DECLARABLE else None


def binary_reason(data: bytes) -> str | None:
    """What the bytes are, if they are clearly not text ("a PNG image"), else None."""
    head = data[:4096]
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    for magic, what in _MAGIC:
        if head.startswith(magic) and (controls or not magic.isascii() or magic == b"{\\rtf"):
            return what
    if b"\x00" in head and _utf16_without_mark(head) is None:
        return "binary data"
    return "binary data" if controls > len(head) * 0.05 and b"\x00" not in head else None


def decode(data: bytes, declared: str | None = None, *, lenient: bool = False) -> str:
    """The characters of `data`, without a byte-order mark.

    `lenient` lets a few damaged bytes pass as U+FFFD (at most one in a hundred): pages and feeds from the wild are
    readable all the same. Raises `EncodingProblem` for binary data and for damaged or unknown encodings.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec, lenient)
    if what := binary_reason(data):
        raise EncodingProblem(f"is {what}, not text")
    if b"\x00" in data and (codec16 := _utf16_without_mark(data[:4096])):
        return _strict(data, codec16, lenient)
    if re.search(rb"\x1b\$[@B]", data):
        return _strict(data, "iso2022_jp", lenient)
    if data.isascii():
        return data.decode("ascii")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, declared, lenient, error)


def _legacy(data: bytes, declared: str | None, lenient: bool, error: UnicodeDecodeError) -> str:
    if declared and declared != "utf-8":
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            if lenient and (text := _mended(data, declared)) is not None:
                return text
    if declared == "utf-8" or _is_mostly_utf8(data):
        if lenient and (text := _mended(data, "utf-8")) is not None:
            return text
        raise EncodingProblem(f"is damaged UTF-8 (byte {error.start} is 0x{data[error.start]:02x})")
    if codec := _likeliest(data):
        return data.decode(codec)
    raise EncodingProblem("is in a damaged or unknown encoding")


def _strict(data: bytes, codec: str, lenient: bool) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if lenient and (text := _mended(data, codec)) is not None:
            return text
        raise EncodingProblem(f"is damaged {codec.removesuffix('-sig').upper()} (at byte {error.start})") from None


def _mended(data: bytes, codec: str) -> str | None:
    text = data.decode(codec, "replace")
    return text if text.count("\ufffd") <= max(1, len(text) // 100) else None


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[::2].count(0), head[1::2].count(0)
    codec = "utf-16-le" if odd > even * 20 else "utf-16-be" if even > odd * 20 else None
    if codec is None:
        return None
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    good = sum(char.isalnum() or char.isspace() or char in _COMMON for char in text)
    return codec if good > len(text) * 0.9 else None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII form UTF-8 sequences, which hardly happens by chance."""
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    good = (
        len(re.findall(rb"[\xc2-\xdf][\x80-\xbf]", sample)) * 2
        + len(re.findall(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", sample)) * 3
    )
    return good > high * 0.8


def _likeliest(data: bytes) -> str | None:
    """The legacy codec that reads the whole and makes the most of it, by charset-normalizer and by our own eye."""
    from charset_normalizer import from_bytes

    # a sample cut at a line end never splits a character of a multi-byte encoding
    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1] or data[:_SAMPLE]
    if (plain := _by_letters(sample)) and _reads(data, plain):
        return plain
    for match in from_bytes(sample, cp_isolation=list(_LEGACY), preemptive_behaviour=False):
        codec = _WIDER.get(codecs.lookup(match.encoding).name, match.encoding)
        if _reads(data, codec):
            return codec
    return None


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


#: The commonest letters of Russian running text, and Japanese syllables, as they must turn out in the right codec.
_RUSSIAN = frozenset("оеаинтсрвлкмдпу")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_MIXED = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")


def _by_letters(sample: bytes) -> str | None:
    """Russian and Japanese encodings, told by how common letters come out; None where neither is plain."""
    best, best_score = None, 0.0
    for codec in ("cp932", "euc_jp", "cp1251", "koi8_r", "cp866", "iso8859_5"):
        text = sample.decode(codec, "ignore")
        wide = [char for char in text if char > "\x7f"]
        if len(wide) < 8 or not _reads(sample, codec):
            continue
        if codec in ("cp932", "euc_jp"):
            score = (len(_KANA.findall(text)) - 3 * len(_HALF_KANA.findall(text))) / len(wide) + 0.4
            score = score if score > 0.6 else 0.0
        else:
            letters = sum(char in _RUSSIAN for char in wide) / len(wide)
            mixed = len(_MIXED.findall(text)) / len(wide)
            score = letters if letters > 0.6 and mixed < 0.05 else 0.0
        if score > best_score:
            best, best_score = codec, score
    return best
