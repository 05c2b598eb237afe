"""Tables of COLUMNS, streamed out of the store, whole or filtered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import get_args

from corpusdoc.catalogue import failures
from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.days import days
from corpusdoc.catalogue.honors import merged
from corpusdoc.catalogue.rows import COLUMNS, KIND_OF, Row, years
from corpusdoc.catalogue.stored import read_alignment
from corpusdoc.errors import UsageError
from corpusdoc.model import Alignment, Category, Condition, Level, Span


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows of a table; None does not filter."""

    org: str | None = None  # part of a name, long or short, of whom the fact, or else the document, is about
    since: str | None = None  # EDTF; of the fact's own time, else of the document's date
    until: str | None = None
    indicator: str | None = None  # part of it, as written or canonical
    level: str | None = None
    category: str | None = None
    kind: str | None = None  # of fact, or its type; of passages: heading paragraph item table
    doc: str | None = None  # the document's id
    tag: str | None = None  # that people gave to the document
    min_confidence: float | None = None

    def conditions(self) -> list[Condition]:
        """The same as conditions of a query."""
        named = [
            Condition(name, ":", value)
            for name in ("org", "indicator", "level", "category", "kind", "doc", "tag")
            if (value := getattr(self, name)) is not None
        ]
        if self.since is not None:
            named.append(Condition("year", ">=", self.since))
        if self.until is not None:
            named.append(Condition("year", "<=", self.until))
        if self.min_confidence is not None:
            named.append(Condition("confidence", ">=", str(self.min_confidence)))
        return named


_DOCUMENT = ("org", "since", "until", "doc", "tag")
_FACT = (*_DOCUMENT, "kind", "min_confidence")
APPLICABLE: Mapping[str, tuple[str, ...]] = {
    "documents": _DOCUMENT,
    "passages": (*_DOCUMENT, "kind"),
    "metrics": (*_FACT, "indicator"),
    "honors": (*_FACT, "level"),
    "honor_mentions": (*_FACT, "level"),
    "times": _FACT,
    "measures": (*_FACT, "category"),
    "entities": _FACT,
    "failures": (),
}

# Where a table of facts says whom a fact is about, when, and of what type it is.
_ORG = {"metrics": "f.subject", "honors": "f.recipient", "honor_mentions": "f.recipient", "entities": "f.org"}
_DATED = ("metrics", "honors", "honor_mentions", "times")
_TYPED = ("times", "entities")
_TRUTH_VALUES = ("target", "noise")
_LISTS = ("items", "effects", "places", "damage", "tags")
# Whether {0}, an organisation of the document `d`, has {1} in its name or in one that texts give it. A long name means
# the same everywhere, a short one within its text.
_NAMED = (
    "instr({0}, {1}) OR {0} IN (SELECT alias_of FROM entity WHERE alias_of IS NOT NULL AND instr(name, {1}))"
    " OR (d.key, {0}) IN (SELECT document, name FROM entity WHERE alias_of IS NOT NULL AND instr(alias_of, {1}))"
)
# Of a fact: the last page that begins before it; in catalogues that know no pages yet, where its passage begins.
PAGE = (
    "coalesce((SELECT number FROM page WHERE page.document = f.document AND page.raw_start <= f.raw_start"
    " ORDER BY page.raw_start DESC, number DESC LIMIT 1), p.page)"
)
TAGGED = "EXISTS (SELECT 1 FROM tag AS t WHERE t.sha256 = d.sha256 AND t.name = {0})"
_TAGS = "(SELECT json_group_array(name) FROM (SELECT name FROM tag WHERE sha256 = d.sha256 ORDER BY name)) AS tags"


def applicable(filters: Filters, table: str) -> Filters:
    """Only those filters that `table` has: for exports of several tables at once."""
    others = [field.name for field in fields(Filters) if field.name not in APPLICABLE[table]]
    return replace(filters, **dict.fromkeys(others))


