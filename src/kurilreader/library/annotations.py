"""Notes and tags on stretches of articles: the part of the library behind `Annotations`.

A text never changes, so its offsets hold; the words are kept beside them to be read where the article is not at hand.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence

from kurilreader.domain import KurilError, Span
from kurilreader.domain.printable import printable_lines
from kurilreader.domain.register import Name, Register, Value
from kurilreader.domain.review import Annotation
from kurilreader.domain.standing import anchors, found_again
from kurilreader.library import acts, analyses, registers, verdicts
from kurilreader.library.articles import fetch
from kurilreader.library.connection import Connections
from kurilreader.library.shelves import tag_name

#: characters of the words that an act is called by
_SHORT = 40
_NONE = KurilError("there is no such note", "it may have been taken away meanwhile")


class AnnotationsInSqlite:
    """The annotations of a library with SQLite; see `interface.Annotations`."""

    _at: Connections

    def annotate(
        self, number: int, span: Span, note: str, tags: Sequence[str], reviewer: str, *, statement: str | None = None
    ) -> int:
        """Write on a stretch of an article."""
        key = secrets.randbits(52)
        with self._at.writing() as connection:
            article = fetch(connection, number)
            if not 0 <= span.start < span.end <= len(article.text):
                raise KurilError(f"the article has no characters from {span.start} to {span.end}")
            value = {
                "span": list(span),
                "words": article.text[span.start : span.end],
                "note": printable_lines(note).strip(),
                "tags": sorted({tag_name(tag) for tag in tags}),
                "by": reviewer,
                "on": _anchor(connection, number, article.id, statement),
            }
            if not value["note"] and not value["tags"]:
                raise KurilError("a note needs words or a tag")
            acts.act(connection, reviewer, f"note on {_called(value)}", {_name(article.id, key): value})
        return key

    def amend_annotation(self, key: int, note: str, tags: Sequence[str], reviewer: str) -> None:
        """Write an annotation anew; without words and tags it goes."""
        with self._at.writing() as connection:
            name, register = _held(connection, key)
            held = register.value("annotation")
            fresh = {**held, "note": printable_lines(note).strip(), "tags": sorted({tag_name(tag) for tag in tags})}
            value = fresh if fresh["note"] or fresh["tags"] else None
            acts.act(connection, reviewer, f"note on {_called(held)}", {name: value})

    def drop_annotation(self, key: int, reviewer: str) -> None:
        """Take an annotation away."""
        with self._at.writing() as connection:
            name, register = _held(connection, key)
            called = _called(register.value("annotation"))
            acts.act(connection, reviewer, f"note taken off {called}", {name: None})

    def annotations(self, number: int) -> list[Annotation]:
        """What is written on an article, in text order."""
        with self._at.reading() as connection:
            id_ = verdicts.article_id(connection, number)
            found = [
                (name, register)
                for name, register in registers.of_article(connection, id_, ("annotation",))
                if register.value("annotation") is not None
            ]
            ids = _statements(connection, number, id_, [register for _, register in found])
        written = [_annotation(number, name, register, ids) for name, register in found]
        return sorted(written, key=lambda each: (each.span, each.made, each.key))


def _annotation(number: int, name: Name, register: Register, ids: dict[str, str]) -> Annotation:
    value = register.value("annotation")
    return Annotation(
        key=int(name.key, 16),
        number=number,
        span=Span(*value["span"]),
        words=value["words"],
        # It may come from another library, which may have come from anywhere.
        note=printable_lines(value["note"]),
        tags=tuple(value["tags"]),
        made=register.made,
        reviewer=value["by"],
        statement=ids.get(value["on"]["mark"]) if value["on"] else None,
    )


def _anchor(connection: sqlite3.Connection, number: int, id_: str, statement: str | None) -> Value:
    """The statement an annotation is on, as it was found."""
    found = analyses.found(connection, number) if statement else None
    for each, anchor in zip(found.statements, anchors(id_, found.statements), strict=True) if found else ():
        if each.id == statement:
            return {"mark": anchor.mark, **verdicts.anchor_value(anchor)}
    if statement:
        raise KurilError(f"the article has no statement {statement}")
    return None


def _statements(connection: sqlite3.Connection, number: int, id_: str, written: Sequence[Register]) -> dict[str, str]:
    """The ids, in the present analysis, of the statements that annotations are on, by mark."""
    on = [value["on"] for value in (register.value("annotation") for register in written) if value["on"]]
    found = analyses.found(connection, number) if on else None
    if found is None:
        return {}
    places = found_again((verdicts.read_anchor(each["mark"], each) for each in on), anchors(id_, found.statements))
    return {mark: found.statements[place].id for mark, place in places.items()}


def _name(article: str, key: int) -> Name:
    return Name(article, "annotation", f"{key:013x}")


def _held(connection: sqlite3.Connection, key: int) -> tuple[Name, Register]:
    row = connection.execute(
        "SELECT id FROM annotations JOIN articles USING (number) WHERE key = ?", (f"{key:013x}",)
    ).fetchone()
    if row is None:
        raise _NONE
    name = _name(row[0], key)
    return name, registers.fetch(connection, [name])[name]


def _called(value: Value) -> str:
    words = " ".join(value["words"].split())
    return f'"{words}"' if len(words) <= _SHORT else f'"{words[: _SHORT - 1].rsplit(" ", 1)[0]} …"'
