"""What people decided is gold: how rules stand against it, now and after they changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from corpusdoc.catalogue import SCORES, Catalogue, Row, decide
from corpusdoc.model import Quantity
from tests.catalogue.records import FACTS, HONOR, METRIC, TEXT, annotated

ITEM = annotated()
SHA256 = ITEM.document.raw.sha256


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    catalogue.put(ITEM, None, "p1")
    return catalogue


def score(catalogue: Catalogue, kind: str = "metric") -> tuple[object, ...] | None:
    rows = [row for row in catalogue.scores() if row["kind"] == kind]
    for row in rows:
        assert tuple(row) == SCORES
    return next((tuple(row.values())[3:9] for row in rows if row["rule"] is None), None)


def decided(catalogue: Catalogue, action: str, table: str = "metrics", **fields: object) -> None:
    [row] = catalogue.rows(table)
    catalogue.decide([decide(action, "张", SHA256, row, fields)])  # type: ignore[arg-type]


def test_nothing_decided_is_nothing_measured(filled: Catalogue) -> None:
    assert list(filled.scores()) == []


OTHER = replace(METRIC, quantity=Quantity(Decimal(90), "%"))
VERDICTS = [
    # action     fields         what rules read then       found full wrong missed precision recall
    ("confirm", {}, METRIC, (1, 1, 0, 0, 1.0, 1.0)),
    ("confirm", {}, OTHER, (1, 0, 0, 0, 1.0, 1.0)),
    ("confirm", {}, None, (0, 0, 0, 1, None, 0.0)),
    ("mend", {"value": 90, "bound": "="}, METRIC, (1, 0, 0, 0, 1.0, 1.0)),
    ("mend", {"value": 90, "bound": "="}, OTHER, (1, 1, 0, 0, 1.0, 1.0)),
    ("mend", {"value": 90, "bound": "="}, None, (0, 0, 0, 1, None, 0.0)),
    ("reject", {}, METRIC, (0, 0, 1, 0, 0.0, None)),
    ("reject", {}, OTHER, None),  # another reading, on which nobody has decided
    ("reject", {}, None, None),  # rules learnt it
]


@pytest.mark.parametrize(("action", "fields", "reading", "expected"), VERDICTS, ids=range(len(VERDICTS)))
def test_verdicts(
    action: str, fields: Row, reading: object, expected: tuple[object, ...] | None, filled: Catalogue
) -> None:
    decided(filled, action, **fields)
    facts = tuple(fact for fact in (reading, HONOR) if fact)
    filled.put(annotated(facts=facts), None, "p2")  # type: ignore[arg-type]
    assert score(filled) == expected


def test_a_fact_that_was_added_is_missed_until_rules_read_it(filled: Catalogue) -> None:
    filled.put(annotated(facts=(HONOR,)), None, "p2")
    own = {"indicator": "客户满意率", "value": 99.5, "unit": "%", "bound": ">=", "period": "2017"}
    row: Row = {"kind": "metric", "quote": METRIC.mention.span.of(TEXT), "raw_start": 0, **own}
    filled.decide([decide("add", "张", SHA256, row, {})])
    assert score(filled) == (0, 0, 0, 1, None, 0.0)
    filled.put(annotated(facts=FACTS), None, "p3")
    assert score(filled) == (1, 0, 0, 0, 1.0, 1.0)  # the added one knows no canonical name and no rank


def test_a_quote_that_is_gone_counts_for_nothing(filled: Catalogue) -> None:
    decided(filled, "confirm")
    gone = replace(ITEM, document=replace(ITEM.document, text=TEXT.replace("满意率", "满意度")), facts=(FACTS[0],))
    filled.put(gone, None, "p2")
    assert score(filled) is None
