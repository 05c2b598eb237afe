"""Organisation × year: what all reports say of chosen indicators, made comparable, with every source named.

A cell is what one organisation says of one indicator and period. Mentions that agree are counted; mentions that differ
are each listed with status "conflict", never one put over another. A report that was posted in several places counts
once, as its soundest copy has it, and names them all. Targets and plans stay out.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpusdoc import lazy_re as re
from corpusdoc.catalogue.database import Database
from corpusdoc.catalogue.days import days
from corpusdoc.catalogue.names import terms_like
from corpusdoc.catalogue.reposts import letters, reports
from corpusdoc.catalogue.rows import Row, number
from corpusdoc.catalogue.tables import PAGE, Filters, check_tag, where
from corpusdoc.errors import UsageError
from corpusdoc.lexicon import Lexicon

LONG = ("org", "year", "indicator", "change", "period", "value", "value_max", "unit", "bound", "status", "mentions",
        "documents", "sources")  # fmt: skip

# What a firm has at a year's end is the year's: 资产总计 of 2003-12-31.
_ENDED = re.compile(r"(?<=^\d{4})-12-31$")
# 10,107.10万元; not 1/5.
_WRITTEN = re.compile(r"[^\d/]*(\d[\d,]*(?:\.(\d+))?)[^\d/]*")

ALIKE = 0.8  # pairs of letters that two copies of a sentence share at least
DOUBTED = 0.3  # the confidence of facts that touch damage, at most

_Scales = Mapping[str, tuple[str, Decimal]]
# Whose value of what, in which period: organisation, indicator, change, period.
_Key = tuple[str | None, str, str | None, str | None]
# A value as a report gives it: lower end, upper end, unit, bound.
_Value = tuple[Decimal | None, Decimal | None, str, str]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A figure and where it stands: in one place, or in each copy of a report."""

    key: _Key
    value: _Value
    step: Decimal  # between two values as exactly written: 100 for 3,559.04万元; 0 where that is not known
    sources: tuple[Row, ...]
    document: int  # its key, or that of the copy that stands for the report
    org: str | None  # the document's
    sentence: str
    confidence: float


def long_panel(db: Database, indicators: Sequence[str], filters: Filters, lexicon: Lexicon) -> Iterator[Row]:
    """A row for each value of each cell, by organisation, indicator and period, with the columns of LONG.

    `indicators` are common names or any wording of them; none at all means every one with a common name. Raises
    UsageError for one that no report mentions.
    """
    scales = {row["unit"]: (row["base"], Decimal(row["factor"])) for row in lexicon.rows("unit_scales")}
    mentions = list(_mentions(db, _canonical(db, indicators, lexicon), filters))
    copies = reports(db, ((mention.document, mention.sentence) for mention in mentions))
    mentions = [
        each for group in _grouped(mentions, lambda each: copies[each.document]) for each in _once(group, copies)
    ]
    mentions = [mention for series in _grouped(mentions, _series) for mention in _same_unit(series, scales)]
    for cell in sorted(_grouped(mentions, lambda mention: mention.key), key=lambda cell: _order(cell[0].key)):
        for told in _by_unit(cell):
            yield from _cell_rows(told)


