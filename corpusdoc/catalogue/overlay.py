"""Decisions laid over the facts of a document, so that tables, search and panels all see the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from corpusdoc.catalogue.corrections import NAMED, Correction
from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.days import days
from corpusdoc.catalogue.rows import OWN, Row
from corpusdoc.catalogue.stored import read_alignment
from corpusdoc.model import Span

RULE = "review"  # of facts that only people saw
LISTS = ("items", "effects", "places")  # columns of measures, JSON in the store
# Places move with every repair; that they did is no other reading.
PLACED = ("effects", "places")
STATES = {"confirm": "confirmed", "mend": "mended", "add": "added"}
# Why a decision could not simply be followed.
GONE = "the quote is no longer in the text"
READ_ANEW = "rules now read this place differently; the decision counts"
READ_ANEW_REJECTED = "rules now read this place differently; nothing was removed"


def lay_over(db: Database, document: int, corrections: Sequence[Correction]) -> None:
    """Brings a document's facts to what rules read and these decisions say. Twice changes nothing."""
    _lift(db, document)
    taken: set[tuple[str, int]] = set()
    for each in corrections:
        row = _find(db, document, each, taken)
        if row is None:
            _restore(db, document, each)
        else:
            taken.add((each.kind, row["key"]))
            _follow(db, document, each, row)


def conflicts(db: Database) -> Iterator[Row]:
    """Decisions that could not simply be followed, and why."""
    query = (
        "SELECT d.id AS doc, o.kind, o.reason, o.decision FROM overlay AS o JOIN document AS d ON d.key = o.document"
        " WHERE o.reason IS NOT NULL ORDER BY d.id, o.rowid"
    )
    for row in db.execute(query):
        decision = json.loads(row["decision"])
        told = {name: decision[name] for name in ("quote", "action", "by", "at", "fields")}
        yield {"doc": row["doc"], "kind": row["kind"], "reason": row["reason"]} | told


def _lift(db: Database, document: int) -> None:
    """Back to what rules read."""
    rows = list(db.execute("SELECT * FROM overlay WHERE document = ?", (document,)))
    for row in rows:
        original = json.loads(row["original"]) if row["original"] else None
        if row["fact"] is not None:
            db.execute(f"DELETE FROM {_table(row['kind'])} WHERE key = ?", (row["fact"],))  # noqa: S608  # ours
        if original is not None:
            _insert(db, row["kind"], original)
    db.execute("DELETE FROM overlay WHERE document = ?", (document,))


def _find(db: Database, document: int, each: Correction, taken: set[tuple[str, int]]) -> sqlite3.Row | None:
    """The fact that a decision is about: of the same quote, nearest to its place, best of the same name."""
    query = f"SELECT * FROM {_table(each.kind)} WHERE document = ? AND quote = ?"  # noqa: S608  # ours
    found = [row for row in db.execute(query, (document, each.quote)) if (each.kind, row["key"]) not in taken]
    name = NAMED[each.kind]
    named = [row for row in found if row[name] in (each.name, each.fields[name])]
    # What was added is a fact of its own, whatever else the quote states.
    return min(
        named if each.action == "add" else named or found,
        key=lambda row: abs(row["raw_start"] - each.raw_start),
        default=None,
    )


def _follow(db: Database, document: int, each: Correction, row: sqlite3.Row) -> None:
    original = dict(row)
    read = own_fields(each.kind, row)
    anew = each.old is not None and _unplaced(read) not in (_unplaced(each.old), _unplaced(each.fields))
    table = _table(each.kind)
    if each.action == "reject":
        if not anew:
            db.execute(f"DELETE FROM {table} WHERE key = ?", (row["key"],))  # noqa: S608  # ours
        _note(db, document, each, None, "rejected", None if anew else original, READ_ANEW_REJECTED if anew else None)
        return
    db.execute(f"DELETE FROM {table} WHERE key = ?", (row["key"],))  # noqa: S608  # ours
    _insert(db, each.kind, original | _mended(each) | {"confidence": 1.0})
    _note(db, document, each, row["key"], STATES[each.action], original, READ_ANEW if anew else None)


def _unplaced(fields: Mapping[str, object]) -> Row:
    return {column: value for column, value in fields.items() if column not in PLACED}


