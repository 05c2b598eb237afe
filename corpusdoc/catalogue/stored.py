"""Reading: documents and passages as they were stored."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.rows import Row, as_path
from corpusdoc.model import (
    Alignment,
    Document,
    Doubt,
    Noise,
    Passage,
    Profile,
    RawDocument,
    Repair,
    Run,
    Section,
    Segmentation,
    Sentence,
    Span,
)

_FACTS = "SELECT kind, name, value, value_max, unit, start, end FROM fact WHERE passage = ? ORDER BY start, end, kind"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the catalogue has it: without the words of its sentences, its blocks and its file's hints."""

    document: Document
    segmentation: Segmentation
    profile: Profile
    pipeline: str  # version and word lists that read it
    ingested: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with all that a hit shows of its document."""

    id: int
    doc: str
    path: str
    title: str | None
    org: str | None
    date: str | None
    genre: str | None
    section: str | None  # headings from the outermost one, joined by " › "
    ordinal: int  # 1-based number within the document
    kind: str
    page: int | None
    text: str
    start: int  # of `text`, in the document's text
    alignment: Alignment  # of the document
    raw_text: str  # of the document
    page_starts: tuple[int, ...] = ()  # of the document, in its raw text

    def page_at(self, raw: int) -> int | None:
        """The page of a place in the raw text, from 1; where no pages are known, the one that the passage begins on."""
        return bisect_right(self.page_starts, raw) or self.page


def document(db: Database, document_id: str) -> StoredDocument | None:
    """The document with this very id; None where there is none."""
    with db.snapshot():
        row = next(db.execute("SELECT * FROM document WHERE id = ?", (document_id,)), None)
        return None if row is None else _document(db, row)


def passages(db: Database, ids: Sequence[int]) -> list[StoredPassage]:
    """The passages with these ids in this order, without those that are no more."""
    with db.snapshot():
        found = {passage.id: passage for passage in _passages(db, ids)}
    return [found[each] for each in ids if each in found]


def texts(db: Database, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Of each passage its text, and its title and headings in one: what is read of many passages to rank them."""
    query = (
        "SELECT p.id, p.document, p.start, p.end, coalesce(d.title, '') || ' ' || coalesce(s.headings, '') AS context"
        " FROM passage AS p JOIN document AS d ON d.key = p.document"
        " LEFT JOIN section AS s ON s.document = p.document AND s.ordinal = p.section"
        " WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id"
    )
    found: dict[int, tuple[str, str]] = {}
    with db.snapshot():
        # Passages of one document come one after the other. Its text is fetched once: SQLite would for each of them.
        for key, rows in groupby(db.execute(query, (json.dumps(list(ids)),)), key=itemgetter("document")):
            [(text,)] = db.execute("SELECT text FROM document WHERE key = ?", (key,))
            found |= {row["id"]: (text[row["start"] : row["end"]], row["context"]) for row in rows}
    return found


def facts_in(db: Database, ids: Iterable[int]) -> dict[int, list[Row]]:
    """For each passage that states facts, these in the order of the text: kind, name or indicator, figure, place."""
    # One by one: asked for many at once, SQLite reads the view's tables from end to end.
    found = {each: [_short(row) for row in db.execute(_FACTS, (each,))] for each in ids}
    return {each: facts for each, facts in found.items() if facts}


def count_documents(db: Database, ids: Iterable[int]) -> int:
    """How many documents these passages belong to."""
    query = "SELECT count(DISTINCT document) FROM passage WHERE id IN (SELECT value FROM json_each(?))"
    return int(next(db.execute(query, (json.dumps(list(ids)),)))[0])


def _short(row: sqlite3.Row) -> Row:
    name = "indicator" if row["kind"] == "metric" else "name"
    figure = {key: row[key] for key in ("value", "value_max", "unit", "start", "end") if row[key] is not None}
    return {"kind": row["kind"], name: row["name"]} | figure


def read_alignment(runs: str, text: str) -> Alignment:
    """The alignment of a document's text, from the column of that name."""
    return Alignment(tuple(Run(*run) for run in json.loads(runs)), len(text))


