"""The catalogue's file: opened, made, checked, and its troubles told in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from corpusdoc.errors import CorpusdocError, LockedError, MissingError, UsageError, VersionError

FILE = "catalogue.sqlite"
VERSION = 2  # of schema.sql, kept in the file as user_version
APPLICATION = 0x43444F43  # "CDOC", kept in the file as application_id

# The tables of later.sql with their columns.
_LATER = {
    "page": "document, number, raw_start",
    "overlay": "document, kind, fact, state, original, reason, decision",
    "laid": "files",
    "words": "pipeline, base, own",
    "tag": "sha256, name",
}

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SYSTEM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


class Cursor(sqlite3.Cursor):
    """A cursor that says what is wrong with the file rather than with SQLite."""

    connection: Database

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        """As Database.execute."""
        with self.connection.told():
            return super().execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Self:
        """As Database.executemany."""
        with self.connection.told():
            return super().executemany(sql, rows)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise self.connection.told_error(error) from error


class Database(sqlite3.Connection):
    """A connection that commits when told to, and whose errors are corpusdoc's."""

    path: Path

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """The answer to a statement; raises VersionError (damaged), LockedError or UsageError (full, not writable)."""
        return self.cursor(Cursor).execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Cursor:
        """As `execute`, once a row."""
        return self.cursor(Cursor).executemany(sql, rows)

    @contextmanager
    def told(self) -> Iterator[None]:
        """SQLite's errors in the block as corpusdoc's."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self.told_error(error) from error

    def told_error(self, error: sqlite3.DatabaseError) -> Exception:
        """What to raise for an error of SQLite's: itself where it is a mistake of ours."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            return damaged(self.path, error)
        if code in _BUSY:
            return LockedError("another run is writing to {folder}; wait for it or stop it", folder=self.path.parent)
        if code in _SYSTEM:
            return UsageError(
                "{path}: {error}; make room or mend the permissions and run the same again: what was committed stays",
                path=self.path,
                error=error,
            )
        return error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens in the block, or nothing. Inside another one: a part that can fail alone."""
        begin, commit, rollback = (
            ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))
            if self.in_transaction
            else ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
        )
        self.execute(begin)
        try:
            yield
            self.execute(commit)
        except BaseException:
            # A full disk may have ended the transaction already.
            for statement in rollback if self.in_transaction else ():
                self.execute(statement)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read in the block is of one state, whatever others write meanwhile."""
        if self.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("ROLLBACK")


def open_database(folder: Path, create: bool = False, read_only: bool = False) -> Database:
    """The catalogue in `folder`; with `create` an empty one where there is none.

    Raises MissingError without one, VersionError for one of another version or a file that is none.
    """
    path = folder / FILE
    if create and not read_only:
        folder.mkdir(parents=True, exist_ok=True)
    elif not path.is_file():
        raise _missing(path)
    database = _connect(path, "ro" if read_only else "rwc" if create else "rw")
    try:
        _prepare(database, create)
    except BaseException:
        database.close()
        raise
    return database


def damaged(path: Path, error: object) -> CorpusdocError:
    """What to say of a file that SQLite cannot read."""
    return VersionError(
        "{path} is damaged or no catalogue ({error}): move it away and ingest the sources again", path=path, error=error
    )


def _missing(path: Path) -> CorpusdocError:
    return MissingError("no catalogue at {path}: corpusdoc ingest makes one", path=path)


def _connect(path: Path, mode: str) -> Database:
    database = _database(path, f"mode={mode}")
    try:
        database.execute("PRAGMA schema_version")
    except UsageError:
        database.close()
        log = path.with_name(f"{FILE}-wal")
        if mode == "rwc" or (log.is_file() and log.stat().st_size):
            raise
        # Where nobody may write there is no room for the log's index, and no need for it.
        return _database(path, "mode=ro&immutable=1")
    except BaseException:
        database.close()
        raise
    return database


def _database(path: Path, options: str) -> Database:
    uri = f"{path.resolve().as_uri()}?{options}"
    try:
        database = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None, factory=Database)
    except sqlite3.OperationalError as error:
        raise UsageError("cannot open {path}: {error}", path=path, error=error) from error
    database.path = path
    database.row_factory = sqlite3.Row
    return database


def _prepare(database: Database, create: bool) -> None:
    found = _pragma(database, "user_version")
    empty = _pragma(database, "schema_version") == 0
    if empty and not create:
        raise _missing(database.path)
    if empty:
        _make(database)
    elif _pragma(database, "application_id") != APPLICATION:
        raise damaged(database.path, "another program's database")
    elif found != VERSION:
        raise VersionError(
            "{path} has schema {found}, this version of corpusdoc reads {known}: "
            "use the version that wrote it, or move it away and ingest the sources again",
            path=database.path,
            found=found,
            known=VERSION,
        )
    _add_later(database)
    database.execute("PRAGMA foreign_keys = ON")
    # An acknowledged document survives a power cut; with one commit a batch this costs nothing measurable.
    database.execute("PRAGMA synchronous = FULL")


def _add_later(database: Database) -> None:
    """The tables of later.sql, where a catalogue that was made before them lacks them."""
    missing = [name for name in _LATER if not _has(database, name)]
    if not missing:
        return
    script = files(__package__).joinpath("later.sql").read_text(encoding="utf-8")
    try:
        with database.told():
            database.executescript(f"BEGIN IMMEDIATE; {script} COMMIT;")
    except (UsageError, LockedError):
        # Where nobody can write, empty ones do for what was never added.
        for name in missing:
            database.execute(f"CREATE TEMP TABLE {name} ({_LATER[name]})")


def _has(database: Database, table: str) -> bool:
    return next(database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)), None) is not None


def _make(database: Database) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    schema = files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
    marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
    with database.told():
        database.executescript(f"BEGIN IMMEDIATE; {schema} {marks} COMMIT;")


def _pragma(database: Database, name: str) -> int:
    return int(next(database.execute(f"PRAGMA {name}"))[0])
