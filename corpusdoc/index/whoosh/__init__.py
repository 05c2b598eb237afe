"""The embedded engine: Whoosh keeps terms, segments, lock and deletions; posting lists, evaluation, scores are ours.

This package is imported on demand only (`ENGINES`): Whoosh and numpy take 0.3 s to import.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from whoosh.index import LockError

from corpusdoc.errors import LockedError
from corpusdoc.index.evaluate import evaluate
from corpusdoc.index.folder import PATIENCE
from corpusdoc.index.rank import best
from corpusdoc.index.whoosh.schema import NO_ID
from corpusdoc.index.whoosh.snapshot import Snapshot
from corpusdoc.index.whoosh.store import open_store, read_snapshot
from corpusdoc.index.whoosh.writer import ColumnarWriter
from corpusdoc.model import IndexBatch, Query, Ranking

__all__ = ["WhooshEngine"]


class WhooshEngine:
    """An index in a folder of its own. One process writes at a time; readers see the last commit."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._index, self._snapshot = open_store(folder, fingerprint)
        # Files are shared, and a commit closes those of segments that are no more.
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
            # Of one passage given twice the last one counts, as in a log.
            passages = {passage.id: passage for passage in batch.passages}
            stale = self._fresh().numbered({NO_ID, *batch.removed, *passages})
            for segment in writer.segments:
                for docnum in stale[segment.segment_id()].tolist():
                    segment.delete_document(docnum)
            for passage in passages.values():
                writer.add_passage(passage)
            writer.add_position(batch.position)

    def search(self, query: Query, limit: int, offset: int = 0) -> Ranking:
        """The passages that hold the query, best first, equal scores by id."""
        with self._lock:
            return best(list(evaluate(query, self._fresh())), limit, offset)

    def close(self) -> None:
        """Lets go of the files."""
        with self._lock:
            self._snapshot.close()
            self._index.close()

    def _fresh(self) -> Snapshot:
        if self._snapshot.generation != self._index.latest_generation():
            self._snapshot = read_snapshot(self._index, self._snapshot)
        return self._snapshot

    @contextmanager
    def _writer(self) -> Iterator[ColumnarWriter]:
        try:
            writer = ColumnarWriter(self._index, PATIENCE)
        except LockError as error:
            raise LockedError(
                "the index in {folder} is being written by another run; wait for it to end", folder=self._folder
            ) from error
        try:
            yield writer
            writer.commit(mergetype=ColumnarWriter.take_over)
        except BaseException:
            # A writer that failed in commit has closed itself.
            with suppress(Exception):
                writer.cancel()
            raise