def rows(db: Database, table: str, filters: Filters) -> Iterator[Row]:
    """The rows of a table by document and place, each with the columns of COLUMNS[table].

    Raises UsageError for an unknown table and for a filter that the table does not have or cannot read.
    """
    conditions, parameters = where(table, filters)
    check_tag(db, filters.tag)
    match table:
        case "documents":
            return _documents(db, conditions, parameters)
        case "passages":
            return _passages(db, conditions, parameters)
        case "failures":
            return failures.rows(db)
        case "honors":
            return merged(_holders(db, conditions, parameters))
        case _:
            return _facts(db, table, conditions, parameters)


def check_tag(db: Database, tag: str | None) -> None:
    """Raises UsageError for a tag that no document has."""
    known = [str(row[0]) for row in db.execute("SELECT DISTINCT name FROM tag ORDER BY name")]
    if tag is not None and tag not in known:
        raise UsageError("no document has the tag '{tag}'; there are: {known}", tag=tag, known=", ".join(known) or "–")


def where(table: str, filters: Filters) -> tuple[str, dict[str, object]]:
    """Filters as SQL over `d`, the document, and `f`, the fact or passage; with the values of its parameters."""
    given = {field.name: getattr(filters, field.name) for field in fields(Filters)}
    given = {name: value for name, value in given.items() if value is not None}
    _check(table, given)
    dated = table in _DATED
    typed = "f.type" if table in _TYPED else "f.kind" if table == "passages" else "NULL"
    clauses = {
        "org": about((_ORG[table],) if table in _ORG else (), ":org"),
        "since": "coalesce(f.last, d.last) >= :since" if dated else "d.last >= :since",
        "until": "coalesce(f.first, d.first) <= :until" if dated else "d.first <= :until",
        "indicator": "(instr(f.indicator, :indicator) OR instr(f.indicator_canonical, :indicator))",
        "level": "f.level = :level",
        "category": "f.category = :category",
        "kind": f":kind IN ('{KIND_OF.get(table, '')}', {typed})",
        "doc": "d.id = :doc",
        "tag": TAGGED.format(":tag"),
        "min_confidence": "f.confidence >= :min_confidence",
    }
    if "since" in given:
        given["since"] = _days(given["since"])[0]
    if "until" in given:
        given["until"] = _days(given["until"])[1]
    return " AND ".join(["TRUE", *(clauses[name] for name in given)]), given


def about(names: Sequence[str], value: str) -> str:
    """SQL for whether the document `d`, or whom one of these columns names, has `value` in a name."""
    return f"({' OR '.join(_NAMED.format(name, value) for name in ('d.org', *names))})"


def _check(table: str, given: Mapping[str, object]) -> None:
    if table not in COLUMNS:
        raise UsageError("no table '{table}'; there are: {known}", table=table, known=", ".join(COLUMNS))
    for name in given:
        if name not in APPLICABLE[table]:
            tables = ", ".join(other for other, names in APPLICABLE.items() if name in names)
            raise UsageError(
                "filter '{name}' does not apply to {table}; it applies to: {tables}",
                name=name,
                table=table,
                tables=tables,
            )
    for name, values in (("level", get_args(Level)), ("category", get_args(Category))):
        if name in given and given[name] not in values:
            raise UsageError(
                "no {name} '{value}'; there are: {known}", name=name, value=given[name], known=", ".join(values)
            )


def _days(value: str) -> tuple[str, str]:
    covered = days(value)
    if covered is None:
        raise UsageError("'{value}' is no date: write 2017, 2017-05 or 2017-05-31", value=value)
    return covered


def _facts(db: Database, table: str, conditions: str, parameters: dict[str, object]) -> Iterator[Row]:
    columns = COLUMNS[table]
    for row in db.execute(_fact_query(table, conditions), parameters):
        yield {column: _value(row, column) for column in columns}


