"""A PDF page as lines of text with their places; wide gaps inside a line are tabs between cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LINE = re.compile(r"[^\r\n]+")
# pdfium: U+FFFE and U+0002 stand where a hyphen broke a word.
MARKERS = re.compile("[\x00\x02\ufffe\uffff\u200b]")
BLANK = " \u3000\xa0\x00\x02\ufffe"
GAP = re.compile(r"[ \xa0]+")
# Between Chinese characters, and between those and Latin ones, pdfium's spaces are kerning.
WIDE = re.compile(r"[\u2014-\u2026\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
CELL_GAP = 0.6  # in type sizes; a full-width space is 1
MIN_SIZE = 1.5  # points; below it the type is scaled by a matrix, and its boxes say how large it is
DEFAULT_SIZE = 10.0  # points, where a font states no height


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; places in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of the type
    page: int  # 1-based

    @property
    def is_row(self) -> bool:
        """Whether the line is split into cells."""
        return "\t" in self.text


class _Boxes:
    """Places of a page's characters, asked one by one: most are never needed."""

    def __init__(self, page_text: Any) -> None:
        self.page_text = page_text

    def box(self, at: int) -> tuple[float, float, float, float] | None:
        """(left, bottom, right, top) of a character, the font's full height; None for one without place."""
        # pypdfium2: 50 ms
        from pypdfium2 import PdfiumError

        try:
            left, bottom, right, top = self.page_text.get_charbox(at, loose=True)
        except PdfiumError:
            return None
        return (left, bottom, right, top) if top > bottom else (left, bottom, right, bottom + DEFAULT_SIZE)

    def size(self, at: int) -> float:
        """The size of the type that a character is set in: steady along a line, which its box is not."""
        from pypdfium2 import raw

        stated = float(raw.FPDFText_GetFontSize(self.page_text, at))
        if stated > MIN_SIZE:
            return stated
        box = self.box(at)
        return box[3] - box[1] if box else DEFAULT_SIZE

    def generated(self, at: int) -> bool:
        """Whether pdfium put the character there for a gap; the file has none."""
        from pypdfium2 import raw

        return bool(raw.FPDFText_IsGenerated(self.page_text, at) == 1)


def read_lines(page_text: Any, page: int) -> list[Line]:
    """The lines of a pdfium text page in the order in which the file states them."""
    text = _characters(page_text)
    boxes = _Boxes(page_text)
    lines = (_line(text, match.start(), match.end(), boxes, page) for match in LINE.finditer(text))
    return [line for line in lines if line is not None]


def _characters(page_text: Any) -> str:
    """A string in which every index is pdfium's character index."""
    from pypdfium2 import raw

    count = page_text.count_chars()
    text: str = page_text.get_text_range() if count > 0 else ""
    if len(text) == count:
        return text
    points = (raw.FPDFText_GetUnicode(page_text, at) for at in range(count))
    return "".join(chr(p) if 0 < p < 0xD800 or 0xE000 <= p < 0x110000 else "\ufffd" for p in points)


def _line(text: str, start: int, end: int, boxes: _Boxes, page: int) -> Line | None:
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK:
        end -= 1
    if start == end:
        return None
    first, last = boxes.box(start), boxes.box(end - 1)
    if first is None or last is None:
        first = last = first or last or (0.0, 0.0, 0.0, DEFAULT_SIZE)
    size = boxes.size(start)
    said = MARKERS.sub("", "".join(_spaced(text, start, end, boxes, size)))
    return Line(
        said, min(first[0], last[0]), max(first[2], last[2]), min(first[1], last[1]), max(first[3], last[3]), size, page
    )


def _spaced(text: str, start: int, end: int, boxes: _Boxes, size: float) -> Iterator[str]:
    """The line's characters: gaps of cells as tabs, spaces that only pdfium sees beside Chinese left out."""
    at = start
    for gap in GAP.finditer(text, start, end):
        yield text[at : gap.start()]
        at = gap.end()
        before, after = boxes.box(gap.start() - 1), boxes.box(gap.end())
        if before and after and after[0] - before[2] > CELL_GAP * size:
            yield "\t"
        elif not (boxes.generated(gap.start()) and WIDE.search(text[gap.start() - 1] + text[gap.end()])):
            yield gap[0]
    yield text[at:end]
