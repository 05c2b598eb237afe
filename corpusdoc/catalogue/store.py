"""Writing: a document into its tables, and out of them, with a line in the log of changes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.days import days
from corpusdoc.catalogue.failures import left_out
from corpusdoc.catalogue.rows import FACT_TABLES, Row, document_row, heading_line, heading_paths, storable, stored_row
from corpusdoc.messages import written
from corpusdoc.model import (
    Annotated,
    Doubt,
    Fact,
    Failure,
    Honor,
    Metric,
    Noise,
    TimeExpression,
)

Outcome = Literal["new", "changed", "same", "failed"]
# Of a passage, what a reading says of it.
_PASSAGE = "ordinal, start, end, section, kind, noise, page"


@dataclass(frozen=True, slots=True)
class SourceStat:
    """What tells without reading whether a file may have changed."""

    size: int  # bytes
    mtime_ns: int


def put(db: Database, item: Annotated | Failure, stat: SourceStat | None, pipeline: str) -> Outcome:
    """Stores what was read from one source, in place of what was read there before.

    A failure leaves an earlier reading in place: what could be read once is not lost because today it cannot.
    """
    if isinstance(item, Failure):
        _put_failure(db, item, stat, pipeline)
        return "failed"
    path = storable(item.document.raw.source)
    before = _value(db, "SELECT document FROM source WHERE path = ?", path)
    key, outcome = _put_document(db, item, path, before, pipeline)
    _put_source(db, path, stat, key)
    db.execute("DELETE FROM failure WHERE path = ?", (path,))
    if item.document.raw.partial:
        _put_failure(db, left_out(item.document.raw, item.document.raw.partial), stat, pipeline)
    if before not in (None, key) and not _value(db, "SELECT count(*) FROM source WHERE document = ?", before):
        _delete(db, before)
    return outcome


def note(db: Database, source: str, stat: SourceStat | None) -> None:
    """Remembers a source that is no document but holds some, so that it is not opened again while it is unchanged."""
    path = storable(source)
    _put_source(db, path, stat, None)
    db.execute("DELETE FROM failure WHERE path = ?", (path,))


def forget(db: Database, document_id: str) -> None:
    """Removes a document, its facts and its sources; nothing happens where there is none."""
    key = _value(db, "SELECT key FROM document WHERE id = ?", document_id)
    if key is not None:
        db.execute("DELETE FROM source WHERE document = ?", (key,))
        _delete(db, key)


def _put_document(db: Database, item: Annotated, path: str, before: int | None, pipeline: str) -> tuple[int, Outcome]:
    sha256 = item.document.raw.sha256
    same = next(db.execute("SELECT key, id, pipeline, raw_text FROM document WHERE sha256 = ?", (sha256,)), None)
    # More may be read of the same bytes once there is text recognition, or more time for it.
    if same and same["pipeline"] == pipeline and same["raw_text"] == item.document.raw.text:
        return same["key"], "same"
    if same:
        _replace(db, item, same["key"], same["id"], pipeline)
        return same["key"], "changed"
    shared = _value(db, "SELECT count(*) FROM source WHERE document = ? AND path <> ?", before, path)
    if before is not None and not shared:
        [(document_id,)] = db.execute("SELECT id FROM document WHERE key = ?", (before,))
        _replace(db, item, before, document_id, pipeline)
        return before, "changed"
    key = _insert(db, item, None, _unique_id(db, item.document.id), pipeline)
    _log(db, key, None)
    return key, "new"


def _put_failure(db: Database, failure: Failure, stat: SourceStat | None, pipeline: str) -> None:
    path = storable(failure.source)
    _put_source(db, path, stat, _value(db, "SELECT document FROM source WHERE path = ?", path))
    db.execute(
        "INSERT OR REPLACE INTO failure (path, stage, reason, message, pipeline) VALUES (?, ?, ?, ?, ?)",
        (path, failure.stage, failure.reason, storable(written(failure.message)), pipeline),
    )


def _put_source(db: Database, path: str, stat: SourceStat | None, document: int | None) -> None:
    db.execute(
        "INSERT INTO source (path, size, mtime_ns, document) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (path) DO UPDATE SET size = ?2, mtime_ns = ?3, document = ?4",
        (path, stat and stat.size, stat and stat.mtime_ns, document),
    )


def _replace(db: Database, item: Annotated, key: int, document_id: str, pipeline: str) -> None:
    removed = _passage_range(db, key)
    if removed and _reads_alike(db, item, key):
        # Other words, same text: its passages keep their ids, so that no index has to follow before it can be found.
        _replace_facts(db, item, key, removed[0], pipeline)
        return
    db.execute("DELETE FROM document WHERE key = ?", (key,))
    _insert(db, item, key, document_id, pipeline)
    _log(db, key, removed)


def _reads_alike(db: Database, item: Annotated, key: int) -> bool:
    """Whether all that an index holds of a document stands in the catalogue as `item` has it."""
    [found] = db.execute("SELECT text, raw_text, title FROM document WHERE key = ?", (key,))
    if tuple(found) != (item.document.text, item.document.raw.text, item.profile.title):
        return False
    passages = db.execute(f"SELECT {_PASSAGE} FROM passage WHERE document = ? ORDER BY ordinal", (key,))  # noqa: S608
    if list(map(tuple, passages)) != _passages(item):
        return False
    return all(
        list(map(tuple, db.execute(f"SELECT * FROM {table} WHERE document = ? ORDER BY ordinal", (key,)))) == rows  # noqa: S608
        for table, rows in _units(item, key).items()
    )


def _replace_facts(db: Database, item: Annotated, key: int, first_passage: int, pipeline: str) -> None:
    # Decisions go with the facts that they were laid over; who stores a document lays them over it anew.
    marks = _marks(item, key)
    for table in ("overlay", *marks, *FACT_TABLES.values()):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (key,))  # noqa: S608  # a name of ours
    values = _document_values(item, pipeline)
    changes = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE document SET {changes} WHERE key = ?", (*values.values(), key))  # noqa: S608  # schema.sql's
    _insert_all(db, marks)
    _insert_facts(db, item, key, first_passage)


def _delete(db: Database, key: int | None) -> None:
    assert key is not None
    removed = _passage_range(db, key)
    db.execute("DELETE FROM document WHERE key = ?", (key,))
    _log(db, key, removed)


def _log(db: Database, key: int, removed: tuple[int, int] | None) -> None:
    db.execute(
        "INSERT INTO change (document, removed_first, removed_last) VALUES (?, ?, ?)", (key, *(removed or (None, None)))
    )


def _passage_range(db: Database, key: int) -> tuple[int, int] | None:
    # A document's passages are numbered in one go, so their ids have no gaps.
    first, last = next(db.execute("SELECT min(id), max(id) FROM passage WHERE document = ?", (key,)))
    return None if first is None else (first, last)


def _unique_id(db: Database, stem: str) -> str:
    stem = re.sub(r"[\x00-\x1f\x7f]", "_", storable(stem)) or "untitled"
    if _value(db, "SELECT 1 FROM document WHERE id = ?", stem) is None:
        return stem
    # A range of the index on id, where LIKE would read all documents. "\x7f" comes right after "~".
    highest = _value(
        db,
        "SELECT max(CAST(substr(id, ?3) AS INTEGER)) FROM document WHERE id > ?1 AND id < ?2",
        f"{stem}~",
        f"{stem}\x7f",
        len(stem) + 2,
    )
    return f"{stem}~{max(1, highest or 1) + 1}"


def _insert(db: Database, item: Annotated, key: int | None, document_id: str, pipeline: str) -> int:
    key = _insert_row(db, "document", {"key": key, "id": document_id} | _document_values(item, pipeline))
    _insert_all(db, _units(item, key) | _marks(item, key))
    first_passage = _insert_passages(db, item, key)
    _insert_facts(db, item, key, first_passage)
    return key


def _document_values(item: Annotated, pipeline: str) -> Row:
    """The columns of `document`, without its key and id."""
    document, row = item.document, document_row(item)
    first, last = days(item.profile.date) or (None, None)
    values: Row = {
        name: row[name] for name in ("sha256", "path", "title", "org", "date", "genre", "script", "encoding")
    }
    values |= {"media_type": document.raw.media_type, "damage": json.dumps(document.damage), "score": document.score}
    values |= {"raw_text": document.raw.text, "text": document.text, "first": first, "last": last}
    runs = [(run.clean_start, run.raw_start, run.raw_width) for run in document.alignment.runs]
    return values | {"alignment": json.dumps(runs, separators=(",", ":")), "pipeline": pipeline}


def _units(item: Annotated, key: int) -> dict[str, list[tuple[object, ...]]]:
    """The rows of sections and sentences."""
    text, segmentation = item.document.text, item.segmentation
    paths = heading_paths(text, segmentation.sections, item.profile.title)
    sections: list[tuple[object, ...]] = [
        (key, n, s.level, s.span.start, s.span.end, s.heading.start, s.heading.end, line, path)
        for n, (s, path) in enumerate(zip(segmentation.sections, paths, strict=True))
        for line in (heading_line(s.heading.of(text), item.profile.title),)
    ]
    sentences: list[tuple[object, ...]] = [
        (key, n, s.passage + 1, s.span.start, s.span.end) for n, s in enumerate(segmentation.sentences)
    ]
    return {"section": sections, "sentence": sentences}


def _marks(item: Annotated, key: int) -> dict[str, list[tuple[object, ...]]]:
    """The rows of what was seen in the text: pages, noise, doubts, repairs."""
    places: Mapping[str, tuple[Noise | Doubt, ...]] = {"noise": item.document.noise, "doubt": item.document.doubts}
    marks: dict[str, list[tuple[object, ...]]] = {
        table: [(key, n, mark.span.start, mark.span.end, mark.rule) for n, mark in enumerate(marks)]
        for table, marks in places.items()
    }
    marks["page"] = [(key, n, start) for n, start in enumerate(item.document.raw.page_starts, 1)]
    marks["repair"] = [
        (key, n, r.raw.start, r.raw.end, r.old, r.new, r.rule, r.confidence)
        for n, r in enumerate(item.document.repairs)
    ]
    return marks


def _passages(item: Annotated) -> list[tuple[object, ...]]:
    """The columns _PASSAGE of passages."""
    return [
        (n, p.span.start, p.span.end, p.section, p.kind, p.noise, p.page)
        for n, p in enumerate(item.segmentation.passages, 1)
    ]


def _insert_passages(db: Database, item: Annotated, key: int) -> int:
    """The id of the document's first passage; the others follow it without gaps."""
    first = (_value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'passage'") or 0) + 1
    rows = ((first + n, key, *columns) for n, columns in enumerate(_passages(item)))
    db.executemany(f"INSERT INTO passage (id, document, {_PASSAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
    return first


def _insert_facts(db: Database, item: Annotated, key: int, first_passage: int) -> None:
    paths = heading_paths(item.document.text, item.segmentation.sections, item.profile.title)
    for fact in item.facts:
        row = stored_row(item, fact, paths)
        passage = first_passage + item.segmentation.sentences[fact.mention.sentence].passage
        _insert_row(db, str(row.pop("kind")), {"document": key, "passage": passage} | _stored(fact, row))


def _stored(fact: Fact, row: Row) -> Row:
    """A fact's row as the columns of its table in schema.sql."""
    stored = {name: value for name, value in row.items() if name != "rank"}
    if isinstance(fact, Metric):
        stored["rank_scope"] = fact.rank and fact.rank.scope
        stored["rank_position"] = fact.rank and fact.rank.position
    for name in ("items", "effects", "places"):
        if name in stored:
            stored[name] = json.dumps(stored[name], ensure_ascii=False)
    match fact:
        case Metric(period=edtf) | Honor(date=edtf) | TimeExpression(edtf=edtf, first=None):
            stored["first"], stored["last"] = days(edtf) or (None, None)
    return stored


def _insert_row(db: Database, table: str, row: Row) -> int:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    # Names are those of schema.sql, never a user's.
    return int(db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid or 0)  # noqa: S608


def _insert_all(db: Database, tables: Mapping[str, Sequence[tuple[object, ...]]]) -> None:
    for table, rows in tables.items():
        if rows:
            db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608  # ours


def _value(db: Database, sql: str, *parameters: object) -> int | None:
    row = next(db.execute(sql, parameters), None)
    return row[0] if row else None
