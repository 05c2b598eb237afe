"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpusdoc.errors import LockedError, UsageError

FILE = "lock"


@contextmanager
def writing(folder: Path, timeout: float = 10.0) -> Iterator[None]:
    """The right to write to the corpus in `folder`, which is made if need be, until the block ends.

    Raises LockedError when another run still has it after `timeout` seconds, UsageError where nobody may write.
    """
    with closing(_lock_file(folder, timeout)) as lock:
        try:
            # SQLite locks files on every system alike. Nothing is ever written, so no journal is needed beside it.
            lock.execute("PRAGMA journal_mode = MEMORY")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise LockedError(
                    "another run is writing to {folder}; wait for it or stop it", folder=folder
                ) from error
            raise _unwritable(folder, error) from error
        yield


def _lock_file(folder: Path, timeout: float) -> sqlite3.Connection:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(folder / FILE, timeout=timeout, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: Exception) -> UsageError:
    return UsageError("cannot write to {folder}: {error}", folder=folder, error=error)
