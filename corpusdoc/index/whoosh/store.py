"""The folder of a Whoosh index: made, checked before anything in it is believed, and wiped when it is of no use.

Whoosh's table of contents is a pickle, so an index that another user could have written is never opened. A file
`made_by.json` says what the index was made with, `sizes.json` how long each file was when it was committed.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.util.filelock import try_for

from corpusdoc.errors import LockedError, MissingError
from corpusdoc.index.grams import ANALYZER
from corpusdoc.index.whoosh.postings import Postings
from corpusdoc.index.whoosh.schema import SCHEMA, make_schema

MADE_BY = "made_by.json"
SIZES = "sizes.json"
NAME = "MAIN"  # Whoosh's name for the only index of a folder
LOCK = f"{NAME}_WRITELOCK"
PATIENCE = 0.5  # seconds to wait for another writer


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh is read without types
    """Files that are on the disk before the table of contents names them. Whoosh itself never syncs."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Gives a file its name; a table of contents gets it last and with the sizes of all it may name."""
        folder = Path(self.folder)
        if newname.endswith(".toc"):
            _write_json(folder / SIZES, {path.name: _synced_size(path) for path in _segment_files(folder)})
            _synced_size(folder / oldname)
        super().rename_file(oldname, newname, safe)
        _sync_folder(folder)


def open_store(folder: Path, fingerprint: str) -> tuple[FileIndex, Postings]:
    """The index in `folder`, started anew where there is none, another fingerprint made it, or it is damaged.

    Raises MissingError for a folder that others can write to, LockedError for one that another run writes.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_foreign(folder)
    made_by = {"fingerprint": fingerprint, "analyzer": ANALYZER, "schema": SCHEMA, "whoosh": list(whoosh_version)}
    return _usable(folder, made_by) or _start_anew(folder, made_by)


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


def _usable(folder: Path, made_by: object) -> tuple[FileIndex, Postings] | None:
    if _read_json(folder / MADE_BY) != made_by:
        return None
    # Whatever a damaged file makes Whoosh raise (struct, pickle, zlib, assertions, …): the catalogue has it all.
    with suppress(Exception):
        index = FileIndex(DurableStorage(str(folder)), schema=make_schema())
        sizes = _read_json(folder / SIZES)
        # Sizes first: a reader waits half a second for a file that is not there.
        if all(
            _whole(folder, segment.segment_id(), sizes)
            for segment in TOC.read(index.storage, NAME, schema=make_schema()).segments
        ):
            return index, Postings(index.reader())
    return None


def _whole(folder: Path, segment: str, sizes: dict[str, int]) -> bool:
    there = {path.name: path.stat().st_size for path in folder.glob(f"{segment}.*")}
    return there == {name: size for name, size in sizes.items() if name.startswith(f"{segment}.")}


def _start_anew(folder: Path, made_by: object) -> tuple[FileIndex, Postings]:
    storage = DurableStorage(str(folder))
    lock = storage.lock(LOCK)
    if not try_for(lock.acquire, timeout=PATIENCE):
        raise LockedError("the index in {folder} is being written by another run; wait for it to end", folder=folder)
    try:
        # What looked damaged may have been a commit that was under way. Now that none can be, look again.
        opened = _usable(folder, made_by)
        if opened is None:
            _wipe(folder)
            index = FileIndex.create(storage, make_schema())
            _write_json(folder / MADE_BY, made_by)
            opened = index, Postings(index.reader())
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


def _segment_files(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"{NAME}_*.*") if path.is_file()]


def _synced_size(path: Path) -> int:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_json(path: Path, value: object) -> None:
    new = path.with_suffix(".new")
    new.write_text(json.dumps(value), encoding="utf-8")
    _synced_size(new)
    new.replace(path)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
