"""How many of the facts that were checked by hand in the sample reports are found. Floors only rise."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpusdoc.corpus import Corpus

EXPECTED = tomllib.loads((Path(__file__).parents[1] / "sample" / "expected.toml").read_text(encoding="utf-8"))
TABLES = {"metric": "metrics", "honor": "honors", "measure": "measures", "time": "times", "entity": "entities"}
# Share of the expected facts that are found with all the fields that are given.
FLOORS = {"metric": 0.0, "honor": 0.0, "measure": 0.0, "time": 0.0, "entity": 0.0, "doc": 0.0}
DEFAULTS = {"bound": "=", "target": False, "status": "awarded"}
CONTAINED = ("indicator", "body", "recipient", "title", "org")


def found(expected: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a row is the expected fact: its quote and every field that the expectation gives."""
    wanted = {name: value for name, value in DEFAULTS.items() if name in row} | dict(expected)
    quote = wanted.pop("quote", "")
    return (quote in row.get("quote", "") or row.get("quote", "-") in quote) and all(
        same(name, value, row) for name, value in wanted.items() if name != "kind"
    )


def same(name: str, value: Any, row: Mapping[str, Any]) -> bool:
    given = row.get(name)
    if name in CONTAINED or (name == "name" and row["kind"] in ("honor", "measure")):
        return str(value) in str(given or "")
    if name in ("value", "value_max"):
        return given is not None and float(given) == float(value)
    if name == "rank":
        return bool(given) and given["position"] == value
    if name == "items":
        return len(given or ()) == value
    return bool(given == value)


def missed(corpus: Corpus) -> list[tuple[str, dict[str, Any]]]:
    """(file number, expectation) for each that no row fulfils."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in (*TABLES.values(), "documents"):
        for row in corpus.rows(table):
            rows.setdefault(f"{str(row['doc'])[:2]} {row['kind']}", []).append(row)
    return [
        (number, fact)
        for number, facts in EXPECTED["facts"].items()
        for fact in facts
        if not any(found(fact, row) for row in rows.get(f"{number} {fact['kind']}", []))
    ]


def test_expected_facts_are_found(sample: Corpus) -> None:
    wanted = Counter(fact["kind"] for facts in EXPECTED["facts"].values() for fact in facts)
    lost = Counter(fact["kind"] for _, fact in missed(sample))
    shares = {kind: 1 - lost[kind] / wanted[kind] for kind in wanted}
    print({kind: round(share, 3) for kind, share in shares.items()})
    assert all(shares[kind] >= floor for kind, floor in FLOORS.items()), shares


@pytest.mark.parametrize("query", EXPECTED["queries"], ids=lambda query: query["query"])
def test_queries_find_their_files(sample: Corpus, query: dict[str, Any]) -> None:
    answer = sample.search(f'"{query["query"]}"', limit=100)
    assert sorted({hit.doc[:2] for hit in answer.hits}) == query["files"]


@pytest.mark.parametrize("query", EXPECTED["queries"], ids=lambda query: query["query"])
def test_without_quotes_exact_passages_come_first(sample: Corpus, query: dict[str, Any]) -> None:
    exact = sample.search(f'"{query["query"]}"', limit=100).total
    answer = sample.search(query["query"], limit=100)
    assert answer.total >= exact
    assert sorted({hit.doc[:2] for hit in answer.hits[:exact]}) == query["files"]
