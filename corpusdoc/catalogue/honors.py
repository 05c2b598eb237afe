"""Mentions of honors as awards: one row for each honor of each holder, with all the places that speak of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpusdoc.catalogue.rows import COLUMNS, Row

# What two mentions of one award may leave out, but not contradict each other in.
_TELLING = ("edition", "level", "count", "years")
_FILLED = (*_TELLING, "body", "recipient", "date")
_PLACE = ("doc", "start", "end", "raw_start", "raw_end", "sentence")
# 全国文明单位 and “文明单位” of level national are the same; so are the brackets and the word 称号 no part of a name.
_DRESS = re.compile("[\\W_]+|^(?:全国|国家级?|全省|省级|全市|市级|集团级?|公司级?)|(?:荣誉)?称号$")


def merged(mentions: Iterable[tuple[str, Row]]) -> Iterator[Row]:
    """One row for each award, in the order of first mention; `mentions` are (holder, row) by document and place.

    Two mentions speak of one award if holder, name and status are the same and nothing that both state differs. A
    merged row is that of the mention that states most, with what only others state filled in.
    """
    awards: list[list[Row]] = []
    known: defaultdict[tuple[object, ...], list[list[Row]]] = defaultdict(list)
    for holder, row in mentions:
        same_name = known[holder, _bare(str(row["name"])), row["status"]]
        award = next((award for award in same_name if all(_agree(row, other) for other in award)), None)
        if award is None:
            award = []
            awards.append(award)
            same_name.append(award)
        award.append(row)
    return map(_one, awards)


def _bare(name: str) -> str:
    bare = _DRESS.sub("", name)
    return bare or name


def _agree(row: Row, other: Row) -> bool:
    """Whether nothing that both state differs; of dates, the year counts."""
    years = str(row["date"] or "")[:4], str(other["date"] or "")[:4]
    if all(years) and years[0] != years[1]:
        return False
    return all(row[name] == other[name] for name in _TELLING if row[name] is not None and other[name] is not None)


def _one(award: list[Row]) -> Row:
    fullest = max(award, key=lambda row: sum(row[name] is not None for name in _FILLED))
    filled = {name: next((row[name] for row in (fullest, *award) if row[name] is not None), None) for name in _FILLED}
    places = [{name: row[name] for name in _PLACE} for row in award]
    every = fullest | filled | {"mentions": len(award), "places": places}
    return {column: every[column] for column in COLUMNS["honors"]}
