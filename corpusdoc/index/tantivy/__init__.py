"""The second embedded engine: Tantivy keeps postings, segments and deletions; evaluation and scores are ours.

This package is imported on demand only (`ENGINES`): it is an extra.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import RLock

import tantivy

from corpusdoc.index.evaluate import evaluate
from corpusdoc.index.folder import locked, open_folder
from corpusdoc.index.grams import ANALYZER
from corpusdoc.index.rank import best
from corpusdoc.index.tantivy.schema import NO_ID, SCHEMA, make_schema, passage_records, position_record
from corpusdoc.index.tantivy.snapshot import Snapshot
from corpusdoc.model import IndexBatch, Query, Ranking

__all__ = ["TantivyEngine"]

HEAP = 256_000_000  # bytes of a segment in the making; a batch that needs more makes several
TOC = "meta.json"  # Tantivy replaces it at every commit

KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")  # of a segment's files


class TantivyEngine:
    """An index in a folder of its own. One process writes at a time; readers see the last commit."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        made_by = {
            "fingerprint": fingerprint,
            "analyzer": ANALYZER,
            "schema": SCHEMA,
            "tantivy": version("tantivy"),
        }
        self._snapshot = open_folder(folder, made_by, partial(_usable, folder), partial(_made, folder))
        self._lock = RLock()

    def position(self) -> int:
        """The last change that was applied; 0 in an empty index."""
        with self._lock:
            return self._fresh().position()

    def apply(self, batch: IndexBatch) -> None:
        """Removes and adds the batch's passages and takes its position: all of it or nothing.

        A passage whose id is there already is replaced. Raises LockedError while another run writes.
        """
        # Of one passage given twice the last one counts, as in a log. All records are made before any is written.
        passages = {passage.id: passage for passage in batch.passages}
        records = [*passage_records(list(passages.values())), position_record(batch.position)]
        with self._lock, locked(self._folder):
            there = self._fresh().numbered({*batch.removed, *passages})
            ids = self._snapshot.parts[0].ids
            stale = [NO_ID, *(int(ids[number]) for numbers in there.values() for number in numbers)]
            self._write(stale, records)

    def search(self, query: Query, limit: int, offset: int = 0) -> Ranking:
        """The passages that hold the query, best first, equal scores by id."""
        with self._lock:
            return best(list(evaluate(query, self._fresh())), limit, offset)

    def close(self) -> None:
        """Nothing is kept open between commits but mapped files, which go with the engine."""

    def _fresh(self) -> Snapshot:
        if self._snapshot.generation != _generation(self._folder):
            self._snapshot = _read(self._folder)
        return self._snapshot

    def _write(self, stale: Sequence[int], records: Sequence[tantivy.Document]) -> None:
        # The index is opened anew for every commit: a writer that does not know another's files leaves them behind.
        writer = _opened(self._folder).writer(HEAP, 1)
        try:
            for id in stale:
                writer.delete_documents_by_term("id", id)
            for record in records:
                writer.add_document(record)
            writer.commit()
        except BaseException:
            with suppress(ValueError):
                writer.rollback()
            raise
        finally:
            # Also what merges segments; a process that ends before would never merge any.
            writer.wait_merging_threads()


def _made(folder: Path) -> Snapshot:
    tantivy.Index(make_schema(), str(folder), reuse=False)
    return _read(folder)


def _usable(folder: Path) -> Snapshot | None:
    # What a damaged file makes Tantivy raise is a ValueError, an OSError or, where Rust gives up, a bare BaseException.
    try:
        return _read(folder) if _is_whole(folder) else None
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return None


def _read(folder: Path) -> Snapshot:
    generation = _generation(folder)
    index = _opened(folder)
    index.reload()
    return Snapshot(index.searcher(), index.schema, generation)


def _opened(folder: Path) -> tantivy.Index:
    # By itself an index follows its own commits in a thread, which makes lock files after the last one is closed.
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return index


def _is_whole(folder: Path) -> bool:
    # Tantivy notices a file that was cut, by its last bytes, but takes one that is gone for one that is empty.
    segments = [each["segment_id"].replace("-", "") for each in json.loads((folder / TOC).read_bytes())["segments"]]
    return all((folder / f"{segment}.{kind}").exists() for segment in segments for kind in KINDS)


def _generation(folder: Path) -> tuple[int, int]:
    stat = (folder / TOC).stat()
    return stat.st_mtime_ns, stat.st_ino
