"""Panels: what agrees is counted, what differs is listed, every cell leads to its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpusdoc.catalogue import Catalogue, Filters, wide_panel
from corpusdoc.errors import UsageError
from corpusdoc.lexicon import Lexicon, load_lexicon
from corpusdoc.model import Quantity
from tests.catalogue.records import METRIC, annotated

LEXICON: Lexicon = load_lexicon()


@pytest.mark.parametrize("row", LEXICON.rows("unit_scales"), ids=lambda row: row["unit"])
def test_units_of_one_kind_have_their_factor(row: dict[str, str]) -> None:
    assert Decimal(row["example"]) * Decimal(row["factor"]) == pytest.approx(Decimal(row["value"]))


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Catalogue]:
    """Two organisations; two reports of one differ, of the other agree."""
    with Catalogue.open(tmp_path / "c", create=True) as catalogue:
        for source, org, value, period, unit, bound in [
            ("甲1", "甲公司", "99.5", "2017", "%", ">="),
            ("甲2", "甲公司", "99.7", "2017", "%", "="),
            ("甲3", "甲公司", "98", "2018", "%", "="),
            ("甲4", "甲公司", "97", "2018", "%", "="),
            ("乙1", "乙公司", "95", "2017-05", "%", "="),
            ("乙2", "乙公司", "96", "2017", "%", "="),
            ("乙3", "乙公司", "96", "2017", "%", "="),
        ]:
            metric = replace(METRIC, quantity=Quantity(Decimal(value), unit, bound), period=period, rank=None)  # type: ignore[arg-type]
            item = annotated(f"{source}.txt", raw=f"{source}" * 40, org=org, facts=(metric,))
            catalogue.put(item, None, "p")
        yield catalogue


def long(catalogue: Catalogue, *indicators: str, filters: Filters | None = None) -> list[dict[str, object]]:
    return list(catalogue.panel(indicators, filters or Filters(), LEXICON))


def test_mentions_that_agree_are_one_row(filled: Catalogue) -> None:
    rows = long(filled, "满意率")
    cells = {(row["org"], row["period"], row["value"]): (row["status"], row["mentions"]) for row in rows}
    assert cells == {
        ("甲公司", "2017", 99.7): ("ok", 2),  # 不低于99.5 holds for 99.7
        ("甲公司", "2018", 98): ("conflict", 1),
        ("甲公司", "2018", 97): ("conflict", 1),
        ("乙公司", "2017-05", 95): ("ok", 1),
        ("乙公司", "2017", 96): ("ok", 2),
    }


def test_every_cell_leads_to_its_words(filled: Catalogue) -> None:
    for row in long(filled, "满意率"):
        for source in row["sources"]:  # type: ignore[attr-defined]
            text = filled.document(source["doc"]).document.text
            assert text[source["start"] : source["end"]] == source["quote"]
            assert source["page"] == 2  # where the figure stands, not where its passage begins


def test_the_wide_form_overwrites_nothing(filled: Catalogue) -> None:
    columns, rows = wide_panel(long(filled, "满意率"))
    assert columns == ("org", "year", "满意率 (%)", "conflicts", "sources")
    assert [(row["org"], row["year"], row["满意率 (%)"]) for row in rows] == [
        ("乙公司", 2017, 96),
        ("甲公司", 2017, 99.7),
        ("甲公司", 2018, None),
    ]
    told = rows[2]["conflicts"]["满意率 (%)"]  # type: ignore[index]
    assert [each["value"] for each in told] == [98, 97]
    assert [row["conflicts"] for row in rows[:2]] == [None, None]
    assert len(rows[0]["sources"]["满意率 (%)"]) == 2  # type: ignore[index]


def test_units_of_one_kind_are_made_equal(catalogue: Catalogue) -> None:
    for source, value, unit in [("a", "1500", "米"), ("b", "1.5", "公里")]:
        metric = replace(METRIC, quantity=Quantity(Decimal(value), unit), rank=None)
        catalogue.put(annotated(f"{source}.txt", raw=source * 99, facts=(metric,)), None, "p")
    [row] = long(catalogue, "满意率")
    assert (row["value"], row["unit"], row["mentions"], row["status"]) == (1.5, "公里", 2, "ok")


def told(catalogue: Catalogue, *figures: tuple[str, str, str]) -> list[tuple[object, ...]]:
    """What a panel makes of figures of one cell: value, unit, status and mentions of its rows."""
    for at, (written, value, unit) in enumerate(figures):
        metric = replace(METRIC, quantity=Quantity(Decimal(value), unit), value_text=written, rank=None)
        catalogue.put(annotated(f"{at}.txt", raw=f"{at}" * 99, facts=(metric,)), None, "p")
    return [(row["value"], row["unit"], row["status"], row["mentions"]) for row in long(catalogue, "满意率")]


def test_a_figure_and_the_same_one_rounded_agree(catalogue: Catalogue) -> None:
    figures = [
        ("10,107.10", "101071000", "元"),
        ("101,071,037.71元", "101071037.71", "元"),
        ("1.01亿元", "101000000", "元"),
    ]
    assert told(catalogue, *figures) == [(101071037.71, "元", "ok", 3)]


def test_figures_that_no_rounding_makes_equal_differ(catalogue: Catalogue) -> None:
    figures = [("10,107.10", "101071000", "元"), ("101,071,637.71元", "101071637.71", "元")]
    assert {row[2] for row in told(catalogue, *figures)} == {"conflict"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1/5", "0.2", "%"), ("0.25%", "0.25", "%")),
        (("12万3千", "123000", "人"), ("126000", "126000", "人")),
        (("1.01亿元", "101000000", "元"), ("101,400,000元", "101400000", "元")),
    ],
)
def test_what_is_not_written_in_one_step_is_exact(
    one: tuple[str, str, str], other: tuple[str, str, str], catalogue: Catalogue
) -> None:
    exact = one[1] if "亿" in one[0] else one[0]
    assert {row[2] for row in told(catalogue, one, (exact, *one[1:]), other)} == {"conflict"}


def test_a_years_end_stands_for_the_year(catalogue: Catalogue) -> None:
    for source, period in [("a", "2017-12-31"), ("b", "2017"), ("c", "2017-06-30")]:
        catalogue.put(annotated(f"{source}.txt", raw=source * 99, facts=(replace(METRIC, period=period),)), None, "p")
    assert [(row["period"], row["mentions"]) for row in long(catalogue, "满意率")] == [("2017", 2), ("2017-06-30", 1)]


def test_figures_of_other_units_do_not_differ(catalogue: Catalogue) -> None:
    figures = [("12%", "12", "%"), ("5元", "5", "元"), ("5.00", "5", ""), ("7", "7", "")]
    assert told(catalogue, *figures) == [(12, "%", "ok", 1), (5, "元", "ok", 2), (7, "", "ok", 1)]


def test_targets_stay_out_and_filters_hold(filled: Catalogue) -> None:
    filled.put(annotated("t.txt", raw="t" * 50, facts=(replace(METRIC, target=True),)), None, "p")
    assert {row["org"] for row in long(filled, "满意率")} == {"甲公司", "乙公司"}
    assert {row["org"] for row in long(filled, "满意率", filters=Filters(org="乙"))} == {"乙公司"}
    assert len(long(filled)) == len(long(filled, "满意率"))


def test_an_indicator_that_nobody_mentions_is_said(filled: Catalogue) -> None:
    with pytest.raises(UsageError, match=r"no figures for the indicator '满意度数'; near it: .*满意率"):
        long(filled, "满意度数")
