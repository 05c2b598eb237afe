"""Comma- and tab-separated values (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import BinaryIO

from corpusdoc.export.cells import as_text
from corpusdoc.export.options import ExportOptions, Row

# With these a spreadsheet takes a cell for a formula (OWASP, "CSV injection"; ASVS 1.2.10). Chinese and Japanese
# versions take the full-width signs, too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# -3.2% and +1,000 are harmless, and would be text with an apostrophe.
_FIGURE = re.compile(r"[+\-＋－]?\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][+-]?\d+)?[%％]?")


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes comma-separated values; returns the number of rows."""
    return _write(rows, columns, stream, options, ",")


def write_tabs(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes tab-separated values, quoted like comma-separated ones; returns the number of rows."""
    return _write(rows, columns, stream, options, "\t")


def neutralised(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


def _write(
    rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions, delimiter: str
) -> int:
    if options.bom:
        stream.write("\ufeff".encode())
    cell = as_text if options.raw else _safe
    # One line at a time goes through the buffer: a text wrapper around the stream would close it when collected.
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    lines = chain([columns], ([row.get(column) for column in columns] for row in rows))
    count = -1
    for count, line in enumerate(lines):  # noqa: B007  # the header is line 0
        writer.writerow([cell(value) for value in line])
        stream.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()
    return count


def _safe(value: object) -> str:
    return neutralised(as_text(value))
