"""Mentions of honors as awards."""

from __future__ import annotations

from dataclasses import replace

import records

from corpusdoc.catalogue import Catalogue
from corpusdoc.catalogue.honors import merged
from corpusdoc.catalogue.rows import COLUMNS, Row
from corpusdoc.model import Entity


def mention(name: str, doc: str = "甲", start: int = 0, **fields: object) -> Row:
    """A row of honor_mentions."""
    blank: Row = dict.fromkeys(COLUMNS["honor_mentions"])
    place: Row = {
        "doc": doc,
        "start": start,
        "end": start + len(name),
        "raw_start": start,
        "raw_end": start + len(name),
    }
    return blank | place | {"name": name, "status": "awarded", "sentence": f"荣获{name}。"} | fields


def awards(*mentions: tuple[str, Row]) -> list[tuple[object, object]]:
    return [(row["name"], row["mentions"]) for row in merged(mentions)]


def test_mentions_of_one_award_are_one_row_with_all_places():
    first = mention("“文明单位”", level="national", start=5)
    second = mention("全国文明单位", "乙", 40, date="2017-11", edition="第五届")
    [row] = merged([("澜州电信", first), ("澜州电信", second)])
    assert tuple(row) == COLUMNS["honors"]
    assert (row["name"], row["level"], row["edition"], row["date"]) == ("全国文明单位", "national", "第五届", "2017-11")
    assert [(place["doc"], place["start"]) for place in row["places"]] == [("甲", 5), ("乙", 40)]


def test_what_differs_is_another_award():
    one = ("澜州电信", mention("青年文明号", level="national", date="2016"))
    for holder, fields in (
        ("澜州移动", {}),
        ("澜州电信", {"level": "provincial"}),
        ("澜州电信", {"date": "2018"}),
        ("澜州电信", {"status": "target"}),
        ("澜州电信", {"name": "工人先锋号"}),
    ):
        assert len(awards(one, (holder, mention("青年文明号") | fields))) == 2
    assert awards(one, ("澜州电信", mention("青年文明号"))) == [("青年文明号", 2)]


def test_a_mention_joins_an_award_only_if_it_agrees_with_all_of_it():
    editions = [mention("文明单位", edition=edition) for edition in ("第四届", None, "第五届")]
    assert awards(*(("澜州电信", row) for row in editions)) == [("文明单位", 2), ("文明单位", 1)]


def test_a_holder_by_its_short_name_is_the_one_with_the_long_name(catalogue: Catalogue):
    short = Entity(records.mention("首问"), "org", "莞城分公司", alias_of="东莞联通莞城分公司")
    full = replace(records.HONOR, recipient=short.alias_of)
    catalogue.put(records.annotated("甲.txt", facts=(short, records.HONOR)), None, "1")
    catalogue.put(records.annotated("乙.txt", raw="other", facts=(full,)), None, "1")
    assert [row["mentions"] for row in catalogue.rows("honors")] == [2]
