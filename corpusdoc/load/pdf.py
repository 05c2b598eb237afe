"""PDF: text in its paragraphs, with the offset of each page. Pages of pictures need text recognition first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from corpusdoc import lazy_re as re
from corpusdoc.load.content import Content, ReadingError, clean
from corpusdoc.load.cut_pdf import with_end
from corpusdoc.load.layout import Scans, laid_out, on_page
from corpusdoc.load.lines import Frame, Line
from corpusdoc.load.ocr import Recognise
from corpusdoc.load.pdf_fonts import install
from corpusdoc.load.pdfium import PageCharacters
from corpusdoc.load.reflow import folded_title
from corpusdoc.load.rules import read_rules
from corpusdoc.load.scan import count_objects, is_scan, picture_of, shows_more
from corpusdoc.model import Hints

PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
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
        scanned = Scans(recognise)
        scanned.missing = "damaged" if cut else None
        lines, heights = _lines(document, scanned)
        hints, outline = _hints(document), _outline(document)
    finally:
        document.close()
    return laid_out(lines, heights, scanned, outline, hints)


def _open(data: bytes) -> tuple[Any, bool]:
    """The document, and whether its end is missing."""
    # pypdfium2: 50 ms
    from pypdfium2 import PdfDocument, PdfiumError

    install()
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


def _lines(document: Any, scanned: Scans) -> tuple[list[Line], list[float]]:
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
        frame = _frame(page)
        characters = PageCharacters(page_text, frame)
        if turned := characters.quarters():
            # A wide table that is printed up the page.
            frame = replace(frame, quarters=(frame.quarters + turned) % 4)
            characters = PageCharacters(page_text, frame)
        heights.append(frame.width if frame.quarters % 2 else frame.height)
        here = on_page(characters, read_rules(page, frame) if characters.text else ([], []), at + 1)
        scanned.drawn = scanned.drawn or count_objects(page) > 0
        if is_scan(here, partial(shows_more, page)):
            scanned.read(partial(picture_of, page), at + 1)
        else:
            lines += here
        page_text.close()
        page.close()
    return lines, heights


def _frame(page: Any) -> Frame:
    width, height = float(page.get_width()), float(page.get_height())
    quarters = int(page.get_rotation()) // 90
    return Frame(quarters, *((height, width) if quarters % 2 else (width, height)))


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
