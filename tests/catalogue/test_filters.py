"""Rows and passages by what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import records

from corpusdoc.catalogue import COLUMNS, Catalogue, Filters, applicable
from corpusdoc.errors import QueryError, UsageError
from corpusdoc.model import Condition, Entity


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """甲: 东莞联通, 2018-03. 乙: nobody, no date, without a metric."""
    with Catalogue.open(tmp_path_factory.mktemp("corpus"), create=True) as catalogue:
        catalogue.put(records.annotated("甲.txt"), None, "1")
        facts = (records.MEASURE, records.HONOR)
        catalogue.put(records.annotated("乙.txt", raw="other", org=None, date=None, facts=facts), None, "1")
        yield catalogue


FILTERED = [
    # table, filters, documents of the rows
    ("metrics", {}, ["甲"]),
    ("honor_mentions", {}, ["乙", "甲"]),
    ("honor_mentions", {"org": "联通"}, ["甲"]),
    ("honor_mentions", {"org": "莞城"}, ["乙", "甲"]),
    ("documents", {"org": "莞城"}, []),
    ("metrics", {"since": "2017", "until": "2017"}, ["甲"]),  # the period, not the document's date
    ("metrics", {"since": "2018"}, []),
    ("measures", {"since": "2018"}, ["甲"]),  # undated: the document's date
    ("measures", {"until": "2018-02"}, []),
    ("documents", {"since": "2018-03-15", "until": "2018-03-20"}, ["甲"]),
    ("metrics", {"indicator": "满意"}, ["甲"]),
    ("metrics", {"indicator": "收入"}, []),
    ("honor_mentions", {"level": "national"}, ["乙", "甲"]),
    ("honor_mentions", {"level": "county"}, []),
    ("measures", {"category": "service"}, ["乙", "甲"]),
    ("entities", {"kind": "place"}, ["甲"]),
    ("entities", {"kind": "entity"}, ["甲"]),
    ("entities", {"kind": "org"}, []),
    ("metrics", {"kind": "honor"}, []),
    ("passages", {"kind": "heading"}, ["乙", "甲"]),
    ("measures", {"min_confidence": 0.8}, ["乙", "甲"]),
    ("honor_mentions", {"min_confidence": 0.8}, []),
    ("honor_mentions", {"doc": "甲", "level": "national"}, ["甲"]),
    ("honors", {}, ["乙"]),  # one award of one holder, said in both
    ("honors", {"doc": "甲"}, ["甲"]),
    ("honors", {"level": "county"}, []),
]


def test_an_organisation_is_found_by_each_of_its_names(catalogue: Catalogue):
    long, short = "华澜网络通信有限公司东莞市分公司", "东莞联通"
    called = Entity(records.mention("首问"), "org", short, alias_of=long)
    said = replace(records.METRIC, subject=short)
    catalogue.put(records.annotated("甲.txt", org=None, facts=(called, said)), None, "1")
    catalogue.put(records.annotated("乙.txt", raw="other", org=long, facts=(records.METRIC,)), None, "1")
    catalogue.put(records.annotated("丙.txt", raw="third", org=None, facts=(said,)), None, "1")
    found = {
        name: [row["doc"] for row in catalogue.rows("metrics", Filters(org=name))] for name in (short, long, "移动")
    }
    # What 甲 calls 东莞联通 is that firm in 乙, too; a short name alone (丙) is nobody's until a text says so.
    assert found == {short: ["丙", "乙", "甲"], long: ["乙", "甲"], "移动": []}
    passages = catalogue.passages(sorted(catalogue.find_passages(parsed(f"org:{short} has:metric"))))
    assert sorted(passage.doc for passage in passages) == ["丙", "乙", "甲"]


@pytest.mark.parametrize(("table", "filters", "documents"), FILTERED)
def test_filters(filled: Catalogue, table: str, filters: dict[str, object], documents: list[str]):
    assert [row["doc"] for row in filled.rows(table, Filters(**filters))] == documents


WRONG = [
    ("nonsense", {}, "no table 'nonsense'; there are: documents"),
    ("metrics", {"level": "national"}, "filter 'level' does not apply to metrics; it applies to: honors"),
    ("failures", {"org": "x"}, "does not apply to failures"),
    ("honors", {"level": "regional"}, "no level 'regional'; there are: national"),
    ("measures", {"category": "fun"}, "no category 'fun'"),
    ("metrics", {"since": "soon"}, "'soon' is no date"),
]


@pytest.mark.parametrize(("table", "filters", "message"), WRONG)
def test_filters_that_cannot_be(filled: Catalogue, table: str, filters: dict[str, object], message: str):
    with pytest.raises(UsageError, match=message):
        filled.rows(table, Filters(**filters))


def test_filters_that_apply_to_each_of_several_tables(filled: Catalogue):
    filters = Filters(org="联通", level="national", min_confidence=0.1, doc="甲")
    for table in COLUMNS:
        assert all(row.get("doc", "甲") == "甲" for row in filled.rows(table, applicable(filters, table)))
    assert applicable(filters, "metrics") == Filters(org="联通", min_confidence=0.1, doc="甲")


CONDITIONS = [
    # conditions, ordinals of 甲's passages, of 乙's. Both have: 1 heading, 2 metric (甲 only), 3 measure, 4 honor.
    ("has:metric", [2], []),
    ("kind:honor", [4], [4]),
    ("indicator:满意率", [2], []),
    ("value>=99", [2], []),
    ("value>99.5", [], []),
    ("value<=99.5", [2], []),
    ("value:99.5%", [2], []),
    ("value:99..100", [2], []),
    ("unit:%", [2], []),
    ("confidence>=0.5 has:metric", [2], []),
    ("confidence>1 has:metric", [], []),
    ("value>=99 unit:元", [], []),
    ("level:national", [4], [4]),
    ("honor:文明", [4], [4]),
    ("measure:首问负责制", [3], [3]),
    ("category:service", [3], [3]),
    ("target:否", [2], []),
    ("target:true", [], []),
    ("has:metric level:national", [], []),  # no fact is both
    ("genre:纪实", [1, 2, 3, 4], [1, 2, 3, 4]),
    ("script:hans title:经验 section:服务", [1, 2, 3, 4], [1, 2, 3, 4]),
    ("doc:甲", [1, 2, 3, 4], []),
    ("doc:甲 has:honor", [4], []),
    ("doc:乙.txt", [], [1, 2, 3, 4]),
    ("org:联通", [1, 2, 3, 4], []),
    ("org:莞城", [4], [4]),  # the honor's recipient
    ("org:莞城 has:metric", [], []),
    ("org:联通 has:metric", [2], []),
    ("year:2018", [1, 2, 3, 4], []),  # the document's
    ("year:2017", [2], []),  # the metric's
    ("year:2015..2017", [2], []),
    ("year:2016..", [1, 2, 3, 4], []),
    ("year:..2017", [2], []),
    ("year:2018..", [1, 2, 3, 4], []),
    ("value:99..", [2], []),
    ("value:..99", [], []),
    ("year:2018 has:metric", [], []),  # a fact's own year comes first
    ("year:2018 has:honor", [4], []),  # the honor has none
    ("year>2017", [1, 2, 3, 4], []),
    ("year>=2017", [1, 2, 3, 4], []),
    ("year<2018", [2], []),
    ("year<=2017", [2], []),
    ("year<2017", [], []),
    ("year:2018 org:联通", [1, 2, 3, 4], []),
    ("year:2017 org:移动", [], []),
]


def parsed(text: str) -> list[Condition]:
    conditions = []
    for part in text.split():
        operator = next(each for each in (">=", "<=", ">", "<", ":") if each in part)
        field, _, value = part.partition(operator)
        conditions.append(Condition(field, operator, value))
    return conditions


@pytest.mark.parametrize(("text", "first", "second"), CONDITIONS)
def test_conditions(filled: Catalogue, text: str, first: list[int], second: list[int]):
    found = filled.passages(sorted(filled.find_passages(parsed(text))))
    assert [passage.ordinal for passage in found if passage.doc == "甲"] == first
    assert [passage.ordinal for passage in found if passage.doc == "乙"] == second


WRONG_CONDITIONS = [
    ("colour:red", "no field 'colour'; there are: category, confidence, doc"),
    ("level>national", "'level' is compared with ':' only"),
    ("value:many", "'many' is no number"),
    ("value:NaN", "'NaN' is no number"),
    ("value:inf", "'inf' is no number"),
    ("year:now", "'now' is no year"),
    ("has:everything", "no has 'everything'; there are: metric, honor"),
    ("target:perhaps", "no target 'perhaps'"),
]


@pytest.mark.parametrize(("text", "message"), WRONG_CONDITIONS)
def test_conditions_that_cannot_be(filled: Catalogue, text: str, message: str):
    with pytest.raises(QueryError, match=message) as raised:
        filled.find_passages(parsed(text)[0])
    assert raised.value.query == text


STARTS = [
    ("10", {"10_总结"}),
    ("2010年", {"10_总结", "07_报告"}),
    ("总结", set()),
    ("丙.txt", {"丙"}),
    ("箱.zip", {"丙"}),
]


@pytest.mark.parametrize(("start", "documents"), STARTS)
def test_a_document_is_asked_for_by_the_start_of_its_name_or_its_folders(
    catalogue: Catalogue, start: str, documents: set[str]
):
    for path in ("D:\\2010年\\/10_总结.txt", "/f10/2010年/07_报告.txt", "/f10/箱.zip!/丙.txt"):
        catalogue.put(records.annotated(path, raw=path), None, "1")
    found = catalogue.find_passages(parsed(f"doc:{start}"))
    assert {passage.doc for passage in catalogue.passages(sorted(found))} == documents
