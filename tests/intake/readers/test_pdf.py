import io

import pypdf
import pytest

from kurilreader.domain import Article
from kurilreader.intake import Limits, read_bytes

BODY = [
    "The ministry said that talks would resume only after the",
    "measures are lifted. Tokyo pro-",
    "tested at once.",
]


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of Helvetica lines, written by hand: pypdf reads but does not set type."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        stream = "BT /F1 12 Tf 14 TL 50 750 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream.encode()))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in offsets
    )
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def test_pages_become_one_text_without_running_heads() -> None:
    pages = [
        [
            "Harbour Post annual report",
            f"The part number {n} of the report begins here.",
            *BODY,
            f"{word} closed the day.",
            f"Page {n} of 4",
        ]
        for n, word in enumerate(["Rain", "Snow", "Fog", "Wind"], 1)
    ]
    (article,) = read_bytes(pdf(pages), origin="x.pdf")
    assert isinstance(article, Article), str(article)
    assert "Harbour Post annual report" not in article.text
    assert "Page 2" not in article.text
    assert article.text.count("Tokyo protested at once.") == 4


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", pdf([BODY])[:300], pdf([BODY]).replace(b"/Pages 2 0 R", b"/Pages 9 0 R")]
)
def test_damaged(data: bytes) -> None:
    assert len(list(read_bytes(data, origin="x.pdf"))) == 1


def test_pictures_of_text_and_too_many_pages() -> None:
    (outcome,) = read_bytes(pdf([[]]), origin="x.pdf")
    assert "pictures" in str(outcome)
    (outcome,) = read_bytes(pdf([BODY, BODY]), origin="x.pdf", limits=Limits(pdf_pages=1))
    assert "more than 1 pages" in str(outcome)


def test_encrypted() -> None:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf([BODY])))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    (outcome,) = read_bytes(stream.getvalue(), origin="x.pdf")
    assert "encrypted" in str(outcome)