def _restore(db: Database, document: int, each: Correction) -> None:
    """A fact that people saw and rules do not read."""
    if each.action == "reject":
        return
    place = _place(db, document, each)
    if place is None:
        _note(db, document, each, None, "conflict", None, GONE)
        return
    key = _insert(db, each.kind, place | _columns(each))
    _note(db, document, each, key, STATES[each.action], None, None)


def _place(db: Database, document: int, each: Correction) -> Row | None:
    """Where the decision's quote stands now, with all the columns that facts share."""
    [(text, runs)] = db.execute("SELECT text, alignment FROM document WHERE key = ?", (document,))
    alignment = read_alignment(runs, text)
    wanted = alignment.to_clean(Span(each.raw_start, each.raw_start)).start
    starts = list(_occurrences(text, each.quote)) if each.quote else []
    if not starts:
        return None
    start = min(starts, key=lambda at: abs(at - wanted))
    span = Span(start, start + len(each.quote))
    query = (
        "SELECT s.start, s.end, p.id AS passage, sec.headings FROM sentence AS s"
        " JOIN passage AS p ON p.document = s.document AND p.ordinal = s.passage"
        " LEFT JOIN section AS sec ON sec.document = p.document AND sec.ordinal = p.section"
        " WHERE s.document = ? AND s.start <= ? ORDER BY s.start DESC LIMIT 1"
    )
    around = next(db.execute(query, (document, start)), None)
    if around is None:
        return None
    raw = alignment.to_raw(span)
    return {
        "document": document,
        "passage": around["passage"],
        "quote": each.quote,
        "start": span.start,
        "end": span.end,
        "raw_start": raw.start,
        "raw_end": raw.end,
        "sentence": text[around["start"] : max(around["end"], span.end)].strip(),
        "section": around["headings"],
        "rule": RULE,
        "confidence": 1.0,
    }


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def own_fields(kind: str, row: sqlite3.Row | Mapping[str, object]) -> Row:
    """The columns that a fact does not share with other kinds, as COLUMNS has them."""
    fields: Row = {column: row[column] for column in OWN[kind] if column != "rank"}
    if kind == "metric":
        position = row["rank_position"]
        fields["rank"] = None if position is None else {"scope": row["rank_scope"], "position": position}
        fields["target"] = bool(row["target"])
    fields |= {column: json.loads(str(fields[column])) for column in LISTS if column in fields}
    return {column: fields[column] for column in OWN[kind]}


def _columns(each: Correction) -> Row:
    """The decision's fields as columns of schema.sql."""
    stored = {name: value for name, value in each.fields.items() if name in OWN[each.kind] and name != "rank"}
    if each.kind == "metric":
        rank = each.fields.get("rank") or {}
        assert isinstance(rank, Mapping)
        stored |= {"rank_scope": rank.get("scope"), "rank_position": rank.get("position")}
        stored["target"] = bool(stored.get("target"))
    stored |= {column: json.dumps(stored[column] or [], ensure_ascii=False) for column in LISTS if column in stored}
    dated = {"metric": "period", "honor": "date"}.get(each.kind)
    if dated:
        stored["first"], stored["last"] = days(str(stored.get(dated) or "") or None) or (None, None)
    return stored


def _mended(each: Correction) -> Row:
    """The columns to write over those that rules read: places are theirs unless somebody changed them."""
    kept = {name for name in PLACED if each.old is not None and each.fields.get(name) == each.old.get(name)}
    return {name: value for name, value in _columns(each).items() if name not in kept}


def _note(
    db: Database,
    document: int,
    each: Correction,
    fact: int | None,
    state: str,
    original: Row | None,
    reason: str | None,
) -> None:
    db.execute(
        "INSERT INTO overlay (document, kind, fact, state, original, reason, decision) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            each.kind,
            fact,
            state,
            None if original is None else json.dumps(original, ensure_ascii=False),
            reason,
            json.dumps(asdict(each), ensure_ascii=False),
        ),
    )


def _insert(db: Database, kind: str, row: Row) -> int:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    sql = f"INSERT INTO {_table(kind)} ({names}) VALUES ({marks})"  # noqa: S608  # names of schema.sql
    return int(db.execute(sql, tuple(row.values())).lastrowid or 0)


def _table(kind: str) -> str:
    # Kinds come from a file that people can write.
    assert kind in NAMED, kind
    return kind
