"""One commit of an index, as evaluation sees it: who holds a token, how often, at which positions."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import Any

from corpusdoc.index.whoosh.schema import NO_ID

Places = dict[int, Sequence[int]]  # record → positions, ascending


class Postings:
    """The records of a commit by number. Deleted records are not there."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._leaves: list[tuple[Any, int]] = reader.leaf_readers() if reader.doc_count_all() else []
        self.generation: int = reader.generation() or 0
        self.ids: list[int] = self._column("id")
        self.lengths: list[int] = self._column("length")
        deleted = set(self._deleted())
        live = [(docnum, id) for docnum, id in enumerate(self.ids) if docnum not in deleted]
        self._docnums = {id: docnum for docnum, id in live if id != NO_ID}
        self.bookkeeping = [docnum for docnum, id in live if id == NO_ID]  # the record that holds the position
        self.position = max((reader.stored_fields(docnum)["position"] for docnum in self.bookkeeping), default=0)
        self.all: AbstractSet[int] = frozenset(self._docnums.values())
        self.average = sum(self.lengths[docnum] for docnum in self.all) / max(1, len(self.all))

    def docnum(self, id: int) -> int | None:
        """The record of a passage."""
        return self._docnums.get(id)

    def counts(self, word: str) -> dict[int, float]:
        """How often a word stands in each record that has it."""
        found: dict[int, float] = {}
        for matcher, base in self._matchers("words", word):
            while matcher.is_active():
                found[base + matcher.id()] = matcher.weight()
                matcher.next()
        return found

    def frequency(self, token: str) -> int:
        """In how many records a token stands, deleted ones included: to begin with the rarest."""
        return sum(leaf.doc_frequency("grams", token) for leaf, _ in self._leaves)

    def places(self, token: str, within: AbstractSet[int]) -> Places:
        """Where a token stands, in records of `within`."""
        found: Places = {}
        for matcher, base in self._matchers("grams", token) if within else ():
            while matcher.is_active():
                docnum = base + matcher.id()
                if docnum in within:
                    positions = array("I")
                    positions.frombytes(matcher.value())
                    found[docnum] = positions
                matcher.next()
        return found

    def units_from(self, prefix: str) -> Iterator[str]:
        """The units that begin with `prefix`, each once."""
        seen: set[str] = set()
        for leaf, _ in self._leaves:
            tokens: Iterable[bytes] = leaf.expand_prefix("grams", prefix)
            for token in takewhile(lambda t: t.startswith(prefix), (t.decode() for t in tokens)):
                # A space stands in the middle of pairs.
                if " " not in token and token not in seen:
                    seen.add(token)
                    yield token

    def close(self) -> None:
        """Closes the files."""
        if self._leaves:  # the reader of an empty index has nothing to close
            self._reader.close()
            self._leaves = []

    def _column(self, field: str) -> list[int]:
        return [value for leaf, _ in self._leaves for value in leaf.column_reader(field, translate=False)]

    def _deleted(self) -> Iterator[int]:
        for leaf, base in self._leaves:
            yield from (base + docnum for docnum in leaf.segment().deleted_docs())

    def _matchers(self, field: str, token: str) -> Iterator[tuple[Any, int]]:
        for leaf, base in self._leaves:
            if (field, token) in leaf:
                yield leaf.postings(field, token), base
