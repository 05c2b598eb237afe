"""A query's tree over the parts of an index: which passages hold it, and what each scores. One for all engines.

Only words score by their rarity (BM25, k1 1.2, b 0.75) and phrases by their weight; everything else says yes or no.
Figures count live passages only, so that an index grown in any order ranks as one made at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpusdoc.errors import UsageError
from corpusdoc.index.grams import Block, phrase, wildcard_blocks
from corpusdoc.model import Among, And, Condition, Near, Not, Or, Phrase, Query, Term, Wildcard

K1 = 1.2  # of BM25
B = 0.75
MOST_WORDS = 1000  # that a prefix may stand for: each is a posting list to be read

Passages = NDArray[np.int32]  # numbers in a part, ascending
Numbers = NDArray[np.int64] | Passages  # the same, those of deleted passages included
Postings = tuple[Passages, NDArray[np.uint32]]  # live passages that have a word, and how often
Scores = NDArray[np.float64]
Found = tuple[Passages, Scores]
UnitsFrom = Callable[[str], Sequence[str]]  # the units that a prefix stands for


class Part(Protocol):
    """A stretch of an index, its passages numbered from 0. Answers may hold deleted passages where not said else.

    ids int64[n], lengths float64[n] (words), passages int32[live ones], whole: whether that is all of them. `within`
    are the passages that are of interest: what is not among them need not be looked at.
    """

    name: str
    ids: NDArray[np.int64]
    lengths: NDArray[np.float64]
    passages: Passages
    whole: bool

    def words(self, word: str) -> Postings:
        """The live passages that have a word."""
        ...

    def phrase(self, block: Block) -> Numbers:
        """The passages that hold these units in a row."""
        ...

    def near(self, left: Block, right: Block, distance: int, within: Passages) -> Numbers:
        """The passages that hold both with at most `distance` units between them, in either order."""
        ...

    def in_order(self, blocks: Sequence[Block], within: Passages, units_from: UnitsFrom) -> Numbers:
        """The passages in which the blocks follow one another within a sentence."""
        ...


class Snapshot(Protocol):
    """One commit. Figures count live passages only."""

    count: int  # of passages
    average: float  # words of a passage

    @property
    def parts(self) -> Sequence[Part]:
        """All of it."""
        ...

    def numbered(self, ids: Collection[int]) -> Mapping[str, Numbers]:
        """The passages with these ids, by the names of their parts."""
        ...

    def units_from(self, prefix: str) -> Iterable[str]:
        """The units that begin with `prefix`, each once."""
        ...


def evaluate(query: Query, snapshot: Snapshot) -> Iterator[tuple[NDArray[np.int64], Scores]]:
    """For each part, the ids of the passages that hold `query` (int64) and their scores (float64)."""
    assert not _asks_conditions(query), "conditions are the catalogue's: they come as Among"
    asked = _Asked(snapshot)
    for part in snapshot.parts:
        passages, scores = _Evaluation(asked, part).scores(query, part.passages)
        yield part.ids[passages], scores


class _Asked:
    """What a query needs to know of all parts at once. Made for one query, so that nothing is read twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.average = snapshot.average or 1
        self.among = cache(snapshot.numbered)
        self.words = cache(self._words)
        self.units_from = cache(self._units_from)

    def _words(self, word: str) -> tuple[float, dict[str, Postings]]:
        """A word's rarity, and its postings by the names of parts."""
        found = {part.name: part.words(word) for part in self._snapshot.parts}
        holders = sum(len(docs) for docs, _ in found.values())
        return log(1 + (self._snapshot.count - holders + 0.5) / (holders + 0.5)), found

    def _units_from(self, prefix: str) -> tuple[str, ...]:
        units = tuple(islice(self._snapshot.units_from(prefix), MOST_WORDS + 1))
        if len(units) > MOST_WORDS:
            raise UsageError(
                "more than {most} words begin with '{prefix}': write more of it", most=MOST_WORDS, prefix=prefix
            )
        return units


