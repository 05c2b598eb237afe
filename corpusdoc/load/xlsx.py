"""XLSX: each sheet as tables, with the numbers, percentages and dates that its cells show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpusdoc.load.content import Content, Piece, compose
from corpusdoc.load.number_format import BUILTIN, show
from corpusdoc.load.package import Package, parse_xml, related, stream_xml
from corpusdoc.load.properties import office_hints
from corpusdoc.load.sheets import sheet_pieces

if TYPE_CHECKING:
    from lxml.etree import _Element

BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
MAX_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class _Book:
    strings: Sequence[str]
    formats: Sequence[str]
    from_1904: bool
    unknown: list[str] = field(default_factory=list)  # cells whose formula nobody has computed yet


def read(data: bytes) -> Content:
    """The sheets that are shown, in their order; `page` is the sheet's number. Raises ReadingError."""
    package = Package(data)
    root = parse_xml(package.part(BOOK), BOOK)
    book = _book(package, root)
    pieces: list[Piece] = []
    for number, name, rows in _sheets(package, root, book):
        pieces += sheet_pieces(name, rows, number)
    text, blocks = compose(pieces)
    return Content(text, blocks, hints=office_hints(package), partial="no_results" if book.unknown else None)


def sheets(data: bytes) -> Iterator[Iterator[list[str]]]:
    """For each sheet that is shown its rows of cells, as the cells show them. Raises ReadingError."""
    package = Package(data)
    root = parse_xml(package.part(BOOK), BOOK)
    return (rows for _, _, rows in _sheets(package, root, _book(package, root)))


def _book(package: Package, root: _Element) -> _Book:
    properties = root.find("{*}workbookPr")
    return _Book(
        list(_strings(package)) if STRINGS in package.names else (),
        _formats(parse_xml(package.part(STYLES), STYLES)) if STYLES in package.names else (),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _sheets(package: Package, root: _Element, book: _Book) -> Iterator[tuple[int, str, Iterator[list[str]]]]:
    """(number, name, rows) of each sheet that is shown."""
    targets = related(package, BOOK)
    for number, sheet in enumerate(root.iter("{*}sheet"), 1):
        link = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        part = targets.get(str(link), "")
        if sheet.get("state") in (None, "visible") and part in package.names and "worksheet" in part:
            yield number, sheet.get("name") or "", _rows(package, part, book)


def _strings(package: Package) -> Iterator[str]:
    for element in stream_xml(package, STRINGS, "si"):
        yield _text(element)


def _text(element: _Element) -> str:
    """The text of a string; readings of its characters (rPh) left out."""
    return "".join(
        run.text or ""
        for run in element.iter("{*}t")
        if (parent := run.getparent()) is None or not str(parent.tag).endswith("}rPh")
    )


def _formats(root: _Element) -> list[str]:
    """Format codes by the style numbers that cells name."""
    own = {element.get("numFmtId"): element.get("formatCode") or "" for element in root.iter("{*}numFmt")}
    styles = root.find("{*}cellXfs")
    ids = [style.get("numFmtId") or "0" for style in styles] if styles is not None else []
    return [own.get(each) or BUILTIN.get(int(each) if each.isdecimal() else 0, "General") for each in ids]


def _rows(package: Package, part: str, book: _Book) -> Iterator[list[str]]:
    last = 0
    for row in stream_xml(package, part, "row"):
        number = row.get("r") or ""
        at = int(number) if number.isdecimal() and len(number) < 8 else last + 1
        if at > last + 1:
            # Rows that are left out are blank.
            yield []
        last = at
        cells: list[str] = []
        for cell in row.iterchildren("{*}c"):
            column = _column(cell.get("r") or "")
            if len(cells) < column < MAX_COLUMNS:
                cells.extend([""] * (column - len(cells)))
            cells.append(_cell(cell, book))
        yield cells


def _column(reference: str) -> int:
    """0 for A1, 27 for AB7; 0, too, where the cell does not say where it stands."""
    column = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return max(column - 1, 0)


def _cell(cell: _Element, book: _Book) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext("{*}v") or ""
    if not value and kind == "n" and len(cell) and cell.find("{*}f") is not None:
        book.unknown.append(cell.get("r") or "")
    if not value or kind == "e":
        return ""
    if kind == "s":
        return book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ""
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind != "n":
        return value
    style = cell.get("s") or "0"
    code = book.formats[int(style)] if style.isdecimal() and int(style) < len(book.formats) else "General"
    return show(value, code, book.from_1904)
