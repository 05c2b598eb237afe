"""OpenDocument text, sheets and slides, in packages and in flat files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, Piece, ReadingError, compose, page_starts, with_leader
from corpusdoc.load.forms import table_pieces
from corpusdoc.load.number_format import plain
from corpusdoc.load.numbering import render
from corpusdoc.load.package import Package, parse_xml
from corpusdoc.load.sheets import sheet_pieces
from corpusdoc.model import Hints

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT, META, STYLES, MANIFEST = "content.xml", "meta.xml", "styles.xml", "META-INF/manifest.xml"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
PRESENTATION = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
BREAKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
SKIPPED = frozenset(
    (
        TEXT + "tracked-changes",
        TEXT + "ruby-text",
        TEXT + "note-citation",
        TEXT + "page-number",
        TEXT + "table-of-content-source",
        TEXT + "illustration-index-source",
        TEXT + "table-index-source",
        OFFICE + "annotation",
        OFFICE + "forms",
    )
)
# What is drawn and may hold text.
SHAPES = tuple(DRAW + name for name in ("frame", "custom-shape", "rect", "ellipse", "circle", "polygon", "path"))
INDEXES = (TEXT + "table-of-content", TEXT + "illustration-index", TEXT + "table-index")
# How list styles name what numbering.py renders.
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
SPACES = re.compile(r"\s+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MAX_REPEATED = 1_000
MAX_LEVEL = 9


@dataclass(slots=True)
class _Context:
    lists: dict[str, _Element]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)  # by list and by the style of the last one
    boxes: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)
    page: int | None = None


def read(data: bytes) -> Content:
    """The body of an OpenDocument file; notes stand at the end. Raises ReadingError."""
    package = Package(data)
    if MANIFEST in package.names and b"encryption-data" in package.part(MANIFEST):
        raise ReadingError("encrypted")
    root = parse_xml(package.part(CONTENT), CONTENT)
    styles = [root, *(parse_xml(package.part(name), name) for name in (STYLES,) if name in package.names)]
    meta = parse_xml(package.part(META), META) if META in package.names else None
    return _content(root, styles, meta)


def read_flat(data: bytes) -> Content:
    """The same of an OpenDocument file that is one XML document."""
    root = parse_xml(data, CONTENT)
    return _content(root, [root], root)


def _content(root: _Element, styles: list[_Element], meta: _Element | None) -> Content:
    hidden = {
        e.get(STYLE + "name")
        for e in root.iter(STYLE + "style")
        if any(p.get(TABLE + "display") == "false" for p in e.iterchildren(STYLE + "table-properties"))
    }
    lists = {e.get(STYLE + "name") or "": e for each in styles for e in each.iter(TEXT + "list-style")}
    context = _Context(lists)
    body = root.find(OFFICE + "body")
    inner = next(iter(body), None) if body is not None else None
    if inner is None:
        raise ReadingError("damaged", "no body")
    pages = 0
    pieces: list[Piece] = []
    if inner.tag == OFFICE + "spreadsheet":
        for number, sheet in enumerate(inner.iterchildren(TABLE + "table"), 1):
            if sheet.get(TABLE + "style-name") not in hidden:
                pieces += sheet_pieces(sheet.get(TABLE + "name") or "", _texts(sheet, context), number)
    elif inner.tag == OFFICE + "presentation":
        for pages, slide in enumerate(inner.iterchildren(DRAW + "page"), 1):
            context.page = pages
            pieces += _slide(slide, context)
    else:
        pieces += _pieces(inner, context)
    for note in context.notes:
        pieces += _pieces(note, context)
    text, blocks = compose(pieces)
    return Content(text, blocks, page_starts(blocks, pages, len(text)), hints=_hints(meta))


def _slide(slide: _Element, context: _Context) -> list[Piece]:
    titles: list[Piece] = []
    others: list[Piece] = []
    for frame in slide.iter(*SHAPES):
        said = list(_frame(frame, context))
        if frame.get(PRESENTATION + "class") == "title":
            title = SPACES.sub(" ", " ".join(piece.text for piece in said)).strip()
            titles.append(Piece(title, "heading", 1, context.page))
        else:
            others += said
    return titles + others


def _frame(frame: _Element, context: _Context) -> Iterator[Piece]:
    for element in frame:
        if element.tag == DRAW + "text-box":
            yield from _pieces(element, context)
    yield from _pieces(frame, context)


def _pieces(parent: _Element, context: _Context, label: str = "") -> Iterator[Piece]:
    for element in parent:
        tag = str(element.tag)
        if tag in (TEXT + "p", TEXT + "h"):
            yield from _paragraph(element, context, label)
            label = ""
        elif tag == TEXT + "list":
            style = element.get(TEXT + "style-name") or ""
            yield from _list(element, context, style, _counts(element, context, style), 1)
        elif tag == TABLE + "table":
            rows = (row[: _used(row)] for row in _rows(element, context))
            yield from table_pieces(rows, context.page)
        elif tag in INDEXES:
            for piece in _pieces(element, context):
                yield piece._replace(text=with_leader(piece.text))
        elif tag in SHAPES:
            yield from _frame(element, context)
        elif tag not in SKIPPED and tag.startswith((TEXT, DRAW + "g")) and tag != TEXT + "sequence-decls":
            yield from _pieces(element, context)


def _paragraph(element: _Element, context: _Context, label: str) -> Iterator[Piece]:
    text = "".join(_runs(element, context))
    boxes, context.boxes = context.boxes, []
    if text.strip():
        if element.tag == TEXT + "h":
            level = element.get(TEXT + "outline-level") or "1"
            number = min(int(level), MAX_LEVEL) if level.isdecimal() and len(level) < 3 else 1
            yield Piece(SPACES.sub(" ", label + text), "heading", number, context.page)
        else:
            yield Piece(label + text, "item" if label else "paragraph", 0, context.page)
    for box in boxes:
        yield from _frame(box, context)


def _runs(parent: _Element, context: _Context) -> Iterator[str]:
    """The characters of a paragraph; its frames and notes are put aside. White space counts once, as in HTML."""
    yield SPACES.sub(" ", parent.text or "")
    for element in parent:
        tag = str(element.tag)
        if tag in BREAKS:
            yield BREAKS[tag]
        elif tag == TEXT + "s":
            count = element.get(TEXT + "c") or "1"
            yield " " * (min(int(count), MAX_REPEATED) if count.isdecimal() and len(count) < 6 else 1)
        elif tag.startswith(DRAW):
            context.boxes += element.iter(*SHAPES)
        elif tag == TEXT + "note":
            context.notes += element.iterchildren(TEXT + "note-body")
        elif tag not in SKIPPED:
            yield from _runs(element, context)
        yield SPACES.sub(" ", element.tail or "")


def _counts(element: _Element, context: _Context, style: str) -> dict[int, int]:
    """How far each level of a list has counted: a list that continues none counts anew."""
    continued = element.get(TEXT + "continue-list") or ""
    continues = continued or element.get(TEXT + "continue-numbering") == "true"
    of_style = context.counts.get(f"style {style}", {}) if continues else {}
    counts = context.counts.get(continued, of_style)
    context.counts[f"style {style}"] = counts
    if name := element.get(XML_ID):
        context.counts[name] = counts
    return counts


def _list(element: _Element, context: _Context, style: str, counts: dict[int, int], level: int) -> Iterator[Piece]:
    for entry in element.iterchildren(TEXT + "list-item", TEXT + "list-header"):
        stated = entry.get(TEXT + "start-value") or ""
        if stated.isdecimal() and len(stated) < 6:
            counts[level] = int(stated) - 1
        label = _label(context, style, counts, level) if _numbers(entry) else ""
        for child in entry:
            if child.tag == TEXT + "list":
                own = child.get(TEXT + "style-name") or style
                yield from _list(child, context, own, counts, level + 1)
            elif child.tag in (TEXT + "p", TEXT + "h"):
                yield from (
                    Piece(piece.text, "item" if piece.kind == "paragraph" else piece.kind, piece.level, piece.page)
                    for piece in _paragraph(child, context, label)
                )
                label = ""


def _numbers(entry: _Element) -> bool:
    """Whether a list's entry has a number of its own: those that only hold a deeper list have none."""
    return entry.tag == TEXT + "list-item" and next(entry.iterchildren(TEXT + "p", TEXT + "h"), None) is not None


