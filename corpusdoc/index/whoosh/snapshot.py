"""One commit of an index: its segments, and what they know together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpusdoc.index.whoosh.segment import Segment

LARGEST_TABLE = 1 << 24  # ids, a byte each


class Snapshot:
    """The segments of a commit. `previous` hands over those that are still there: a small commit costs little."""

    def __init__(self, storage: Any, toc: Any, previous: Snapshot | None = None) -> None:
        self.generation: int = toc.generation
        known = {segment.name: segment for segment in previous.segments} if previous else {}
        self.segments: list[Segment] = []
        try:
            for segment in toc.segments:
                self.segments.append(known.get(segment.segment_id()) or Segment(storage, segment))
        except BaseException:
            for opened in self.segments:
                if opened.name not in known:
                    opened.close()
            raise
        for mine, segment in zip(self.segments, toc.segments, strict=True):
            mine.delete(segment.deleted_docs())
        there = {segment.name for segment in self.segments}
        for name in known.keys() - there:
            known[name].close()
        self.count = sum(len(segment.passages) for segment in self.segments)
        words = sum(float(segment.lengths[segment.passages].sum()) for segment in self.segments)
        self.average = words / max(1, self.count)

    @property
    def position(self) -> int:
        """The last change that was applied; 0 in an empty index."""
        return max((int(segment.positions[segment.live].max(initial=0)) for segment in self.segments), default=0)

    @property
    def parts(self) -> Sequence[Segment]:
        """The segments, as evaluation sees them."""
        return self.segments

    def units_from(self, prefix: str) -> Iterator[str]:
        """The units of any segment that begin with `prefix`, in their order."""
        every = merge(*(segment.units_from(prefix) for segment in self.segments))
        return (unit for unit, _ in groupby(every))

    def numbered(self, ids: Collection[int]) -> dict[str, NDArray[np.int64]]:
        """The live records with these ids (ascending), by the names of their segments."""
        wanted = np.fromiter(ids, np.int64, len(ids))
        table = _table(wanted)
        return {
            segment.name: np.flatnonzero(segment.live & _held(segment.ids, wanted, table)) for segment in self.segments
        }

    def close(self) -> None:
        """Closes the files."""
        for segment in self.segments:
            segment.close()
        self.segments = []


def _table(wanted: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    """Whether each number up to the largest is wanted, and one more for all above; None where that would be too big."""
    top = int(wanted.max(initial=0))
    if top > LARGEST_TABLE:
        return None
    table = np.zeros(top + 3, bool)
    table[wanted] = True  # NO_ID, which is -1, is the last one
    return table


def _held(ids: NDArray[np.int64], wanted: NDArray[np.int64], table: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    # Thirty times as fast as numpy's isin, which sorts.
    return np.isin(ids, wanted) if table is None else table[np.minimum(ids, len(table) - 2)]
