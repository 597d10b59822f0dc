"""The migration that makes all that a person sets be kept with its moment, be undone, and be merged."""

from __future__ import annotations

REVIEW = """
-- All that a person set, a row for each thing that can be. What lists and searches ask (states, tags, notes, searches,
-- judged) follows from it. An article is named by its id, so that what is known of one that is not here waits for it.
CREATE TABLE registers (
    article TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    made TEXT NOT NULL,
    -- JSON; NULL where it was taken away
    value TEXT,
    -- JSON: earlier versions that were written apart from this one, and the names of those that were replaced
    beside TEXT NOT NULL DEFAULT '[]',
    past TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (article, kind, key, reviewer)
) STRICT, WITHOUT ROWID;
CREATE INDEX registers_of_review ON registers (kind, article) WHERE kind IN ('annotation', 'correction', 'verdict');

-- What was there before: set at the beginning of time, so that whatever is set later takes its place.
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT id, 'read', '', '', '1970-01-01T00:00:00.000000Z', 'true'
    FROM states JOIN articles USING (number) WHERE read;
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT id, 'starred', '', '', '1970-01-01T00:00:00.000000Z', 'true'
    FROM states JOIN articles USING (number) WHERE starred;
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT id, 'reviewed', '', '', '1970-01-01T00:00:00.000000Z', 'true'
    FROM states JOIN articles USING (number) WHERE reviewed;
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT id, 'place', '', '', '1970-01-01T00:00:00.000000Z', json_array(place, sentence)
    FROM states JOIN articles USING (number) WHERE place <> 0 OR sentence <> 0;
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT id, 'tag', tag, '', '1970-01-01T00:00:00.000000Z', 'true' FROM tags JOIN articles USING (number);
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT id, 'note', '', '', '1970-01-01T00:00:00.000000Z', json_quote(text) FROM notes JOIN articles USING (number);
INSERT INTO registers (article, kind, key, reviewer, made, value)
    SELECT '', 'search', json_array(name, query), '', '1970-01-01T00:00:00.000000Z', json_quote(ordering) FROM searches;

-- What each reviewer did, only ever added to: an act, the undoing of one, or doing it again.
CREATE TABLE acts (
    act INTEGER PRIMARY KEY AUTOINCREMENT,
    reviewer TEXT NOT NULL,
    made TEXT NOT NULL,
    what TEXT NOT NULL,
    -- the act that was undone or done again
    of INTEGER,
    words TEXT NOT NULL,
    -- registers with what they held before and after
    changes BLOB NOT NULL
) STRICT;
CREATE INDEX acts_by_reviewer ON acts (reviewer, act);
CREATE TRIGGER act_kept BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'an act never changes once done'); END;

-- Which statement of the present analysis each verdict is on.
CREATE TABLE judged (
    number INTEGER NOT NULL REFERENCES analyses ON DELETE CASCADE,
    place INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    mark TEXT NOT NULL,
    made TEXT NOT NULL,
    verdict TEXT NOT NULL,
    -- what it comes to; NULL for "unsure"
    says TEXT,
    PRIMARY KEY (number, place, reviewer)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_by_reviewer ON judged (reviewer, number, place);

-- Notes and tags on a stretch of an article, for lists and searches to ask.
CREATE TABLE annotations (
    key TEXT PRIMARY KEY,
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX annotations_by_number ON annotations (number, note);
CREATE TABLE annotation_tags (
    tag TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    key TEXT NOT NULL REFERENCES annotations ON DELETE CASCADE,
    PRIMARY KEY (tag, number, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_tags_by_number ON annotation_tags (number);
CREATE INDEX annotation_tags_by_key ON annotation_tags (key);

-- Searches of one name and different words, kept in two folders, stand side by side under different names.
ALTER TABLE searches ADD COLUMN key TEXT NOT NULL DEFAULT '';
UPDATE searches SET key = json_array(name, query);
"""
