"""JSON (RFC 8259): one array, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from corpusdoc.export.cells import as_json
from corpusdoc.export.options import ExportOptions, Row

_STRICT = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes one array with a row a line; returns the number of rows."""
    stream.write(b"[")
    count = 0
    for count, row in enumerate(rows, 1):
        stream.write((",\n" if count > 1 else "\n").encode() + _encoded(row, columns))
    stream.write(b"\n]\n" if count else b"]\n")
    return count


def write_lines(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes JSON lines; returns the number of rows."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  # the count is what is returned
        stream.write(_encoded(row, columns) + b"\n")
    return count


def _encoded(row: Row, columns: Sequence[str]) -> bytes:
    values = {column: row.get(column) for column in columns or row}
    try:
        return _STRICT.encode(values).encode()
    except (TypeError, ValueError):
        # Decimals, dates, NaN, halves of characters: what the quick encoder does not know or may not write.
        return as_json(values).encode()
