"""What people decide outlives reading anew, rules, removal and crashes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpusdoc.catalogue import Action, Catalogue, Filters, Row, agreement, decide
from corpusdoc.catalogue.corrections import FOLDER, kappa
from corpusdoc.errors import UsageError
from corpusdoc.model import Condition, Fact, Quantity
from tests.catalogue.records import FACTS, METRIC, TEXT, annotated, mention

ITEM = annotated()
SHA256 = ITEM.document.raw.sha256


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    catalogue.put(ITEM, None, "p1")
    return catalogue


def one(catalogue: Catalogue, table: str = "metrics") -> Row:
    [row] = catalogue.rows(table)
    return row


def decided(catalogue: Catalogue, action: Action, by: str = "张", table: str = "metrics", **fields: object) -> None:
    catalogue.decide([decide(action, by, SHA256, one(catalogue, table), fields)])


def read_again(catalogue: Catalogue, *facts: Fact, pipeline: str = "p2") -> None:
    catalogue.put(annotated(facts=facts), None, pipeline)


def test_a_mended_fact_is_mended_everywhere(filled: Catalogue) -> None:
    decided(filled, "mend", value=98, period="2016", rank={"scope": "全市", "position": 2})
    row = one(filled)
    assert (row["value"], row["period"], row["corrected"], row["confidence"]) == (98, "2016", "mended", 1.0)
    assert row["rank"] == {"scope": "全市", "position": 2}
    assert list(filled.rows("metrics", Filters(until="2016"))) == [row]
    assert len(filled.find_passages(Condition("value", "<", "99"))) == 1
    assert [fact["value"] for fact in filled.facts(str(row["doc"])) if fact["kind"] == "metric"] == [98]


def test_a_rejected_fact_is_nowhere_and_a_confirmed_one_sure(filled: Catalogue) -> None:
    decided(filled, "reject")
    decided(filled, "confirm", table="honor_mentions")
    assert list(filled.rows("metrics")) == []
    assert filled.find_passages(Condition("has", ":", "metric")) == frozenset()
    assert (one(filled, "honor_mentions")["corrected"], one(filled, "honor_mentions")["confidence"]) == (
        "confirmed",
        1.0,
    )


def test_an_added_fact_stands_at_its_quote(filled: Catalogue) -> None:
    place = {
        "kind": "measure",
        "quote": "文明单位",
        "raw_start": 0,
        "name": "文明单位创建",
        "category": "culture",
        "items": [],
    }
    filled.decide([decide("add", "张", SHA256, place, {})])
    [row] = [row for row in filled.rows("measures") if row["corrected"]]
    assert TEXT[row["start"] : row["end"]] == row["quote"] == "文明单位"  # type: ignore[misc]
    assert (row["rule"], row["corrected"], row["sentence"]) == ("review", "added", "荣获全国文明单位。")


def test_an_added_fact_leaves_others_of_its_quote_alone(filled: Catalogue) -> None:
    before = one(filled)
    fields = {"indicator": "全省排名", "value": 1}
    place = {"kind": "metric", "quote": before["quote"], "raw_start": 0}
    filled.decide([decide("add", "张", SHA256, place | fields, {})])
    assert [row["indicator"] for row in filled.rows("metrics")] == ["客户满意率", "全省排名"]
    read_again(filled, *FACTS)
    assert [row["corrected"] for row in filled.rows("metrics")] == [None, "added"]


WRONG = [
    # kind, quote, fields                                            what is said
    ("metric", "99.5%", {"indicator": "满意率"}, "an added metric needs: value"),
    ("entity", "全省", {"name": "全省"}, "an added entity needs: type"),
    ("honor", "没有的话", {"name": "奖"}, "the quote does not stand in the document"),
    ("honor", "", {"name": "奖"}, "the quote does not stand in the document"),
]


@pytest.mark.parametrize(("kind", "quote", "fields", "message"), WRONG)
def test_what_cannot_be_added_is_not_stored(
    kind: str, quote: str, fields: Row, message: str, filled: Catalogue
) -> None:
    row: Row = {"kind": kind, "quote": quote, "raw_start": 0, "name": None, "indicator": None, "type": None, **fields}
    with pytest.raises(UsageError, match=message):
        filled.decide([decide("add", "张", SHA256, row, {})])
    assert filled.decisions == []


def test_reading_anew_keeps_what_was_decided(filled: Catalogue) -> None:
    decided(filled, "mend", value=98)
    for pipeline in ("p2", "p3"):
        read_again(filled, *FACTS, pipeline=pipeline)
        assert (one(filled)["value"], one(filled)["corrected"]) == (98, "mended")
    assert list(filled.conflicts()) == []


def test_removal_and_another_ingestion_keep_it_too(filled: Catalogue) -> None:
    decided(filled, "mend", value=98)
    filled.forget("甲")
    assert list(filled.rows("metrics")) == []
    filled.put(ITEM, None, "p1")
    assert one(filled)["value"] == 98


def test_rules_that_no_longer_read_a_fact_do_not_take_it_away(filled: Catalogue) -> None:
    decided(filled, "confirm")
    read_again(filled, FACTS[0])
    row = one(filled)
    assert (row["value"], row["rule"], row["corrected"]) == (99.5, "review", "confirmed")
    assert row["raw_start"] == one_raw_start()


def one_raw_start() -> int:
    return ITEM.document.alignment.to_raw(METRIC.mention.span).start


def test_rules_that_read_otherwise_are_a_conflict_and_people_win(filled: Catalogue) -> None:
    decided(filled, "mend", value=98)
    read_again(filled, replace(METRIC, quantity=Quantity(Decimal(90), "%")))
    assert one(filled)["value"] == 98
    [conflict] = filled.conflicts()
    assert "differently; the decision counts" in str(conflict["reason"])


def test_a_rejection_does_not_take_what_rules_now_read_rightly(filled: Catalogue) -> None:
    decided(filled, "reject")
    read_again(filled, replace(METRIC, quantity=Quantity(Decimal(90), "%")))
    assert one(filled)["value"] == 90
    assert len(list(filled.conflicts())) == 1


def test_a_quote_that_is_gone_is_a_conflict(filled: Catalogue) -> None:
    decided(filled, "mend", value=98)
    item = annotated(facts=(FACTS[0],))
    text = item.document.text.replace("满意率", "满意度")
    filled.put(replace(item, document=replace(item.document, text=text)), None, "p2")
    assert list(filled.rows("metrics")) == []
    assert [conflict["reason"] for conflict in filled.conflicts()] == ["the quote is no longer in the text"]


def test_the_last_decision_counts_and_names_can_be_mended_twice(filled: Catalogue) -> None:
    decided(filled, "mend", indicator="用户满意率")
    decided(filled, "mend", indicator="顾客满意率", value=97)
    assert (one(filled)["indicator"], one(filled)["value"]) == ("顾客满意率", 97)
    read_again(filled, *FACTS)
    assert one(filled)["indicator"] == "顾客满意率"
    decided(filled, "reject")
    assert list(filled.rows("metrics")) == []


def test_laying_over_twice_changes_nothing(filled: Catalogue) -> None:
    decided(filled, "mend", value=98)
    before = list(filled.rows("metrics"))
    filled.lay_over()
    filled.lay_over()
    assert list(filled.rows("metrics")) == before
    assert filled.is_laid_over()


def test_a_half_written_line_is_passed_over_and_spoils_nothing(filled: Catalogue, tmp_path: Path) -> None:
    decided(filled, "mend", value=98)
    [path] = (tmp_path / "corpus" / FOLDER).glob("*.jsonl")
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:-40])
    assert not filled.is_laid_over()
    filled.lay_over()
    assert (len(filled.decisions), one(filled)["value"]) == (1, 98)
    decided(filled, "mend", value=97)
    assert (len(filled.decisions), one(filled)["value"]) == (2, 97)
    path.write_bytes(path.read_bytes() + b'{"action": "confirm"}\n')
    with pytest.raises(UsageError, match="line 4 is no correction"):
        filled.lay_over()


def test_lines_of_another_machine_are_laid_over_when_the_catalogue_is_made_anew(
    filled: Catalogue, tmp_path: Path
) -> None:
    decided(filled, "mend", value=98)
    (tmp_path / "other" / FOLDER).mkdir(parents=True)
    for path in (tmp_path / "corpus" / FOLDER).iterdir():
        (tmp_path / "other" / FOLDER / path.name).write_bytes(path.read_bytes())
    with Catalogue.open(tmp_path / "other", create=True) as other:
        other.put(ITEM, None, "p1")
        assert one(other)["value"] == 98


def test_a_catalogue_from_before_corrections_opens(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "old", create=True) as catalogue:
        catalogue.put(ITEM, None, "p1")
        catalogue._db.execute("DROP TABLE overlay")
        catalogue._db.execute("DROP TABLE laid")
    with Catalogue.open(tmp_path / "old") as catalogue:
        assert one(catalogue)["corrected"] is None


KAPPAS = [
    # labels of two reviewers                 κ
    ([("y", "y"), ("n", "n")], 1.0),
    ([("y", "n"), ("n", "y")], -1.0),
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: the textbook example
    ([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15, 0.4),
    ([("y", "y")] * 3, None),
]


@pytest.mark.parametrize(("pairs", "expected"), KAPPAS)
def test_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(pairs) == (expected if expected is None else pytest.approx(expected))


def test_agreement_of_two_reviewers(filled: Catalogue) -> None:
    decided(filled, "confirm", by="张")
    decided(filled, "confirm", by="李")
    decided(filled, "confirm", by="张", table="honor_mentions")
    decided(filled, "mend", by="李", table="honor_mentions", level="provincial")
    decided(filled, "confirm", by="王", table="times")
    [row] = agreement(filled.decisions)
    assert {row["one"], row["other"]} == {"张", "李"}
    assert (row["facts"], row["alike"], row["kappa"]) == (2, 1, 0.0)


def test_two_facts_of_one_quote_are_told_apart(catalogue: Catalogue) -> None:
    other = replace(METRIC, mention=mention("客户满意率达到99.5%"), indicator="全省排名")
    catalogue.put(annotated(facts=(METRIC, other)), None, "p1")
    row = next(row for row in catalogue.rows("metrics") if row["indicator"] == "全省排名")
    catalogue.decide([decide("reject", "张", SHA256, row, {})])
    assert [row["indicator"] for row in catalogue.rows("metrics")] == ["客户满意率"]
