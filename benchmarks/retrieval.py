"""How well search finds: the queries over the annotated reports, and CMRC 2018's questions over its paragraphs.

Both sets stand in ../shared, which is not part of the project; what is not there is said and left out. For CMRC the
rankings of plain BM25 over jieba's words and over pairs of characters are measured in the same run.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus
from corpusdoc.errors import QueryError
from corpusdoc.normalize import fold
from corpusdoc.segment import search_words
from tests.conftest import SHARED
from tests.quality.queries import DEEP, judge, load, means

# A question is text: what the query language would read as an operator in it is taken out.
_OPERATORS = re.compile(r"[^\w]+")


def main() -> None:
    verbose = "-v" in sys.argv
    reports(SHARED / "seeds", SHARED / "eval" / "queries.jsonl", verbose)
    cmrc(SHARED / "eval" / "retrieval" / "cmrc2018_dev.json", next((int(a) for a in sys.argv[1:] if a.isdigit()), 1))


def reports(seeds: Path, queries: Path, verbose: bool) -> None:
    if not (seeds.is_dir() and queries.is_file()):
        print(f"skipped: {seeds} and {queries} are not here")
        return
    with tempfile.TemporaryDirectory() as folder, filled(folder) as corpus:
        corpus.ingest([seeds])
        judged = [judge(corpus, item) for item in load(queries)]
    for each in judged:
        if verbose and (each.recall < 1 or each.reciprocal < 1):
            print(f"    {each.recall:.2f} {each.reciprocal:.2f}  {each.query}")
    groups = {name: [each for each in judged if each.group == name] for name in dict.fromkeys(e.group for e in judged)}
    for name, some in {**groups, "all": judged}.items():
        recall, reciprocal = means(some)
        print(f"{name:12} {len(some):3} queries   recall@{DEEP} {recall:.3f}   MRR@{DEEP} {reciprocal:.3f}")


def cmrc(path: Path, step: int) -> None:
    """Every `step`th question; all of them take some minutes."""
    if not path.is_file():
        print(f"skipped: {path} is not here")
        return
    paragraphs = [each for item in json.loads(path.read_text("utf-8"))["data"] for each in item["paragraphs"]]
    texts = [" ".join(each["context"].split()) for each in paragraphs]
    asked = [(qa["question"], number) for number, each in enumerate(paragraphs) for qa in each["qas"]][::step]
    print(f"CMRC 2018 dev: {len(texts)} paragraphs, {len(asked)} questions")
    show("BM25 of words", bm25(texts, lambda text: search_words(fold(text))), asked)
    show("BM25 of pairs", bm25(texts, pairs), asked)
    with tempfile.TemporaryDirectory() as folder, filled(folder) as corpus:
        names = {}
        (Path(folder) / "texts").mkdir()
        for number, text in enumerate(texts):
            (Path(folder) / "texts" / f"{number:04}.txt").write_text(text, encoding="utf-8")
            names[f"{number:04}"] = number
        corpus.ingest([Path(folder) / "texts"])
        show("corpusdoc", lambda question: ours(corpus, question, names), asked)


def ours(corpus: Corpus, question: str, names: dict[str, int]) -> list[int]:
    try:
        hits = corpus.search(_OPERATORS.sub("", question), limit=DEEP).hits
    except QueryError as error:
        print(f"    {question}: {error}")
        return []
    return list(dict.fromkeys(names[hit.doc] for hit in hits))


def show(name: str, rank: Callable[[str], Sequence[int]], asked: Sequence[tuple[str, int]]) -> None:
    started, reciprocal, found = time.process_time(), 0.0, 0
    for question, right in asked:
        ranked = list(rank(question))[:DEEP]
        if right in ranked:
            found += 1
            reciprocal += 1 / (ranked.index(right) + 1)
    seconds = (time.process_time() - started) / len(asked)
    print(
        f"{name:16} MRR@{DEEP} {reciprocal / len(asked):.4f}   recall@{DEEP} {found / len(asked):.4f}"
        f"   {1000 * seconds:.1f} ms a question"
    )


def bm25(texts: Sequence[str], cut: Callable[[str], Iterable[str]], k1: float = 1.2, b: float = 0.75) -> Callable:
    """A ranking by BM25, plain and in memory."""
    counts = [Counter(cut(text)) for text in texts]
    lengths = [sum(each.values()) for each in counts]
    average = sum(lengths) / len(lengths)
    holding: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(counts):
        for token in each:
            holding[token].append(number)

    def rank(question: str) -> list[int]:
        scores: Counter[int] = Counter()
        for token in set(cut(question)):
            rarity = log(1 + (len(texts) - len(holding[token]) + 0.5) / (len(holding[token]) + 0.5))
            for number in holding[token]:
                count = counts[number][token]
                scores[number] += rarity * count * (k1 + 1) / (count + k1 * (1 - b + b * lengths[number] / average))
        return [number for number, _ in scores.most_common(DEEP)]

    return rank


def pairs(text: str) -> list[str]:
    plain = fold(text)
    return [pair for pair in map("".join, pairwise(plain)) if pair.isalnum()]


def filled(folder: str) -> Corpus:
    create_workspace(Path(folder))
    return Corpus(Config(root=Path(folder), executor="serial"))


if __name__ == "__main__":
    main()
