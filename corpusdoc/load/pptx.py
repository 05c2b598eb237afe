"""PPTX: each slide's title, text, tables, charts and notes; `page` is the slide's number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.charts import chart_pieces
from corpusdoc.load.content import Content, Piece, ReadingError, compose, page_starts
from corpusdoc.load.package import Package, parse_xml, related
from corpusdoc.load.properties import office_hints

if TYPE_CHECKING:
    from lxml.etree import _Element

SHOW = "ppt/presentation.xml"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
STRICT = (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main")
TITLES = ("title", "ctrTitle")
# Placeholders that say what every slide says.
FURNITURE = ("dt", "ftr", "hdr", "sldNum", "sldImg")
NOTES, DIAGRAM = "ppt/notesSlides/", re.compile(r"ppt/diagrams/data\d{0,4}\.xml")
MEDIA = "ppt/media/"
SPACES = re.compile(r"\s+")


def read(data: bytes) -> Content:
    """The slides in the order of the show, hidden ones too. Raises ReadingError."""
    return read_package(Package(data))


def read_package(package: Package) -> Content:
    """The slides of an open PPTX. Raises ReadingError."""
    root = parse_xml(package.part(SHOW), SHOW)
    targets = related(package, SHOW)
    listed = root.find("{*}sldIdLst")
    slides = [targets.get(_link(entry), "") for entry in listed] if listed is not None else []
    slides = [slide for slide in slides if slide in package.names]
    pieces = [piece for number, slide in enumerate(slides, 1) for piece in _slide(package, slide, number)]
    text, blocks = compose(pieces)
    if not text and any(name.startswith(MEDIA) for name in package.names):
        raise ReadingError("needs_ocr")
    return Content(text, blocks, page_starts(blocks, len(slides), len(text)), hints=office_hints(package))


def _link(entry: _Element) -> str:
    return next((str(value) for name, value in entry.attrib.items() if str(name).endswith("}id")), "")


def _xml(package: Package, part: str) -> _Element:
    return parse_xml(package.part(part).replace(*STRICT), part)


def _slide(package: Package, slide: str, number: int) -> Iterator[Piece]:
    tree = _xml(package, slide).find("{*}cSld/{*}spTree")
    shapes = list(_shapes(tree)) if tree is not None else []
    # The title may be drawn last.
    for shape in sorted(shapes, key=lambda shape: _placeholder(shape) not in TITLES):
        yield from _pieces(shape, number)
    yield from chart_pieces(package, slide, number)
    for part in related(package, slide).values():
        if part in package.names and DIAGRAM.fullmatch(part):
            yield from _paragraphs(_xml(package, part), number)
        elif part in package.names and part.startswith(NOTES):
            notes = _xml(package, part).find("{*}cSld/{*}spTree")
            for shape in _shapes(notes) if notes is not None else ():
                yield from _pieces(shape, number)


def _shapes(tree: _Element) -> Iterator[_Element]:
    """Shapes and frames, those of groups included, in the order in which they are drawn."""
    for element in tree.iterchildren("{*}sp", "{*}graphicFrame", "{*}grpSp", "{*}AlternateContent"):
        tag = str(element.tag).rpartition("}")[2]
        if tag == "grpSp":
            yield from _shapes(element)
        elif tag == "AlternateContent":
            # The fallback says the same again for older readers.
            chosen = element.find("{*}Choice")
            yield from _shapes(chosen) if chosen is not None else ()
        else:
            yield element


def _placeholder(shape: _Element) -> str:
    found = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return "" if found is None else found.get("type") or "obj"


def _pieces(shape: _Element, number: int) -> Iterator[Piece]:
    kind = _placeholder(shape)
    if kind in FURNITURE:
        return
    table = shape.find(f"{{*}}graphic/{{*}}graphicData/{DRAWING}tbl")
    if table is not None:
        yield Piece("\n".join(_rows(table)), "table", 0, number)
    elif kind in TITLES:
        yield Piece(SPACES.sub(" ", " ".join(piece.text for piece in _paragraphs(shape, number))), "heading", 1, number)
    else:
        yield from _paragraphs(shape, number)


def _paragraphs(parent: _Element, number: int) -> Iterator[Piece]:
    for paragraph in parent.iter(DRAWING + "p"):
        text = _text(paragraph)
        properties = paragraph.find(DRAWING + "pPr")
        listed = properties is not None and (
            properties.get("lvl", "0") != "0" or properties.find(DRAWING + "buAutoNum") is not None
        )
        yield Piece(text, "item" if listed else "paragraph", 0, number)


def _text(paragraph: _Element) -> str:
    breaks = {DRAWING + "br": "\n", DRAWING + "tab": "\t"}
    return "".join(
        breaks.get(str(element.tag), element.text or "") for element in paragraph.iter(DRAWING + "t", *breaks)
    ).replace("\v", "\n")


def _rows(table: _Element) -> Iterator[str]:
    for row in table.iterchildren(DRAWING + "tr"):
        # Cells that a neighbour spans stand there, empty.
        cells = [
            SPACES.sub(" ", " ".join(_text(paragraph) for paragraph in cell.iter(DRAWING + "p"))).strip()
            for cell in row.iterchildren(DRAWING + "tc")
        ]
        if any(cells):
            yield "\t".join(cells)
