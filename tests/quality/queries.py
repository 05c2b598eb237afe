"""Queries with the passages that answer them: how many of these are found, and how high the first one stands."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpusdoc.corpus import Corpus
from corpusdoc.index import units
from corpusdoc.model import Hit
from corpusdoc.normalize import fold

DEEP = 10  # hits that a reader looks at
_QUESTION = re.compile("哪|怎|多少|多长|几天|什么")
_TRADITIONAL = re.compile("[問負責務學員監國會資課題獎標準]")


@dataclass(frozen=True)
class Judged:
    """A query, its answers, and how well a ranking served it."""

    query: str
    group: str
    recall: float
    reciprocal: float  # 1 / rank of the first right passage, 0 below DEEP


def load(path: Path) -> list[dict[str, Any]]:
    """The queries, each with its group."""
    queries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    last = max(n for n, each in enumerate(queries) if _QUESTION.search(each["query"]))
    return [each | {"group": _group(each, behind=n > last)} for n, each in enumerate(queries)]


def _group(item: dict[str, Any], behind: bool) -> str:
    # The file has its queries in groups: what comes behind the questions and is no filter is about synonyms.
    if "fields" in item:
        return "fields"
    if behind:
        return "synonyms"
    if item["query"].startswith('"'):
        return "phrases"
    if _QUESTION.search(item["query"]):
        return "questions"
    if _TRADITIONAL.search(item["query"]):
        return "traditional"
    return "words" if " " in item["query"] else "names"


def judge(corpus: Corpus, item: dict[str, Any]) -> Judged:
    """How well the corpus answers one query."""
    hits = corpus.search(item["query"], limit=DEEP).hits
    right = item["relevant"]
    found = sum(any(_answers(hit, each) for hit in hits) for each in right)
    first = next((n for n, hit in enumerate(hits, 1) if any(_answers(hit, each) for each in right)), None)
    return Judged(item["query"], item["group"], found / len(right), 1 / first if first else 0.0)


def _answers(hit: Hit, right: dict[str, str]) -> bool:
    return hit.doc.startswith(right["doc"]) and _plain(right["contains"]) in _plain(hit.text)


def _plain(text: str) -> str:
    return "".join(unit for unit, _, _ in units(fold(text)) if unit != "。")


def means(judged: Sequence[Judged]) -> tuple[float, float]:
    """Mean recall and mean reciprocal rank."""
    return sum(each.recall for each in judged) / len(judged), sum(each.reciprocal for each in judged) / len(judged)
