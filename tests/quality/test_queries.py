"""Queries over the five annotated reports, which are not part of the project: what is found, and how high it stands."""

from __future__ import annotations

import pytest

from corpusdoc.corpus import Corpus
from tests.conftest import SHARED
from tests.quality.queries import Judged, judge, load, means

QUERIES = SHARED / "eval" / "queries.jsonl"
# Floors of recall@10 and MRR@10: a change may raise them, never lower them silently.
FLOORS = {"all": (0.97, 0.97), "questions": (0.95, 0.95), "synonyms": (0.90, 0.95), "fields": (0.95, 0.95)}


@pytest.fixture(scope="module")
def judged(seeds: Corpus) -> list[Judged]:
    if not QUERIES.is_file():
        pytest.skip("the queries (../shared/eval/queries.jsonl) are not here")
    return [judge(seeds, item) for item in load(QUERIES)]


@pytest.mark.parametrize("group", FLOORS)
def test_right_passages_are_found_and_stand_high(judged: list[Judged], group: str) -> None:
    some = [each for each in judged if group in ("all", each.group)]
    recall, reciprocal = means(some)
    assert recall >= FLOORS[group][0], [each for each in some if each.recall < 1]
    assert reciprocal >= FLOORS[group][1], [each for each in some if each.reciprocal < 1]


def test_traditional_and_simplified_queries_are_answered_alike(seeds: Corpus) -> None:
    import opencc

    if not QUERIES.is_file():
        pytest.skip("the queries (../shared/eval/queries.jsonl) are not here")
    to_traditional = opencc.OpenCC("s2t").convert
    for item in load(QUERIES):
        plain = [(hit.doc, hit.passage) for hit in seeds.search(item["query"]).hits]
        assert [(hit.doc, hit.passage) for hit in seeds.search(to_traditional(item["query"])).hits] == plain
