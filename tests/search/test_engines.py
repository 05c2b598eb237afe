"""One corpus, one question, one answer: whichever engine is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from corpusdoc.corpus import Corpus
from corpusdoc.errors import QueryError
from corpusdoc.index import ENGINES
from corpusdoc.model import Answer
from tests.conftest import SHARED
from tests.quality.queries import load

ASKED = [
    "首问负责制", "首問負責制", "服务 满意率", "服务 OR 质量", '"用户至上 用心服务"', "服务 -满意", "NOT 服务",
    "服*率", "全?全", "20*年", "iso*", "服务 NEAR/3 质量", '"服务 质量"~5', "满意率~", "哪些单位提高了满意率",
    "org:公司 服务", "has:metric 率", "value>=99", "year:2010..2020 服务", "genre:讲话 OR 服务", "swfzz", "没有这样的话",
    "的", "。", "(服务 OR 质量) NOT 投诉", "title:报告", "4G网络", "３Ｇ", "满意率达到99%", r"/满意.{0,4}\d+/", "/服务|质量/ -/投诉/",
]  # fmt: skip


def answers(corpus: Corpus, name: str, questions: list[str]) -> Iterator[Any]:
    with Corpus(replace(corpus.config, engine=name)) as asked:
        for question in questions:
            try:
                yield essence(asked.search(question, limit=30, facets=True, explain=True))
            except QueryError as error:
                yield str(error)


def essence(answer: Answer) -> Any:
    hits = [(hit.doc, hit.passage, pytest.approx(hit.score), hit.repeated, hit.highlights) for hit in answer.hits]
    return answer.total, answer.whole, answer.tried, answer.nearest, answer.facets, answer.reading, hits


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"whoosh"}))
def test_engines_answer_alike(sample: Corpus, name: str) -> None:
    expected = list(answers(sample, "whoosh", ASKED))
    assert sum(1 for each in expected if not isinstance(each, str) and each[0]) > 15
    assert list(answers(sample, name, ASKED)) == expected


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"whoosh"}))
def test_engines_answer_alike_on_the_annotated_reports(seeds: Corpus, name: str) -> None:
    path = SHARED / "eval" / "queries.jsonl"
    if not path.is_file():
        pytest.skip("the queries (../shared/eval) are not here")
    questions = [item["query"] for item in load(path)]
    assert list(answers(seeds, name, questions)) == list(answers(seeds, "whoosh", questions))


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"whoosh"}))
def test_kwic_is_the_same(sample: Corpus, name: str) -> None:
    with Corpus(replace(sample.config, engine=name)) as asked:
        for term in ("服务", "满意率", "服*率"):
            assert asked.kwic(term) == sample.kwic(term) != []
