"""DOCX as its reader sees it: styles' headings, automatic numbers, tables, text boxes, notes, changes accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from corpusdoc import lazy_re as re
from corpusdoc.load.accepted import accept
from corpusdoc.load.bold import MAX_HEADING, with_bold_headings
from corpusdoc.load.charts import chart_pieces
from corpusdoc.load.chunks import chunk_pieces
from corpusdoc.load.content import Content, Piece, ReadingError, compose, with_leader
from corpusdoc.load.forms import table_pieces
from corpusdoc.load.numbering import Numbering, read_numbering
from corpusdoc.load.package import Package, parse_xml, related
from corpusdoc.load.properties import office_hints
from corpusdoc.load.styles import BODY_LEVEL, Styles, read_styles
from corpusdoc.load.wordml import STRICT, W, attribute, child, child_value, number
from corpusdoc.model import Reason

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
TABLE, PARAGRAPH, ROW, CELL, VALUE = W + "tbl", W + "p", W + "tr", W + "tc", W + "val"
PROPERTIES, STATED = W + "pPr", (W + "pStyle", W + "numPr", W + "outlineLvl")
STYLE, LIST, OUTLINE = STATED
RUN, CHUNK = W + "r", W + "altChunk"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPAN, GAPS = W + "gridSpan", (W + "gridBefore", W + "gridAfter")
# Picture-only documents are scans.
MEDIA = "word/media/"
SPACES = re.compile(r"[\t\n ]+")
MAX_SPAN = 64
NOTHING: Mapping[str, Any] = {}
# Half of a usual styles.xml: what no paragraph can name.
STYLE_END = b"</w:style>"
OTHER_STYLES = re.compile(rb'<w:style [^<>]{0,99}?w:type="(?:table|character)"')
LATENT = (b"<w:latentStyles", b"</w:latentStyles>")
HEAVY = re.compile("黑体|小标宋|SimHei", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Context:
    styles: Styles
    numbering: Numbering
    text_of: Callable[[_Element], str]
    stated: Mapping[_Element, Mapping[str, _Element]]  # what paragraphs say of themselves
    chunks: Mapping[_Element, Sequence[Piece]]  # documents that are put in whole


def read(data: bytes) -> Content:
    """The text of a DOCX with its headings, items and tables as blocks. Notes and charts stand at the end."""
    return read_package(Package(data))


def read_package(package: Package) -> Content:
    """The text of an open DOCX. Raises ReadingError."""
    main = _main(package)
    root = _xml(package, main)
    styles = read_styles(_styles(package)) if STYLES in package.names else Styles({})
    numbering = read_numbering(_xml(package, NUMBERING)) if NUMBERING in package.names else Numbering({}, {})
    notes = [
        note
        for name in NOTES
        if name in package.names
        for note in _xml(package, name)
        # Separator lines are notes, too, of a type of their own.
        if attribute(note, "type") in ("", "normal")
    ]
    chunks, missing = _chunks(root, package, main)
    said = read_parts([*root.iterchildren(W + "body"), *notes], styles, numbering, chunks)
    text, blocks = compose([*said, *chart_pieces(package, main)])
    if not text and any(name.startswith(MEDIA) for name in package.names):
        raise ReadingError("needs_ocr")
    return Content(text, blocks, hints=office_hints(package), partial=missing)


def _chunks(root: _Element, package: Package, main: str) -> tuple[dict[_Element, list[Piece]], Reason | None]:
    """What stands in the place of each document that programs put into this one whole, and why one does not."""
    found: dict[_Element, list[Piece]] = {}
    missing: Reason | None = None
    parts = related(package, main) if next(root.iter(CHUNK), None) is not None else {}
    for element in root.iter(CHUNK):
        try:
            found[element] = chunk_pieces(package.part(parts.get(element.get(LINK) or "", "")))
        except ReadingError as error:
            missing = error.reason
    return found, missing


def read_parts(
    parts: Sequence[_Element],
    styles: Styles,
    numbering: Numbering,
    chunks: Mapping[_Element, Sequence[Piece]],
) -> list[Piece]:
    """What the body of a document and its notes say; `chunks` in their places. Changes their trees."""
    # lxml: 60 ms
    from lxml import etree

    text_of = partial(etree.tostring, encoding="unicode", method="text", with_tail=False)
    for part in parts:
        accept(part)
    context = _Context(styles, numbering, text_of, _stated(parts), chunks)
    return with_bold_headings([piece for part in parts for piece in _pieces(part, context)])


def _stated(parts: Sequence[_Element]) -> dict[_Element, dict[str, _Element]]:
    """Style, list and outline level of each paragraph that states one."""
    # One walk of lxml's: most paragraphs say nothing else that counts.
    found: dict[_Element, dict[str, _Element]] = {}
    for part in parts:
        for element in part.iter(*STATED):
            properties = element.getparent()
            paragraph = properties.getparent() if properties is not None else None
            if paragraph is not None and properties.tag == PROPERTIES:  # type: ignore[union-attr]  # it has a parent
                found.setdefault(paragraph, {}).setdefault(element.tag, element)
    return found


def _main(package: Package) -> str:
    # Some writers number the part: word/document2.xml.
    return (
        MAIN
        if MAIN in package.names
        else next((name for name in package.names if re.fullmatch(r"word/document\d{0,3}\.xml", name)), MAIN)
    )


def _xml(package: Package, name: str) -> _Element:
    return parse_xml(package.part(name).replace(*STRICT), name, indented=True)


def _styles(package: Package) -> _Element:
    """The styles without those of tables and characters, where they are written as Word writes them."""
    styles = package.part(STYLES).replace(*STRICT)
    before, start, latent = styles.partition(LATENT[0])
    if start:
        styles = before + latent.partition(LATENT[1])[2]
    *ended, last = styles.split(STYLE_END)
    kept = (style + STYLE_END for style in ended if not OTHER_STYLES.match(style))
    return parse_xml(b"".join((*kept, last)), STYLES, indented=True)


def _pieces(parent: _Element, context: _Context, in_cell: bool = False) -> Iterator[Piece]:
    for element in parent.iterchildren(PARAGRAPH, TABLE, CHUNK):
        if element.tag == PARAGRAPH:
            if piece := _paragraph(element, context, in_cell):
                yield piece
        elif element.tag == TABLE:
            yield from table_pieces(_rows(element, context))
        else:
            yield from context.chunks.get(element, ())


def _paragraph(element: _Element, context: _Context, in_cell: bool) -> Piece | None:
    text = context.text_of(element)
    stated = context.stated.get(element, NOTHING)
    style = context.styles.style(_value(stated.get(STYLE)))
    listed = stated.get(LIST)
    list_id = child_value(listed, "numId") or style.list_id if listed is not None else style.list_id
    label = ""
    if list_id != "0":
        depth = number(child_value(listed, "ilvl"), -1)
        # An empty paragraph counts, too.
        label = context.numbering.label(list_id, depth if depth >= 0 else context.numbering.depth(list_id, style))
    if not text or text.isspace():
        return None
    if "\t" in text and (style.contents or _has_leader(element)):
        text = with_leader(text)
    level = number(_value(stated.get(OUTLINE)), style.level)
    if level < BODY_LEVEL:
        return Piece(SPACES.sub(" ", label + text), "heading", level + 1)
    bold = not in_cell and len(text) <= MAX_HEADING and _is_bold(element)
    return Piece(label + text, "paragraph" if list_id == "0" else "item", bold=bold)


def _has_leader(paragraph: _Element) -> bool:
    tabs = child(paragraph, "pPr/tabs")
    return tabs is not None and any(attribute(tab, "leader") not in ("", "none") for tab in tabs)


def _value(element: _Element | None) -> str | None:
    return None if element is None else element.get(VALUE)


def _is_bold(paragraph: _Element) -> bool:
    """Whether all runs of text are in bold type, or in the type that stands for it in Chinese."""
    said = False
    for run in paragraph.iterchildren(RUN):
        if child(run, "t") is not None:
            # Most lines are told by their first run.
            if not _is_heavy(run):
                return False
            said = True
    return said


def _is_heavy(run: _Element) -> bool:
    properties = child(run, "rPr")
    mark, fonts = child(properties, "b"), child(properties, "rFonts")
    heavy = mark is not None and attribute(mark, "val") not in ("0", "false", "off")
    return heavy or (fonts is not None and HEAVY.search(attribute(fonts, "eastAsia")) is not None)


def _rows(table: _Element, context: _Context) -> Iterator[list[Sequence[Piece]]]:
    """What each cell of each row holds, in its columns."""
    # Most tables are regular: lxml tells in a moment that there is no such element.
    spans = next(table.iter(SPAN), None) is not None
    gaps = next(table.iter(*GAPS), None) is not None
    for row in table.iterchildren(ROW):
        cells: list[Sequence[Piece]] = []
        for cell in row.iterchildren(CELL):
            cells.append(list(_pieces(cell, context, in_cell=True)))
            if spans:
                # Cells that span columns, and columns without a cell, are empty ones, so that columns stay in line.
                cells += [()] * (_count(cell, "tcPr/gridSpan") - 1)
        if gaps:
            cells = [()] * _count(row, "trPr/gridBefore") + cells + [()] * _count(row, "trPr/gridAfter")
        yield cells


def _count(element: _Element, path: str) -> int:
    return min(number(child_value(element, path), 0), MAX_SPAN)
