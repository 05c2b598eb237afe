"""The words that one part of a corpus has more often than another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpusdoc.analysis.measures import log_likelihood, log_ratio


@dataclass(frozen=True, slots=True)
class Key:
    """A word with its counts in both parts. `log_ratio` is above 0 where the first has it more often."""

    word: str
    first: int
    second: int
    log_likelihood: float
    log_ratio: float


def keyness(first: Iterable[Sequence[str]], second: Iterable[Sequence[str]], least: int = 3) -> list[Key]:
    """Words by how surely their shares differ, the surest first; those seen fewer than `least` times are left out."""
    one: Counter[str] = Counter(word for words in first for word in words)
    other: Counter[str] = Counter(word for words in second for word in words)
    sizes = one.total(), other.total()
    if not all(sizes):
        return []
    found = [
        Key(
            word,
            one[word],
            other[word],
            log_likelihood(one[word], sizes[0], other[word], sizes[1]),
            log_ratio(one[word], sizes[0], other[word], sizes[1]),
        )
        for word in one.keys() | other.keys()
        if one[word] + other[word] >= least
    ]
    return sorted(found, key=lambda key: (-key.log_likelihood, key.word))
