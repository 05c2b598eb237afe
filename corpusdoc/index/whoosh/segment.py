"""One of Whoosh's segments, as evaluation and merges see it: arrays by passage number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpusdoc.index.grams import Block
from corpusdoc.index.whoosh import places
from corpusdoc.index.whoosh.codec import UNITS, WORDS, ColumnarCodec
from corpusdoc.index.whoosh.records import Counts, Docs, Places, UnitList, changes, unpack_all_units, unpack_all_words
from corpusdoc.index.whoosh.schema import COLUMNS, NO_ID

KEPT = 256  # units whose records stay open


class Segment:
    """A segment with open files. Passages are numbered from 0; what is deleted is left out where nothing else is said.

    ids int64[n], lengths float64[n] (words), starts int32[n + 1] (first unit), positions int64[n] (change log),
    live bool[n], passages int32[live ones but the record that holds the position].
    """

    def __init__(self, storage: Any, segment: Any) -> None:
        # Never the codec that the table of contents names.
        codec = ColumnarCodec()
        columns = codec.per_document_reader(storage, segment)
        self._terms = codec.terms_reader(storage, segment)
        self.name: str = segment.segment_id()
        self.ids = columns.numbers("id", COLUMNS["id"])
        self.lengths = columns.numbers("length", COLUMNS["length"]).astype(np.float64)
        self.positions = columns.numbers("position", COLUMNS["position"])
        self.starts = columns.starts().astype(np.int32)
        self.delete(segment.deleted_docs())
        # The places of a unit, those in deleted passages included; None if there is none.
        self.unit: Callable[[str], UnitList | None] = lru_cache(KEPT)(self._terms.unit)

    def delete(self, docs: Sequence[int]) -> None:
        """Takes over which passages are deleted: all of them, those of before included."""
        self.live = np.ones(len(self.ids), bool)
        self.live[list(docs)] = False
        passages = self.ids != NO_ID
        self.passages = np.flatnonzero(self.live & passages).astype(np.int32)
        self.whole = len(self.passages) == np.count_nonzero(passages)

    def words(self, word: str) -> tuple[Docs, Counts]:
        """Which passages have a word and how often."""
        found = self._terms.word(word)
        if found is None:
            return np.zeros(0, np.int32), np.zeros(0, np.uint32)
        docs, counts = found
        if self.whole:
            return docs, counts
        live = self.live[docs]
        return docs[live], counts[live]

    def number(self, unit: str) -> int | None:
        """A unit's number among those of the segment."""
        return self._terms.number(unit)

    def units_from(self, prefix: str) -> Iterator[str]:
        """The units that begin with `prefix`, deleted passages included."""
        terms = takewhile(lambda term: term[0] == UNITS, self._terms.terms_from(UNITS, prefix.encode()))
        return takewhile(lambda unit: unit.startswith(prefix), (term.decode() for _, term in terms))

    def holders(self, places: Places) -> NDArray[np.int64]:
        """The passage of each place."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def passages_at(self, places: Places) -> NDArray[np.int64]:
        """The passages that hold any of these places, ascending."""
        if len(places) > len(self.ids):
            return np.flatnonzero(np.diff(np.searchsorted(places, self.starts)))
        holders = self.holders(places)
        return holders[changes(holders)]

    def phrase(self, block: Block) -> NDArray[np.int64]:
        """The passages that hold these units in a row."""
        return self.passages_at(places.find(block, self))

    def near(self, left: Block, right: Block, distance: int, within: Docs) -> NDArray[np.int64]:
        """The passages that hold both with at most `distance` units between them, in either order."""
        found = places.find(left, self), places.find(right, self)
        return places.near(*found, (len(left), len(right)), distance, self)

    def in_order(self, blocks: Sequence[Block], within: Docs, units_from: places.UnitsFrom) -> NDArray[np.int64]:
        """The passages in which the blocks follow one another within a sentence."""
        found = [places.find(block, self, units_from) for block in blocks]
        return self.passages_at(places.in_order(blocks, found, self))

    def all_words(self) -> tuple[list[str], NDArray[np.int64], Docs, Counts]:
        """All words, how many postings each has, and the passages and counts of these, deleted ones included."""
        terms, starts = self._terms.records(WORDS)
        words = [term.decode("utf-8", "surrogatepass") for term in terms]
        return words, *unpack_all_words(self._terms.postings(), starts)

    def all_units(self) -> tuple[list[str], NDArray[np.uint32]]:
        """The units, and all texts as indexes of them in a row, deleted passages included."""
        terms, starts = self._terms.records(UNITS)
        sizes, found = unpack_all_units(self._terms.postings(), starts)
        sequence = np.zeros(self.starts[-1], np.uint32)
        sequence[found] = np.repeat(np.arange(len(terms), dtype=np.uint32), sizes)
        return [term.decode() for term in terms], sequence

    def close(self) -> None:
        """Closes the files."""
        self._terms.close()
