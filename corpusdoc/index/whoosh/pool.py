"""A segment in the making: what was added, in memory, until all of it is sorted at once into posting lists."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpusdoc.index.sequences import RUN, STOP, read_units, spell
from corpusdoc.index.whoosh.records import changes, pack_units, pack_words

Ranks = NDArray[np.uint16] | NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class PostingList:
    """A term with its record, and what Whoosh's term dictionary says of it."""

    term: bytes
    record: bytes
    passages: int
    occurrences: int
    first: int  # passage
    last: int


class _Numbers(dict[str, int]):
    """Words numbered as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Pool:
    """Passages to be written, numbered from 0 in the order in which they are added."""

    def __init__(self) -> None:
        self.tokens = 0  # words and, as long as they have not been counted, characters: what memory goes by
        self._vocabulary = _Numbers()
        self._words = array("I")
        self._lengths = array("I")  # words of each passage that was added by `add`
        self._texts: list[str] = []
        self._runs: dict[str, int] = {}
        # Of whole segments: postings (word, passage, count), and units with the number of units of each passage.
        self._taken_words: list[tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.uint32]]] = []
        self._taken_units: list[tuple[NDArray[np.uint32], NDArray[np.int64]]] = []

    def add(self, text: str, words: Sequence[str]) -> None:
        """Adds a passage. All are added before any is taken."""
        self.tokens += len(text) + len(words)
        self._texts.append(text)
        self._words.extend(map(self._vocabulary.__getitem__, words))
        self._lengths.append(len(words))

    def take_words(
        self, words: Sequence[str], sizes: NDArray[np.int64], docs: NDArray[np.int32], counts: NDArray[np.uint32]
    ) -> None:
        """Takes over posting lists: `sizes[i]` postings of `words[i]`, one list behind the other.

        `docs` (int32[postings]) are numbers in this pool.
        """
        numbers = np.fromiter(map(self._vocabulary.__getitem__, words), np.uint32, len(words))
        self._taken_words.append((np.repeat(numbers, sizes), docs, counts))
        self.tokens += len(docs)

    def take_units(self, spelled: Sequence[str], sequence: NDArray[np.uint32], lengths: NDArray[np.int64]) -> None:
        """Takes over passages as units in a row: indexes into `spelled`, and how many are each passage's."""
        numbers = [
            ord(unit) if len(unit) == 1 else self._runs.setdefault(unit, RUN + len(self._runs)) for unit in spelled
        ]
        self._taken_units.append((np.array(numbers, np.uint32)[sequence], lengths))
        self.tokens += len(sequence)

    def word_lists(self) -> Iterator[PostingList]:
        """A list for each word, in the order of Whoosh's dictionary."""
        lengths = np.frombuffer(self._lengths, np.uint32)
        added = np.frombuffer(self._words, np.uint32)
        docs = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        words = np.concatenate([added, *(words for words, _, _ in self._taken_words)])
        docs = np.concatenate([docs, *(docs for _, docs, _ in self._taken_words)])
        counts = np.concatenate([np.ones(len(added), np.uint32), *(counts for _, _, counts in self._taken_words)])
        terms, ranks = _ranked([word.encode("utf-8", "surrogatepass") for word in self._vocabulary])
        return _word_lists(terms, ranks[words], docs, counts) if len(words) else iter(())

    def unit_lists(self) -> tuple[Iterator[PostingList], NDArray[np.int64]]:
        """A list for each unit, in the order of Whoosh's dictionary, and how many units each passage has."""
        read = read_units(self._texts, self._runs)
        numbers = np.concatenate([read[0], *(units for units, _ in self._taken_units)])
        lengths = np.concatenate([read[1], *(lengths for _, lengths in self._taken_units)])
        return self._unit_lists(numbers, lengths) if len(numbers) else iter(()), lengths

    def _unit_lists(self, numbers: NDArray[np.uint32], lengths: NDArray[np.int64]) -> Iterator[PostingList]:
        there = np.zeros(RUN + len(self._runs), bool)
        there[numbers] = True
        vocabulary = np.flatnonzero(there)
        terms, ranks = _ranked(spell(vocabulary.tolist(), self._runs))
        table = np.zeros(len(there), ranks.dtype)
        table[vocabulary] = ranks
        firsts = table[numbers]
        seconds = np.where(numbers == STOP, firsts, np.roll(firsts, -1))
        passages, spans = _passages(firsts, lengths, len(terms))
        order = _stable_order(seconds, firsts)
        records = pack_units(firsts[order], seconds[order], order.astype(np.int32))
        occurrences = np.bincount(firsts).tolist()
        for term, record, found, many, (first, last) in zip(terms, records, passages, occurrences, spans, strict=True):
            yield PostingList(term, record, found, many, first, last)


def _word_lists(
    terms: Sequence[bytes], ranks: Ranks, docs: NDArray[np.int32], counts: NDArray[np.uint32]
) -> Iterator[PostingList]:
    # Passages ascend already within each word: those added first have the lower numbers.
    order = _stable_order(ranks)
    ranks, docs = ranks[order], docs[order]
    postings = np.flatnonzero(changes(ranks, docs))
    sums = np.add.reduceat(counts[order], postings)
    ranks, docs = ranks[postings], docs[postings]
    starts = np.flatnonzero(changes(ranks))
    totals = np.add.reduceat(sums, starts).tolist()
    firsts, lasts = docs[starts].tolist(), docs[np.append(starts[1:], len(docs)) - 1].tolist()
    records = pack_words(starts, docs, sums)
    for rank, (record, n), total, first, last in zip(
        ranks[starts].tolist(), records, totals, firsts, lasts, strict=True
    ):
        yield PostingList(terms[rank], record, n, total, first, last)


def _passages(firsts: Ranks, lengths: NDArray[np.int64], units: int) -> tuple[list[int], list[tuple[int, int]]]:
    """In how many passages each unit stands, and in which first and last: what Whoosh's own scoring goes by."""
    order = _stable_order(firsts)
    docs = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]
    firsts = firsts[order]
    edges = np.flatnonzero(changes(firsts))
    passages = np.bincount(firsts[changes(firsts, docs)], minlength=units)
    spans = zip(docs[edges].tolist(), docs[np.append(edges[1:], len(docs)) - 1].tolist(), strict=True)
    return passages.tolist(), list(spans)


def _ranked(terms: Sequence[bytes]) -> tuple[list[bytes], Ranks]:
    """The terms in order, and each one's place in it, in the narrowest type."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), np.uint32)
    ranks[order] = np.arange(len(terms))
    return [terms[index] for index in order], ranks.astype(np.uint16) if len(terms) <= 1 << 16 else ranks


def _stable_order(*keys: Ranks) -> NDArray[np.int64]:
    """The order that sorts by the last of `keys`, then by the one before, then as it was."""
    # numpy sorts 16-bit numbers by radix: five times as fast as wider ones, so that two passes pay.
    halves = ([key] if key.dtype == np.uint16 else [key & 0xFFFF, key >> 16] for key in keys)
    return np.lexsort([half.astype(np.uint16, copy=False) for half in chain.from_iterable(halves)])
