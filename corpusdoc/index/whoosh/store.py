"""The folder of a Whoosh index: made, checked before anything in it is believed, and wiped when it is of no use.

An index that another user could have written is never opened. A file `made_by.json` says what the index was made with,
`sizes.json` how long each file was when it was committed.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from whoosh import __version__ as whoosh_version
from whoosh.index import TOC, FileIndex
from whoosh.util.filelock import try_for

from corpusdoc.errors import LockedError, MissingError
from corpusdoc.index.grams import ANALYZER
from corpusdoc.index.whoosh.schema import SCHEMA, make_schema
from corpusdoc.index.whoosh.snapshot import Snapshot
from corpusdoc.index.whoosh.storage import SIZES, DurableStorage, read_json, write_json

MADE_BY = "made_by.json"
NAME = "MAIN"  # Whoosh's name for the only index of a folder
LOCK = f"{NAME}_WRITELOCK"
PATIENCE = 0.5  # seconds to wait for another writer
TRIES = 10  # to read a commit whose files the next one is deleting


def open_store(folder: Path, fingerprint: str) -> tuple[FileIndex, Snapshot]:
    """The index in `folder`, started anew where there is none, another fingerprint made it, or it is damaged.

    Raises MissingError for a folder that others can write to, LockedError for one that another run writes.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_foreign(folder)
    made_by = {"fingerprint": fingerprint, "analyzer": ANALYZER, "schema": SCHEMA, "whoosh": list(whoosh_version)}
    return _usable(folder, made_by) or _start_anew(folder, made_by)


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


def _refuse_foreign(folder: Path) -> None:
    if not hasattr(os, "getuid"):
        return
    for path in (folder, *folder.iterdir()):
        with suppress(FileNotFoundError):  # a file of an older commit may go at any moment
            status = path.lstat()
            writable = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and path == folder
            if status.st_uid != os.getuid() or writable or stat.S_ISLNK(status.st_mode):
                raise MissingError(
                    "{path}: another user made this or could change it, so it is not opened as an index;"
                    " delete {folder} and run corpusdoc reindex",
                    path=path,
                    folder=folder,
                )


def _usable(folder: Path, made_by: object) -> tuple[FileIndex, Snapshot] | None:
    if read_json(folder / MADE_BY) != made_by:
        return None
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


def _start_anew(folder: Path, made_by: object) -> tuple[FileIndex, Snapshot]:
    storage = DurableStorage(folder)
    lock = storage.lock(LOCK)
    if not try_for(lock.acquire, timeout=PATIENCE):
        raise LockedError("the index in {folder} is being written by another run; wait for it to end", folder=folder)
    try:
        # What looked damaged may have been a commit that was under way. Now that none can be, look again.
        opened = _usable(folder, made_by)
        if opened is None:
            _wipe(folder)
            index = FileIndex.create(storage, make_schema())
            write_json(folder / MADE_BY, made_by)
            opened = index, read_snapshot(index)
        return opened
    finally:
        lock.release()


def _wipe(folder: Path) -> None:
    # First what makes the folder believable: a wipe that is cut short is begun again.
    (folder / MADE_BY).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()
