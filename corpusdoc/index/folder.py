"""The folder of an index: checked before anything in it is believed, and wiped when it is of no use.

An index that another user could have written is never opened. `made_by.json` says what an index was made with; it is
written when the index can be opened, and without it there is none.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from whoosh.util.filelock import FileLock, try_for

from corpusdoc.errors import LockedError, MissingError

MADE_BY = "made_by.json"
LOCK = "MAIN_WRITELOCK"  # Whoosh's name for it; every engine writes under it
PATIENCE = 0.5  # seconds to wait for another writer

Opened = TypeVar("Opened")


def open_folder(
    folder: Path, made_by: object, opens: Callable[[], Opened | None], makes: Callable[[], Opened]
) -> Opened:
    """What `opens` makes of the index in `folder`; where it is None or made with something else, what `makes` makes.

    Raises MissingError for a folder that others can write to, LockedError for one that another run writes.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_foreign(folder)
    opened = opens() if read_json(folder / MADE_BY) == made_by else None
    return opened if opened is not None else _start_anew(folder, made_by, opens, makes)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other writers out. Raises LockedError."""
    lock = FileLock(str(folder / LOCK))
    if not try_for(lock.acquire, timeout=PATIENCE):
        raise LockedError("the index in {folder} is being written by another run; wait for it to end", folder=folder)
    try:
        yield
    finally:
        lock.release()


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


def _start_anew(
    folder: Path, made_by: object, opens: Callable[[], Opened | None], makes: Callable[[], Opened]
) -> Opened:
    with locked(folder):
        # What looked damaged may have been a commit that was under way. Now that none can be, look again.
        opened = opens() if read_json(folder / MADE_BY) == made_by else None
        if opened is None:
            _wipe(folder)
            opened = makes()
            write_json(folder / MADE_BY, made_by)
        return opened


def _wipe(folder: Path) -> None:
    # First what makes the folder believable: a wipe that is cut short is begun again.
    (folder / MADE_BY).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != LOCK:
            path.unlink()


def synced_size(path: Path) -> int:
    """A file's size, once it is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)


def sync_folder(folder: Path) -> None:
    """Puts a folder's names on the disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_json(path: Path, value: object) -> None:
    """Replaces a file at once: it is either the old one or the new one."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(value), encoding="utf-8")
    synced_size(new)
    new.replace(path)


def read_json(path: Path) -> Any:
    """A file's value, or None where there is none to be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
