"""How much an input may ask for before it is refused: safe values that settings may change."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read. Meeting one gives an `InputError`, never a part of an article."""

    #: bytes of a single document held in memory: a text, a page, a message, a PDF
    document_bytes: int = 32 * MIB
    #: bytes of a file that is read as a stream of documents: JSON Lines, mbox, WARC, an archive
    stream_bytes: int = 64 * GIB
    #: elements of a page: the work of finding the main text grows with their square
    page_elements: int = 50_000
    #: code points of an article's text
    text_length: int = 4_000_000
    #: containers inside containers
    nesting: int = 3
    #: documents in one container
    members: int = 1_000_000
    #: bytes that all members of one archive may unpack to
    unpacked_bytes: int = 8 * GIB
    #: unpacked over packed size of an archive's member of more than a mebibyte
    unpacked_ratio: int = 200
    #: pages of a PDF
    pdf_pages: int = 2_000


DEFAULT_LIMITS = Limits()
