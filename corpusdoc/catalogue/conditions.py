"""A query's conditions on documents and facts, answered as sets of passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.days import days
from corpusdoc.catalogue.rows import number
from corpusdoc.catalogue.tables import TAGGED, about
from corpusdoc.errors import QueryError
from corpusdoc.model import Condition

# Over `f`, a row of the view fact; {0} stands for the value. Each implies a kind of fact that has the column.
_FACT = {
    "has": "f.kind = {0}",
    "kind": "f.kind = {0}",
    "indicator": "f.kind = 'metric' AND (instr(f.name, {0}) OR instr(f.canonical, {0}))",
    "unit": "f.unit = {0}",
    "honor": "f.kind = 'honor' AND instr(f.name, {0})",
    "measure": "f.kind = 'measure' AND instr(f.name, {0})",
    "level": "f.level = {0}",
    "category": "f.category = {0}",
    "target": "f.target = {0}",
}
# Over `d`, the document, `p`, the passage, and `s`, its section.
_DOCUMENT = {
    "genre": "d.genre = {0}",
    "script": "d.script = {0}",
    # Names of folders and files are met at their start: 10 is no part of 2010.
    "doc": "(substr(d.id, 1, length({0})) = {0} OR instr('/' || replace(d.path, '\\', '/'), '/' || {0}))",
    "title": "instr(d.title, {0})",
    "section": "instr(s.headings, {0})",
    "tag": TAGGED,
}
# Of a fact, or else of its document.
_SHARED = ("org", "year")
_MEASURED = ("value", "confidence")
FIELDS = tuple(sorted({*_FACT, *_DOCUMENT, *_SHARED, *_MEASURED}))

KINDS = {kind: kind for kind in ("metric", "honor", "time", "measure", "entity")}
TRUTHS = {"true": 1, "yes": 1, "1": 1, "是": 1, "false": 0, "no": 0, "0": 0, "否": 0}
_CLOSED: Mapping[str, Mapping[str, object]] = {"has": KINDS, "kind": KINDS, "target": TRUTHS}

# SQL with {0}, {1} … for its values.
_Clause = tuple[str, tuple[object, ...]]

_SECTION = "LEFT JOIN section AS s ON s.document = p.document AND s.ordinal = p.section WHERE NOT p.noise"
_PLACED = "JOIN document AS d ON d.key = p.document"
_FROM_FACTS = f"SELECT p.id FROM fact AS f JOIN passage AS p ON p.id = f.passage {_PLACED} {_SECTION}"  # noqa: S608
_FROM_PASSAGES = f"SELECT p.id FROM passage AS p {_PLACED} {_SECTION}"  # noqa: S608


def find_passages(db: Database, conditions: Sequence[Condition]) -> frozenset[int]:
    """The searchable passages for which all conditions hold, those on facts for one and the same fact.

    A fact that names no year of its own has the document's; `org` is whom the fact or the document is about. Without
    any other condition on facts, `year` and `org` hold for all passages of a document that they hold for, and for
    passages with such a fact. Raises QueryError for an unknown field, operator or value.
    """
    fields = {condition.field for condition in conditions}
    on_facts = not fields.isdisjoint({*_FACT, *_MEASURED})
    ids: set[int] = set()
    if on_facts or not fields.isdisjoint(_SHARED):
        ids |= _run(db, _FROM_FACTS, [_clause(condition, of_fact=True) for condition in conditions])
    if not on_facts:
        ids |= _run(db, _FROM_PASSAGES, [_clause(condition, of_fact=False) for condition in conditions])
    return frozenset(ids)


def _run(db: Database, select: str, clauses: Sequence[_Clause]) -> set[int]:
    parameters: dict[str, object] = {}
    sql = [select]
    for template, values in clauses:
        names = [f"v{len(parameters) + n}" for n in range(len(values))]
        parameters |= zip(names, values, strict=True)
        sql.append(template.format(*(f":{name}" for name in names)))
    return {row[0] for row in db.execute(" AND ".join(sql), parameters)}


def _clause(condition: Condition, of_fact: bool) -> _Clause:
    field = condition.field
    if field not in FIELDS:
        raise _error(condition, "no field '{field}'; there are: {known}", known=", ".join(FIELDS))
    if field in _MEASURED:
        high = "coalesce(f.value_max, f.value)" if field == "value" else "f.confidence"
        return _number_clause(condition, f"f.{field}", high)
    if field == "year":
        return _year_clause(condition, of_fact)
    if condition.operator != ":":
        raise _error(condition, "'{field}' is compared with ':' only")
    if field == "org":
        return about(("f.org",) if of_fact else (), "{0}"), (condition.value,)
    return _FACT.get(field) or _DOCUMENT[field], (_named(condition),)


def _named(condition: Condition) -> object:
    """The value of a condition, checked where there is a closed set of them."""
    known = _CLOSED.get(condition.field)
    if known is None:
        return condition.value
    if condition.value.lower() not in known:
        raise _error(condition, "no {field} '{value}'; there are: {known}", known=", ".join(known))
    return known[condition.value.lower()]


def _one_sided(condition: Condition) -> Condition:
    """A range that one end is left out of, as a comparison: year:2015.. is year>=2015."""
    low, dots, high = condition.value.partition("..")
    if condition.operator != ":" or not dots or bool(low) == bool(high):
        return condition
    return replace(condition, operator=">=" if low else "<=", value=low or high)


def _number_clause(condition: Condition, lower: str, upper: str) -> _Clause:
    condition = _one_sided(condition)
    low, _, high = condition.value.partition("..")
    first = _number(condition, low)
    match condition.operator:
        case ":":
            last = _number(condition, high) if high else first
            return f"{lower} <= {{1}} AND {upper} >= {{0}}", (first, last)
        case ">" | ">=":
            return f"{lower} {condition.operator} {{0}}", (first,)
        case _:
            # The whole of a range lies below only if its upper end does.
            return f"{upper} {condition.operator} {{0}}", (first,)


def _number(condition: Condition, text: str) -> float | int:
    try:
        value = number(Decimal(text.strip().replace(",", "").removesuffix("%")))
    except InvalidOperation:
        value = None
    if value is None:
        raise _error(condition, "'{value}' is no number")
    return value


def _year_clause(condition: Condition, of_fact: bool) -> _Clause:
    condition = _one_sided(condition)
    low, _, high = condition.value.partition("..")
    start, end = days(low), days(high or low)
    if start is None or end is None:
        raise _error(condition, "'{value}' is no year: write 2017, 2017-05 or 2015..2018")
    first, last = ("coalesce(f.first, d.first)", "coalesce(f.last, d.last)") if of_fact else ("d.first", "d.last")
    sql = {
        ":": f"{first} <= {{1}} AND {last} >= {{0}}",
        ">=": f"{last} >= {{0}}",
        ">": f"{last} > {{1}}",
        "<=": f"{first} <= {{1}}",
        "<": f"{first} < {{0}}",
    }
    return sql[condition.operator], (start[0], end[1])


def _error(condition: Condition, template: str, **values: object) -> QueryError:
    query = f"{condition.field}{condition.operator}{condition.value}"
    return QueryError(template, query, 0, field=condition.field, value=condition.value, **values)