class _Evaluation:
    """A query over one part. `within` are the passages (int32, ascending) that are still of interest."""

    def __init__(self, asked: _Asked, part: Part) -> None:
        self._asked = asked
        self._part = part

    def scores(self, query: Query, within: Passages) -> Found:
        """The passages of `within` that hold `query`, with scores."""
        match query:
            case Term():
                return self._term(query.word, within)
            case And():
                return self._all(query.parts, within)
            case Or():
                return self._any([self.scores(part, within) for part in query.parts])
            case Phrase():
                found = self._shared(self._phrase(query.text), within)
                return found, np.full(len(found), query.weight)
            case _:
                found = self._holding(query, within)
                return found, np.zeros(len(found))

    def _holding(self, query: Query, within: Passages) -> Passages:
        match query:
            case Near():
                return self._shared(self._near(query, within), within)
            case Wildcard():
                return self._shared(self._wildcard(query.pattern, within), within)
            case Among():
                return self._shared(self._asked.among(query.ids)[self._part.name], within)
            case Not():
                return within[~self._mask(self.scores(query.part, within)[0])[within]]
            case _:
                raise AssertionError(query)

    def _all(self, parts: Sequence[Query], within: Passages) -> Found:
        found: dict[int, Found] = {}
        # The cheap and narrow first; the order of the sum stays the query's, so that equal passages score equally.
        for index in sorted(range(len(parts)), key=lambda index: _cost(parts[index])):
            found[index] = self.scores(parts[index], within)
            within = found[index][0]
        total = np.zeros(len(within))
        for index in range(len(parts)):
            passages, scores = found[index]
            total += scores if len(passages) == len(within) else scores[np.searchsorted(passages, within)]
        return within, total

    def _any(self, answers: Sequence[Found]) -> Found:
        mask, total = np.zeros(len(self._part.ids), bool), np.zeros(len(self._part.ids))
        for passages, scores in answers:
            mask[passages] = True
            total[passages] += scores
        passages = np.flatnonzero(mask).astype(np.int32)
        return passages, total[passages]

    def _term(self, word: str, within: Passages) -> Found:
        rarity, found = self._asked.words(word)
        docs, counts = found[self._part.name]
        if within is not self._part.passages:
            index = self._index(docs, within)
            docs, counts = docs[index], counts[index]
        penalties = K1 * (1 - B + B * self._part.lengths[docs] / self._asked.average)
        return docs, rarity * (K1 + 1) * counts / (counts + penalties)

    def _phrase(self, text: str) -> Numbers:
        block = phrase(text)
        return self._part.phrase(block) if block else _NONE

    def _near(self, query: Near, within: Passages) -> Numbers:
        left, right = phrase(query.left), phrase(query.right)
        return self._part.near(left, right, query.distance, within) if left and right else _NONE

    def _wildcard(self, pattern: str, within: Passages) -> Numbers:
        blocks = wildcard_blocks(pattern)
        assert blocks, "a pattern without a literal is refused when the query is read"
        return self._part.in_order(blocks, within, self._asked.units_from)

    def _shared(self, passages: Numbers, within: Passages) -> Passages:
        if within is self._part.passages and self._part.whole:
            return passages.astype(np.int32)
        return passages[self._index(passages, within)].astype(np.int32)

    def _index(self, passages: Numbers, within: Passages) -> NDArray[np.int64]:
        """Which of `passages`, live or not, are in `within`, by index."""
        if len(within) * 16 < len(passages):
            index: NDArray[np.int64] = np.searchsorted(passages, within)
            index[index == len(passages)] = 0
            return np.compress(passages[index] == within, index)
        return np.flatnonzero(self._mask(within)[passages])

    def _mask(self, passages: Passages) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._part.ids), bool)
        mask[passages] = True
        return mask


def _asks_conditions(query: Query) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(map(_asks_conditions, parts))
        case Not(part):
            return _asks_conditions(part)
        case _:
            return isinstance(query, Condition)


_NONE = np.zeros(0, np.int64)


def _cost(query: Query) -> int:
    order = (Among, Term, Phrase, And, Or, Near, Wildcard, Not)
    return order.index(type(query)) if type(query) in order else len(order)