def _label(context: _Context, style: str, counts: dict[int, int], level: int) -> str:
    definition = context.lists.get(style)
    levels = definition.iterchildren(TEXT + "list-level-style-number") if definition is not None else ()
    found = next((each for each in levels if each.get(TEXT + "level") == str(level)), None)
    shown = found.get(STYLE + "num-format") or "" if found is not None else ""
    if found is None or not shown:
        return ""
    start = found.get(TEXT + "start-value") or "1"
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    counts[level] = number = counts.get(level, first - 1) + 1
    for deeper in [each for each in counts if each > level]:
        del counts[deeper]
    # Chinese formats show their first numbers: "一, 二, 三, ...".
    name = FORMATS.get(
        shown, "chineseCounting" if shown[0] in "一壹" else "decimalEnclosedCircle" if shown[0] == "①" else "decimal"
    )
    return f"{found.get(STYLE + 'num-prefix') or ''}{render(number, name)}{found.get(STYLE + 'num-suffix') or ''}"


def _texts(sheet: _Element, context: _Context) -> Iterator[list[str]]:
    return ([" ".join(piece.text for piece in cell) for cell in row] for row in _rows(sheet, context))


def _used(row: Sequence[Sequence[Piece]]) -> int:
    """How many cells of a row there are up to the last that holds something."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0)


def _rows(table: _Element, context: _Context) -> Iterator[list[Sequence[Piece]]]:
    for row in table.iter(TABLE + "table-row"):
        # Rows of tables inside cells are those cells' text.
        if next(row.iterancestors(TABLE + "table")) is not table:
            continue
        cells: list[Sequence[Piece]] = []
        for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
            held = _cell(cell, context)
            repeated = _repeated(cell, "number-columns-repeated")
            cells += [held] * (repeated if held or repeated < MAX_REPEATED else 1)
        for _ in range(_repeated(row, "number-rows-repeated") if any(cells) else 1):
            yield cells


def _repeated(element: _Element, name: str) -> int:
    count = element.get(TABLE + name) or "1"
    return min(int(count), MAX_REPEATED) if count.isdecimal() and len(count) < 9 else 1


def _cell(cell: _Element, context: _Context) -> list[Piece]:
    if cell.get(OFFICE + "value-type") == "float":
        # What is shown may be rounded.
        try:
            return [Piece(plain(Decimal(cell.get(OFFICE + "value") or "")))]
        except InvalidOperation:
            pass
    held = (piece._replace(text=SPACES.sub(" ", piece.text).strip()) for piece in _pieces(cell, context))
    return [piece for piece in held if piece.text]


def _hints(meta: _Element | None) -> Hints:
    if meta is None:
        return Hints()
    stated: dict[str, str] = {}
    for holder in meta.iter(OFFICE + "meta"):
        for element in holder:
            stated.setdefault(str(element.tag).rpartition("}")[2], (element.text or "").strip())
    day = DAY.match(stated.get("date") or stated.get("creation-date", ""))
    author = stated.get("creator") or stated.get("initial-creator")
    return Hints(stated.get("title") or None, day[0] if day else None, author or None)
