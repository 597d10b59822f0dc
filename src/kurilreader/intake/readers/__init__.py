"""One reader per format, and the order in which they are asked whether a content is theirs."""

from __future__ import annotations

from kurilreader.intake.inputs import Input, Reader
from kurilreader.intake.readers.archive import TarReader, ZipReader
from kurilreader.intake.readers.book import EpubReader
from kurilreader.intake.readers.feed import FeedReader
from kurilreader.intake.readers.html import HtmlReader
from kurilreader.intake.readers.lists import AddressesReader, OpmlReader
from kurilreader.intake.readers.mail import MailReader, MboxReader
from kurilreader.intake.readers.markdown import MarkdownReader
from kurilreader.intake.readers.newsboat import NewsboatReader
from kurilreader.intake.readers.office import DocxReader
from kurilreader.intake.readers.pdf import PdfReader
from kurilreader.intake.readers.records import CsvReader, JsonLinesReader, JsonReader
from kurilreader.intake.readers.text import TextReader
from kurilreader.intake.readers.warc import WarcReader

#: Asked in this order: the surest signs first, plain text last.
READERS: tuple[Reader, ...] = (
    EpubReader(),
    DocxReader(),
    ZipReader(),
    TarReader(),
    PdfReader(),
    NewsboatReader(),
    WarcReader(),
    MboxReader(),
    MailReader(),
    OpmlReader(),
    FeedReader(),
    JsonLinesReader(),
    JsonReader(),
    HtmlReader(),
    AddressesReader(),
    MarkdownReader(),
    CsvReader(),
    TextReader(),
)

#: File name ends that promise a format: a file inside a folder with one of these that cannot be read gets its line.
SUFFIXES = frozenset().union(*(reader.suffixes for reader in READERS))


def reader_for(item: Input, head: bytes) -> Reader | None:
    """The reader whose format the content is, or None."""
    return next((reader for reader in READERS if reader.recognises(item, head)), None)
