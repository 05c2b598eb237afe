"""Word lists as data: every `*.csv` beside this file is a table, a user's file of the same name extends it.

Each built-in row carries an `example` that a test runs. Users' rows come first, so that they win.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpusdoc.errors import ConfigError

Row = Mapping[str, str]

# What questions are read with; no fact depends on it, so a change makes no document stale.
ASKING = frozenset({"stopwords", "synonyms"})


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables by name. Compared and hashed by identity, so that what is compiled from it can be cached."""

    tables: Mapping[str, tuple[Row, ...]]
    fingerprint: str  # of every row: facts carry it, so that a changed lexicon is noticed
    folder: Path | None = field(default=None, repr=False)
    base: str = ""  # the fingerprint of the built-in rows alone
    own: tuple[tuple[str, Row], ...] = field(default=(), repr=False)  # the user's rows with their tables, of facts

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, the user's first; every column is there, empty where nothing is said."""
        return self.tables[table]

    def __reduce__(self) -> tuple[object, ...]:
        # Workers read the files again, once, instead of getting every row with every task.
        return _in_worker, (self.folder,)


class _Tables(Mapping[str, tuple[Row, ...]]):
    """Tables that are parsed when they are asked for: a search needs two of thirty, and all take 0.1 s."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._parsed: dict[str, tuple[Row, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        if name not in self._parsed:
            self._parsed[name] = tuple(_parsed(self._texts[name]))
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def extend(self, name: str, rows: tuple[Row, ...]) -> None:
        """Puts rows before those of a table."""
        self._parsed[name] = rows + self[name]


def _parsed(text: str) -> Iterator[Row]:
    # Twice as quick as DictReader; of the 26,000 rows that are read at the start none is blank.
    columns, *rows = csv.reader(io.StringIO(text))
    for row in rows:
        yield dict(zip(columns, row + [""] * (len(columns) - len(row)), strict=True))


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The built-in tables, extended by the `*.csv` of `folder`. Raises ConfigError for an own file that is wrong."""
    digest = hashlib.sha256()
    texts: dict[str, str] = {}
    builtin = sorted(
        (entry for entry in files(__package__).iterdir() if entry.name.endswith(".csv")), key=lambda e: e.name
    )
    for entry in builtin:
        text = entry.read_text(encoding="utf-8")
        digest.update(b"" if entry.name.removesuffix(".csv") in ASKING else text.encode())
        texts[entry.name.removesuffix(".csv")] = text
    base = digest.hexdigest()[:12]
    tables = _Tables(texts)
    own: list[tuple[str, Row]] = []
    for path in sorted(folder.glob("*.csv")) if folder and folder.is_dir() else []:
        if path.stem not in tables:
            raise ConfigError(
                "{path}: no lexicon table has this name; there are: {known}", path=path, known=", ".join(sorted(tables))
            )
        text = path.read_text(encoding="utf-8-sig")
        digest.update(b"" if path.stem in ASKING else text.encode())
        rows = _own_rows(path, text, tuple(tables[path.stem][0]))
        own += [(path.stem, row) for row in rows if path.stem not in ASKING]
        tables.extend(path.stem, rows)
    return Lexicon(tables, digest.hexdigest()[:12], folder, base, tuple(own))


def _own_rows(path: Path, text: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    reader = csv.DictReader(io.StringIO(text), restval="")
    unknown = [name for name in reader.fieldnames or () if name not in columns]
    if unknown:
        raise ConfigError(
            "{path}: unknown column {column}; there are: {known}",
            path=path,
            column=unknown[0],
            known=", ".join(columns),
        )
    read = list(reader)
    for number, row in enumerate(read, start=2):
        # DictReader keeps cells without a column under None: \d{1,3} without quotes would be cut at its comma.
        if any(map(str.strip, row.get(None) or ())):
            template = "{path}: row {number} has more cells than columns: put quotes around what holds a comma"
            raise ConfigError(template, path=path, number=number)
    rows = ({column: (row.get(column) or "").strip() for column in columns} for row in read)
    # An empty surface would be found everywhere.
    return tuple(_named(path, number, row) for number, row in enumerate(rows, start=2) if any(row.values()))


def _named(path: Path, number: int, row: Row) -> Row:
    if not row[named_by(row)]:
        raise ConfigError("{path}: row {number} has no {column}", path=path, number=number, column=named_by(row))
    try:
        re.compile(row.get("pattern", ""))
    except re.error as error:
        raise ConfigError(
            "{path}: row {number}: no regular expression: {pattern} ({reason})",
            path=path,
            number=number,
            pattern=row["pattern"],
            reason=error.msg,
        ) from error
    return row


def named_by(row: Row) -> str:
    """The column that says what a row is about: the word or the pattern that is looked for."""
    return next((name for name in ("surface", "pattern") if name in row), next(iter(row)))


@cache
def _in_worker(folder: Path | None) -> Lexicon:
    return load_lexicon(folder)
