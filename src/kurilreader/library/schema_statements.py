"""The migration that makes statements be asked across articles: their words, lines, topics and counts.

Rows of before hold no words: those wait in `unstated` until they are drawn from the findings again (see `statements`).
"""

from __future__ import annotations

STATED = """
CREATE TABLE unstated (number INTEGER PRIMARY KEY REFERENCES analyses ON DELETE CASCADE) STRICT;
INSERT INTO unstated SELECT number FROM analyses;
DROP INDEX statements_by_party;
DROP INDEX statements_by_topic;
ALTER TABLE statements RENAME TO statements_before;
ALTER TABLE statement_topics RENAME TO statement_topics_before;

-- Derived from the findings and from what reviewers said of them, to be asked across articles.
CREATE TABLE statements (
    number INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    -- the same statement carried by several articles has one number here
    line INTEGER NOT NULL,
    -- a digest of the words it is known by; NULL while it waits in `unstated`
    words INTEGER,
    party TEXT,
    kind TEXT NOT NULL,
    speaker TEXT,
    -- seconds since 1970-01-01T00:00Z; far below all dates where none is known, so that it sorts last and is never NULL
    moment INTEGER NOT NULL,
    quote TEXT NOT NULL,
    negated INTEGER NOT NULL,
    -- judged wrong
    hidden INTEGER NOT NULL,
    -- one a line
    topics TEXT NOT NULL,
    -- "12-40 55-80"
    spans TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (number, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_by_party ON statements (party, moment DESC, number DESC, place, hidden, kind, line);
CREATE INDEX statements_by_date ON statements (moment DESC, number DESC, place, hidden, party, line);
CREATE INDEX statements_by_words ON statements (words, party, moment);
CREATE INDEX statements_by_line ON statements (line, moment DESC, number DESC, place, hidden);

-- Of statements that stand and that a party made; one about no topic has the row U+10FFFF, which sorts last.
CREATE TABLE statement_topics (
    number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    topic TEXT NOT NULL,
    -- its first topic, under which it is sorted
    leading INTEGER NOT NULL,
    party TEXT NOT NULL,
    moment INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (number, place, topic),
    FOREIGN KEY (number, place) REFERENCES statements ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE numbering (last_line INTEGER NOT NULL) STRICT;

INSERT INTO statements
    SELECT number, place, '', row_number() OVER (), NULL, party, kind, speaker,
        coalesce(moment, -4611686018427387904), '', 0, 0, '', '', ''
    FROM statements_before;
INSERT INTO numbering SELECT count(*) FROM statements;
INSERT INTO statement_topics
    SELECT number, place, topic, 0, s.party, s.moment, s.line
    FROM statement_topics_before JOIN statements AS s USING (number, place) WHERE s.party IS NOT NULL;
UPDATE statement_topics SET leading = 1 WHERE topic = (
    SELECT min(topic) FROM statement_topics AS other
    WHERE other.number = statement_topics.number AND other.place = statement_topics.place
);
INSERT INTO statement_topics
    SELECT number, place, '\U0010ffff', 1, party, moment, line FROM statements
    WHERE party IS NOT NULL AND (number, place) NOT IN (SELECT number, place FROM statement_topics);
DROP TABLE statement_topics_before;
DROP TABLE statements_before;
CREATE INDEX topics_by_party ON statement_topics (party, topic, moment DESC, number DESC, place, line, leading);
CREATE INDEX topics_by_date ON statement_topics (topic, moment DESC, number DESC, place, party, line, leading);
CREATE INDEX topics_by_line ON statement_topics (line, topic);

-- How many lines there are of each party on each topic. Kept by triggers, so no path of writing can forget it.
CREATE TABLE cells (
    party TEXT NOT NULL,
    topic TEXT NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (party, topic)
) STRICT, WITHOUT ROWID;
INSERT INTO cells SELECT party, topic, count(DISTINCT line) FROM statement_topics GROUP BY party, topic;
CREATE TRIGGER topic_stated AFTER INSERT ON statement_topics BEGIN
    INSERT INTO cells (party, topic, lines) SELECT NEW.party, NEW.topic, 1 WHERE NOT EXISTS (
        SELECT 1 FROM statement_topics
        WHERE line = NEW.line AND topic = NEW.topic AND (number, place) <> (NEW.number, NEW.place)
    ) ON CONFLICT (party, topic) DO UPDATE SET lines = lines + 1;
END;
CREATE TRIGGER topic_unstated AFTER DELETE ON statement_topics BEGIN
    UPDATE cells SET lines = lines - 1 WHERE party = OLD.party AND topic = OLD.topic AND NOT EXISTS (
        SELECT 1 FROM statement_topics WHERE line = OLD.line AND topic = OLD.topic
    );
END;
CREATE TRIGGER line_joined AFTER UPDATE OF line ON statement_topics WHEN NEW.line <> OLD.line BEGIN
    UPDATE cells SET lines = lines - 1 WHERE party = OLD.party AND topic = OLD.topic AND NOT EXISTS (
        SELECT 1 FROM statement_topics WHERE line = OLD.line AND topic = OLD.topic
    );
    UPDATE cells SET lines = lines + 1 WHERE party = NEW.party AND topic = NEW.topic AND NOT EXISTS (
        SELECT 1 FROM statement_topics
        WHERE line = NEW.line AND topic = NEW.topic AND (number, place) <> (NEW.number, NEW.place)
    );
END;
"""
