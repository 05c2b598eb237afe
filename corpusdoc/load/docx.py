"""DOCX as its reader sees it: styles' headings, automatic numbers, tables, text boxes, notes, changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpusdoc.load.content import Content, Piece, ReadingError, compose
from corpusdoc.load.numbering import Numbering, read_numbering
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.load.properties import office_hints
from corpusdoc.load.styles import BODY_LEVEL, Style, Styles, read_styles
from corpusdoc.load.wordml import MC, STRICT, W, attribute, child_value, number

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# What accepted changes leave out, and what is not text: field codes, phonetic guides, formats.
SKIPPED = frozenset(W + name for name in ("del", "moveFrom", "delText", "instrText", "rt", "pPr", "rPr", "sectPr"))
WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
TEXT, TABLE, PARAGRAPH, BOX = W + "t", W + "tbl", W + "p", W + "txbxContent"
ALTERNATIVES, CHOICE = MC + "AlternateContent", MC + "Choice"
# Picture-only documents are scans.
MEDIA = "word/media/"
SPACES = re.compile(r"[\t\n ]+")


@dataclass(frozen=True, slots=True)
class _Context:
    styles: Styles
    numbering: Numbering


def read(data: bytes) -> Content:
    """The text of a DOCX with its headings, items and tables as blocks. Footnotes and endnotes stand at the end."""
    package = Package(data)
    root = _xml(package, _main(package))
    context = _Context(
        read_styles(_xml(package, "word/styles.xml")) if "word/styles.xml" in package.names else Styles({}),
        read_numbering(_xml(package, "word/numbering.xml"))
        if "word/numbering.xml" in package.names
        else Numbering({}, {}),
    )
    body = root.find(W + "body")
    pieces = list(_pieces(body, context)) if body is not None else []
    for name in NOTES:
        if name in package.names:
            pieces.extend(_notes(_xml(package, name), context))
    text, blocks = compose(pieces)
    if not text and any(name.startswith(MEDIA) for name in package.names):
        raise ReadingError("needs_ocr")
    return Content(text, blocks, hints=office_hints(package))


def _main(package: Package) -> str:
    # Some writers number the part: word/document2.xml.
    return (
        MAIN
        if MAIN in package.names
        else next((name for name in package.names if re.fullmatch(r"word/document\d{0,3}\.xml", name)), MAIN)
    )


def _xml(package: Package, name: str) -> _Element:
    return parse_xml(package.part(name).replace(*STRICT), name)


def _pieces(parent: _Element, context: _Context) -> Iterator[Piece]:
    for element in parent:
        if element.tag == PARAGRAPH:
            yield from _paragraph(element, context)
        elif element.tag == TABLE:
            yield Piece("\n".join(_rows(element, context)), "table")
        elif element.tag in WRAPPERS:
            yield from _pieces(element, context)
        elif element.tag == ALTERNATIVES and (chosen := element.find(CHOICE)) is not None:
            yield from _pieces(chosen, context)


def _paragraph(element: _Element, context: _Context) -> Iterator[Piece]:
    properties = element.find(W + "pPr")
    style = context.styles.style(child_value(properties, "pStyle"))
    boxes: list[_Element] = []
    text = "".join(_runs(element, boxes))
    # An empty paragraph counts, too.
    label = context.numbering.label(*_list(properties, style))
    if text.strip():
        level = number(child_value(properties, "outlineLvl"), style.level)
        if level < BODY_LEVEL:
            yield Piece(SPACES.sub(" ", label + text), "heading", level + 1)
        else:
            yield Piece(label + text, "item" if _list(properties, style)[0] != "0" else "paragraph")
    for box in boxes:
        yield from _pieces(box, context)


def _list(properties: _Element | None, style: Style) -> tuple[str, int]:
    """The list that a paragraph belongs to ("0": none) and its depth there."""
    list_id = child_value(properties, "numPr/numId") or style.list_id
    return list_id, number(child_value(properties, "numPr/ilvl"), style.depth)


def _runs(parent: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The characters of a paragraph; its text boxes are put aside into `boxes`."""
    for element in parent:
        tag = element.tag
        if tag == TEXT:
            yield element.text or ""
        elif tag in BREAKS:
            yield BREAKS[tag]
        elif tag == BOX:
            boxes.append(element)
        elif tag == ALTERNATIVES:
            # The fallback says the same again for older readers.
            chosen = element.find(CHOICE)
            yield from _runs(element if chosen is None else chosen, boxes)
        elif tag not in SKIPPED:
            yield from _runs(element, boxes)


def _rows(table: _Element, context: _Context) -> Iterator[str]:
    for row in _unwrapped(table, W + "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells: list[str] = []
        for cell in _unwrapped(row, W + "tc"):
            text = " ".join(piece.text for piece in _pieces(cell, context))
            cells.append(SPACES.sub(" ", text).strip())
            # Cells that span columns leave the others empty, so that columns stay in line.
            cells.extend([""] * (min(number(child_value(cell, "tcPr/gridSpan"), 1), 64) - 1))
        if any(cells):
            yield "\t".join(cells)


def _unwrapped(parent: _Element, tag: str) -> Iterator[_Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in WRAPPERS:
            yield from _unwrapped(element, tag)


def _notes(root: _Element, context: _Context) -> Iterator[Piece]:
    for note in root:
        # Separator lines are notes, too, of a type of their own.
        if attribute(note, "type") in ("", "normal"):
            yield from _pieces(note, context)
