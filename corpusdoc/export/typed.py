"""Values as the formats want them that give each column one type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from importlib import import_module
from itertools import islice
from operator import itemgetter
from typing import Any

from corpusdoc.errors import UsageError
from corpusdoc.export.cells import as_text, is_absent, is_number
from corpusdoc.export.codebook import Type, variable
from corpusdoc.export.options import ExportOptions, Row

Convert = Callable[[object], object]
WHOLE = 2**63  # integers beyond do not fit a column of them


def types(columns: Sequence[str], rows: Sequence[Row], options: ExportOptions) -> dict[str, Type]:
    """The type of each column: the codebook's, else that of all values among the first rows, else text."""
    return {column: _known(column, options) or _observed(column, rows) for column in columns}


def converter(column: str, type_: Type) -> Convert:
    """What turns a value of the column into None, str, int, float or bool.

    Raises UsageError for a value that is none of its type, as may come where the type was taken from the first rows.
    """
    converters: dict[Type, Convert] = {
        "text": _text,
        "json": _text,
        "integer": partial(_integer, column),
        "number": partial(_number, column),
        "truth": partial(_truth, column),
    }
    return converters[type_]


def batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows, so many at a time."""
    following = iter(rows)
    while batch := list(islice(following, size)):
        yield batch


def column_values(rows: Sequence[Row], column: str) -> list[object]:
    """What the column holds in each row; None where a row lacks it."""
    try:
        return list(map(itemgetter(column), rows))  # twice as fast as asking each row
    except KeyError:
        return [row.get(column) for row in rows]


def require(module: str, form: str, extra: str) -> Any:
    """A module that comes with an extra. Raises UsageError that names the extra to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(
            "format '{format}' needs '{module}': pip install 'corpusdoc[{extra}]'",
            format=form,
            module=error.name,
            extra=extra,
        ) from error


def unique_names(columns: Sequence[str], legal: Callable[[str], str], longest: int) -> Mapping[str, str]:
    """For each column a name that a format takes: legal, at most `longest` characters, different from the others."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for column in columns:
        name = stem = legal(column)[:longest]
        number = 2
        while name.lower() in taken:
            suffix = f"_{number}"
            name, number = stem[: longest - len(suffix)] + suffix, number + 1
        taken.add(name.lower())
        names[column] = name
    return names


def _known(column: str, options: ExportOptions) -> Type | None:
    found = variable(options.table, column) if options.table else None
    return found.type if found else None


def _observed(column: str, rows: Sequence[Row]) -> Type:
    values = [value for row in rows if not is_absent(value := row.get(column))]
    if values and all(isinstance(value, bool) for value in values):
        return "truth"
    return "number" if values and all(map(is_number, values)) else "text"


def _text(value: object) -> str | None:
    return None if is_absent(value) else as_text(value)


def _integer(column: str, value: object) -> int | None:
    if is_absent(value):
        return None
    if isinstance(value, int | float | Decimal) and value % 1 == 0 and -WHOLE < value < WHOLE:
        return int(value)
    raise _mismatch(column, value)


def _number(column: str, value: object) -> float | None:
    if is_absent(value):
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            return None
    raise _mismatch(column, value)


def _truth(column: str, value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise _mismatch(column, value)


def _mismatch(column: str, value: object) -> UsageError:
    return UsageError(
        "column {column} holds {value} among values of another type: export it as csv, jsonl or xlsx",
        column=column,
        value=as_text(value)[:50],
    )