def _fact_query(table: str, conditions: str) -> str:
    """Facts by document and place, with what their passage and document add to them."""
    kind = KIND_OF[table]
    about = _ORG.get(table, "NULL")
    # An entity's organisation is its own. CROSS JOIN keeps the order of the loops, so that rows come in order without
    # being sorted.
    org = "" if kind == "entity" else f" coalesce({about}, d.org) AS org,"
    return (
        f"SELECT f.*,{org} d.id AS doc, '{kind}' AS kind, p.ordinal, {PAGE} AS page, d.pipeline AS rule_version,"  # noqa: S608
        f" (SELECT state FROM overlay AS o WHERE o.kind = '{kind}' AND o.fact = f.key) AS corrected"
        f" FROM document AS d CROSS JOIN {kind} AS f ON f.document = d.key CROSS JOIN passage AS p ON p.id = f.passage"
        f" WHERE {conditions} ORDER BY d.id, f.start, f.key"
    )


def _holders(db: Database, conditions: str, parameters: dict[str, object]) -> Iterator[tuple[str, Row]]:
    """Mentions of honors by document and place, each with its holder: the recipient, else the document's org.

    A holder that the document says by a short name is the one with the long name.
    """
    columns = COLUMNS["honor_mentions"]
    query = """SELECT d.id AS doc, f.name, min(f.alias_of) AS long
               FROM entity AS f JOIN document AS d ON d.key = f.document
               WHERE f.alias_of IS NOT NULL GROUP BY d.id, f.name HAVING count(DISTINCT f.alias_of) = 1"""
    long = {(row["doc"], row["name"]): str(row["long"]) for row in db.execute(query)}
    for row in db.execute(_fact_query("honor_mentions", conditions), parameters):
        holder = long.get((row["doc"], row["org"])) or row["org"] or row["doc"]
        yield holder, {column: _value(row, column) for column in columns}


def _value(row: sqlite3.Row, column: str) -> object:
    if column == "rank":
        position = row["rank_position"]
        return None if position is None else {"scope": row["rank_scope"], "position": position}
    if column in ("first_year", "last_year"):
        return years(row["period"])[column]
    if column == "passage":
        return row["ordinal"]
    if column in _TRUTH_VALUES:
        return bool(row[column])
    return json.loads(row[column]) if column in _LISTS else row[column]


def _documents(db: Database, conditions: str, parameters: dict[str, object]) -> Iterator[Row]:
    query = f"SELECT d.*, d.id AS doc, 'doc' AS kind, {_TAGS} FROM document AS d WHERE {conditions} ORDER BY d.id"  # noqa: S608
    for row in db.execute(query, parameters):
        headings = db.execute(
            "SELECT level, heading, start, end FROM section WHERE document = ? ORDER BY ordinal", (row["key"],)
        )
        sections = [dict(heading) for heading in headings]
        columns = COLUMNS["documents"]
        yield {column: sections if column == "sections" else _value(row, column) for column in columns}


def _passages(db: Database, conditions: str, parameters: dict[str, object]) -> Iterator[Row]:
    query = (
        "SELECT f.*, d.id AS doc, s.headings FROM document AS d CROSS JOIN passage AS f ON f.document = d.key"  # noqa: S608
        " LEFT JOIN section AS s ON s.document = f.document AND s.ordinal = f.section"
        f" WHERE {conditions} ORDER BY d.id, f.ordinal"
    )
    current, text, alignment = None, "", Alignment((), 0)
    for row in db.execute(query, parameters):
        if row["document"] != current:
            current = row["document"]
            [(text, runs)] = db.execute("SELECT text, alignment FROM document WHERE key = ?", (current,))
            alignment = read_alignment(runs, text)
        yield _passage(row, text, alignment)


def _passage(row: sqlite3.Row, text: str, alignment: Alignment) -> Row:
    span = Span(row["start"], row["end"])
    raw = alignment.to_raw(span)
    return {
        "doc": row["doc"],
        "passage": row["ordinal"],
        "kind": row["kind"],
        "section": row["headings"],
        "page": row["page"],
        "noise": bool(row["noise"]),
        "start": span.start,
        "end": span.end,
        "raw_start": raw.start,
        "raw_end": raw.end,
        "text": span.of(text),
    }
