"""Which fields the index has, and the revision of the library that each commit of it has reached.

| field | holds | positions |
|---|---|---|
| text | title, lead and body in one, weighted: what a bare word searches | words; the body `BODY_GAP` after the title |
| title, author, source, entity, place, person | the words of each value | words, `VALUE_GAP` between two values |
| party, partyname, kind, topic, speaker, stated | what statements say | `STATEMENT_SPAN` for each statement |
| outlet, lang, month, name | whole values, for orders, filters and facets | none |
| forms | which forms each stem has: `language NUL stem`, followed by `language NUL stem NUL form` | none, no articles |
"""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns as whoosh_columns
from whoosh import fields as whoosh_fields
from whoosh.analysis.acore import Token as WhooshToken
from whoosh.analysis.tokenizers import Tokenizer

from kurilreader.search import words

#: grows with every change of what an article becomes in the index; an index of another format is rebuilt
FORMAT = 2
BODY_GAP = 64
VALUE_GAP = 16
STATEMENT_SPAN = 4096
#: `published` unknown
NO_MOMENT = -(2**62)

WORD_FIELDS = frozenset(("text", "title", "author", "source", "entity", "place", "person", "speaker", "stated"))
WHOLE_FIELDS = frozenset(("outlet", "lang", "month", "name", "party", "partyname", "kind", "topic"))


class WordTokenizer(Tokenizer):  # type: ignore[misc, unused-ignore]
    """The words of `words.forms` as a Whoosh tokeniser."""

    def __call__(self, value: str, **options: Any) -> Any:
        """Yield one Whoosh token for each position."""
        token: Any = WhooshToken(**{k: v for k, v in options.items() if k in {"positions", "chars", "mode"}})
        token.stopped, token.boost = False, 1.0
        for position, form in enumerate(words.forms(value)):
            token.text = form
            token.pos = position
            yield token


class _NumbersWriter(whoosh_columns.ColumnWriter):
    def __init__(self, file: Any, default: int) -> None:
        super().__init__(file)
        self._values = array("q")
        self._default = default

    def add(self, docnum: int, value: int) -> None:
        self._values.extend([self._default] * (docnum - len(self._values)))
        self._values.append(value)

    def finish(self, docnum: int) -> None:
        self._values.extend([self._default] * (docnum - len(self._values)))
        self._dbfile.write(np.asarray(self._values, dtype="<i8").tobytes())


class _NumbersReader(whoosh_columns.ColumnReader):
    def array(self) -> NDArray[np.int64]:
        """The whole column, one number for each document."""
        file: Any = self._dbfile
        return np.frombuffer(bytes(file.get(self._basepos, self._length)), dtype="<i8").astype(np.int64)

    def __getitem__(self, docnum: int) -> int:
        return int(self.array()[docnum])


class Numbers(whoosh_columns.Column):
    """A Whoosh column of 64-bit integers that is read as one numpy array."""

    def __init__(self, default: int) -> None:
        self._default = default

    def writer(self, dbfile: Any) -> Any:
        """Collects the values of one segment."""
        return _NumbersWriter(dbfile, self._default)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> Any:
        """Reads the values of one segment."""
        return _NumbersReader(dbfile, basepos, length, doccount)


class LibrarySchema(whoosh_fields.Schema):
    """The schema, which Whoosh writes with every commit, and with it how far the index has followed the library."""

    #: change counter of the library that the commit has reached
    revision: int = 0
    format: int = 0


def make_schema() -> LibrarySchema:
    """The fields of an empty index."""
    tokenizer = WordTokenizer()
    made: dict[str, Any] = {name: whoosh_fields.TEXT(analyzer=tokenizer) for name in WORD_FIELDS}
    made |= {name: whoosh_fields.ID() for name in (WHOLE_FIELDS | {"forms"}) - WORD_FIELDS}
    made["number"] = whoosh_fields.COLUMN(Numbers(0))
    made["moment"] = whoosh_fields.COLUMN(Numbers(NO_MOMENT))
    schema = LibrarySchema(**made)
    schema.format = FORMAT
    return schema
