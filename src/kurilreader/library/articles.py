"""SQL for articles: storing, finding, listing."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime

from kurilreader.domain import Article, NotInLibrary, Order, Row
from kurilreader.library import showing
from kurilreader.library.addresses import address_key
from kurilreader.library.arrivals import Added
from kurilreader.library.coding import decode_counts
from kurilreader.library.moments import moment

#: sorts after every outlet
_NO_SHELF = "\U0010ffff"
#: between a container and what lies in it, in an origin
INSIDE = " › "

_ARTICLE = """
SELECT id, title, text, source, author, published, language, address, origin, markup
FROM articles JOIN texts USING (number) LEFT JOIN markups USING (number) WHERE number = ?
"""
_ROWS = """
SELECT number, id, title, source, published, language, coalesce(read, 0), coalesce(starred, 0), parties,
    coalesce(reviewed, 0), EXISTS (SELECT 1 FROM notes WHERE notes.number = articles.number)
        OR EXISTS (SELECT 1 FROM annotations WHERE annotations.number = articles.number AND note <> ''),
    (SELECT group_concat(tag, ' ') FROM tags WHERE tags.number = articles.number),
    (SELECT count(*) FROM likeness AS other WHERE other.head = likeness.head AND other.head <> other.number)
FROM articles LEFT JOIN states USING (number) LEFT JOIN analyses USING (number) LEFT JOIN likeness USING (number)
WHERE number IN (SELECT value FROM json_each(?))
"""
_NUMBERS = {
    Order.DATE: "SELECT number FROM articles INDEXED BY articles_by_date ORDER BY moment DESC, number DESC",
    Order.SOURCE: (
        "SELECT number FROM articles INDEXED BY articles_by_source ORDER BY shelf, moment DESC, number DESC"
    ),
}


def insert(connection: sqlite3.Connection, article: Article, job: int = 0, aliases: Sequence[str] = ()) -> Added:
    """Store an article unless its text, or one from its address, is there already; note where it was found."""
    known = _known(connection, article, job, aliases)
    if known is None:
        known, new = _insert(connection, article), True
    else:
        new = False
    note_origin(connection, known, job, article.origin, (article.address, *aliases))
    return Added(known, new)


def note_origin(
    connection: sqlite3.Connection, number: int, job: int, origin: str | None, addresses: Sequence[str | None]
) -> None:
    """An article was found in a place, and stands at these addresses, the first of them its own."""
    address = addresses[0] if addresses else None
    connection.execute(
        "INSERT OR IGNORE INTO origins (number, job, origin, address, found) VALUES (?, ?, ?, ?, ?)",
        (number, job, origin or "", address, datetime.now(UTC).isoformat(timespec="seconds")),
    )
    for key in _keys(addresses):
        connection.execute("INSERT OR IGNORE INTO addresses (address, number) VALUES (?, ?)", (key, number))


def at_address(connection: sqlite3.Connection, key: str | None) -> int | None:
    """The only article at an address in its compared form."""
    if key is None:
        return None
    found = connection.execute("SELECT number FROM addresses WHERE address = ? LIMIT 2", (key,)).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


def _known(connection: sqlite3.Connection, article: Article, job: int, aliases: Sequence[str]) -> int | None:
    """The article that this one is, if it is there already."""
    same = connection.execute("SELECT number FROM articles WHERE id = ?", (article.id,)).fetchone()
    if same:
        return int(same[0])
    for key in _keys((article.address, *aliases)):
        number = at_address(connection, key)
        if number is not None and not _neighbours(connection, number, job, article.origin):
            return number
    return None


def _neighbours(connection: sqlite3.Connection, number: int, job: int, origin: str | None) -> bool:
    """Whether an article came out of the same file in the same job: what a file tells apart is not the same."""
    whole, _, part = (origin or "").partition(INSIDE)
    return bool(part) and any(
        other.partition(INSIDE)[0] == whole
        for (other,) in connection.execute("SELECT origin FROM origins WHERE number = ? AND job = ?", (number, job))
    )


def _keys(addresses: Sequence[str | None]) -> list[str]:
    keys = (address_key(each) for each in addresses)
    return list(dict.fromkeys(key for key in keys if key is not None))


def _insert(connection: sqlite3.Connection, article: Article) -> int:
    cursor = connection.execute(
        "INSERT INTO articles (id, title, source, author, published, moment, shelf, language, address, origin, added)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.title,
            article.source,
            article.author,
            article.published,
            moment(article.published),
            article.source.casefold() if article.source else _NO_SHELF,
            article.language,
            article.address,
            article.origin,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute("INSERT INTO texts (number, text) VALUES (?, ?)", (number, article.text))
    if article.markup is not None:
        connection.execute("INSERT INTO markups (number, markup) VALUES (?, ?)", (number, article.markup))
    showing.arrived(connection, article.id)
    return number


def delete(connection: sqlite3.Connection, number: int) -> None:
    """Forget an article with all that hangs on it."""
    if connection.execute("DELETE FROM articles WHERE number = ?", (number,)).rowcount == 0:
        raise NotInLibrary(f"no article has the number {number}")


def fetch(connection: sqlite3.Connection, number: int) -> Article:
    """One whole article."""
    record = connection.execute(_ARTICLE, (number,)).fetchone()
    if record is None:
        raise NotInLibrary(f"no article has the number {number}")
    return Article(*record)


def find(connection: sqlite3.Connection, id_: str) -> int:
    """The number behind an id or an unambiguous prefix of at least four digits."""
    prefix = id_.lower()
    if len(prefix) < 4 or not set(prefix) <= set("0123456789abcdef"):
        raise NotInLibrary(
            f"{id_} is no article id", "an id has 16 hexadecimal digits; its first four or more do if no other has them"
        )
    # "g" follows "f", the last digit.
    found = connection.execute(
        "SELECT number, id FROM articles WHERE id >= ? AND id < ? LIMIT 2", (prefix, prefix + "g")
    ).fetchall()
    if not found:
        raise NotInLibrary(f"no article has the id {id_}", "kurilreader search lists ids")
    if len(found) > 1 and found[0][1] != prefix:
        raise NotInLibrary(f"several articles have ids that begin with {id_}", "give more digits")
    return int(found[0][0])


def count(connection: sqlite3.Connection) -> int:
    """How many articles there are."""
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def numbers(connection: sqlite3.Connection, order: Order) -> Sequence[int]:
    """All numbers, read from a covering index; relevance means nothing without a query, so it is by date."""
    query = _NUMBERS.get(order, _NUMBERS[Order.DATE])
    return array("q", [number for (number,) in connection.execute(query)])


def moments(connection: sqlite3.Connection, after: int) -> tuple[Sequence[int], Sequence[int]]:
    """Articles with a date and a number above this one, ascending, and the dates in seconds since 1970."""
    rows = connection.execute(
        "SELECT number, moment FROM articles WHERE number > ? AND moment IS NOT NULL ORDER BY number", (after,)
    ).fetchall()
    return array("q", [number for number, _ in rows]), array("q", [moment for _, moment in rows])


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> list[Row]:
    """List rows in the order asked."""
    found: dict[int, Row] = {}
    for record in connection.execute(_ROWS, (json.dumps(list(wanted)),)):
        number, id_, title, source, published, language, read, starred, parties, reviewed, noted, tags, outlets = record
        found[number] = Row(
            number=number,
            id=id_,
            title=title,
            source=source,
            published=published,
            language=language,
            read=bool(read),
            starred=bool(starred),
            analysed=parties is not None,
            parties=decode_counts(parties) if parties else (),
            outlets=outlets,
            reviewed=bool(reviewed),
            noted=bool(noted),
            tags=tuple(sorted(tags.split())) if tags else (),
        )
    return [found[number] for number in wanted if number in found]


def added(connection: sqlite3.Connection, since: int | None, until: int | None) -> Sequence[int]:
    """Numbers of the articles taken in at `since <= moment < until`, in seconds since 1970."""
    query = (
        "SELECT number FROM articles WHERE CAST(strftime('%s', added) AS INTEGER) >= coalesce(?, -62135596800)"
        " AND CAST(strftime('%s', added) AS INTEGER) < coalesce(?, 253402300800)"
    )
    return array("q", [number for (number,) in connection.execute(query, (since, until))])
