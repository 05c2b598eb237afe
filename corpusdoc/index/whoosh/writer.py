"""Whoosh's segment writer with columns in the place of its pool of postings."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.writing import SegmentWriter

from corpusdoc.index.whoosh import tiers
from corpusdoc.index.whoosh.codec import UNITS, WORDS, ColumnarCodec
from corpusdoc.index.whoosh.pool import Pool
from corpusdoc.index.whoosh.schema import COLUMNS, NO_ID
from corpusdoc.index.whoosh.segment import Segment
from corpusdoc.model import IndexedPassage

# Words and characters that are sorted at once: 150 MB. What comes then begins a segment of its own.
ROLL = 8_000_000


class ColumnarWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh is read without types
    """Adds passages; all that it made appears together at `commit`. Raises Whoosh's LockError."""

    def __init__(self, index: Any, timeout: float) -> None:
        # Not compound: readers map the files instead of copying the segment into memory.
        super().__init__(index, timeout=timeout, codec=ColumnarCodec(), compound=False)
        self.pool = Pool()
        self._rows: list[tuple[int, int, int]] = []  # id, words, position
        self._rolled: list[Any] = []

    def add_passage(self, passage: IndexedPassage) -> None:
        """Adds a passage that is not there."""
        words = [*passage.words, *passage.context]
        self.pool.add(passage.text, words)
        self._add_row(passage.id, len(words), 0)
        if self.pool.tokens >= ROLL:
            self.roll()

    def add_position(self, position: int) -> None:
        """Adds the record that says which change of the catalogue was the last."""
        self.pool.add("", ())
        self._add_row(NO_ID, 0, position)

    def take_over(self, segments: list[Any]) -> list[Any]:
        """Writes the segments that `tiers` chooses anew and returns the others."""
        segments = [segment for segment in segments if segment.doc_count()]
        merged = tiers.chosen(segments, self.pool.tokens)
        for each in merged:
            segment = Segment(self.storage, each)
            self._take(segment)
            segment.close()
        return [segment for segment in segments if segment not in merged]

    def _take(self, segment: Segment) -> None:
        """Takes over what is live in a segment; whole posting lists, not one posting after the other."""
        live = np.flatnonzero(segment.live)
        numbers = np.full(len(segment.live), -1)
        numbers[live] = np.arange(self.docnum, self.docnum + len(live))
        words, sizes, docs, counts = segment.all_words()
        kept = segment.live[docs]
        held = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[kept], minlength=len(sizes))
        self.pool.take_words(words, held, numbers[docs[kept]], counts[kept])
        spelled, sequence = segment.all_units()
        lengths = np.diff(segment.starts)
        self.pool.take_units(spelled, sequence[np.repeat(segment.live, lengths)], lengths[live])
        rows = segment.ids[live], segment.lengths[live].astype(np.int64), segment.positions[live]
        for row in zip(*(column.tolist() for column in rows), strict=True):
            self._add_row(*row)

    def roll(self) -> None:
        """Closes the segment and begins the next one, so that memory is bounded."""
        self._rolled.append(self._finalize_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = self.docbase
        self.pool, self._rows, self._added = Pool(), [], False

    def _add_row(self, id: int, words: int, position: int) -> None:
        self._rows.append((id, words, position))
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        unit_lists, units = self.pool.unit_lists()
        self._write_columns(units)
        self.perdocwriter.close()
        # Fields in the order of their names, as Whoosh's dictionary wants them.
        for field, lists in ((UNITS, unit_lists), (WORDS, self.pool.word_lists())):
            self.fieldwriter.add_lists(field, self.schema[field], lists)
        self.fieldwriter.close()

    def _write_columns(self, units: NDArray[np.int64]) -> None:
        ids, words, positions = np.array(self._rows, np.int64).reshape(-1, 3).T
        for name, values in (("id", ids), ("length", words), ("units", units), ("position", positions)):
            self.perdocwriter.add_numbers(name, COLUMNS[name], values)
        self.perdocwriter.add_lengths(WORDS, words)
        self.perdocwriter.add_lengths(UNITS, units)

    def _close_segment(self) -> None:
        for writer in (self.perdocwriter, self.fieldwriter):
            if not writer.is_closed:
                writer.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        super()._commit_toc([*segments, *self._rolled])
