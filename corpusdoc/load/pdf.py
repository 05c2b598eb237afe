"""PDF: text in its paragraphs, with the offset of each page. Pages of pictures need text recognition first."""

from __future__ import annotations

import re
from typing import Any

from corpusdoc.load.content import Content, ReadingError, clean, compose
from corpusdoc.load.lines import Line, read_lines
from corpusdoc.load.reflow import Paragraph, paragraphs, pieces, without_running
from corpusdoc.model import Block, Hints

PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read(data: bytes) -> Content:
    """The text of a PDF, paragraphs joined across lines and pages.

    Raises ReadingError: "encrypted", "damaged", or "needs_ocr" where no page holds text. Not for threads: pdfium
    keeps global state.
    """
    document = _open(data)
    try:
        lines, heights = _lines(document)
        if not any(line.text.strip() for line in lines):
            raise ReadingError("needs_ocr")
        hints = _hints(document)
    finally:
        document.close()
    found = [paragraph for paragraph in paragraphs(without_running(lines, heights)) if paragraph.text.strip()]
    text, blocks = compose(pieces(found))
    return Content(text, blocks, _page_starts(found, blocks, len(heights), len(text)), hints=hints)


def _open(data: bytes) -> Any:
    # pypdfium2: 50 ms
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        if not len(document):
            raise ReadingError("damaged", "no pages")
    except PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise ReadingError("encrypted") from error
        raise ReadingError("damaged", str(error)) from error
    return document


def _lines(document: Any) -> tuple[list[Line], list[float]]:
    """All lines, and the height of each page. Raises ReadingError for a page that does not open."""
    from pypdfium2 import PdfiumError

    lines: list[Line] = []
    heights: list[float] = []
    for at in range(len(document)):
        try:
            page = document[at]
            page_text = page.get_textpage()
        except PdfiumError as error:
            raise ReadingError("damaged", f"page {at + 1}: {error}") from error
        heights.append(float(page.get_height()))
        lines += read_lines(page_text, at + 1)
        page_text.close()
        page.close()
    return lines, heights


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
