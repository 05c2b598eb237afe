"""A user's own rows: added to, removed from and listed from the `*.csv` of a workspace's lexicon folder."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from corpusdoc.errors import ConfigError, UsageError
from corpusdoc.lexicon import Lexicon, Row, load_lexicon, named_by
from corpusdoc.model import Category, Level, Status

# Columns with a closed set of values; a row may leave them empty.
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "level": get_args(Level),
    "category": get_args(Category),
    "status": get_args(Status),
}

_FIGURES = {"units": ("unit", "factor"), "numbering": ("rank",)}


def add_row(folder: Path, table: str, values: Mapping[str, str]) -> bool:
    """Writes a row into `folder`/`table`.csv, in place of one with the same kind and surface. False: it stood there.

    Raises UsageError for an unknown table, column or kind, for an empty surface and for a value that cannot be used;
    ConfigError if the file that is there is wrong. The file is replaced in one step.
    """
    row = _checked(table, values)
    before = _read(folder, table)
    if row in before:
        return False
    _write(folder, table, [*(other for other in before if _key(other) != _key(row)), row])
    return True


def remove_row(folder: Path, table: str, surface: str, kind: str | None = None) -> int:
    """Removes the own rows of a surface, of one kind or of any; says how many. Built-in rows cannot be removed.

    Of synonyms, the surface is a word, or several with = between them: rows that hold them all go.
    """
    _columns(table)
    before = _read(folder, table)
    kept = [row for row in before if not _is_about(row, surface) or kind not in (None, row.get("kind"))]
    if len(kept) < len(before):
        _write(folder, table, kept)
    return len(before) - len(kept)


def own_rows(folder: Path) -> tuple[tuple[str, Row], ...]:
    """(table, row) for each own row, by table and in the order of its file."""
    tables = sorted(path.stem for path in folder.glob("*.csv")) if folder.is_dir() else []
    return tuple((table, row) for table in tables for row in _read(folder, table))


def _is_about(row: Row, surface: str) -> bool:
    return terms_of({"terms": surface}) <= terms_of(row) if "terms" in row else row[named_by(row)] == surface


@cache
def _builtin() -> Lexicon:
    return load_lexicon()


def _columns(table: str) -> tuple[str, ...]:
    known = _builtin().tables
    if table not in known:
        raise UsageError("no lexicon table '{table}'; there are: {known}", table=table, known=", ".join(sorted(known)))
    return tuple(known[table][0])


def _checked(table: str, values: Mapping[str, str]) -> dict[str, str]:
    columns = _columns(table)
    given = {name: " ".join(value.split()) for name, value in values.items()}
    unknown = next((name for name in given if name not in columns), None)
    if unknown is not None:
        raise UsageError(
            "table '{table}' has no column '{column}'; there are: {known}",
            table=table,
            column=unknown,
            known=", ".join(columns),
        )
    row = {column: given.get(column, "") for column in columns}
    needed = next((name for name in _needed(table, row) if name in columns and not row[name]), None)
    if needed is not None:
        raise UsageError("a row of '{table}' needs a value for '{column}'", table=table, column=needed)
    _check_values(table, row)
    return row


def _needed(table: str, row: Row) -> tuple[str, ...]:
    """The columns that a row cannot do without."""
    weighed = table == "genres" or (table == "measures" and row["kind"] == "cue")
    return ("kind", named_by(row), *(("category", "genre", "weight") if weighed else ()), *_FIGURES.get(table, ()))


def _check_values(table: str, row: Mapping[str, str]) -> None:
    allowed = {name: values for name, values in _CLOSED.items() if row.get(name)}
    if "kind" in row:
        allowed["kind"] = tuple(dict.fromkeys(other["kind"] for other in _builtin().rows(table)))
    for name, values in allowed.items():
        if row[name] not in values:
            raise UsageError(
                "'{value}' is no {column} of '{table}'; there are: {known}",
                value=row[name],
                column=name,
                table=table,
                known=", ".join(values),
            )
    if row.get("weight") and not re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", row["weight"]):
        raise UsageError("'{value}' is no weight: write a number such as 3 or 0.5", value=row["weight"])
    if table == "synonyms":
        _check_synonyms(row)
    try:
        re.compile(row.get("pattern", ""))
    except re.error as error:
        raise UsageError("'{value}' is no regular expression: {reason}", value=row["pattern"], reason=error) from error


def _check_synonyms(row: Row) -> None:
    terms = terms_of(row)
    if len(terms) < 2 or not all(any(map(str.isalnum, term)) for term in terms):
        raise UsageError("synonyms are two or more different words: 客户=用户")
    if row["weight"] and not 0 < float(row["weight"]) <= 1:
        raise UsageError("'{value}' is no weight of synonyms: write a number above 0, up to 1", value=row["weight"])


def terms_of(row: Row) -> frozenset[str]:
    """The words of a row of synonyms."""
    return frozenset(term.strip() for term in row["terms"].split("="))


def _key(row: Row) -> tuple[str | None, str | frozenset[str]]:
    return row.get("kind"), terms_of(row) if "terms" in row else row[named_by(row)]


def _read(folder: Path, table: str) -> list[Row]:
    path = folder / f"{table}.csv"
    if not path.is_file():
        return []
    columns = _columns(table)
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), restval="")
    except UnicodeDecodeError as error:
        raise ConfigError("{path} is not UTF-8: save it as UTF-8", path=path) from error
    return [{column: (row.get(column) or "").strip() for column in columns} for row in reader]


def _write(folder: Path, table: str, rows: list[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path, columns = folder / f"{table}.csv", _columns(table)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    # Written beside and then moved, so that no run ever reads half a table.
    beside = path.with_suffix(f".{os.getpid()}.new")
    beside.write_text(text.getvalue(), encoding="utf-8")
    beside.replace(path)