def wide_panel(rows: Iterable[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and rows of the panel that has a line for each organisation and year, a column for each indicator.

    Only values of whole years stand in it. A cell whose mentions differ is empty and its values are in `conflicts`;
    `sources` names the places that each other cell was read from.
    """
    lines: dict[tuple[object, object], Row] = {}
    names: dict[str, None] = {}
    for row in rows:
        if row["org"] is None or row["year"] is None or row["period"] != str(row["year"]):
            continue
        name = " ".join(str(part) for part in (row["indicator"], row["change"]) if part) + f" ({row['unit'] or '1'})"
        names[name] = None
        line = lines.setdefault(
            (row["org"], row["year"]), {"org": row["org"], "year": row["year"], "conflicts": {}, "sources": {}}
        )
        if row["status"] == "conflict":
            told = line["conflicts"].setdefault(name, [])  # type: ignore[attr-defined]
            told.append({column: row[column] for column in ("value", "value_max", "bound", "sources")})
        else:
            line[name] = row["value"]
            line["sources"][name] = row["sources"]  # type: ignore[index]
    columns = ("org", "year", *sorted(names), "conflicts", "sources")
    empty = dict.fromkeys(columns)
    told = [empty | lines[key] for key in sorted(lines, key=str)]
    return columns, [
        line | {"conflicts": line["conflicts"] or None, "sources": line["sources"] or None} for line in told
    ]


def _canonical(db: Database, indicators: Sequence[str], lexicon: Lexicon) -> list[str]:
    known = {row["surface"]: row["canonical"] for row in lexicon.rows("indicators")}
    names: list[str] = []
    for name in indicators:
        wordings = list(dict.fromkeys((name, known.get(name, name))))
        query = (
            "SELECT 1 FROM metric JOIN json_each(?) AS each ON each.value IN (indicator_canonical, indicator) LIMIT 1"
        )
        if next(db.execute(query, (json.dumps(wordings),)), None) is None:
            near = ", ".join(terms_like(db, name, 5)) or "–"
            raise UsageError("no figures for the indicator '{name}'; near it: {near}", name=name, near=near)
        names += wordings
    return names


def _mentions(db: Database, indicators: Sequence[str], filters: Filters) -> Iterator[_Mention]:
    check_tag(db, filters.tag)
    conditions, parameters = where("metrics", filters)
    marks = {f"i{n}": name for n, name in enumerate(indicators)}
    name = "coalesce(f.indicator_canonical, f.indicator)"
    chosen = f"{name} IN ({', '.join(f':{mark}' for mark in marks)})" if marks else "f.indicator_canonical IS NOT NULL"
    query = (
        f"SELECT f.*, {name} AS name, coalesce(f.subject, d.org) AS whose, d.org, d.id AS doc, {PAGE} AS page"  # noqa: S608
        " FROM document AS d CROSS JOIN metric AS f ON f.document = d.key CROSS JOIN passage AS p ON p.id = f.passage"
        f" WHERE {conditions} AND {chosen} AND NOT f.target ORDER BY d.id, f.start, f.key"
    )
    return map(_mention, db.execute(query, parameters | marks))


def _mention(row: sqlite3.Row) -> _Mention:
    value = tuple(None if row[end] is None else Decimal(str(row[end])) for end in ("value", "value_max"))
    return _Mention(
        (row["whose"], row["name"], row["change"], _ENDED.sub("", row["period"] or "") or None),
        (value[0], value[1], row["unit"], row["bound"]),
        _step(value[0], row["value_text"]),
        ({column: row[column] for column in ("doc", "page", "start", "end", "quote")},),
        row["document"],
        row["org"],
        row["sentence"],
        row["confidence"],
    )


def _step(value: Decimal | None, written: str) -> Decimal:
    found = _WRITTEN.fullmatch(written)
    said = Decimal(found[1].replace(",", "")) if found else Decimal(0)
    if not (found and value and said):
        return Decimal(0)
    factor = abs(value / said).normalize()
    # 12万3千 is written in two steps.
    return factor * Decimal(10) ** -len(found[2] or "") if factor.as_tuple().digits == (1,) else Decimal(0)


def _once(group: Sequence[_Mention], copies: Mapping[int, int]) -> Iterator[_Mention]:
    """The mentions of a report, each once: those of its soundest copy, and of others what that one lacks."""
    if len({mention.document for mention in group}) == 1:
        return iter(group)
    best = copies[group[0].document]
    org = next((mention.org for mention in group if mention.document == best), None)
    told: list[_Mention] = []
    for mention in sorted(group, key=lambda mention: mention.document != best):
        same = _same_statement(mention, told)
        if same is None:
            whose, indicator, change, period = mention.key
            # The copy may lack the lines that say whose report it is.
            key = (org if whose == mention.org else whose, indicator, change, period)
            told.append(replace(mention, key=key, document=best))
        else:
            told[same] = replace(told[same], sources=told[same].sources + mention.sources)
    return iter(told)


def _same_statement(mention: _Mention, told: Sequence[_Mention]) -> int | None:
    """Which statement a mention of another copy repeats: that of the likest sentence, if the copy does not yet.

    Where it states another figure it is no repetition, unless damage was seen there.
    """
    doc = mention.sources[0]["doc"]
    near = [
        (_likeness(mention.sentence, other.sentence), -at)
        for at, other in enumerate(told)
        if other.key[1:] == mention.key[1:]
        and (other.value == mention.value or mention.confidence <= DOUBTED)
        and all(source["doc"] != doc for source in other.sources)
    ]
    likeness, at = max(near, default=(0.0, 0))
    return -at if likeness >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    """How many pairs of letters two sentences share, 0 to 1 (Dice 1945)."""
    pairs = [{text[n : n + 2] for n in range(len(text) - 1)} for text in map(letters, (one, other))]
    return 2 * len(pairs[0] & pairs[1]) / (sum(map(len, pairs)) or 1)


def _series(mention: _Mention) -> tuple[str, str | None]:
    _, indicator, change, _ = mention.key
    return indicator, change


def _same_unit(series: Sequence[_Mention], scales: _Scales) -> Iterator[_Mention]:
    """The mentions with units of one kind (米, 公里) made one, where a series uses several of them."""
    used = {mention.value[2] for mention in series}
    for mention in series:
        low, high, unit, bound = mention.value
        base, factor = scales.get(unit, (unit, Decimal(1)))
        if any(other != unit and scales.get(other, (other,))[0] == base for other in used):
            low, high = (None if end is None else end * factor for end in (low, high))
            mention, unit = replace(mention, step=mention.step * factor), base  # noqa: PLW2901
        yield replace(mention, value=(low, high, unit, bound))


def _by_unit(cell: Sequence[_Mention]) -> list[list[_Mention]]:
    """The mentions by unit: 12% and 12元 contradict nothing. One without a unit is of those it agrees with."""
    units = {unit: group for group in _grouped(cell, lambda mention: mention.value[2]) if (unit := group[0].value[2])}
    for mention in (mention for mention in cell if not mention.value[2]):
        low, high, _, bound = mention.value
        same = (
            u for u, group in units.items() if any(_holds((low, high, u, bound), mention.step, m.value) for m in group)
        )
        unit = next(same, "")
        units.setdefault(unit, []).append(replace(mention, value=(low, high, unit, bound)))
    return list(units.values())


def _cell_rows(cell: Sequence[_Mention]) -> Iterator[Row]:
    # 超过1000 and 1012 tell the same story, and so do 101,071,037.71元 and 10,107.10万元: the most exact figure stands
    # for all that hold of it.
    values = _grouped(cell, lambda mention: mention.value)
    told: list[list[_Mention]] = []
    finest = {id(each): min(each, key=lambda mention: mention.step) for each in values}
    for mentions in sorted(values, key=lambda each: (each[0].value[3] != "=", finest[id(each)].step)):
        stated = finest[id(mentions)]
        near = next((each for each in told if _holds(stated.value, stated.step, each[0].value)), None)
        told.append(mentions) if near is None else near.extend(mentions)
    agree = len(told) == 1
    for mentions in (each for each in values if any(each is other for other in told)):  # in the reports' order
        (org, indicator, change, period), (low, high, unit, bound) = mentions[0].key, mentions[0].value
        yield {
            "org": org,
            "year": _year(period),
            "indicator": indicator,
            "change": change,
            "period": period,
            "value": number(low),
            "value_max": number(high),
            "unit": unit,
            "bound": bound,
            "status": "ok" if agree else "conflict",
            "mentions": len(mentions),
            "documents": len({mention.document for mention in mentions}),
            "sources": [source for mention in mentions for source in mention.sources],
        }


def _holds(stated: _Value, step: Decimal, exact: _Value) -> bool:
    """Whether a value with its bound, written in such steps, is true of an exact one in the same unit."""
    low, high, unit, bound = stated
    value = exact[0]
    if unit != exact[2] or low is None or value is None or exact[1] is not None or exact[3] != "=":
        return stated == exact
    if high is not None:
        return low <= value <= high
    near = abs(value - low) <= abs(low) / 20
    rounded = abs(value - low) <= step / 2
    return {">": value > low, ">=": value >= low, "<": value < low, "<=": value <= low, "~": near}.get(bound, rounded)


def _year(period: str | None) -> int | None:
    covered = days(period)
    if covered is None or covered[0][:4] != covered[1][:4]:
        return None
    return int(covered[0][:4])


def _order(key: _Key) -> tuple[str, ...]:
    return tuple(part or "" for part in key)


def _grouped(mentions: Iterable[_Mention], by: Callable[[_Mention], Hashable]) -> list[list[_Mention]]:
    groups: defaultdict[Hashable, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        groups[by(mention)].append(mention)
    return list(groups.values())
