"""What older rules or words read, and what of it a change of words cannot matter to."""

from __future__ import annotations

import json

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.rows import as_path
from corpusdoc.lexicon import Lexicon
from corpusdoc.lexicon.changes import touching


def stale(db: Database, pipeline: str, base: str | None) -> list[str]:
    """The paths of sources that another pipeline read, or failed to; with `base` only one with that base."""
    query = (
        "SELECT s.path FROM source AS s LEFT JOIN document AS d ON d.key = s.document"
        " LEFT JOIN failure AS f USING (path) LEFT JOIN words AS w ON w.pipeline = coalesce(f.pipeline, d.pipeline)"
        " WHERE coalesce(f.pipeline, d.pipeline) <> ?1 AND (?2 IS NULL OR w.base = ?2) ORDER BY s.path"
    )
    return [as_path(row[0]) for row in db.execute(query, (pipeline, base))]


def settle(db: Database, pipeline: str, base: str, lexicon: Lexicon) -> int:
    """Makes `pipeline` the one that read all that it would read alike; returns how many documents that are.

    Those are documents of pipelines that differ in own rows only, none of whose words stands in the text, and files
    that could not be opened. `base` names the pipeline without own rows.
    """
    insert = "INSERT OR IGNORE INTO words VALUES (?, ?, ?)"
    if next(db.execute("SELECT 1 FROM words"), None) is None:
        # A catalogue from before these were kept may have been read without any.
        db.execute(insert, (base, base, "[]"))
    db.execute(insert, (pipeline, base, json.dumps(lexicon.own, ensure_ascii=False)))
    query = "SELECT pipeline, own FROM words WHERE base = ? AND pipeline <> ?"
    return sum(
        _settle(db, row["pipeline"], json.loads(row["own"]), pipeline, lexicon)
        for row in list(db.execute(query, (base, pipeline)))
    )


def _settle(db: Database, old: str, own: list[tuple[str, dict[str, str]]], pipeline: str, lexicon: Lexicon) -> int:
    touched = touching(own, lexicon.own)
    texts = db.execute("SELECT key, title, text FROM document WHERE pipeline = ?", (old,))
    alike = [row["key"] for row in texts if not touched(f"{row['title'] or ''}\n{row['text']}")]
    db.executemany("UPDATE document SET pipeline = ? WHERE key = ?", ((pipeline, key) for key in alike))
    db.execute("UPDATE failure SET pipeline = ? WHERE pipeline = ? AND stage = 'load'", (pipeline, old))
    used = "SELECT 1 FROM document WHERE pipeline = ?1 UNION ALL SELECT 1 FROM failure WHERE pipeline = ?1"
    if next(db.execute(used, (old,)), None) is None:
        db.execute("DELETE FROM words WHERE pipeline = ?", (old,))
    return len(alike)
