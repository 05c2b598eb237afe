"""The embedded engine: Whoosh keeps terms, segments, locks and deletions; evaluation and scores are ours.

This package is imported on demand only (`ENGINES`): Whoosh takes 0.2 s to import.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from heapq import nsmallest
from itertools import takewhile
from pathlib import Path
from threading import RLock
from typing import Any

from whoosh.index import LockError
from whoosh.reading import SegmentReader

from corpusdoc.errors import LockedError
from corpusdoc.index.grams import grams
from corpusdoc.index.whoosh.evaluate import evaluate
from corpusdoc.index.whoosh.postings import Postings
from corpusdoc.index.whoosh.store import PATIENCE, open_store
from corpusdoc.model import IndexBatch, IndexedPassage, Query, Ranking

__all__ = ["WhooshEngine"]

FAN = 8
LARGEST = 16_000


class WhooshEngine:
    """An index in a folder of its own. One process writes at a time; readers see the last commit."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._index, self._postings = open_store(folder, fingerprint)
        # Whoosh's matchers seek in shared files.
        self._lock = RLock()

    def position(self) -> int:
        """The last change that was applied; 0 in an empty index."""
        with self._lock:
            return self._fresh().position

    def apply(self, batch: IndexBatch) -> None:
        """Removes and adds the batch's passages and takes its position: all of it or nothing.

        A passage whose id is there already is replaced. Raises LockedError while another run writes.
        """
        with self._lock, self._writer() as writer:
            postings = self._fresh()
            stale = {postings.docnum(id) for id in (*batch.removed, *(passage.id for passage in batch.passages))}
            for docnum in (stale - {None}) | set(postings.bookkeeping):
                writer.delete_document(docnum)
            # Of one passage given twice the last one counts, as in a log.
            for passage in {passage.id: passage for passage in batch.passages}.values():
                # Tokens first: an error inside add_document would leave a torn record behind.
                writer.add_document(**_fields(passage))
            writer.add_document(position=batch.position)

    def search(self, query: Query, limit: int, offset: int = 0) -> Ranking:
        """The passages that hold the query, best first, equal scores by id."""
        with self._lock:
            postings = self._fresh()
            found = evaluate(query, postings)
            ids = postings.ids
            best = nsmallest(offset + limit, ((-score, ids[docnum]) for docnum, score in found.items()))
            return Ranking(tuple((id, -score) for score, id in best[offset:]), len(found))

    def close(self) -> None:
        """Lets go of the files."""
        with self._lock:
            self._postings.close()
            self._index.close()

    def _fresh(self) -> Postings:
        if self._postings.generation != self._index.latest_generation():
            reader = self._index.reader()
            self._postings.close()
            self._postings = Postings(reader)
        return self._postings

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        try:
            # compound=False: readers map the files instead of copying the segment into memory.
            writer = self._index.writer(timeout=PATIENCE, compound=False)
        except LockError as error:
            raise LockedError(
                "the index in {folder} is being written by another run; wait for it to end", folder=self._folder
            ) from error
        try:
            yield writer
            writer.commit(mergetype=_merge_newest)
        except BaseException:
            # A writer that failed in commit has closed itself.
            with suppress(Exception):
                writer.cancel()
            raise


def _fields(passage: IndexedPassage) -> dict[str, object]:
    words = [*passage.words, *passage.context]
    return {"id": passage.id, "length": len(words), "words": words, "grams": list(grams(passage.text))}


def _merge_newest(writer: Any, segments: list[Any]) -> list[Any]:
    """The segments to keep. The newest are merged when there are `FAN` of about a size, the new one included.

    So a passage is written again about once for each power of `FAN`, there are few segments, and no commit takes more
    than `LARGEST` passages along: a stock Whoosh writes three hundred a second.
    """
    kept = [segment for segment in segments if segment.doc_count() > 0]
    while True:
        most = min(FAN * writer.doc_count(), LARGEST // FAN)
        newest = list(takewhile(lambda segment: segment.doc_count() < most, reversed(kept)))  # noqa: B023  # used at once
        if len(newest) < FAN - 1:
            return kept
        for _ in newest:
            reader = SegmentReader(writer.storage, writer.schema, kept.pop())
            writer.add_reader(reader)
            reader.close()
