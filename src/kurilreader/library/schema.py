"""The tables, as a list of migrations: a library made by any earlier version is brought up to date when it is opened.

A migration is never edited once released; a change is a new one at the end. `PRAGMA user_version` counts those applied.
"""

from __future__ import annotations

import sqlite3

from kurilreader.domain import LibraryBroken
from kurilreader.library.schema_review import REVIEW
from kurilreader.library.schema_statements import STATED

#: "kuri", so that a file of another program is never taken for a library
APPLICATION_ID = 0x6B757269

_RECORD = """
-- Numbers are never given twice: an index may still hold those of an article that went.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    source TEXT,
    author TEXT,
    published TEXT,
    -- seconds since 1970-01-01T00:00Z, negative before; NULL where no date is known
    moment INTEGER,
    -- the outlet as sorted: case folded, unknown ones last
    shelf TEXT NOT NULL,
    language TEXT,
    address TEXT,
    origin TEXT,
    added TEXT NOT NULL
) STRICT;
-- Both cover their query, so that a whole order is read without touching an article.
CREATE INDEX articles_by_date ON articles (moment DESC, number DESC);
CREATE INDEX articles_by_source ON articles (shelf, moment DESC, number DESC);

-- Apart from what lists show, so that lists touch few pages.
CREATE TABLE texts (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE analyses (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    version TEXT NOT NULL,
    -- "RU:5 JP:2": positions of each party, for the list
    parties TEXT NOT NULL
) STRICT;
CREATE TABLE findings (
    number INTEGER PRIMARY KEY REFERENCES analyses ON DELETE CASCADE,
    body BLOB NOT NULL
) STRICT;

-- Derived from the findings, to be asked across articles.
CREATE TABLE statements (
    number INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    place INTEGER NOT NULL,
    party TEXT,
    kind TEXT NOT NULL,
    speaker TEXT,
    moment INTEGER,
    PRIMARY KEY (number, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_by_party ON statements (party, moment DESC, number DESC);
CREATE TABLE statement_topics (
    number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    topic TEXT NOT NULL,
    party TEXT,
    moment INTEGER,
    PRIMARY KEY (number, place, topic),
    FOREIGN KEY (number, place) REFERENCES statements ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_by_topic ON statement_topics (topic, party, moment DESC, number DESC);

CREATE TABLE states (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    read INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    place REAL NOT NULL,
    sentence INTEGER NOT NULL
) STRICT;

CREATE TABLE feeds (
    address TEXT PRIMARY KEY,
    title TEXT,
    added TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE memory (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the index must follow: the last change of each article. Kept by triggers, so no path of writing can forget it.
CREATE TABLE changes (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL UNIQUE,
    removed INTEGER NOT NULL
) STRICT;
CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN
    INSERT INTO changes (number, removed) VALUES (NEW.number, 0);
END;
CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN
    DELETE FROM changes WHERE number = OLD.number;
    INSERT INTO changes (number, removed) VALUES (OLD.number, 1);
END;
CREATE TRIGGER article_analysed AFTER INSERT ON analyses BEGIN
    DELETE FROM changes WHERE number = NEW.number;
    INSERT INTO changes (number, removed) VALUES (NEW.number, 0);
END;

-- Offsets point into texts: neither may ever change.
CREATE TRIGGER article_kept BEFORE UPDATE ON articles BEGIN
    SELECT RAISE(ABORT, 'an article never changes once stored');
END;
CREATE TRIGGER text_kept BEFORE UPDATE ON texts BEGIN
    SELECT RAISE(ABORT, 'a text never changes once stored');
END;
"""

