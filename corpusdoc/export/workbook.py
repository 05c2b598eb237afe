"""An Excel workbook: figures as numbers, all else as strings that nothing runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from corpusdoc.export.cells import as_text, is_absent, is_number, sample
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.width import ELLIPSIS, display_width

LONGEST = 32_767  # UTF-16 units of a cell, Excel's limit
DIGITS = 15  # that Excel keeps of a figure
LARGEST_POWER = 300  # of ten that a figure may have, a little below Excel's limit
NAME_LENGTH = 31  # of a sheet
NARROWEST, WIDEST = 8, 60  # columns, in characters

# XML 1.0 has no way to write these. Excel ends lines with LF.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

# Rows must not pile up in memory, and no string may become a formula, a link or a number.
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(rows: Iterable[Row], columns: Sequence[str], stream: BinaryIO, options: ExportOptions) -> int:
    """Writes a workbook, with a further sheet wherever one is full; returns the number of rows.

    The stream gets its bytes at the end, when all rows have come: until then they are in a temporary folder.
    """
    from xlsxwriter import Workbook  # 0.2 s

    room = options.sheet_rows - 1
    first, every = sample(rows)
    widths = [_width(column, first) for column in columns]
    sheets: list[Any] = []
    count = 0
    # Windows cannot remove files that are still open, as they are after an error in `rows`.
    with TemporaryDirectory(prefix="corpusdoc-", ignore_cleanup_errors=True) as folder:
        book = Workbook(stream, _SETTINGS | {"tmpdir": folder})
        whole = book.add_format({"num_format": "0"})
        new_sheet = partial(_new_sheet, book, options.title, columns, widths)
        for row in every:
            if count == len(sheets) * room:
                sheets.append(new_sheet(len(sheets) + 1))
            for position, column in enumerate(columns):
                _put(sheets[-1], count % room + 1, position, row.get(column), whole)
            count += 1
        for number, sheet in enumerate(sheets or [new_sheet(1)]):
            sheet.autofilter(0, 0, min(room, count - number * room), max(len(columns) - 1, 0))
        # Not in a `with`: after an error half a workbook would be written.
        book.close()
    return count


def _new_sheet(book: Any, title: str | None, columns: Sequence[str], widths: Sequence[int], number: int) -> Any:
    sheet = book.add_worksheet(_sheet_name(title or "Sheet", number))
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for position, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, _legal(column), bold)
    return sheet


def _sheet_name(title: str, number: int) -> str:
    suffix = f" {number}" if number > 1 else ""
    name = _NOT_IN_NAMES.sub(" ", title).strip(" '")[: NAME_LENGTH - len(suffix)]
    return (name or "Sheet") + suffix


def _put(sheet: Any, line: int, position: int, value: object, whole: Any) -> None:
    if is_absent(value):
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, position, value)
    elif isinstance(value, float) or (is_number(value) and _survives(Decimal(str(value)))):
        # Excel would show 767380000000 as 7.67E+11.
        is_whole = Decimal(str(value)) % 1 == 0
        sheet.write_number(line, position, value, whole if is_whole else None)
    else:
        sheet.write_string(line, position, _legal(as_text(value)))


def _survives(figure: Decimal) -> bool:
    """Whether Excel keeps every digit of a figure."""
    return len(figure.normalize().as_tuple().digits) <= DIGITS and abs(figure.adjusted()) <= LARGEST_POWER


def _legal(text: str) -> str:
    """The text as a cell can hold it: without characters that XML lacks, cut to Excel's length."""
    text = _LINE_END.sub("\n", _ILLEGAL.sub("\ufffd", text))
    if len(text.encode("utf-16-le")) > LONGEST * 2:
        text = text.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + ELLIPSIS
    # XlsxWriter writes a text between these tags as markup, unescaped: it must not end in one.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def _width(column: str, rows: Sequence[Row]) -> int:
    longest = max(display_width(text) for text in [column, *(as_text(row.get(column)) for row in rows)])
    # The filter's button takes two more.
    return min(max(longest + 2, NARROWEST), WIDEST)
