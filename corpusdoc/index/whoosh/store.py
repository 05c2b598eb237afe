"""Whoosh's table of contents: opened only if every file is as it was when it was committed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from whoosh import __version__ as whoosh_version
from whoosh.index import TOC, FileIndex

from corpusdoc.index.folder import open_folder, read_json
from corpusdoc.index.grams import ANALYZER
from corpusdoc.index.whoosh.schema import SCHEMA, make_schema
from corpusdoc.index.whoosh.snapshot import Snapshot
from corpusdoc.index.whoosh.storage import SIZES, DurableStorage

NAME = "MAIN"  # Whoosh's name for the only index of a folder
TRIES = 10  # to read a commit whose files the next one is deleting


def open_store(folder: Path, fingerprint: str) -> tuple[FileIndex, Snapshot]:
    """The index in `folder`, started anew where there is none, another fingerprint made it, or it is damaged.

    Raises MissingError for a folder that others can write to, LockedError for one that another run writes.
    """
    made_by = {"fingerprint": fingerprint, "analyzer": ANALYZER, "schema": SCHEMA, "whoosh": list(whoosh_version)}
    return open_folder(folder, made_by, lambda: _usable(folder), lambda: _made(folder))


def read_snapshot(index: FileIndex, previous: Snapshot | None = None) -> Snapshot:
    """The last commit; takes over the open segments of `previous`."""
    for attempt in range(TRIES):
        try:
            return Snapshot(index.storage, TOC.read(index.storage, NAME, schema=make_schema()), previous)
        except FileNotFoundError:
            # A commit has deleted files since we read the table of contents; the new one is there already.
            if attempt == TRIES - 1:
                raise
    raise AssertionError


def _usable(folder: Path) -> tuple[FileIndex, Snapshot] | None:
    # Whatever a damaged file makes Whoosh raise (struct, pickle, zlib, assertions, …): the catalogue has it all.
    with suppress(Exception):
        index = FileIndex(DurableStorage(folder), schema=make_schema())
        sizes = read_json(folder / SIZES)
        toc = TOC.read(index.storage, NAME, schema=make_schema())
        if all(_whole(folder, segment.segment_id(), sizes) for segment in toc.segments):
            return index, read_snapshot(index)
    return None


def _whole(folder: Path, segment: str, sizes: dict[str, int]) -> bool:
    there = {path.name: path.stat().st_size for path in folder.glob(f"{segment}.*")}
    return there == {name: size for name, size in sizes.items() if name.startswith(f"{segment}.")}


def _made(folder: Path) -> tuple[FileIndex, Snapshot]:
    index = FileIndex.create(DurableStorage(folder), make_schema())
    return index, read_snapshot(index)
