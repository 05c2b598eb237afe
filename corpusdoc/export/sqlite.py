"""An SQLite file: the table, and beside it those that explain it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from corpusdoc.export.cells import sample
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.typed import converter, types

_TYPES = {"integer": "INTEGER", "number": "REAL", "truth": "INTEGER"}


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes a database; returns the number of rows of its first table. Its bytes come at the end."""
    with TemporaryDirectory(prefix="corpusdoc-") as folder:
        path = Path(folder) / "table.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            # Nobody else sees the file before it is whole, so nothing needs to be safe before then.
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            db.execute("BEGIN")
            count = _fill(db, options.title or "data", rows, columns, options)
            for companion in options.companions:
                _fill(db, companion.title, companion.rows, companion.columns, ExportOptions(table=companion.title))
            db.execute("COMMIT")
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, stream)
    return count


def _fill(
    db: sqlite3.Connection, table: str, rows: Iterable[Row], columns: Sequence[str], options: ExportOptions
) -> int:
    first, every = sample(rows)
    typed = types(columns, first, options)
    fields = ", ".join(f"{_quoted(column)} {_TYPES.get(typed[column], 'TEXT')}" for column in columns)
    db.execute(f"CREATE TABLE {_quoted(table)} ({fields})")
    converters = [(column, converter(column, typed[column])) for column in columns]
    values = ([convert(row.get(column)) for column, convert in converters] for row in every)
    insert = f"INSERT INTO {_quoted(table)} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # quoted
    return max(db.executemany(insert, values).rowcount, 0)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""').replace("\x00", "") + '"'
