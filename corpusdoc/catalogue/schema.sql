-- The catalogue of a corpus: everything that was read from its reports, in one file that any SQLite client opens.
--
-- Places. `start` and `end` are half-open and count code points, from 0, in document.text, the repaired text
-- (Simplified Chinese, half-width Latin). `raw_start` and `raw_end` count in document.raw_text, the text as it was
-- loaded. SQLite's substr() counts from 1, so the characters of a fact are
--     SELECT substr(d.text, f.start + 1, f.end - f.start) FROM metric AS f JOIN document AS d ON d.key = f.document;
-- and they are equal to f.quote.
-- Dates and periods are EDTF (ISO 8601-2:2019 level 1): 2017, 2017-11, 2010/2016. `first` and `last` are the ISO days
-- that they cover. Lists are JSON. Truth values are 0 and 1.

-- One row: what tells this catalogue from every other, so that no index of another one is taken for its own.
CREATE TABLE catalogue (identity TEXT NOT NULL) STRICT;
INSERT INTO catalogue VALUES (lower(hex(randomblob(16))));

-- ------------------------------------------------------------------------------------------------- documents

CREATE TABLE document (
    key        INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,          -- the file's stem; "~2", "~3" where another document has it already
    sha256     TEXT NOT NULL UNIQUE,          -- of the file's bytes: a document is its content, wherever it lies
    path       TEXT NOT NULL,                 -- where it was read; all places are in `source`
    title      TEXT,
    org        TEXT,                          -- the organisation that the report is about
    date       TEXT,                          -- EDTF
    first      TEXT,
    last       TEXT,
    genre      TEXT,                          -- 纪实 讲话 方案 总结 论文 报道 报告 通知
    script     TEXT NOT NULL,                 -- hans, hant: what the raw text was written in
    encoding   TEXT,
    media_type TEXT NOT NULL,
    damage     TEXT NOT NULL CHECK (json_valid(damage)),
    score      INTEGER NOT NULL,              -- 0-100; 100 is a text without damage
    raw_text   TEXT NOT NULL,
    text       TEXT NOT NULL,
    alignment  TEXT NOT NULL,                 -- [[clean start, raw start, raw width], …]; a run ends where the next begins
    pipeline   TEXT NOT NULL,                 -- version and word lists that read it
    ingested   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

-- Every place where a file was found. Unchanged files (size, time) are not read again.
CREATE TABLE source (
    path     TEXT PRIMARY KEY,                -- bytes that are no UTF-8 stand as U+10DC80 … U+10DCFF
    size     INTEGER,                         -- bytes
    mtime_ns INTEGER,                         -- nanoseconds since 1970
    -- What was read there; it stays when a later reading fails. Deferred, so that a document can be written anew.
    document INTEGER REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX source_document ON source (document);

-- Files whose last reading failed, or left out some of them (stage part).
CREATE TABLE failure (
    path     TEXT PRIMARY KEY REFERENCES source (path) ON DELETE CASCADE,
    stage    TEXT NOT NULL,                   -- load part annotate execute
    reason   TEXT NOT NULL,
    message  TEXT NOT NULL,                   -- {"say": in English, "with": values}; earlier versions: English alone
    pipeline TEXT NOT NULL,
    at       TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT, WITHOUT ROWID;

-- What changed, in order. An index that has read up to `seq` removes the passages removed_first … removed_last of every
-- later line and adds what the document holds now, if it is still there.
CREATE TABLE change (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    document      INTEGER NOT NULL,           -- document.key; keys are never used again
    removed_first INTEGER,
    removed_last  INTEGER
) STRICT;
CREATE INDEX change_document ON change (document, seq);

-- ---------------------------------------------------------------------------------------------- units of text

CREATE TABLE section (
    document      INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,           -- from 0
    level         INTEGER NOT NULL,           -- 1 is the document's title
    start         INTEGER NOT NULL,
    end           INTEGER NOT NULL,
    heading_start INTEGER NOT NULL,
    heading_end   INTEGER NOT NULL,
    heading       TEXT NOT NULL,
    headings      TEXT NOT NULL,              -- from the outermost one down to this, joined by " › "
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- A paragraph, heading, list item or table: what search finds and shows.
CREATE TABLE passage (
    id       INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that an index cannot mistake one for another
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,                -- from 1
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    section  INTEGER,                         -- section.ordinal of the innermost one
    kind     TEXT NOT NULL,                   -- heading paragraph item table
    noise    INTEGER NOT NULL,                -- 1: the page added it (slogans, links); not searched, no facts
    page     INTEGER,                         -- from 1
    UNIQUE (document, ordinal)
) STRICT;

CREATE TABLE sentence (
    document INTEGER NOT NULL,
    ordinal  INTEGER NOT NULL,                -- from 0
    passage  INTEGER NOT NULL,                -- passage.ordinal
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal),
    FOREIGN KEY (document) REFERENCES document (key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE noise (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    rule     TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Places of text where characters are lost or unsure; facts that touch one have a confidence of 0.3 at most.
CREATE TABLE doubt (
    document INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    rule     TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- What was changed to get from raw_text to text.
CREATE TABLE repair (
    document   INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    raw_start  INTEGER NOT NULL,
    raw_end    INTEGER NOT NULL,
    old        TEXT NOT NULL,
    new        TEXT NOT NULL,
    rule       TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------------------------------------------ facts
-- The first columns of every table: where the fact stands, in whose words, and which rule read it how surely (0-1).

CREATE TABLE metric (
    key        INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    passage    INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    quote      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    raw_start  INTEGER NOT NULL,
    raw_end    INTEGER NOT NULL,
    sentence   TEXT NOT NULL,
    section    TEXT,
    rule       TEXT NOT NULL,
    confidence REAL NOT NULL,
    indicator           TEXT NOT NULL,        -- as the report words it
    indicator_canonical TEXT,
    value      ANY,                           -- integer or real, in base units: 76.738亿元 is 7673800000; % is 0-100
    value_max  ANY,                           -- the upper end of a range
    unit       TEXT NOT NULL,                 -- 元 个 % 个百分点 人次 …
    value_text TEXT NOT NULL,                 -- as written
    bound      TEXT NOT NULL,                 -- = > >= < <= ~
    change     TEXT,                          -- yoy growth decline share completion multiple
    period     TEXT,                          -- EDTF
    first      TEXT,
    last       TEXT,
    subject    TEXT,
    rank_scope    TEXT,                       -- 全省第一: 全省
    rank_position INTEGER,                    --           1
    target     INTEGER NOT NULL               -- 1: promised or planned rather than achieved
) STRICT;

CREATE TABLE honor (
    key        INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    passage    INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    quote      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    raw_start  INTEGER NOT NULL,
    raw_end    INTEGER NOT NULL,
    sentence   TEXT NOT NULL,
    section    TEXT,
    rule       TEXT NOT NULL,
    confidence REAL NOT NULL,
    name       TEXT NOT NULL,
    edition    TEXT,                          -- 第五届
    level      TEXT,                          -- national provincial municipal county corporate industry international
    body       TEXT,                          -- who gave it
    recipient  TEXT,
    date       TEXT,                          -- EDTF
    first      TEXT,
    last       TEXT,
    count      INTEGER,                       -- holders
    years      INTEGER,                       -- in a row
    status     TEXT NOT NULL                  -- awarded target nominated requirement
) STRICT;

CREATE TABLE time (
    key        INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    passage    INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    quote      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    raw_start  INTEGER NOT NULL,
    raw_end    INTEGER NOT NULL,
    sentence   TEXT NOT NULL,
    section    TEXT,
    rule       TEXT NOT NULL,
    confidence REAL NOT NULL,
    type       TEXT NOT NULL,                 -- date period relative duration set
    edtf       TEXT,                          -- also ISO durations (P15D) and repetitions (R/P1M)
    first      TEXT,
    last       TEXT
) STRICT;

CREATE TABLE measure (
    key        INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    passage    INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    quote      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    raw_start  INTEGER NOT NULL,
    raw_end    INTEGER NOT NULL,
    sentence   TEXT NOT NULL,
    section    TEXT,
    rule       TEXT NOT NULL,
    confidence REAL NOT NULL,
    name       TEXT NOT NULL,
    category   TEXT NOT NULL,
    items      TEXT NOT NULL CHECK (json_valid(items)),
    -- Figures that the passage states behind it: [{"indicator", "value_text", "start", "end"}, …], places of metrics.
    effects    TEXT NOT NULL CHECK (json_valid(effects)),
    -- All its mentions: [{"start", "end", "raw_start", "raw_end"}, …].
    places     TEXT NOT NULL CHECK (json_valid(places))
) STRICT;

CREATE TABLE entity (
    key        INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES document (key) ON DELETE CASCADE,
    passage    INTEGER NOT NULL REFERENCES passage (id) ON DELETE CASCADE,
    quote      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    raw_start  INTEGER NOT NULL,
    raw_end    INTEGER NOT NULL,
    sentence   TEXT NOT NULL,
    section    TEXT,
    rule       TEXT NOT NULL,
    confidence REAL NOT NULL,
    type       TEXT NOT NULL,                 -- org person place document
    name       TEXT NOT NULL,
    title      TEXT,                          -- persons
    org        TEXT,                          -- persons
    alias_of   TEXT                           -- organisations: the long form of a short name
) STRICT;

CREATE INDEX metric_place   ON metric (document, start);
CREATE INDEX honor_place    ON honor (document, start);
CREATE INDEX time_place     ON time (document, start);
CREATE INDEX measure_place  ON measure (document, start);
CREATE INDEX entity_place   ON entity (document, start);
CREATE INDEX metric_passage  ON metric (passage);
CREATE INDEX honor_passage   ON honor (passage);
CREATE INDEX time_passage    ON time (passage);
CREATE INDEX measure_passage ON measure (passage);
CREATE INDEX entity_passage  ON entity (passage);
CREATE INDEX entity_short    ON entity (document, name, alias_of) WHERE alias_of IS NOT NULL;

-- All facts in the columns that they share. `org` is whom the fact is about, where it says so.
CREATE VIEW fact AS
    SELECT 'metric' AS kind, document, passage, start, end, quote, confidence, indicator AS name, indicator_canonical AS canonical,
           value, value_max, unit, target, NULL AS level, NULL AS category, subject AS org, first, last FROM metric
    UNION ALL
    SELECT 'honor', document, passage, start, end, quote, confidence, name, NULL,
           NULL, NULL, NULL, NULL, level, NULL, recipient, first, last FROM honor
    UNION ALL
    SELECT 'time', document, passage, start, end, quote, confidence, quote, edtf,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, first, last FROM time
    UNION ALL
    SELECT 'measure', document, passage, start, end, quote, confidence, name, NULL,
           NULL, NULL, NULL, NULL, NULL, category, NULL, NULL, NULL FROM measure
    UNION ALL
    SELECT 'entity', document, passage, start, end, quote, confidence, name, NULL,
           NULL, NULL, NULL, NULL, NULL, NULL, org, NULL, NULL FROM entity;