def _document(db: Database, row: sqlite3.Row) -> StoredDocument:
    raw = RawDocument(
        source=as_path(row["path"]),
        sha256=row["sha256"],
        text=row["raw_text"],
        media_type=row["media_type"],
        encoding=row["encoding"],
        page_starts=_page_starts(db, row["key"]),
    )
    read = Document(
        id=row["id"],
        raw=raw,
        text=row["text"],
        alignment=read_alignment(row["alignment"], row["text"]),
        repairs=tuple(_repairs(db, row["key"])),
        script=row["script"],
        damage=tuple(json.loads(row["damage"])),
        score=row["score"],
        noise=tuple(Noise(Span(start, end), rule) for start, end, rule in _marks(db, "noise", row["key"])),
        doubts=tuple(Doubt(Span(start, end), rule) for start, end, rule in _marks(db, "doubt", row["key"])),
    )
    profile = Profile(row["title"], row["org"], row["date"], row["genre"])
    return StoredDocument(read, _segmentation(db, row["key"]), profile, row["pipeline"], row["ingested"])


def _page_starts(db: Database, key: int) -> tuple[int, ...]:
    query = "SELECT raw_start FROM page WHERE document = ? ORDER BY number"
    return tuple(start for (start,) in db.execute(query, (key,)))


def _marks(db: Database, table: str, key: int) -> sqlite3.Cursor:
    return _units(db, table, "start, end, rule", key)


def _repairs(db: Database, key: int) -> Iterator[Repair]:
    columns = "raw_start, raw_end, old, new, rule, confidence"
    for start, end, old, new, rule, confidence in _units(db, "repair", columns, key):
        yield Repair(Span(start, end), old, new, rule, confidence)


def _segmentation(db: Database, key: int) -> Segmentation:
    sections = _units(db, "section", "level, start, end, heading_start, heading_end", key)
    passages = _units(db, "passage", "start, end, section, kind, noise, page", key)
    sentences = _units(db, "sentence", "start, end, passage", key)
    return Segmentation(
        tuple(Section(Span(start, end), level, Span(*heading)) for level, start, end, *heading in sections),
        tuple(
            Passage(Span(start, end), section, kind, bool(noise), page)
            for start, end, section, kind, noise, page in passages
        ),
        tuple(Sentence(Span(start, end), passage - 1) for start, end, passage in sentences),
    )


def _units(db: Database, table: str, columns: str, key: int) -> sqlite3.Cursor:
    return db.execute(f"SELECT {columns} FROM {table} WHERE document = ? ORDER BY ordinal", (key,))  # noqa: S608  # ours


def _passages(db: Database, ids: Sequence[int]) -> Iterator[StoredPassage]:
    query = (
        "SELECT p.*, s.headings FROM passage AS p"
        " LEFT JOIN section AS s ON s.document = p.document AND s.ordinal = p.section"
        " WHERE p.id IN (SELECT value FROM json_each(?))"
    )
    # Passages of one document share its text and alignment.
    documents: dict[int, tuple[sqlite3.Row, Alignment, tuple[int, ...]]] = {}
    for row in db.execute(query, (json.dumps(list(ids)),)):
        key = row["document"]
        if key not in documents:
            [found] = db.execute("SELECT * FROM document WHERE key = ?", (key,))
            documents[key] = found, read_alignment(found["alignment"], found["text"]), _page_starts(db, key)
        yield _passage(row, *documents[key])


def _passage(row: sqlite3.Row, of: sqlite3.Row, alignment: Alignment, page_starts: tuple[int, ...]) -> StoredPassage:
    return StoredPassage(
        id=row["id"],
        doc=of["id"],
        path=of["path"],
        title=of["title"],
        org=of["org"],
        date=of["date"],
        genre=of["genre"],
        section=row["headings"],
        ordinal=row["ordinal"],
        kind=row["kind"],
        page=row["page"],
        text=of["text"][row["start"] : row["end"]],
        start=row["start"],
        alignment=alignment,
        raw_text=of["raw_text"],
        page_starts=page_starts,
    )
