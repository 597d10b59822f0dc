"""E-mail: single messages, mbox files, and saved pages in MHTML, which are messages too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from kurilreader.domain import InputError
from kurilreader.intake.clean import clean_line
from kurilreader.intake.encoding import EncodingProblem, decode, known_codec
from kurilreader.intake.inputs import Draft, Found, Input
from kurilreader.intake.paragraphs import unwrap
from kurilreader.intake.readers.fragments import fragment_paragraphs

_HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?", re.MULTILINE)
_CERTAIN = {
    b"message-id",
    b"mime-version",
    b"received",
    b"return-path",
    b"delivered-to",
    b"x-mailer",
    b"dkim-signature",
}
_COMMON = {b"from", b"to", b"subject", b"date", b"reply-to", b"cc", b"content-type", b"content-transfer-encoding"}
_SEPARATOR = re.compile(rb"^From \S+.{5,80}\d{4}\s*$")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


class MboxReader:
    """Many messages in one file, each after a line that begins with "From "."""

    name = "an mbox"
    suffixes = frozenset({".mbox", ".mbx"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the separator line."""
        first, _, rest = head.partition(b"\n")
        return bool(_SEPARATOR.match(first)) and bool(_HEADER.match(rest))

    def read(self, item: Input) -> Iterator[Found]:
        """A document for each message; one at a time is held in memory."""
        lines: list[bytes] = []
        size = 0
        blank = True
        with item.open() as stream:
            mark = item.turn(stream)
            end = mark.offset
            for line in item.lines(stream):
                begin, end = end, end + len(line)
                if blank and line.startswith(b"From ") and _SEPARATOR.match(line):
                    if lines:
                        yield _one(b"".join(lines), mark.count + 1, item)
                        mark.count += 1
                    mark.offset = begin
                    lines, size = [], 0
                else:
                    size += len(line)
                    # the tail of a message beyond the limit is only counted, and then refused by its size
                    if size <= item.limits.document_bytes:
                        lines.append(line[1:] if line.startswith(b">From ") else line)
                blank = not line.strip()
        if lines:
            yield _one(b"".join(lines), mark.count + 1, item)


def _one(data: bytes, number: int, item: Input) -> Found:
    part = item.inside(f"message {number}", data)
    if len(data) >= item.limits.document_bytes:
        return part.problem("is too large")
    try:
        found = next(MailReader().read(part))
    except InputError as error:
        return error
    return replace(found, origin=part.origin) if isinstance(found, Draft) else found


class MailReader:
    """One message in RFC 5322's format, as .eml files and maildirs hold it; a page saved as MHTML."""

    name = "an e-mail message"
    suffixes = frozenset({".eml", ".mht", ".mhtml"})

    def recognises(self, item: Input, head: bytes) -> bool:
        """By the names of its header lines."""
        top = head.lstrip(b"\r\n")
        if not _HEADER.match(top):
            return False
        names = {name.lower() for name in _HEADER.findall(re.split(rb"\r?\n\r?\n", top, maxsplit=1)[0])}
        return len(names & (_CERTAIN | _COMMON)) >= 2 and (bool(names & _CERTAIN) or names >= {b"from", b"subject"})

    def read(self, item: Input) -> Iterator[Found]:
        """One document, or the page that an MHTML file holds."""
        data = item.read().lstrip(b"\r\n")
        try:
            message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        except (MessageError, ValueError, LookupError, TypeError, IndexError, AttributeError) as error:
            raise item.problem("is a damaged message") from error
        if page := _saved_page(message, item):
            yield page
        else:
            yield _draft(message, item)


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's text. Damaged ones make the parser raise in many ways, and are as good as missing."""
    try:
        return clean_line(str(message.get(name) or "")) or None
    except Exception:
        return None


def _saved_page(message: EmailMessage, item: Input) -> Input | None:
    if message.get_content_type() != "multipart/related":
        return None
    saved = _header(message, "Snapshot-Content-Location")
    if not saved and item.suffix not in {".mht", ".mhtml"} and _header(message, "To"):
        return None
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            address = saved or _header(part, "Content-Location")
            charset = part.get_content_charset()
            return item.inside(
                "",
                _payload(part),
                name="page.html",
                address=address,
                content_type=f"text/html; charset={charset}" if charset else "text/html",
                title=_header(message, "Subject"),
            )
    return None


def _payload(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: EmailMessage) -> str:
    data = _payload(part)
    declared = known_codec(part.get_content_charset() or "")
    try:
        return decode(data, declared, lenient=True)
    except EncodingProblem:
        return data.decode("utf-8", "replace")


def _draft(message: EmailMessage, item: Input) -> Draft:
    plain: list[str] = []
    marked: list[str] = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_text(part))
        elif kind == "text/html":
            marked.append(_text(part))
    # newsletters often send an empty or token plain part beside the page
    text = "\n\n".join(plain)
    pages = [paragraph for markup in marked for paragraph in fragment_paragraphs(markup, item)]
    if text.strip() and len(text) * 4 > sum(map(len, pages)):
        paragraphs = unwrap(_SIGNATURE.split(text.replace("\r\n", "\n"))[0])
    else:
        paragraphs = pages
    if not paragraphs:
        raise item.problem("is a message without text")
    name, address = parseaddr(_header(message, "From") or "")
    lists = re.match(r'^"?([^"<]+?)"?\s*<', _header(message, "List-Id") or "")
    return Draft(
        title=_header(message, "Subject"),
        paragraphs=paragraphs,
        source=lists[1] if lists else None,
        author=name or address or None,
        published=_header(message, "Date"),
        language=_header(message, "Content-Language"),
        address=_header(message, "Archived-At"),
    )
