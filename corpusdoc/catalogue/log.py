"""The log of changes, as an index follows it."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc.catalogue.database import Database
from corpusdoc.model import IndexBatch, IndexedPassage

# A change adds nothing when a later one is of the same document: that one will add what is there by then.
_CHANGES = """
SELECT seq, document, removed_first, removed_last,
       NOT EXISTS (SELECT 1 FROM change AS later WHERE later.document = change.document AND later.seq > change.seq)
       AS latest
FROM change WHERE seq > ? ORDER BY seq
"""
_PASSAGES = """
SELECT p.id, p.start, p.end, s.headings
FROM passage AS p LEFT JOIN section AS s ON s.document = p.document AND s.ordinal = p.section
WHERE p.document = ? AND NOT p.noise ORDER BY p.id
"""


def position(db: Database) -> int:
    """The number of the last change; 0 for an empty catalogue."""
    return int(next(db.execute("SELECT coalesce(max(seq), 0) FROM change"))[0])


def changes(db: Database, since: int, size: int) -> Iterator[IndexBatch]:
    """What changed after position `since`, in batches of about `size` passages.

    A batch holds whole changes and is of one state of the catalogue, so that whoever applied it may stop at its
    position and go on from there. Passages that an engine never had may be among the removed ones.
    """
    while batch := _batch(db, since, size):
        yield batch
        since = batch.position


def _batch(db: Database, since: int, size: int) -> IndexBatch | None:
    removed: list[int] = []
    passages: list[IndexedPassage] = []
    reached = since
    with db.snapshot():
        for change in db.execute(_CHANGES, (since,)):
            reached = change["seq"]
            # Who starts from nothing has nothing to remove.
            if since and change["removed_first"] is not None:
                removed.extend(range(change["removed_first"], change["removed_last"] + 1))
            if change["latest"]:
                passages.extend(_passages(db, change["document"]))
            if len(passages) + len(removed) >= size:
                break
    return IndexBatch(reached, tuple(removed), tuple(passages)) if reached > since else None


def _passages(db: Database, key: int) -> Iterator[IndexedPassage]:
    for document in db.execute("SELECT title, text FROM document WHERE key = ?", (key,)):
        title, text = document["title"], document["text"]
        for row in db.execute(_PASSAGES, (key,)):
            context = dict.fromkeys((title or "", *(row["headings"] or "").split(" › ")))
            yield IndexedPassage(
                row["id"], text[row["start"] : row["end"]], context=tuple(part for part in context if part)
            )
