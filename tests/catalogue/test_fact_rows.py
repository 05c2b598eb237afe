from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
import records

from corpusdoc.catalogue.rows import COLUMNS, FACT_TABLES, as_path, fact_rows, heading_paths, number, storable
from corpusdoc.model import Mention, Section, Span


def test_every_row_has_its_tables_columns_in_order():
    document, *facts = fact_rows(records.annotated())
    assert tuple(document) == COLUMNS["documents"]
    tables = {kind: table for table, kind in FACT_TABLES.items()}
    for row in facts:
        assert tuple(row) == COLUMNS[tables[row["kind"]]]
    json.dumps([document, *facts], allow_nan=False)


def test_facts_come_in_the_order_they_were_found():
    kinds = [row["kind"] for row in fact_rows(records.annotated())]
    assert kinds == ["doc", "time", "metric", "entity", "measure", "honor"]


def test_a_metric_leads_back_to_the_raw_text():
    annotated = records.annotated()
    [row] = [row for row in fact_rows(annotated) if row["kind"] == "metric"]
    assert annotated.document.text[row["start"] : row["end"]] == row["quote"] == "客户满意率达到99.5%"
    assert annotated.document.raw.text[row["raw_start"] : row["raw_end"]] == "客户满意率达(dá)到99.5%"
    assert row["sentence"] == "2017年,客户满意率达到99.5%,全省第一。"
    assert row["section"] == "服务经验"
    assert (row["value"], row["unit"], row["bound"]) == (99.5, "%", ">=")
    assert row["rank"] == {"scope": "全省", "position": 1}


def test_a_fact_is_on_the_page_it_stands_on_not_on_its_passages():
    pages = {row["quote"]: row["page"] for row in fact_rows(records.annotated()) if row["kind"] != "doc"}
    assert pages["2017年"] == 1
    assert pages["客户满意率达到99.5%"] == 2


def test_a_fact_outside_the_text_is_a_bug():
    outside = replace(records.METRIC, mention=Mention(Span(30, 9999), 1, "rule.one"))
    with pytest.raises(AssertionError, match=r"rule\.one points outside the text"):
        list(fact_rows(records.annotated(facts=(outside,))))


NUMBERS = [
    ("99.50", 99.5),
    ("7673800000", 7673800000),
    ("7.6738E+9", 7673800000),
    ("1E+2", 100),
    ("12345678901234567890", 12345678901234567890.0),
    ("1E+999", None),
    ("NaN", None),
]


@pytest.mark.parametrize(("written", "stored"), NUMBERS)
def test_figures(written: str, stored: float | None):
    found = number(Decimal(written))
    assert found == stored
    assert type(found) is type(stored)


def test_headings_from_the_outermost_one():
    text = "一 二\n三\n四"
    sections = (
        Section(Span(0, 7), 1, Span(0, 3)),
        Section(Span(4, 5), 2, Span(4, 5)),
        Section(Span(6, 7), 2, Span(6, 7)),
    )
    assert heading_paths(text, sections, None) == ("一 二", "一 二 › 三", "一 二 › 四")
    assert heading_paths(text, sections, "一二") == ("一二", "一二 › 三", "一二 › 四")  # as the title words it


def test_paths_that_are_no_text_survive():
    path = b"reports/\xce\xc4.txt".decode("utf-8", "surrogateescape")
    stored = storable(path)
    stored.encode()
    assert as_path(stored) == path
    assert storable("reports/文.txt") == "reports/文.txt"
