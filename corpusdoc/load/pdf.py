"""PDF: text in its paragraphs, with the offset of each page. Pages of pictures need text recognition first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpusdoc.load.content import Content, ReadingError, clean, compose
from corpusdoc.load.cut_pdf import with_end
from corpusdoc.load.grid import Cell, Grid, find_grids, table
from corpusdoc.load.lines import Characters, Frame, Line, line_of, stretches
from corpusdoc.load.ocr import Recognise
from corpusdoc.load.order import reading_order
from corpusdoc.load.reflow import Paragraph, folded_title, paragraphs, pieces, without_running
from corpusdoc.load.rules import read_rules
from corpusdoc.load.scan import count_objects, is_scan, picture_of
from corpusdoc.model import Block, Hints, Reason

PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
FIGURE = re.compile(r"[\d.,]{2}")
DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
MAX_OUTLINE = 2_000  # entries; more is no table of contents
OUTLINE_DEPTH = 4


def read(data: bytes, recognise: Recognise | None = None) -> Content:
    """The text of a PDF in reading order, paragraphs joined across lines and pages, tables as rows.

    Pages without text of their own are handed to `recognise`; without it, or where it gives up, they are missing.
    Raises ReadingError: "encrypted", "damaged", or "needs_ocr" where no page holds text. Not for threads: pdfium
    keeps global state.
    """
    document, cut = _open(data)
    try:
        scanned = _Scans(recognise)
        scanned.missing = "damaged" if cut else None
        lines, heights = _lines(document, scanned)
        hints, outline = _hints(document), _outline(document)
    finally:
        document.close()
    if not any(line.text.strip() for line in lines) and not scanned.found:
        raise ReadingError(scanned.missing or ("needs_ocr" if scanned.drawn else "empty"))
    found = paragraphs(_pages(without_running(lines, heights), len(heights)))
    found = sorted(found + scanned.found, key=lambda paragraph: paragraph.first_page)
    text, blocks = compose(pieces(found, outline))
    return Content(
        text, blocks, _page_starts(found, blocks, len(heights), len(text)), hints=hints, partial=scanned.missing
    )


def _pages(lines: list[Line], count: int) -> list[list[Line]]:
    pages: list[list[Line]] = [[] for _ in range(count)]
    for line in lines:
        pages[line.page - 1].append(line)
    return reading_order(pages)


def _open(data: bytes) -> tuple[Any, bool]:
    """The document, and whether its end is missing."""
    # pypdfium2: 50 ms
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document, cut = PdfDocument(data), False
    except PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise ReadingError("encrypted") from error
        try:
            document, cut = PdfDocument(with_end(data)), True
        except PdfiumError:
            raise ReadingError("damaged", str(error)) from error
    if not len(document):
        raise ReadingError("damaged", "no pages")
    return document, cut


def _lines(document: Any, scanned: _Scans) -> tuple[list[Line], list[float]]:
    """All lines, and the height of each page. Scans and pages that do not open go to `scanned`."""
    from pypdfium2 import PdfiumError

    lines: list[Line] = []
    heights: list[float] = []
    for at in range(len(document)):
        try:
            page = document[at]
            page_text = page.get_textpage()
        except PdfiumError:
            heights.append(0.0)
            scanned.missing = "damaged"
            continue
        heights.append(float(page.get_height()))
        here = _on_page(page, page_text, at + 1)
        scanned.drawn = scanned.drawn or count_objects(page) > 0
        if is_scan(page, here):
            scanned.read(page, at + 1)
        else:
            lines += here
        page_text.close()
        page.close()
    return lines, heights


class _Scans:
    """Pages that are pictures, and what became of them."""

    def __init__(self, recognise: Recognise | None) -> None:
        self._recognise = recognise
        self.found: list[Paragraph] = []
        self.missing: Reason | None = None  # why some page's text is
        self.drawn = False  # whether anything stands on any page

    def read(self, page: Any, number: int) -> None:
        """Adds what a page says, or notes that it could not be read."""
        try:
            said = self._recognise(picture_of(page)) if self._recognise else None
        except ReadingError:
            said = None
        if said is None:
            self.missing = self.missing or "needs_ocr"
        for at, text in enumerate(said or ()):
            line = Line(text, 0.0, 0.0, 0.0, 0.0, 0.0, number)
            self.found.append(Paragraph(text, line, pages=[] if at else [(number, 0)]))


def _on_page(page: Any, page_text: Any, number: int) -> list[Line]:
    """The pieces of text of a page, and its ruled tables, each as a whole."""
    width, height = float(page.get_width()), float(page.get_height())
    quarters = int(page.get_rotation()) // 90
    frame = Frame(quarters, *((height, width) if quarters % 2 else (width, height)))
    characters = Characters(page_text, frame)
    grids = find_grids(*read_rules(page, frame)) if characters.text else []
    plain: list[Line] = []
    cells: dict[int, dict[Cell, list[Line]]] = {}
    for start, end in stretches(characters):
        for (at, cell), line in _by_cell(characters, start, end, grids, number):
            if cell is None:
                plain.append(line)
            else:
                cells.setdefault(at, {}).setdefault(cell, []).append(line)
    tables = [(held, table(grids[at], held, plain)) for at, held in cells.items()]
    return plain + [
        line
        for held, drawn in tables
        for line in ([drawn] if drawn else [line for part in held.values() for line in part])
    ]


Place = tuple[int, Cell | None]  # which grid, which of its cells


def _by_cell(
    characters: Characters, start: int, end: int, grids: list[Grid], page: int
) -> Iterator[tuple[Place, Line]]:
    """A stretch of characters as one line, or cut where a rule stands between two of them."""
    at = start
    place = _place(characters.box(start), grids)
    if grids and place != _place(characters.box(end - 1), grids):
        for here in range(start + 1, end):
            box = characters.box(here)
            if box is None or characters.text[here].isspace() or (next_place := _place(box, grids)) == place:
                continue
            if FIGURE.fullmatch(characters.text[here - 1 : here + 1]):
                # A figure that is too wide for its cell is one all the same.
                continue
            if line := line_of(characters, at, here, page):
                yield place, line
            at, place = here, next_place
    if line := line_of(characters, at, end, page):
        yield place, line


def _place(box: tuple[float, float, float, float] | None, grids: list[Grid]) -> Place:
    if box is not None:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for at, grid in enumerate(grids):
            if (cell := grid.cell(x, y)) is not None:
                return at, cell
    return -1, None


def _outline(document: Any) -> dict[str, int]:
    """Levels of headings by their folded titles, from the table of contents that viewers show."""
    from pypdfium2 import PdfiumError

    found: dict[str, int] = {}
    try:
        for at, entry in enumerate(document.get_toc(max_depth=OUTLINE_DEPTH)):
            if at > MAX_OUTLINE:
                break
            found.setdefault(folded_title(clean(entry.get_title())), entry.level + 1)
    except (PdfiumError, UnicodeDecodeError):
        # A table of contents that is broken is none.
        return {}
    return found


def _page_starts(found: list[Paragraph], blocks: tuple[Block, ...], pages: int, length: int) -> tuple[int, ...]:
    """Where each page begins in the text; one without text where the next one does."""
    stated = {
        page: block.span.start + offset
        for paragraph, block in zip(found, blocks, strict=True)
        for page, offset in paragraph.pages
    }
    starts = [length] * (pages + 1)
    for page in range(pages, 0, -1):
        starts[page - 1] = stated.get(page, starts[page])
    return (0, *starts[1:pages]) if pages else ()


def _hints(document: Any) -> Hints:
    day = DAY.match(_property(document, "ModDate") or _property(document, "CreationDate") or "")
    return Hints(
        title=_property(document, "Title"),
        date=f"{day[1]}-{day[2]}-{day[3]}" if day and "01" <= day[2] <= "12" and "01" <= day[3] <= "31" else None,
        author=_property(document, "Author"),
    )


def _property(document: Any, key: str) -> str | None:
    try:
        return clean(document.get_metadata_value(key)).strip() or None
    except UnicodeDecodeError:
        # Half a surrogate pair: a damaged property is none.
        return None
