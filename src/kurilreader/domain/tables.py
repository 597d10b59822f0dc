"""What may stand in a table that a spreadsheet opens."""

from __future__ import annotations

import re

from kurilreader.domain.printable import printable

# Full-width signs count too: some spreadsheets take them for the plain ones.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def cell(text: str) -> str:
    """A text for one cell: a single printable line, with an apostrophe before what would be run as a formula."""
    plain = printable(text)
    return f"'{plain}" if _FORMULA.match(plain) else plain
