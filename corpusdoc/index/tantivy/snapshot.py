"""One commit as evaluation sees it: all passages as one part, numbered by their ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Occur, Order

from corpusdoc.index.evaluate import Passages, Postings, UnitsFrom
from corpusdoc.index.grams import Block, is_near, stand_in_order
from corpusdoc.index.tantivy.schema import BESIDE, NO_ID, TIMES, placed, safe

NAME = "all"

Numbers = NDArray[np.int32]


class Snapshot:
    """A searcher on a commit, which stays as it is whatever is written."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, generation: object) -> None:
        self.generation = generation
        self._part = Part(searcher, schema)
        self.count = len(self._part.ids)
        self.average = float(self._part.lengths.sum()) / max(1, self.count)

    @property
    def parts(self) -> Sequence[Part]:
        """The whole index is one."""
        return (self._part,)

    def position(self) -> int:
        """The last change that was applied; 0 in an empty index."""
        return self._part.position()

    def numbered(self, ids: Collection[int]) -> dict[str, Numbers]:
        """The passages with these ids."""
        return {NAME: self._part.numbered(np.unique(np.fromiter(ids, np.int64, len(ids))))}

    def units_from(self, prefix: str) -> Iterator[str]:
        """The units that begin with `prefix`, deleted passages included, in their order."""
        terms = sorted(term for term, _ in self._part.searcher.terms_with_prefix("grams", prefix))
        return (term for term in terms if BESIDE not in term)


class Part:
    """Lists of Tantivy's as arrays of numbers. ids int64[n] (ascending), lengths float64[n], passages int32[n]."""

    name = NAME
    whole = True  # what is deleted has no number

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self.searcher = searcher
        self._schema = schema
        hits = self._hits(tantivy.Query.all_query())
        # The record that holds the position comes first, if there is one.
        self._head = [address for id, address in hits[:1] if id == NO_ID]
        hits = hits[len(self._head) :]
        self.ids = np.array([id for id, _ in hits], np.int64)
        lengths = searcher.fast_field_values("length", [address for _, address in hits])
        self.lengths = np.array(lengths, np.float64)
        self.passages = np.arange(len(hits), dtype=np.int32)

    def position(self) -> int:
        """The last change that was applied."""
        found = self.searcher.fast_field_values("position", self._head)
        return int(found[0] or 0) if found else 0

    def numbered(self, ids: NDArray[np.int64]) -> Numbers:
        """The numbers of passages by ids (ascending); ids that are not there have none."""
        numbers = np.searchsorted(self.ids, ids)
        numbers[numbers == len(self.ids)] = 0
        return numbers[self.ids[numbers] == ids].astype(np.int32) if len(self.ids) else np.zeros(0, np.int32)

    def words(self, word: str) -> Postings:
        """The passages that have a word, and how often."""
        term = safe(word)
        docs = self._matches(self._term("words", term))
        counts = np.ones(len(docs), np.uint32)
        for often, _ in self.searcher.terms_with_prefix("words", term + TIMES):
            times = int(often.rpartition(TIMES)[2])
            counts[np.searchsorted(docs, self._matches(self._term("words", often)))] = times
        return docs, counts

    def phrase(self, block: Block) -> Numbers:
        """The passages that hold these units in a row."""
        return self._matches(self._row(block))

    def near(self, left: Block, right: Block, distance: int, within: Passages) -> Numbers:
        """The passages that hold both with at most `distance` units between them, in either order."""
        found = self._read(_all_of([self._row(left), self._row(right)]), within)
        return _numbers(number for number, units in found if is_near(left, right, distance, units))

    def in_order(self, blocks: Sequence[Block], within: Passages, units_from: UnitsFrom) -> Numbers:
        """The passages in which the blocks follow one another within a sentence."""
        found = self._read(_all_of([self._any_row(block, units_from) for block in blocks]), within)
        return _numbers(number for number, units in found if stand_in_order(blocks, units))

    def _any_row(self, block: Block, units_from: UnitsFrom) -> tantivy.Query:
        last = block[-1]
        if last is None or not last.endswith("*"):
            return self._row(block)
        rows = [self._row((*block[:-1], unit)) for unit in units_from(last[:-1])]
        return tantivy.Query.boolean_query([(Occur.Should, row) for row in rows])

    def _row(self, block: Block) -> tantivy.Query:
        terms = placed(block)
        first = terms[0][0]
        if len(terms) == 1:
            return self._term("grams", terms[0][1])
        return tantivy.Query.phrase_query(self._schema, "grams", [(place - first, term) for place, term in terms])

    def _term(self, field: str, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term)

    def _matches(self, query: tantivy.Query) -> Numbers:
        hits = self._hits(query)
        return self.numbered(np.array([id for id, _ in hits], np.int64))

    def _hits(self, query: tantivy.Query) -> list[tuple[int, tantivy.DocAddress]]:
        """(id, address) of what matches, by id."""
        # Faster by a third than asking for the score and reading the ids then.
        limit = max(1, self.searcher.num_docs)
        hits: list[tuple[int, tantivy.DocAddress]] = self.searcher.search(
            query, limit, count=False, order_by_field="id", order=Order.Asc
        ).hits
        return hits

    def _read(self, query: tantivy.Query, within: Passages) -> Iterator[tuple[int, list[str]]]:
        """(number, units) of the passages of `within` that match."""
        hits = self._hits(query)
        numbers = self.numbered(np.array([id for id, _ in hits], np.int64))
        wanted = np.isin(numbers, within, assume_unique=True)
        for index in np.flatnonzero(wanted).tolist():
            stored = self.searcher.doc(hits[index][1]).get_first("units")
            yield int(numbers[index]), bytes(stored or b"").decode().split(" ")


def _all_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, query) for query in queries])


def _numbers(found: Iterator[int]) -> Numbers:
    return np.fromiter(found, np.int32)
