"""An Excel workbook: figures as numbers, all else as strings that nothing runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TypeGuard

from corpusdoc.export.cells import as_text, is_absent, sample
from corpusdoc.export.codebook import variable
from corpusdoc.export.options import ExportOptions, Row
from corpusdoc.export.width import ELLIPSIS, display_width
from corpusdoc.lexicon.undecoded import readable

LONGEST = 32_767  # UTF-16 units of a cell, Excel's limit
DIGITS = 15  # that Excel keeps of a figure
LARGEST_POWER = 300  # of ten that a figure may have, a little below Excel's limit
NAME_LENGTH = 31  # of a sheet
NARROWEST, WIDEST = 8, 60  # columns, in characters
MOST_LINKS = 65_530  # of a sheet, Excel's limit; rows behind have none
BLANK_LINES = 200  # of a form, for what is added

# XML 1.0 has no way to write these. Excel ends lines with LF.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Most texts hold none of what has to be changed.
_UNUSUAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|^<r>")
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
    """Writes a workbook, with a further sheet wherever one is full, then the companions; returns the number of rows.

    The stream gets its bytes at the end, when all rows have come: until then they are in a temporary folder.
    """
    from xlsxwriter import Workbook  # 0.2 s

    # Windows cannot remove files that are still open, as they are after an error in `rows`.
    with TemporaryDirectory(prefix="corpusdoc-", ignore_cleanup_errors=True) as folder:
        book = _Book(Workbook(stream, _SETTINGS | {"tmpdir": folder}), options.sheet_rows - 1)
        count = book.fill(options.title, rows, columns, options)
        for companion in options.companions:
            book.fill(companion.title, companion.rows, companion.columns, ExportOptions(table=companion.title))
        # Not in a `with`: after an error half a workbook would be written.
        book.close()
    return count


class _Book:
    """A workbook while it is being written."""

    def __init__(self, book: Any, room: int) -> None:
        self._book = book
        self._room = room  # rows of a sheet below its header
        self._bold = book.add_format({"bold": True})
        # Excel would show 767380000000 as 7.67E+11; years and places are no amounts.
        self._whole = book.add_format({"num_format": "#,##0"})
        self._broken = book.add_format({"num_format": "#,##0.0#########"})
        self._plain = book.add_format({"num_format": "0"})
        self._text = book.add_format({"num_format": "@"})
        self._link = book.get_default_url_format()
        self.close = book.close

    def fill(self, title: str | None, rows: Iterable[Row], columns: Sequence[str], options: ExportOptions) -> int:
        """Adds the sheets of a table; returns the number of rows."""
        first, every = sample(rows)
        known = {column: variable(options.table, column) for column in columns}
        counted = {column for column, found in known.items() if found and found.type == "integer"}
        places = [
            (position, column, self._plain if column in counted else None) for position, column in enumerate(columns)
        ]
        linked = columns.index(options.linked) if options.link and options.linked in columns else None
        widths = [_width(column, first) for column in columns]
        sheets: list[Any] = []
        count = 0
        for row in every:
            if count == len(sheets) * self._room:
                sheets.append(self._sheet(title, columns, widths, len(sheets) + 1, options))
            sheet, line = sheets[-1], count % self._room + 1
            for position, column, form in places:
                self._put(sheet, line, position, row.get(column), form)
            if linked is not None and line <= MOST_LINKS and options.link and (target := options.link(row)):
                sheet.write_url(line, linked, target, self._link, _legal(as_text(row.get(options.linked))))
            count += 1
        for number, sheet in enumerate(sheets or [self._sheet(title, columns, widths, 1, options)]):
            last = min(self._room, count - number * self._room)
            sheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
            if options.form:
                _offer(sheet, columns, options.choices, min(self._room, last + BLANK_LINES))
        return count

    def _sheet(
        self, title: str | None, columns: Sequence[str], widths: Sequence[int], number: int, options: ExportOptions
    ) -> Any:
        sheet = self._book.add_worksheet(_sheet_name(title or "Sheet", number))
        sheet.freeze_panes(1, 0)
        for position, (column, width) in enumerate(zip(columns, widths, strict=True)):
            known = variable(options.table, column)
            # Excel takes a typed 2017-11 for a day unless the cell is one for text.
            text = options.form and (known is None or known.type in ("text", "json"))
            settings = {"hidden": 1} if column in options.hidden else {}
            sheet.set_column(position, position, width, self._text if text else None, settings)
            sheet.write_string(0, position, _legal(column), self._bold)
        return sheet

    def _put(self, sheet: Any, line: int, position: int, value: object, form: Any) -> None:
        if isinstance(value, str):
            sheet.write_string(line, position, _legal(value))
        elif is_absent(value):
            return
        elif isinstance(value, bool):
            sheet.write_boolean(line, position, value)
        elif _survives(value):
            sheet.write_number(line, position, value, form or (self._whole if value % 1 == 0 else self._broken))
        else:
            sheet.write_string(line, position, _legal(as_text(value)))


def _offer(sheet: Any, columns: Sequence[str], choices: Mapping[str, Sequence[str]], last: int) -> None:
    """Lists to choose from in the columns that have them, down to the line `last`."""
    for position, column in enumerate(columns):
        if column in choices:
            sheet.data_validation(1, position, last, position, {"validate": "list", "source": list(choices[column])})


def _sheet_name(title: str, number: int) -> str:
    suffix = f" {number}" if number > 1 else ""
    name = _NOT_IN_NAMES.sub(" ", title).strip(" '")[: NAME_LENGTH - len(suffix)]
    return (name or "Sheet") + suffix


def _survives(value: object) -> TypeGuard[int | float | Decimal]:
    """Whether the value is a figure of which Excel keeps every digit."""
    if isinstance(value, float):
        return True
    if isinstance(value, int):
        return abs(value) < 10**DIGITS or _survives(Decimal(value))
    if not isinstance(value, Decimal):
        return False
    return len(value.normalize().as_tuple().digits) <= DIGITS and abs(value.adjusted()) <= LARGEST_POWER


def _legal(text: str) -> str:
    """The text as a cell can hold it: without characters that XML lacks, cut to Excel's length."""
    if len(text) * 2 <= LONGEST and not _UNUSUAL.search(text):
        return text
    text = readable(text)
    text = _LINE_END.sub("\n", _ILLEGAL.sub("\ufffd", text))
    if len(text.encode("utf-16-le")) > LONGEST * 2:
        text = text.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + ELLIPSIS
    # XlsxWriter writes a text between these tags as markup, unescaped: it must not end in one.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def _width(column: str, rows: Sequence[Row]) -> int:
    longest = max(display_width(text) for text in [column, *(as_text(row.get(column)) for row in rows)])
    # The filter's button takes two more.
    return min(max(longest + 2, NARROWEST), WIDEST)
