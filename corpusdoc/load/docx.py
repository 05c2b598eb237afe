"""DOCX as its reader sees it: styles' headings, automatic numbers, tables, text boxes, notes, changes accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from corpusdoc.load.accepted import accept
from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.numbering import Numbering, read_numbering
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.load.properties import office_hints
from corpusdoc.load.styles import BODY_LEVEL, Styles, read_styles
from corpusdoc.load.wordml import STRICT, W, attribute, child_value, number

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
TABLE, PARAGRAPH, ROW, CELL, VALUE = W + "tbl", W + "p", W + "tr", W + "tc", W + "val"
PROPERTIES, STATED = W + "pPr", (W + "pStyle", W + "numPr", W + "outlineLvl")
STYLE, LIST, OUTLINE = STATED
SPAN, GAPS = W + "gridSpan", (W + "gridBefore", W + "gridAfter")
# Picture-only documents are scans.
MEDIA = "word/media/"
SPACES = re.compile(r"[\t\n ]+")
MAX_SPAN = 64


@dataclass(frozen=True, slots=True)
class _Context:
    styles: Styles
    numbering: Numbering
    text_of: Callable[[_Element], str]


def read(data: bytes) -> Content:
    """The text of a DOCX with its headings, items and tables as blocks. Footnotes and endnotes stand at the end."""
    return read_package(Package(data))


def read_package(package: Package) -> Content:
    """The text of an open DOCX. Raises ReadingError."""
    root = _xml(package, _main(package))
    styles = read_styles(_xml(package, STYLES)) if STYLES in package.names else Styles({})
    numbering = read_numbering(_xml(package, NUMBERING)) if NUMBERING in package.names else Numbering({}, {})
    notes = [
        note
        for name in NOTES
        if name in package.names
        for note in _xml(package, name)
        # Separator lines are notes, too, of a type of their own.
        if attribute(note, "type") in ("", "normal")
    ]
    text, blocks = compose(read_parts([*root.iterchildren(W + "body"), *notes], styles, numbering))
    if not text and any(name.startswith(MEDIA) for name in package.names):
        raise ReadingError("needs_ocr")
    return Content(text, blocks, hints=office_hints(package))


def read_parts(parts: Sequence[_Element], styles: Styles, numbering: Numbering) -> Iterator[Piece]:
    """What the body of a document and its notes say. Changes their trees."""
    # lxml: 60 ms
    from lxml import etree

    text_of = partial(etree.tostring, encoding="unicode", method="text", with_tail=False)
    for part in parts:
        accept(part)
        yield from _pieces(part, _Context(styles, numbering, text_of))


def _main(package: Package) -> str:
    # Some writers number the part: word/document2.xml.
    return (
        MAIN
        if MAIN in package.names
        else next((name for name in package.names if re.fullmatch(r"word/document\d{0,3}\.xml", name)), MAIN)
    )


def _xml(package: Package, name: str) -> _Element:
    return parse_xml(package.part(name).replace(*STRICT), name, indented=True)


def _pieces(parent: _Element, context: _Context) -> Iterator[Piece]:
    for element in parent.iterchildren(PARAGRAPH, TABLE):
        if element.tag == PARAGRAPH:
            yield from _paragraph(element, context)
        else:
            yield Piece("\n".join(_rows(element, context)), "table")


def _paragraph(element: _Element, context: _Context) -> Iterator[Piece]:
    text = context.text_of(element)
    properties = next(iter(element), None)
    if properties is None or properties.tag != PROPERTIES:
        yield Piece(text)
        return
    stated = {each.tag: each for each in properties.iterchildren(*STATED)}
    style = context.styles.style(_value(stated.get(STYLE)))
    listed = stated.get(LIST)
    list_id = child_value(listed, "numId") or style.list_id
    label = ""
    if list_id != "0":
        depth = number(child_value(listed, "ilvl"), -1)
        # An empty paragraph counts, too.
        label = context.numbering.label(list_id, depth if depth >= 0 else context.numbering.depth(list_id, style))
    if text and not text.isspace():
        level = number(_value(stated.get(OUTLINE)), style.level)
        if level < BODY_LEVEL:
            yield Piece(SPACES.sub(" ", label + text), "heading", level + 1)
        else:
            yield Piece(label + text, "paragraph" if list_id == "0" else "item")


def _value(element: _Element | None) -> str | None:
    return None if element is None else element.get(VALUE)


def _rows(table: _Element, context: _Context) -> Iterator[str]:
    # Most tables are regular: lxml tells in a moment that there is no such element.
    spans = next(table.iter(SPAN), None) is not None
    gaps = next(table.iter(*GAPS), None) is not None
    for row in table.iterchildren(ROW):
        cells: list[str] = []
        for cell in row.iterchildren(CELL):
            texts = [piece.text for piece in _pieces(cell, context)]
            cells.append(SPACES.sub(" ", " ".join(texts)).strip())
            if spans:
                # Cells that span columns, and columns without a cell, are empty ones, so that columns stay in line.
                cells += [""] * (_count(cell, "tcPr/gridSpan") - 1)
        if gaps:
            cells = [""] * _count(row, "trPr/gridBefore") + cells + [""] * _count(row, "trPr/gridAfter")
        if any(cells):
            yield "\t".join(cells)


def _count(element: _Element, path: str) -> int:
    return min(number(child_value(element, path), 0), MAX_SPAN)
