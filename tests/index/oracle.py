"""What engines must answer, by reading every passage: slow, plain, and without the code under test."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log

from corpusdoc.model import (
    Among,
    And,
    IndexedPassage,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Ranking,
    Term,
    Wildcard,
)

Corpus = Mapping[int, IndexedPassage]


def answer(query: Query, corpus: Corpus, limit: int, offset: int = 0) -> Ranking:
    """The ranking that any engine owes."""
    scores = [(id, score(query, id, corpus)) for id in sorted(corpus)]
    found = sorted(
        ((id, round(value, 9)) for id, value in scores if value is not None), key=lambda item: (-item[1], item[0])
    )
    return Ranking(tuple(found[offset : offset + limit]), len(found))


def score(query: Query, id: int, corpus: Corpus) -> float | None:
    """A passage's score, or None where the query does not hold."""
    match query:
        case Term(word):
            return bm25(word, id, corpus)
        case Phrase(text, weight):
            return (
                weight if (inner := spaced(text).removesuffix(" 。")) and f"{inner} " in read_at(id, corpus) else None
            )
        case And(parts):
            values = [score(part, id, corpus) for part in parts]
            return None if None in values else sum(value or 0.0 for value in values)
        case Or(parts):
            values = [value for part in parts if (value := score(part, id, corpus)) is not None]
            return sum(values) if values else None
    return 0.0 if holds(query, id, corpus) else None


def holds(query: Query, id: int, corpus: Corpus) -> bool:
    """Whether a passage holds a query that says yes or no."""
    read = read_at(id, corpus)
    match query:
        case Near(left, right, distance):
            return near(spaced(left), spaced(right), distance, read)
        case Wildcard(pattern):
            return any(regex(pattern).search(sentence) for sentence in read.split(" 。"))
        case Among(ids):
            return id in ids
        case Not(part):
            return score(part, id, corpus) is None
    raise AssertionError(query)


def read_at(id: int, corpus: Corpus) -> str:
    """A passage's spaced text."""
    return f"{spaced(corpus[id].text)} "


def spaced(text: str) -> str:
    """A text's units, a space before each, with 。 for every sentence's end: 首问，3G！ is " 首 问 3 g 。"."""
    found = "".join(f" {unit}" for unit in re.findall(r"[一-鿿]|[a-z]+|[0-9]+|[。！？!?\n]", text))
    return re.sub(r"( [。！？!?\n])+", " 。", f"{found} 。").removeprefix(" 。")


def near(left: str, right: str, distance: int, read: str) -> bool:
    """Whether one phrase follows the other with at most `distance` units between them."""
    left, right = left.removesuffix(" 。"), right.removesuffix(" 。")
    if not left or not right:
        return False
    between = rf"(?: \S+){{0,{distance}}}"
    return bool(re.search(rf"{left}{between}{right}(?= |$)|{right}{between}{left}(?= |$)", read))


def regex(pattern: str) -> re.Pattern[str]:
    """A wildcard pattern over spaced text."""
    parts = []
    for part in re.findall(r"[一-鿿]|[a-z]+\*?|[0-9]+\*?|[*?]", pattern):
        match part[0], part[-1]:
            case "*", _:
                parts.append(r"(?: \S+)*")
            case "?", _:
                parts.append(r" \S+")
            case _, "*":
                parts.append(rf" {part[:-1]}\S*(?: \S+)*")
            case _:
                parts.append(f" {part}")
    return re.compile("".join(parts) + r"(?= |$)")


def bm25(word: str, id: int, corpus: Corpus) -> float | None:
    """BM25 with k1 1.2 and b 0.75 over words and context words."""
    lengths = {key: len(passage.words) + len(passage.context) for key, passage in corpus.items()}
    counts = {key: [*passage.words, *passage.context].count(word) for key, passage in corpus.items()}
    if not counts[id]:
        return None
    holders = sum(1 for count in counts.values() if count)
    rarity = log(1 + (len(corpus) - holders + 0.5) / (holders + 0.5))
    longer = 0.25 + 0.75 * lengths[id] * len(corpus) / sum(lengths.values())
    return rarity * counts[id] * 2.2 / (counts[id] + 1.2 * longer)
