"""Workbooks of 2003 in a single XML file (SpreadsheetML): what programs that export tables call .xls to this day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from corpusdoc.load.content import Content, compose
from corpusdoc.load.number_format import show
from corpusdoc.load.package import parse_xml
from corpusdoc.load.sheets import sheet_pieces

if TYPE_CHECKING:
    from lxml.etree import _Element

S = "{urn:schemas-microsoft-com:office:spreadsheet}"
# Formats that have names; the others are written as in XLSX.
NAMED = {"Percent": "0.00%", "Standard": "#,##0.00", "Fixed": "0.00"}
MAX_COLUMNS = 16_384
DAY = 10  # characters of a date before its time


def read(data: bytes) -> Content:
    """The sheets in their order; `page` is the sheet's number. Raises ReadingError."""
    root = parse_xml(data, "Workbook")
    formats = {
        style.get(S + "ID"): form.get(S + "Format") or ""
        for style in root.iter(S + "Style")
        for form in style.iterchildren(S + "NumberFormat")
    }
    text, blocks = compose(
        piece
        for number, sheet in enumerate(root.iterchildren(S + "Worksheet"), 1)
        for piece in sheet_pieces(sheet.get(S + "Name") or "", _rows(sheet, formats), number)
    )
    return Content(text, blocks)


def _rows(sheet: _Element, formats: Mapping[str | None, str]) -> Iterator[list[str]]:
    last = 0
    for row in sheet.iter(S + "Row"):
        at = _place(row, last)
        if at > last + 1:
            # Rows that are left out are blank.
            yield []
        last = at
        cells: list[str] = []
        for cell in row.iterchildren(S + "Cell"):
            cells += [""] * min(_place(cell, len(cells)) - 1 - len(cells), MAX_COLUMNS)
            cells += [_text(cell, formats), *[""] * min(_number(cell, "MergeAcross", 0), MAX_COLUMNS)]
        yield cells


def _text(cell: _Element, formats: Mapping[str | None, str]) -> str:
    data = next(cell.iterchildren(S + "Data"), None)
    if data is None:
        return ""
    text = "".join(map(str, data.itertext()))
    match data.get(S + "Type"):
        case "Error":
            return ""
        case "DateTime":
            return text[:DAY]
        case "Number":
            form = formats.get(cell.get(S + "StyleID"), "")
            return show(text, NAMED.get(form, form) or "General", False)
        case _:
            return text


def _place(element: _Element, last: int) -> int:
    """Which row or cell it is, from 1: the next one if it does not say."""
    return max(_number(element, "Index", 0), last + 1)


def _number(element: _Element, name: str, default: int) -> int:
    stated = element.get(S + name) or ""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else default
