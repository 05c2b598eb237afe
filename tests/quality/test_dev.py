"""The annotated reports of many trades: thirty that rules were made on, twelve that came later, twelve full of
practices, twelve as they come.

All but the first were written, and annotated, by readers who did not know the rules.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from corpusdoc import analyze
from corpusdoc.catalogue.rows import fact_rows, heading_line
from corpusdoc.model import Annotated
from tests.quality.scoring import FIELDS, KINDS, Fact, Score, agrees, load, score, section_score

HERE = Path(__file__).parent
# F1 by set and kind; they may only rise.
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
SETS = tuple(FLOORS)
ENOUGH = {"dev": 25, "later": 12, "dense": 12, "ordinary": 12, "further": 4}


@cache
def reports(name: str) -> tuple[tuple[list[Fact], Annotated], ...]:
    """Each report of a set: its gold, and what is read of it."""
    paths = sorted((HERE / name).glob("*.txt"))
    return tuple((load(path.with_suffix(".gold.jsonl")), analyze(path)) for path in paths)


@pytest.mark.parametrize("name", SETS)
def test_there_are_enough_reports(name: str) -> None:
    texts = {path.stem for path in (HERE / name).glob("*.txt")}
    assert len(texts) >= ENOUGH[name]
    assert texts == {path.name.removesuffix(".gold.jsonl") for path in (HERE / name).glob("*.gold.jsonl")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SETS)
def test_no_kind_falls_below_its_floor(name: str, kind: str) -> None:
    total = sum((score(kind, gold, list(fact_rows(read))) for gold, read in reports(name)), Score())
    floor, found, full = FLOORS[name][kind], total.f1(total.found), total.f1(total.full)
    print(
        f"{name}, {kind}: {total.gold} facts,"
        f" found {found:.4f} (floor {floor['found']}), full {full:.4f} (floor {floor['full']})"
    )
    assert found >= floor["found"]
    assert full >= floor["full"]


def document_line(found: Annotated) -> Fact:
    """What is read of a document as a whole."""
    text, profile = found.document.text, found.profile
    sections = [heading_line(section.heading.of(text), found.profile.title) for section in found.segmentation.sections]
    fields = {field: getattr(profile, field, None) for field in FIELDS}
    return {**fields, "script": found.document.script, "sections": sections}


@pytest.mark.parametrize("name", SETS)
def test_the_document_line_keeps_its_floors(name: str) -> None:
    lines = [
        (next(fact for fact in gold if fact["kind"] == "doc"), document_line(read)) for gold, read in reports(name)
    ]
    floors = FLOORS[name]["doc"]
    for field in FIELDS:
        right = sum(agrees(field, gold, given) for gold, given in lines) / len(lines)
        print(f"{name}, {field}: {right:.4f} (floor {floors[field]})")
        assert right >= floors[field], field
    sections = sum((section_score(gold, given) for gold, given in lines), Score())
    print(f"{name}, sections: {sections.gold} headings, found {sections.f1(sections.found):.4f}")
    assert sections.f1(sections.found) >= floors["sections"]
