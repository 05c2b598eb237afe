"""The development set: thirty reports of many trades, annotated by readers who did not know the rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corpusdoc import analyze
from corpusdoc.catalogue.rows import fact_rows, heading_line
from corpusdoc.model import Annotated
from tests.quality.scoring import FIELDS, KINDS, Fact, Score, agrees, load, score, section_score

HERE = Path(__file__).parent
# F1 by kind; they may only rise.
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """The counts of all reports by kind."""
    totals = dict.fromkeys(KINDS, Score())
    for path in sorted((HERE / "dev").glob("*.txt")):
        gold = load(path.with_suffix(".gold.jsonl"))
        facts = list(fact_rows(analyze(path)))
        for kind in KINDS:
            totals[kind] += score(kind, gold, facts)
    return totals


def test_there_are_enough_reports() -> None:
    texts = {path.stem for path in (HERE / "dev").glob("*.txt")}
    assert len(texts) >= 25
    assert texts == {path.name.removesuffix(".gold.jsonl") for path in (HERE / "dev").glob("*.gold.jsonl")}


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_falls_below_its_floor(scores: dict[str, Score], kind: str) -> None:
    total, floor = scores[kind], FLOORS[kind]
    found, full = total.f1(total.found), total.f1(total.full)
    print(f"{kind}: {total.gold} facts, found {found:.4f} (floor {floor['found']}), full {full:.4f} ({floor['full']})")
    assert found >= floor["found"]
    assert full >= floor["full"]


def document_line(found: Annotated) -> Fact:
    """What is read of a document as a whole."""
    text, profile = found.document.text, found.profile
    sections = [heading_line(section.heading.of(text), found.profile.title) for section in found.segmentation.sections]
    fields = {field: getattr(profile, field, None) for field in FIELDS}
    return {**fields, "script": found.document.script, "sections": sections}


def test_the_document_line_keeps_its_floors() -> None:
    lines = []
    for path in sorted((HERE / "dev").glob("*.txt")):
        gold = next(fact for fact in load(path.with_suffix(".gold.jsonl")) if fact["kind"] == "doc")
        lines.append((gold, document_line(analyze(path))))
    for field in FIELDS:
        right = sum(agrees(field, gold, given) for gold, given in lines) / len(lines)
        assert right >= FLOORS["doc"][field], field
    sections = sum((section_score(gold, given) for gold, given in lines), Score())
    print(f"sections: {sections.gold} headings, found {sections.f1(sections.found):.4f}")
    assert sections.f1(sections.found) >= FLOORS["doc"]["sections"]