_SHELVES = """
-- Near-duplicates. A row for each article long enough to be compared; `head` is the lowest number of its group.
CREATE TABLE likeness (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    head INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT;
-- Both hold few articles: most are alone in their group.
CREATE INDEX likeness_followers ON likeness (number, head) WHERE head <> number;
CREATE INDEX likeness_by_head ON likeness (head, number) WHERE head <> number;
CREATE TRIGGER head_removed AFTER DELETE ON likeness WHEN OLD.head = OLD.number BEGIN
    UPDATE likeness SET head = (
        SELECT min(number) FROM likeness WHERE head = OLD.number AND head <> number
    ) WHERE head = OLD.number AND head <> number;
END;

ALTER TABLE states ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0;
CREATE TABLE tags (
    tag TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (tag, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_number ON tags (number, tag);
CREATE TABLE notes (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,
    ordering TEXT NOT NULL,
    -- the highest article number at the last visit: numbers only grow, so what came in since has a higher one
    seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE queries (
    used INTEGER PRIMARY KEY AUTOINCREMENT,
    query TEXT NOT NULL UNIQUE
) STRICT;
"""

_ARRIVALS = """
-- Every import. "running" is also what a killed one says: whether anybody works at it is told by its lock.
CREATE TABLE jobs (
    job INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    inputs TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    same INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL
) STRICT;
CREATE TABLE job_failures (
    place INTEGER PRIMARY KEY,
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    hint TEXT NOT NULL,
    UNIQUE (job, origin, reason)
) STRICT;

-- All places an article was found in; job 0 stands for none.
CREATE TABLE origins (
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    job INTEGER NOT NULL,
    origin TEXT NOT NULL,
    address TEXT,
    found TEXT NOT NULL,
    PRIMARY KEY (number, job, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX origins_by_job ON origins (job, origin);
INSERT INTO origins (number, job, origin, address, found)
    SELECT number, 0, coalesce(origin, ''), address, added FROM articles;

-- Addresses in the form in which they are compared. One with several articles names none of them.
CREATE TABLE addresses (
    address TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (address, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_number ON addresses (number);

DROP TABLE feeds;
CREATE TABLE feeds (
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL UNIQUE,
    title TEXT,
    added TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    succeeded TEXT,
    failing_since TEXT,
    reason TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    due TEXT,
    options TEXT NOT NULL DEFAULT '{}'
) STRICT;
-- What feeds have brought, so that an article that was removed does not come back by itself.
CREATE TABLE feed_entries (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    entry TEXT NOT NULL,
    job INTEGER NOT NULL,
    PRIMARY KEY (feed, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_entries_by_job ON feed_entries (job);
"""

_WATCHED = """
-- Files of watched folders as they were taken in or refused, so that each comes once until it changes.
CREATE TABLE watched (
    path TEXT PRIMARY KEY,
    look TEXT NOT NULL,
    job INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_by_job ON watched (job);
"""

_MARKUP = """
-- The texts that are set in more ways than plain paragraphs, as Markdown.
CREATE TABLE markups (
    number INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    markup TEXT NOT NULL
) STRICT;
"""

_BOOKMARKS = """
-- How far the large files of jobs that have not come to their end were read.
CREATE TABLE bookmarks (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    path TEXT NOT NULL,
    look TEXT NOT NULL,
    offset INTEGER NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (job, path)
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_RECORD, _SHELVES, _ARRIVALS, _WATCHED, STATED, REVIEW, _MARKUP, _BOOKMARKS)


def migrate(connection: sqlite3.Connection, where: str, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the library behind `connection` up to date, each migration in a transaction of its own.

    Several processes may do so at once: what another has done in the meantime is not done again. Raises
    `LibraryBroken` for a library of a later version, or a database that is no library; `where` names it.
    """
    while (version := _version(connection, where, len(migrations))) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection, where, len(migrations)) == version:
                for statement in _statements(migrations[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection, where: str, known: int) -> int:
    """How many migrations the database has seen, 0 for an empty one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (tables or version or application):
        raise LibraryBroken(
            f"{where} is a database of another program, not a library", "give another folder with --library"
        )
    if version > known:
        raise LibraryBroken(
            f"{where} was made by a later kurilreader (schema {version}; this one knows {known})",
            "update kurilreader, or give another folder with --library",
        )
    return int(version)


def _statements(script: str) -> list[str]:
    """The statements of a script one by one: `executescript` would commit the transaction they stand in."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
