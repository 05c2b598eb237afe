"""The five annotated reports, which are not part of the project: what is found in them, and what is repaired."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from corpusdoc.corpus import Corpus
from corpusdoc.normalize import fold
from tests.conftest import SHARED

# Ten Simplified queries, and the reports (by the first three characters of their names) that hold the words in a row.
# In the raw text the common engines find 6 of these pairs.
PAIRS: Mapping[str, set[str]] = {
    "首问负责制": {"001", "003"},
    "爱心翼站": {"004"},
    "满意率": {"001", "003"},
    "投诉": {"001", "002"},
    "用户至上": {"001", "003"},
    "社会责任": {"000", "001", "002", "004"},
    "文明单位": {"000", "001"},
    "五一劳动奖状": {"001", "003"},
    "微笑服务": {"003"},
    "绩效考核": {"001", "002"},
}
# What the rules restore of the places that are surely damaged. The others need knowledge that the text does not give:
# three different characters lost once or twice, and two swapped ones.
RESTORED = 17


@pytest.mark.parametrize("query", PAIRS)
def test_every_true_pair_is_found_and_nothing_else(seeds: Corpus, query: str) -> None:
    assert {hit.doc[:3] for hit in seeds.search(f'"{query}"', limit=100).hits} == PAIRS[query]
    assert {hit.doc[:3] for hit in seeds.search(query, limit=100).hits} >= PAIRS[query]


def test_hits_show_the_raw_characters(seeds: Corpus) -> None:
    for query in ("首问负责制", "首問負責制"):
        hits = {hit.doc[:3]: hit for hit in seeds.search(query).hits}
        assert [mark.raw for mark in hits["001"].highlights] == ["首問負(fù)責(zé)制"] * 3
        assert [mark.raw for mark in hits["003"].highlights] == ["首問負責制"]
        for hit in hits.values():
            raw = seeds.document(hit.doc).document.raw.text
            assert all(raw[mark.raw_start : mark.raw_end] == mark.raw for mark in hit.highlights)


def damaged_places() -> list[dict[str, Any]]:
    path = SHARED / "eval" / "damage.jsonl"
    if not path.is_file():
        pytest.skip("the list of damaged places (../shared/eval) is not here")
    places = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [place for place in places if place["sure"] and place["right"]]


def test_damaged_places_read_right_or_are_doubted(seeds: Corpus) -> None:
    wrong = []
    for place in damaged_places():
        document = seeds.document(place["doc"]).document
        if fold(place["right"]) in fold(document.text):
            continue
        wrong.append(place)
        at = document.text.find(place["found"])
        if place["kind"] == "dropped":
            assert any(at <= doubt.span.start <= at + len(place["found"]) for doubt in document.doubts), place
    assert len(damaged_places()) - len(wrong) >= RESTORED


def test_undamaged_reports_come_through(seeds: Corpus) -> None:
    for doc, rules in {"000": {"misprint"}, "002": {"pair"}, "003": {"script"}}.items():
        repairs = seeds.document(doc).document.repairs
        assert {repair.rule.split(".")[0] for repair in repairs} <= rules
    assert len(seeds.document("000").document.repairs) <= 1
