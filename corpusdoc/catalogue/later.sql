-- What was not there in the first catalogues of this version: each table is made where it lacks.

-- Where the pages of a document begin. A fact is on the last page that begins before it, which may be a later one than
-- its passage begins on.
CREATE TABLE IF NOT EXISTS page (
    document  INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    number    INTEGER NOT NULL,               -- from 1
    raw_start INTEGER NOT NULL,               -- in document.raw_text; one without text begins where the next one does
    PRIMARY KEY (document, raw_start, number)
) STRICT, WITHOUT ROWID;

-- What people add to what rules read.

-- What people decided of facts, as it was last laid over them. The decisions themselves are the lines of
-- corrections/*.jsonl beside this file; these tables can be made from them again at any time.
CREATE TABLE IF NOT EXISTS overlay (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    kind     TEXT NOT NULL,                   -- metric honor time measure entity
    fact     INTEGER,                         -- key in the table of that kind; NULL where nothing stands there now
    state    TEXT NOT NULL,                   -- confirmed mended added rejected conflict
    original TEXT CHECK (original IS NULL OR json_valid(original)), -- the row as rules read it; NULL for an added one
    reason   TEXT,                            -- of a conflict
    decision TEXT NOT NULL CHECK (json_valid(decision))
) STRICT;
CREATE INDEX IF NOT EXISTS overlay_fact ON overlay (kind, fact);
CREATE INDEX IF NOT EXISTS overlay_document ON overlay (document);
CREATE TABLE IF NOT EXISTS laid (files TEXT NOT NULL) STRICT;

-- Own rows of the word lists that a pipeline read with, so that a changed row makes only those documents stale that hold
-- its word. `base` is the pipeline without them.
CREATE TABLE IF NOT EXISTS words (
    pipeline TEXT PRIMARY KEY,
    base     TEXT NOT NULL,
    own      TEXT NOT NULL CHECK (json_valid(own)) -- [[table, row], …]
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS document_pipeline ON document (pipeline);

-- Tags that people gave to documents, as they stand in tags.json beside this file.
CREATE TABLE IF NOT EXISTS tag (
    sha256 TEXT NOT NULL,                     -- of the source, so that a tag stays when it is removed and read again
    name   TEXT NOT NULL,
    PRIMARY KEY (sha256, name)
) STRICT, WITHOUT ROWID;
