"""Comma- and tab-separated values (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from corpusdoc.export.cells import as_text
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.typed import batches, column_values
from corpusdoc.lexicon.undecoded import readable

LINES = 100  # that are written at a time

# With these a spreadsheet takes a cell for a formula (OWASP, "CSV injection"; ASVS 1.2.10). Chinese and Japanese
# versions take the full-width signs, too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_FIGURES, _TEXTS = {int, float, type(None)}, {str, type(None)}
# -3.2% and +1,000 are harmless, and would be text with an apostrophe.
_FIGURE = re.compile(r"[+\-＋－]?\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][+-]?\d+)?[%％]?")


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes comma-separated values; returns the number of rows."""
    return _write(rows, columns, stream, options, ",")


def write_tabs(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes tab-separated values, quoted like comma-separated ones; returns the number of rows."""
    return _write(rows, columns, stream, options, "\t")


def neutralised(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet would take it for a formula: a sign alone is none."""
    return "'" + text if len(text) > 1 and text[0] in _FORMULA and not _FIGURE.fullmatch(text) else text


def _write(
    rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions, delimiter: str
) -> int:
    if options.bom:
        stream.write("\ufeff".encode())
    cells = _plain_cells if options.raw else _safe_cells
    # Lines go through a buffer: a text wrapper around the stream would close it when collected.
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(cells(columns))
    count = 0
    for lines in batches(rows, LINES):
        writer.writerows(zip(*(cells(column_values(lines, column)) for column in columns), strict=True))
        stream.write(_emptied(buffer))
        count += len(lines)
    stream.write(_emptied(buffer))
    return count


def _emptied(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    # Halves of characters stay out; looking for them in every cell would cost more than writing it.
    return readable(text).encode()


def _safe_cells(values: Sequence[object]) -> Sequence[object]:
    """The values of a column, none of which a spreadsheet would run."""
    kinds = set(map(type, values))
    # The writer knows these, and a figure is never a formula: most columns stay as they are.
    # Infinity and NaN differ from themselves by NaN.
    if kinds <= _FIGURES and all(value - value == 0 for value in values if value is not None):  # type: ignore[operator]
        return values
    if kinds <= _TEXTS and _FORMULA.isdisjoint({value[:1] for value in values if value is not None}):  # type: ignore[index]
        return values
    return [value if value is None or type(value) is int else neutralised(as_text(value)) for value in values]


def _plain_cells(values: Sequence[object]) -> Sequence[object]:
    return [value if isinstance(value, str) else as_text(value) for value in values]
