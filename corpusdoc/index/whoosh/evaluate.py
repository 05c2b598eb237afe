"""A query's tree over the segments of a commit: which passages hold it, and what each scores.

Only words score by their rarity (BM25, k1 1.2, b 0.75) and phrases by their weight; everything else says yes or no.
Figures count live passages only, so that an index grown in any order ranks as one made at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from heapq import merge
from itertools import groupby, islice
from math import log

import numpy as np
from numpy.typing import NDArray

from corpusdoc.errors import UsageError
from corpusdoc.index.grams import phrase, wildcard_blocks
from corpusdoc.index.whoosh import places
from corpusdoc.index.whoosh.records import Counts, Docs
from corpusdoc.index.whoosh.segment import K1, Segment
from corpusdoc.index.whoosh.snapshot import Snapshot
from corpusdoc.model import Among, And, Condition, Near, Not, Or, Phrase, Query, Term, Wildcard

MOST_WORDS = 1000  # that a prefix may stand for: each is a posting list to be read

Passages = NDArray[np.int32]  # of a segment, ascending
Scores = NDArray[np.float64]
Found = tuple[Passages, Scores]


def evaluate(query: Query, snapshot: Snapshot) -> Iterator[tuple[NDArray[np.int64], Scores]]:
    """For each segment, the ids of the passages that hold `query` (int64) and their scores (float64)."""
    assert not _asks_conditions(query), "conditions are the catalogue's: they come as Among"
    asked = _Asked(snapshot)
    for segment in snapshot.segments:
        passages, scores = _Evaluation(asked, segment).scores(query, segment.passages)
        yield segment.ids[passages], scores


class _Asked:
    """What a query needs to know of all segments at once. Made for one query, so that nothing is read twice."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._segments = snapshot.segments
        self._count = snapshot.count
        self.among = cache(snapshot.numbered)
        self.words = cache(self._words)
        self.units_from = cache(self._units_from)

    def _words(self, word: str) -> tuple[float, dict[str, tuple[Docs, Counts]]]:
        """A word's rarity, and its postings by the names of segments."""
        found = {segment.name: segment.words(word) for segment in self._segments}
        holders = sum(len(docs) for docs, _ in found.values())
        return log(1 + (self._count - holders + 0.5) / (holders + 0.5)), found

    def _units_from(self, prefix: str) -> tuple[str, ...]:
        every = merge(*(segment.units_from(prefix) for segment in self._segments))
        units = tuple(islice((unit for unit, _ in groupby(every)), MOST_WORDS + 1))
        if len(units) > MOST_WORDS:
            raise UsageError(
                "more than {most} words begin with '{prefix}': write more of it", most=MOST_WORDS, prefix=prefix
            )
        return units


class _Evaluation:
    """A query over one segment. `within` are the passages (int32, ascending) that are still of interest."""

    def __init__(self, asked: _Asked, segment: Segment) -> None:
        self._asked = asked
        self._segment = segment

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
                return self._shared(self._near(query), within)
            case Wildcard():
                return self._shared(self._wildcard(query.pattern), within)
            case Among():
                return self._shared(self._asked.among(query.ids)[self._segment.name], within)
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
        mask, total = np.zeros(len(self._segment.ids), bool), np.zeros(len(self._segment.ids))
        for passages, scores in answers:
            mask[passages] = True
            total[passages] += scores
        passages = np.flatnonzero(mask).astype(np.int32)
        return passages, total[passages]

    def _term(self, word: str, within: Passages) -> Found:
        rarity, found = self._asked.words(word)
        docs, counts = found[self._segment.name]
        if within is not self._segment.passages:
            index = self._index(docs, within)
            docs, counts = docs[index], counts[index]
        return docs, rarity * (K1 + 1) * counts / (counts + self._segment.penalties[docs])

    def _phrase(self, text: str) -> NDArray[np.int64]:
        block = phrase(text)
        return self._segment.passages_at(places.find(block, self._segment, self._asked.units_from)) if block else _NONE

    def _near(self, query: Near) -> NDArray[np.int64]:
        left, right = phrase(query.left), phrase(query.right)
        if not left or not right:
            return _NONE
        lefts, rights = (places.find(block, self._segment, self._asked.units_from) for block in (left, right))
        return places.near(lefts, rights, (len(left), len(right)), query.distance, self._segment)

    def _wildcard(self, pattern: str) -> NDArray[np.int64]:
        blocks = wildcard_blocks(pattern)
        assert blocks, "a pattern without a literal is refused when the query is read"
        found = [places.find(block, self._segment, self._asked.units_from) for block in blocks]
        return self._segment.passages_at(places.in_order(blocks, found, self._segment))

    def _shared(self, passages: NDArray[np.int64] | Passages, within: Passages) -> Passages:
        if within is self._segment.passages and self._segment.whole:
            return passages.astype(np.int32)
        return passages[self._index(passages, within)].astype(np.int32)

    def _index(self, passages: NDArray[np.int64] | Passages, within: Passages) -> NDArray[np.int64]:
        """Which of `passages`, live or not, are in `within`, by index."""
        if len(within) * 16 < len(passages):
            index: NDArray[np.int64] = np.searchsorted(passages, within)
            index[index == len(passages)] = 0
            return np.compress(passages[index] == within, index)
        return np.flatnonzero(self._mask(within)[passages])

    def _mask(self, passages: Passages) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._segment.ids), bool)
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
