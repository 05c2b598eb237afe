"""The words that stand near a term more often than chance would have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpusdoc.analysis.measures import log_dice, log_likelihood


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word beside the term. `left` and `right` add up to `together`."""

    word: str
    together: int
    left: int
    right: int
    count: int  # in all that was read
    log_likelihood: float
    log_dice: float


def collocates(sentences: Iterable[Sequence[str]], term: Sequence[str], window: int, least: int = 2) -> list[Collocate]:
    """Words within `window` words of `term`, itself one word or several in a row, the strongest first.

    `sentences` are words without punctuation; nothing is counted across two of them. Only words that are attracted
    are given, and only those that stand there `least` times.
    """
    counts: Counter[str] = Counter()
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    nodes = 0
    for words in sentences:
        counts.update(words)
        for start in _places(words, term):
            nodes += 1
            left.update(words[max(0, start - window) : start])
            right.update(words[start + len(term) : start + len(term) + window])
    size, near = counts.total(), left.total() + right.total()
    found = []
    for word in left.keys() | right.keys():
        together = left[word] + right[word]
        # What stands near is part of the whole: the rest is what it is compared with.
        if together >= least and together * (size - near) > (counts[word] - together) * near:
            strength = log_likelihood(together, near, max(0, counts[word] - together), max(1, size - near))
            dice = log_dice(together, nodes, counts[word])
            found.append(Collocate(word, together, left[word], right[word], counts[word], strength, dice))
    return sorted(found, key=lambda each: (-each.log_likelihood, each.word))


def _places(words: Sequence[str], term: Sequence[str]) -> list[int]:
    width = len(term)
    return [n for n in range(len(words) - width + 1) if list(words[n : n + width]) == list(term)]
